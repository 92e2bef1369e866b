"""The types and units of operands: what may meet what, said when an expression is written."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Any

from .errors import OutOfRange
from .errors import TypeMismatch
from .errors import UnitMismatch
from .errors import UnknownSlug
from .errors import did_you_mean
from .errors import nearest
from .fact import Dtype
from .fact import Kind
from .fact import Scalar
from .tree import CONDITION
from .tree import DAYS
from .tree import Arithmetic
from .tree import Literal
from .tree import Node
from .tree import Read
from .tree import bounds_of
from .tree import dtype_of
from .tree import kind_of
from .writing import to_text

_INT64 = 2**63 - 1
_CALENDAR = (date.min.toordinal(), date.max.toordinal())


def condition(value: Any) -> Node:
    """Accept what has the answers yes, no and not known."""
    if isinstance(value, bool):
        return Literal(value)
    if isinstance(value, Node) and kind_of(value) == CONDITION:
        return value
    raise _mismatch("a condition is needed on each side of & and |, and after ~", value, "a condition")


def compared(operator: str, left: Node, right: Any) -> tuple[Node, Node]:
    """Accept two values that a comparison may hold."""
    kind = kind_of(left)
    if kind.dtype is Dtype.BOOL:
        raise _mismatch("a yes/no fact is a condition already: write it alone, or after ~", left, "a value")
    if kind.dtype is Dtype.SLUG and operator not in ("==", "!="):
        raise _mismatch(f"slugs have no order, so {operator!r} means nothing", left, "a number or a date")
    other = _operand(right, like=kind, beside=left)
    _same(kind, left, other)
    _vocabulary(left, (other.value,) if isinstance(other, Literal) else ())
    if isinstance(left, Literal) and not isinstance(other, Literal):
        _vocabulary(other, (left.value,))
    return left, other


def member(item: Node, values: Iterable[Scalar]) -> tuple[Scalar, ...]:
    """Accept the list of a membership: constants of the item's type, each once, in a fixed order."""
    kind = kind_of(item)
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise _mismatch("is_in() takes a list of values", values, f"a list of {kind}")
    if kind.dtype is Dtype.BOOL:
        raise _mismatch("a yes/no fact is a condition already: write it alone, or after ~", item, "a value")
    constants = [_operand(value, like=kind, beside=item) for value in values]
    for constant in constants:
        _same(kind, item, constant)
    plain = tuple(dict.fromkeys(constant.value for constant in constants if isinstance(constant, Literal)))
    if any(not isinstance(constant, Literal) for constant in constants):
        raise TypeMismatch("is_in() takes constants, not other facts", fact=to_text(item), expected=str(kind))
    _vocabulary(item, plain)
    return plain


def total(left: Node, right: Any) -> Node:
    """Return a sum of integers of one unit, or a date moved by days."""
    kind = _number(left)
    other = _operand(right, like=kind, beside=left, step=True)
    if kind.dtype is not Dtype.DATE and kind_of(other).dtype is Dtype.DATE:
        left, other, kind = other, left, kind_of(other)
    if kind.dtype is Dtype.DATE:
        _same(Kind(Dtype.INTEGER, DAYS), left, other)
    else:
        _same(kind, left, other)
    return _bounded(Arithmetic("+", left, other))


def difference(left: Any, right: Any) -> Node:
    """Return a difference of integers of one unit, a date moved back by days, or the days between two dates."""
    first = left if isinstance(left, Node) else _operand(left, like=_number(right), beside=right)
    kind = _number(first)
    other = _operand(right, like=kind, beside=first, step=True)
    if kind.dtype is Dtype.DATE and kind_of(other).dtype is not Dtype.DATE:
        _same(Kind(Dtype.INTEGER, DAYS), first, other)
    else:
        _same(kind, first, other)
    return _bounded(Arithmetic("-", first, other))


def multiple(left: Node, right: Any) -> Node:
    """Return a number times a whole constant."""
    if type(right) is not int or _number(left).dtype is not Dtype.INTEGER:
        raise _mismatch(f"{to_text(left)} is multiplied by a whole number only, and only a number is", right, "integer")
    return _bounded(Arithmetic("*", left, Literal(right)))


def _number(node: Any) -> Kind:
    kind = kind_of(node) if isinstance(node, Node) else None
    if kind is None or kind.dtype not in (Dtype.INTEGER, Dtype.DATE):
        raise _mismatch("arithmetic is for whole numbers and dates", node, "a number or a date")
    return kind


def _operand(value: Any, *, like: Kind, beside: Node, step: bool = False) -> Node:
    """Read a Python constant beside an expression: a bare integer takes the unit it is compared with."""
    if isinstance(value, Node):
        return value
    if isinstance(value, Enum) and isinstance(value, str):
        return Literal(str(value.value))
    if type(value) is int and abs(value) <= _INT64:
        return Literal(value, DAYS if step and like.dtype is Dtype.DATE else like.unit)
    if type(value) in (str, date):
        return Literal(value)
    hint = "; a value that is not known is asked for with is_known()" if value is None else ""
    raise _mismatch(f"{to_text(beside)} is {like}{hint}", value, str(like))


def _same(kind: Kind, left: Node, right: Node) -> None:
    got = kind_of(right)
    if got.dtype is not kind.dtype:
        raise _mismatch(f"{to_text(left)} needs {kind} beside it", right, str(kind))
    if got.unit != kind.unit:
        raise UnitMismatch(
            f"{to_text(left)} needs {kind} beside it, got {to_text(right)}, {got}",
            fact=to_text(left),
            expected=str(kind),
            got=str(got),
        )
    if kind.values is not None and got.values is not None and not set(kind.values) & set(got.values):
        raise _mismatch(f"{to_text(left)} and {to_text(right)} have no slug in common", right, "a common vocabulary")


def _vocabulary(node: Node, values: Iterable[Scalar]) -> None:
    if not isinstance(node, Read):
        return
    fact = node.fact
    for value in values:
        if value in fact.not_known:
            raise UnknownSlug(
                f"{fact.id}: {value!r} says that it is not known: ask with is_known()", fact=fact.id, got=value
            )
        if fact.values is not None and value not in fact.values:
            close = nearest(str(value), fact.values)
            raise UnknownSlug(
                f"{fact.id}: {value!r} is not one of {', '.join(fact.values)}{did_you_mean(close)}",
                fact=fact.id,
                expected=fact.values,
                got=value,
                nearest=close,
            )


def _bounded(node: Arithmetic) -> Arithmetic:
    """Refuse what could leave 64 bits or the calendar on some case, so that no compiler can ever overflow."""
    low, high = bounds_of(node)
    smallest, largest = _CALENDAR if kind_of(node).dtype is Dtype.DATE else (-_INT64, _INT64)
    if low < smallest or high > largest:
        raise OutOfRange(f"{to_text(node)} could leave the range of {kind_of(node)}", expression=to_text(node))
    return node


def _mismatch(message: str, got: object, expected: str) -> TypeMismatch:
    if isinstance(got, Node):
        return TypeMismatch(f"{message}; got {to_text(got)}, {kind_of(got)}", fact=to_text(got), expected=expected)
    name = dtype_of(got) if isinstance(got, bool | int | str) or type(got) is date else type(got).__name__
    return TypeMismatch(f"{message}; got a constant of type {name}", expected=expected, got=str(name))
