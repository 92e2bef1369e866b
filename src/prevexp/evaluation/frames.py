"""Counting cases of a frame: the same counts as `counting.count_rows`, on Polars or whatever narwhals speaks to.

narwhals is imported here and only here in this room, so this module is imported where a frame is at hand.
"""

from collections import Counter
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

import narwhals as nw

from prevexp.expressions import Dtype
from prevexp.expressions.frame import compile_frame

from .blocks import Place
from .counting import PLACED
from .counting import Cell
from .counting import Counts
from .counting import Dimension
from .counting import Group
from .indicators import Indicator
from .indicators import Statistic

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

_N = "prevexp_n"


def count_frame(group: Group, frame: "IntoFrameT", first: date, last: date, *, portable: bool = False) -> Counts:
    """Count the cases of a frame with one column a fact (`portable`: see `expressions.frame.compile_frame`)."""
    native: Any = frame
    inside = nw.from_native(native).filter(nw.col(group.place.id).is_between(nw.lit(first), nw.lit(last)))
    cells = [_member(one, group.place.id).alias(f"by{i}") for i, one in enumerate(group.by)]
    masks = [mask.alias(f"mask{i}") for i, mask in enumerate(group.rules.frame_masks(portable=portable))]
    placed = inside.with_columns(*cells, *masks)
    by = [f"by{i}" for i in range(len(cells))]
    patterns = _rows(_grouped(placed, [*by, *(f"mask{i}" for i in range(len(masks)))]))
    counted: defaultdict[Cell, Counter[int]] = defaultdict(Counter)
    for row in patterns:
        counted[row[: len(by)]][group.rules.joined(row[len(by) : -1])] += row[-1]
    sums: dict[tuple[str, Cell], tuple[int, int]] = {}
    days: defaultdict[tuple[str, Cell], Counter[int]] = defaultdict(Counter)
    for indicator in group.measured:
        for row in _rows(_measured(placed, indicator, by, portable=portable)):
            key = indicator.id, row[: len(by)]
            if indicator.statistic is Statistic.DELAY:
                days[key][row[-2]] += row[-1]
            else:
                sums[key] = row[-2], row[-1]
    return Counts(masks=dict(counted), sums=sums, days=dict(days))


def _member(dimension: Dimension, place: str) -> nw.Expr:
    """Return the column of a breakdown: the member in which each case counts, as text."""
    fact = dimension.fact
    if fact is None:
        return nw.col(place).dt.to_string("%Y-%m")
    column = nw.col(fact.id)
    known = ~column.is_null() & ~column.is_in(fact.not_known) if fact.not_known else ~column.is_null()
    if fact.dtype is Dtype.BOOL:
        text = nw.when(column).then(nw.lit("yes")).otherwise(nw.lit("no"))
    else:
        text = column.cast(nw.String)
    member = nw.when(known).then(text).otherwise(nw.lit(str(Place.NOT_KNOWN)))
    if dimension.id in PLACED:
        outside = (~nw.col("in_territory")).fill_null(value=False)
        member = nw.when(outside).then(nw.lit(str(Place.OUTSIDE))).otherwise(member)
    return member


def _measured(placed: Any, indicator: Indicator, by: list[str], *, portable: bool) -> Any:
    """Return sums, or how often each number of days occurs, over the cases that count."""
    counts = compile_frame(indicator.member & indicator.answer, portable=portable)
    assert indicator.numerator is not None  # noqa: S101 - an indicator that is measured has a numerator
    inside = placed.filter(counts)
    numerator = compile_frame(indicator.numerator, portable=portable).alias("number")
    if indicator.statistic is Statistic.DELAY:
        return _grouped(inside.with_columns(numerator), [*by, "number"])
    other = nw.lit(0) if indicator.denominator is None else compile_frame(indicator.denominator, portable=portable)
    return _grouped(inside.with_columns(numerator, other.alias("of")), by, "number", "of")


def _grouped(frame: Any, by: list[str], *summed: str) -> Any:
    """Group by some columns, count or sum; of no columns there is one group, if there is a case at all."""
    one = nw.lit(1).alias(_N)
    wanted = [nw.col(name).cast(nw.Int64).sum() for name in summed] or [nw.col(_N).sum()]
    return (
        frame.with_columns(one).select(*by, *(summed or [_N])).group_by(*by).agg(*wanted)
        if by
        else (frame.with_columns(one, nw.lit(0).alias("all")).group_by("all").agg(*wanted).drop("all"))
    )


def _rows(frame: Any) -> list[tuple[Any, ...]]:
    collected = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return [tuple(row) for row in collected.iter_rows()]
