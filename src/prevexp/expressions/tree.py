"""The expression tree: ten kinds of frozen node, and what can be read off them. The set is closed.

Nodes are plain data and compare by structure; they are built by the operators of `notation`, which check them.
"""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

import attrs

from .fact import Dtype
from .fact import Fact
from .fact import Kind
from .fact import Scalar

CONDITION = Kind(Dtype.BOOL)
DAYS = "days"


@attrs.frozen
class Read:
    """The value of a fact."""

    fact: Fact


@attrs.frozen
class Literal:
    """A constant of the rule, with the unit it is meant in."""

    value: Scalar
    unit: str | None = None


@attrs.frozen
class Unknown:
    """The third value: not known, whatever the case."""


@attrs.frozen
class Comparison:
    """Two values of one kind compared by ==, !=, <, <=, > or >=; not known if either is."""

    operator: str
    left: "Node"
    right: "Node"


@attrs.frozen
class Membership:
    """Whether a value is one of a list; not known if the value is."""

    item: "Node"
    values: tuple[Scalar, ...]


@attrs.frozen
class And:
    """No as soon as one operand is no; yes if all are yes; else not known."""

    operands: tuple["Node", ...]


@attrs.frozen
class Or:
    """Yes as soon as one operand is yes; no if all are no; else not known."""

    operands: tuple["Node", ...]


@attrs.frozen
class Not:
    """Yes for no, no for yes; not known stays not known."""

    operand: "Node"


@attrs.frozen
class IsKnown:
    """Whether the operand has a value or an answer at all; never itself not known."""

    operand: "Node"


@attrs.frozen
class Arithmetic:
    """Sum, difference or multiple of integers of one unit, a date moved by days, or the days between two dates."""

    operator: str
    left: "Node"
    right: "Node"


Node = Read | Literal | Unknown | Comparison | Membership | And | Or | Not | IsKnown | Arithmetic


def children_of(node: Node) -> tuple[Node, ...]:
    """Return the operands of a node, left to right."""
    match node:
        case Read() | Literal() | Unknown():
            return ()
        case Comparison(left=left, right=right) | Arithmetic(left=left, right=right):
            return (left, right)
        case Membership(item=item):
            return (item,)
        case And(operands=operands) | Or(operands=operands):
            return operands
        case Not(operand=operand) | IsKnown(operand=operand):
            return (operand,)
    assert_never(node)


def kind_of(node: Node) -> Kind:
    """Return what the value of a node is; every condition is a bool."""
    match node:
        case Read(fact=fact):
            return fact.kind
        case Literal(value=value, unit=unit):
            return Kind(dtype_of(value), unit)
        case Arithmetic(operator=operator, left=left, right=right):
            both_dates = kind_of(left).dtype is kind_of(right).dtype is Dtype.DATE
            return Kind(Dtype.INTEGER, DAYS) if operator == "-" and both_dates else kind_of(left)
        case Unknown() | Comparison() | Membership() | And() | Or() | Not() | IsKnown():
            return CONDITION
    assert_never(node)


def dtype_of(value: Scalar) -> Dtype:
    """Return the type of a constant."""
    if isinstance(value, bool):
        return Dtype.BOOL
    if isinstance(value, int):
        return Dtype.INTEGER
    return Dtype.DATE if isinstance(value, date) else Dtype.SLUG


def facts_of(node: Node) -> tuple[Fact, ...]:
    """Return the facts a tree reads, each once, in the order they are met."""
    return tuple(dict.fromkeys(_reads(node)))


def _reads(node: Node) -> Iterator[Fact]:
    if isinstance(node, Read):
        yield node.fact
    for child in children_of(node):
        yield from _reads(child)


def depth_of(node: Node) -> int:
    """Return how deeply a tree is nested; a leaf is 1."""
    return 1 + max(map(depth_of, children_of(node)), default=0)


def bounds_of(node: Node) -> tuple[int, int]:
    """Return the smallest and largest number a numeric tree can give; dates count in days of the calendar."""
    match node:
        case Read(fact=fact):
            return fact.bounds
        case Literal(value=value):
            number = value.toordinal() if isinstance(value, date) else int(value)
            return number, number
        case Arithmetic(operator=operator, left=left, right=right):
            (a, b), (c, d) = bounds_of(left), bounds_of(right)
            if operator == "+":
                return a + c, b + d
            if operator == "-":
                return a - d, b - c
            products = (a * c, a * d, b * c, b * d)
            return min(products), max(products)
        case _:
            raise TypeError("only numbers and dates have bounds")
