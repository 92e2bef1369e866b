"""The compiler to narwhals: one expression of a data frame, for Polars and whatever else narwhals speaks to.

narwhals is imported here and only here, so this module is imported where a frame is at hand. A frame has one column per
fact, named by its id: booleans, integers, dates (not instants), texts or Enums; what is not known is null.
"""

from collections.abc import Mapping
from datetime import timedelta
from functools import reduce
from operator import add
from operator import and_
from operator import eq
from operator import ge
from operator import gt
from operator import le
from operator import lt
from operator import mul
from operator import ne
from operator import or_
from operator import sub
from typing import Any
from typing import assert_never

import attrs
import narwhals as nw

from .fact import Dtype
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
from .tree import kind_of

_OPERATIONS = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge, "+": add, "-": sub, "*": mul}
_DAY = timedelta(days=1)
_MINUTES = 24 * 60
_FEW_BITS = 16
_FEW = 8  # up to here a comparison per slug is faster than a look-up


def compile_frame(expression: Expression, *, portable: bool = False) -> nw.Expr:
    """Return the expression of a column: for each row what `compile_python` answers, null for None.

    `portable` counts days between dates by year and day of the year, slower, for engines that do not subtract dates as
    data frames do (DuckDB, Spark).
    """
    return _Frames(portable).expression(expression.node)


def compile_frame_masks(rules: Mapping[str, Expression], shift: int, *, portable: bool = False) -> nw.Expr:
    """Return the mask of up to 32 rules as one expression: a column of UInt32 if `shift` is 16, of UInt64 if 32."""
    frames, width = _Frames(portable), nw.UInt32 if shift == _FEW_BITS else nw.UInt64
    bits = [
        ((~frames.expression(rule.node)).cast(width) * (1 << i)).fill_null(1 << (shift + i))
        for i, rule in enumerate(rules.values())
    ]
    return reduce(add, bits or [nw.lit(0)]).cast(width)


@attrs.frozen
class _Frames:
    portable: bool

    def expression(self, node: Node) -> nw.Expr:
        """Return a node as a column, constants included."""
        operand = self._operand(node)
        return operand if isinstance(operand, nw.Expr) else nw.lit(operand)

    def _operand(self, node: Node) -> Any:
        operand: Any
        match node:
            case Read() | Literal() | Unknown():
                operand = _leaf(node)
            case Comparison(operator=operator, left=left, right=right):
                operand = _OPERATIONS[operator](self.expression(left), self._operand(right))
            case Membership(item=item, values=values):
                operand = _member(self.expression(item), values)
            case And(operands=operands):
                operand = reduce(and_, map(self.expression, operands))
            case Or(operands=operands):
                operand = reduce(or_, map(self.expression, operands))
            case Not(operand=inner):
                operand = ~self.expression(inner)
            case IsKnown(operand=inner):
                operand = ~self.expression(inner).is_null()
            case Arithmetic():
                operand = self._arithmetic(node)
            case _:
                assert_never(node)
        return operand

    def _arithmetic(self, node: Arithmetic) -> Any:
        kinds = kind_of(node.left).dtype, kind_of(node.right).dtype
        left, right = self.expression(node.left), self.expression(node.right)
        if kinds == (Dtype.DATE, Dtype.DATE):
            return _ordinal(left) - _ordinal(right) if self.portable else (left - right).dt.total_minutes() // _MINUTES
        if kinds[0] is Dtype.DATE:
            days = right.cast(nw.Int64) * nw.lit(_DAY)
            return _OPERATIONS[node.operator](left, days).cast(nw.Date)
        return _OPERATIONS[node.operator](left.cast(nw.Int64), right.cast(nw.Int64))


def _leaf(node: Read | Literal | Unknown) -> Any:
    """Return a column, or a constant as Python has it: engines then keep the type of the column beside it."""
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Unknown):
        return nw.lit(None, dtype=nw.Boolean)
    column = nw.col(node.fact.id)
    return nw.when(~column.is_in(node.fact.not_known)).then(column) if node.fact.not_known else column


def _member(item: nw.Expr, values: tuple[Any, ...]) -> nw.Expr:
    if not values:  # no for every known value; some engines cannot type an empty list
        return nw.when(~item.is_null()).then(nw.lit(False))
    return item.is_in(values) if len(values) > _FEW else reduce(or_, (item == value for value in values))


def _ordinal(day: nw.Expr) -> nw.Expr:
    """Return `date.toordinal` of a column: the years before with their leap days, then the day of the year."""
    years = day.dt.year().cast(nw.Int64) - 1
    return years * 365 + years // 4 - years // 100 + years // 400 + day.dt.ordinal_day().cast(nw.Int64)
