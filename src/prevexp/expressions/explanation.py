"""Why an expression answers what it answers for one case: the tree again, with every value and every answer on it."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from enum import StrEnum
from operator import eq
from operator import ge
from operator import gt
from operator import le
from operator import lt
from operator import ne
from types import MappingProxyType
from typing import Any
from typing import assert_never

import attrs

from .errors import missing
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
from .tree import children_of

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = MappingProxyType(
    {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
)


class NodeKind(StrEnum):
    """What a step of an explanation is."""

    READ = "read"
    LITERAL = "literal"
    UNKNOWN = "unknown"
    COMPARISON = "comparison"
    MEMBERSHIP = "membership"
    AND = "and"
    OR = "or"
    NOT = "not"
    IS_KNOWN = "is-known"
    ARITHMETIC = "arithmetic"


_KINDS: Mapping[type, NodeKind] = MappingProxyType(
    {
        Read: NodeKind.READ,
        Literal: NodeKind.LITERAL,
        Unknown: NodeKind.UNKNOWN,
        Comparison: NodeKind.COMPARISON,
        Membership: NodeKind.MEMBERSHIP,
        And: NodeKind.AND,
        Or: NodeKind.OR,
        Not: NodeKind.NOT,
        IsKnown: NodeKind.IS_KNOWN,
        Arithmetic: NodeKind.ARITHMETIC,
    }
)


@attrs.frozen(kw_only=True)
class FactRead:
    """A fact as one case has it; `value` is None where it is not known. The value stays out of the repr."""

    fact: Fact = attrs.field(repr=lambda fact: fact.id)
    value: Scalar | None = attrs.field(repr=False)

    @property
    def known(self) -> bool:
        """Whether the case has an answer."""
        return self.value is not None


@attrs.frozen(kw_only=True)
class Explanation:
    """One step of an answer: what the node gives for the case, and the steps it comes from, whatever the language.

    `result` is the answer of a condition or the value of anything else, None where not known; `operator` that of a
    comparison or of arithmetic; `values` the list of a membership.
    """

    kind: NodeKind
    result: Scalar | None = attrs.field(repr=False)
    fact: Fact | None = attrs.field(default=None, repr=False)
    operator: str | None = None
    unit: str | None = None
    values: tuple[Scalar, ...] = ()
    children: tuple["Explanation", ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is a result."""
        return self.result is not None

    @property
    def reads(self) -> tuple[FactRead, ...]:
        """The facts read, each once, in the order they are met."""
        return tuple(dict.fromkeys(_reads(self)))


def _reads(step: Explanation) -> Iterator[FactRead]:
    if step.fact is not None:
        yield FactRead(fact=step.fact, value=step.result)
    for child in step.children:
        yield from _reads(child)


def explain(expression: Expression, row: Row) -> Explanation:
    """Return the answer of an expression for one row, step by step; it is the answer `compile_python` gives.

    Raises FactMissing.
    """
    return _step(expression.node, row)


def _step(node: Node, row: Row) -> Explanation:
    children = tuple(_step(child, row) for child in children_of(node))
    results = [child.result for child in children]
    return Explanation(
        kind=_KINDS[type(node)],
        result=_result(node, results, row),
        fact=node.fact if isinstance(node, Read) else None,
        operator=node.operator if isinstance(node, Comparison | Arithmetic) else None,
        unit=node.unit if isinstance(node, Literal) else node.fact.unit if isinstance(node, Read) else None,
        values=node.values if isinstance(node, Membership) else (),
        children=children,
    )


def _result(node: Node, results: list[Any], row: Row) -> Scalar | None:
    result: Scalar | None
    match node:
        case Read(fact=fact):
            result = _value(fact, row)
        case Literal(value=value):
            result = value
        case Unknown():
            result = None
        case And() | Or():
            decisive = isinstance(node, Or)
            result = decisive if decisive in results else None if None in results else not decisive
        case IsKnown():
            result = None not in results
        case Comparison() | Membership() | Not() | Arithmetic():
            result = None if None in results else _of_known(node, *results)
        case _:
            assert_never(node)
    return result


def _of_known(node: Comparison | Membership | Not | Arithmetic, value: Any, other: Any = None) -> Scalar:
    result: Scalar
    match node:
        case Comparison(operator=operator):
            result = _COMPARE[operator](value, other)
        case Membership(values=values):
            result = value in values
        case Not():
            result = not value
        case Arithmetic(operator=operator):
            result = _calculated(operator, value, other)
        case _:
            assert_never(node)
    return result


def _value(fact: Fact, row: Row) -> Scalar | None:
    if fact.id not in row:
        raise missing(fact.id)
    value = row[fact.id]
    return None if value in fact.not_known else value


def _calculated(operator: str, left: Any, right: Any) -> Scalar:
    if isinstance(left, date) and isinstance(right, date):
        return left.toordinal() - right.toordinal()
    other = timedelta(days=right) if isinstance(left, date) else right
    if operator == "*":
        return int(left * right)
    moved: Scalar = left + other if operator == "+" else left - other
    return moved
