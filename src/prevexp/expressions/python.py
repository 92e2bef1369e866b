"""The compiler to plain Python: one function of one case, about as fast as one written by hand.

Every condition becomes two tests, "certainly yes" and "certainly no"; what passes neither is not known. Source text is
generated from the closed tree only: constants, slugs and names of columns are bound as globals, never written into it.
"""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import timedelta
from operator import itemgetter
from typing import Any
from typing import assert_never

import attrs

from .errors import missing
from .fact import Dtype
from .fact import Fact
from .fact import Row
from .fact import Scalar
from .notation import Expression
from .tree import And
from .tree import Arithmetic
from .tree import Comparison
from .tree import IsKnown
from .tree import Literal
from .tree import Membership
from .tree import Node
from .tree import Not
from .tree import Or
from .tree import Read
from .tree import Unknown
from .tree import facts_of
from .tree import kind_of

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", "<=": ">", ">": "<="}


def compile_python(expression: Expression) -> Callable[[Row], Scalar | None]:
    """Return a function of one row: True, False or None for a condition, the value or None for anything else.

    The row must hold every fact read (FactMissing otherwise), each None or a value that `Facts.check` accepts.
    """
    node = expression.node
    writer = _Writer(facts_of(node))
    if kind_of(node).dtype is Dtype.BOOL:
        yes, no = writer.answer(node)
        result = f"True if {yes} else False if {no} else None"
    else:
        known, value = writer.value(node)
        result = f"{value} if {_all(*known)} else None"
    function: Callable[[Row], Scalar | None] = writer.function([f"return {result}"])
    return function


def compile_masks(rules: Mapping[str, Expression], shift: int) -> Callable[[Row], int]:
    """Return one function for all rules: bit i says that rule i is no, bit `shift` + i that it is not known."""
    nodes = [rule.node for rule in rules.values()]
    writer = _Writer(tuple(dict.fromkeys(fact for node in nodes for fact in facts_of(node))))
    lines = ["mask = 0"]
    for i, node in enumerate(nodes):
        yes, no = writer.answer(node)
        lines.append(f"if not {yes}: mask |= {1 << i} if {no} else {1 << (shift + i)}")
    function: Callable[[Row], int] = writer.function([*lines, "return mask"])
    return function


@attrs.define(init=False)
class _Writer:
    """The function being written: the names it binds, the locals that hold facts, the lines that come first."""

    bound: dict[str, object]
    local: dict[Fact, str]
    first: list[str]

    def __init__(self, facts: tuple[Fact, ...]) -> None:
        self.bound = {"missing": missing, "get": itemgetter(*(fact.id for fact in facts)) if facts else None}
        self.local = {fact: f"v{i}" for i, fact in enumerate(facts)}
        self.first = []
        for fact, name in self.local.items():
            if fact.not_known:
                self.first.append(f"if {name} in {self.bind(frozenset(fact.not_known))}: {name} = None")

    def bind(self, value: object) -> str:
        name = f"k{len(self.bound)}"
        self.bound[name] = value
        return name

    def function(self, lines: list[str]) -> Any:
        """Compile the lines into a function of `row` that loads its facts first."""
        load = [
            f"try: {', '.join(self.local.values())} = get(row)",
            "except KeyError as e: raise missing(e.args[0]) from None",
        ]
        body = [*(load if self.local else []), *self.first, *lines]
        source = "def compiled(row):\n " + "\n ".join(body) + "\n"
        exec(compile(source, "<prevexp expression>", "exec"), self.bound)  # noqa: S102 - written from a closed tree, values are bound  # nosec B102
        return self.bound["compiled"]

    def answer(self, node: Node) -> tuple[str, str]:
        """Return the tests "certainly yes" and "certainly no" of a condition."""
        match node:
            case Read() | Literal() | Unknown():
                yes, no = self._leaf(node)
            case Comparison(operator=operator, left=left, right=right):
                (left_known, a), (right_known, b) = self.value(left), self.value(right)
                known = (*left_known, *right_known)
                yes, no = _all(*known, f"{a} {operator} {b}"), _all(*known, f"{a} {_OPPOSITE[operator]} {b}")
            case Membership(item=item, values=values):
                (known, value), listed = self.value(item), self.bind(frozenset(values))
                yes, no = _all(*known, f"{value} in {listed}"), _all(*known, f"{value} not in {listed}")
            case And(operands=operands):
                tests = [self.answer(operand) for operand in operands]
                yes, no = _all(*(test[0] for test in tests)), _any(*(test[1] for test in tests))
            case Or(operands=operands):
                tests = [self.answer(operand) for operand in operands]
                yes, no = _any(*(test[0] for test in tests)), _all(*(test[1] for test in tests))
            case Not(operand=operand):
                no, yes = self.answer(operand)
            case IsKnown(operand=operand):
                yes = self._known(operand)
                no = f"(not {yes})"
            case Arithmetic():
                raise TypeError("a number is not a condition")
            case _:
                assert_never(node)
        return yes, no

    def _leaf(self, node: Read | Literal | Unknown) -> tuple[str, str]:
        if isinstance(node, Read):
            return f"({self.local[node.fact]} is True)", f"({self.local[node.fact]} is False)"
        value = node.value if isinstance(node, Literal) else None
        return str(value is True), str(value is False)

    def value(self, node: Node) -> tuple[tuple[str, ...], str]:
        """Return the tests that a value is known, and the value itself where they hold."""
        match node:
            case Read(fact=fact):
                return (f"{self.local[fact]} is not None",), self.local[fact]
            case Literal(value=value):
                return (), self.bind(value)
            case Arithmetic(operator=operator, left=left, right=right):
                return self._arithmetic(operator, left, right)
            case _:
                raise TypeError("a condition is not a value")

    def _arithmetic(self, operator: str, left: Node, right: Node) -> tuple[tuple[str, ...], str]:
        (left_known, a), (right_known, b) = self.value(left), self.value(right)
        kinds = kind_of(left).dtype, kind_of(right).dtype
        if kinds == (Dtype.DATE, Dtype.DATE):
            code = f"({a}.toordinal() - {b}.toordinal())"
        elif kinds[0] is Dtype.DATE:
            code = f"({a} {operator} {self.bind(timedelta)}({b}))"
        else:
            code = f"({a} {operator} {b})"
        return (*left_known, *right_known), code

    def _known(self, node: Node) -> str:
        if kind_of(node).dtype is not Dtype.BOOL:
            return _all(*self.value(node)[0])
        yes, no = self.answer(node)
        name = f"t{len(self.first)}"  # a local, so that is_known() within is_known() does not double the text each time
        self.first.append(f"{name} = {yes} or {no}")
        return name


def _all(*tests: str) -> str:
    return f"({' and '.join(dict.fromkeys(tests))})" if tests else "True"


def _any(*tests: str) -> str:
    return f"({' or '.join(dict.fromkeys(tests))})"
