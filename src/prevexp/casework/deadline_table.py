"""A rule of law over many acts at once: its scalar function fills a table of days, the rest is one look-up.

Of a million acts few differ in what the rule reads: a day among some thousand, a lease under one of two texts, a yes or
no. Each combination is computed once, by the function that computes one act and explains it.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from itertools import product
from math import prod
from typing import Any

import attrs
import polars as pl

from ..domain.errors import LegalInputRefused
from ..law.compute import RuleOfLaw
from ..law.contradictions import ORDERS
from ..law.inputs import EARLIEST
from ..law.inputs import YEARS
from ..law.law import Law
from ..law.territory_law import TerritoryLaw

REFUSED = "refused"
MOST_CELLS_A_ROW = 2
"""A table larger than this many cells a row would cost more than it saves: rows are then computed one by one."""

_ANSWERS = (False, True)
UNREADABLE = ("wrong-type", "impossible-date", "negative-amount")
"""Reasons for which an input cannot be read: they come before any contradiction between inputs that can."""

Scalar = Callable[..., Sequence[Any]]


@attrs.frozen(eq=False)
class Axis:
    """The values one column takes, and for every row the number of its value; the last value is None."""

    name: str
    values: Sequence[Any]
    codes: pl.Series


def rule_table(frame: pl.DataFrame, rule: str, law: TerritoryLaw, *, values: Sequence[str]) -> pl.DataFrame:
    """Return the values of a rule for every row of a frame whose columns are named as the inputs of the rule.

    Columns that are no inputs are ignored; null is "not known". The result has one column for each of `values` and
    `refused`, the reason for which a row was not computed (null: it was); a refused row has null values.

    Raises LegalInputRefused for a rule that is not known.
    """
    found = law.rules.named(rule)
    inputs = [name for one in found for name in one.inputs if name in frame.columns]
    wanted = frame.select(list(dict.fromkeys(inputs)))

    def scalar(**row: Any) -> Sequence[Any]:
        try:
            result = law.rules.compute(rule, law.setting, row).values
        except LegalInputRefused as error:
            return (*(None for _ in values), error.reason)
        return (*(result.get(name) for name in values), None)

    axes = [_axis(wanted[name], _starts(name, found, law.setting.law)) for name in wanted.columns]
    table = looked_up(axes, (*values, REFUSED), scalar, rows=frame.height)
    contradicted = wanted.select(_contradicted(wanted).alias(REFUSED))[REFUSED]
    if contradicted.null_count() == frame.height:
        return table
    masked = [pl.when(contradicted.is_null()).then(name).alias(name) for name in values]
    unreadable = pl.col(REFUSED).is_in(UNREADABLE)
    told = pl.when(unreadable).then(REFUSED).otherwise(pl.coalesce(contradicted, REFUSED))
    return table.select(*masked, told.alias(REFUSED))


def looked_up(axes: Sequence[Axis], names: Sequence[str], scalar: Scalar, *, rows: int) -> pl.DataFrame:
    """Return what a scalar function gives for every row, called once for each combination of the axes' values."""
    sizes = [len(axis.values) for axis in axes]
    if rows and prod(sizes) > MOST_CELLS_A_ROW * rows:
        return _row_by_row(axes, names, scalar)
    cells = [
        scalar(**{axis.name: value for axis, value in zip(axes, combination, strict=True)})
        for combination in product(*(axis.values for axis in axes))
    ]
    columns = {name: pl.Series(name, column) for name, column in zip(names, zip(*cells, strict=True), strict=True)}
    index = pl.zeros(rows, dtype=pl.Int64, eager=True)
    for axis, size in zip(axes, sizes, strict=True):
        index = index * size + axis.codes
    return pl.DataFrame({name: column.gather(index) for name, column in columns.items()})


def day_axis(days: pl.Series) -> Axis:
    """Return the axis of a column of days: every day from the first to the last, then None."""
    first, last = days.min(), days.max()
    if not isinstance(first, date) or not isinstance(last, date):
        return Axis(days.name, (None,), pl.zeros(len(days), dtype=pl.Int64, eager=True))
    span = (last - first).days + 1
    values = [first + timedelta(days=number) for number in range(span)]
    numbers = days.to_physical().cast(pl.Int64)
    codes = numbers - numbers.min()
    return Axis(days.name, (*values, None), codes.fill_null(span))


def value_axis(column: pl.Series) -> Axis:
    """Return the axis of any other column: its values, then None."""
    if column.dtype == pl.Boolean:
        return Axis(column.name, (*_ANSWERS, None), column.cast(pl.Int64).fill_null(len(_ANSWERS)))
    values = column.drop_nulls().unique().sort()
    ranks = column.replace_strict(values, pl.Series(range(len(values)), dtype=pl.Int64), default=None)
    return Axis(column.name, (*values.to_list(), None), ranks.fill_null(len(values)))


def _axis(column: pl.Series, starts: Sequence[date] | None) -> Axis:
    if column.dtype != pl.Date:
        return value_axis(column)
    return day_axis(column) if starts is None or not _possible(column) else _version_axis(column, starts)


def _possible(days: pl.Series) -> bool:
    """Say whether every day lies in a year that rules take: one that does not is refused, whatever version it picks."""
    known = days.drop_nulls().dt.year()
    return bool(known.is_between(YEARS.start, YEARS.stop, closed="left").all())


def _version_axis(days: pl.Series, starts: Sequence[date]) -> Axis:
    """Return the axis of a column whose days only pick a version: a day for each version, then None."""
    codes = pl.zeros(len(days), dtype=pl.Int64, eager=True)
    for start in starts[1:]:
        codes = codes + (days >= start).fill_null(value=False)
    values = (*starts, None)
    return Axis(days.name, values, codes.zip_with(days.is_not_null(), pl.Series([len(starts)], dtype=pl.Int64)))


def _starts(name: str, rules: Iterable[RuleOfLaw], law: Law) -> Sequence[date] | None:
    """Return the first day of each version, if the rules that read the input only let it pick one; else None."""
    parameters = {one.picks.get(name) for one in rules if name in one.inputs}
    if len(parameters) != 1 or (picked := parameters.pop()) is None:
        return None
    return [version.valid_from or EARLIEST for version in law.parameters[picked].versions]


def _contradicted(frame: pl.DataFrame) -> pl.Expr:
    """Return the reason of the first contradiction between two columns of days, null where there is none."""
    reasons = [
        pl.when(pl.col(order.second) < pl.col(order.first)).then(pl.lit(order.reason))
        for order in ORDERS
        if order.acts is None and {order.first, order.second} <= set(frame.columns)
    ]
    return pl.coalesce(*reasons) if reasons else pl.lit(None, dtype=pl.String)


def _row_by_row(axes: Sequence[Axis], names: Sequence[str], scalar: Scalar) -> pl.DataFrame:
    def results() -> Iterator[Sequence[Any]]:
        known: dict[tuple[int, ...], Sequence[Any]] = {}
        for codes in zip(*(axis.codes.to_list() for axis in axes), strict=True):
            if codes not in known:
                row = {axis.name: axis.values[code] for axis, code in zip(axes, codes, strict=True)}
                known[codes] = scalar(**row)
            yield known[codes]

    columns = zip(*results(), strict=True)
    return pl.DataFrame(dict(zip(names, columns, strict=True)))
