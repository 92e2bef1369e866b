"""Tables of indicators as they may be published: each value with its n, what is not known apart, small ones hidden."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

import attrs

from prevexp.domain.values import plain_date
from prevexp.privacy.disclosure import Disclosure

from .blocks import Cell as Value
from .blocks import Gap
from .blocks import Rate
from .cells import Lattice
from .counting import Cell
from .counting import Counts
from .counting import Group
from .indicators import Indicator
from .indicators import Statistic
from .masking import Key
from .masking import Masking
from .masking import Name
from .masking import Numbers
from .masking import Parts
from .masking import Settled
from .masking import hidden_of
from .spread import median_of
from .spread import p90_of

Number = int | Gap


@attrs.frozen(kw_only=True)
class Result:
    """One indicator in one cell of the table, as it may be published.

    `n` are the households of which it is made; `value` is the count, the rate, the sum, or the median; `p90` stands
    beside a median only. Of `not_known` households the numerator is not known, of `unsure` ones whether they belong.
    """

    indicator: str
    cell: Cell
    n: Number
    numerator: Number
    denominator: Number
    value: Value
    p90: Value = Gap.NOTHING_TO_COUNT
    not_known: Number
    unsure: Number


@attrs.frozen(kw_only=True)
class IndicatorFault:
    """An indicator that could not be counted: whose it is, and what went wrong, without a word of any case."""

    indicator: str
    message: str
    origin: str = attrs.field(default="", metadata={"description": "whose it is; empty: prevexp's own"})


@attrs.frozen(kw_only=True)
class IndicatorTable:
    """Indicators of a period, both days included, observed on one day, by some breakdowns.

    `members` are the members of each breakdown in the order to be shown; the total is `Whole.ALL`. An indicator with a
    fault has no result: it is not known, and named.
    """

    first: date = attrs.field(validator=plain_date)
    last: date = attrs.field(validator=plain_date)
    observed_on: date = attrs.field(validator=plain_date)
    generated_on: date = attrs.field(validator=plain_date)
    territory: str
    threshold: int = attrs.field(metadata={"unit": "households"})
    names: Mapping[str, str] = attrs.field(factory=dict, metadata={"description": "code of a place -> its name"})
    by: tuple[str, ...]
    members: tuple[tuple[str, ...], ...]
    indicators: tuple[Indicator, ...]
    results: tuple[Result, ...]
    faults: tuple[IndicatorFault, ...] = ()
    software: str = ""
    lock: Mapping[str, Any] = attrs.field(factory=dict, repr=False, metadata={"description": "what it was made with"})
    without_erased: tuple[str, ...] = attrs.field(
        default=(), metadata={"description": "indicators that do not hold the households erased since"}
    )

    def result(self, indicator: str, *cell: str) -> Result:
        """Return the result of an indicator in a cell, the total if none is named. Raises KeyError."""
        wanted = cell or ("all",) * len(self.by)
        for one in self.results:
            if one.indicator == indicator and one.cell == wanted:
                return one
        raise KeyError((indicator, *cell))

    @property
    def masked(self) -> int:
        """How many values stay hidden."""
        return sum(one.value is Gap.HIDDEN for one in self.results)


def results_of(
    group: Group, counts: Counts, lattice: Lattice, policy: Disclosure, withheld: AbstractSet[int] = frozenset()
) -> dict[str, tuple[Result, ...]]:
    """Return the results of the indicators of a group, by id, each cell of the table once."""
    masking = Masking(group=group, counts=counts, lattice=lattice, policy=policy, withheld=withheld)
    return {one.id: tuple(_results(one, masking)) for one in group.indicators}


def _results(indicator: Indicator, masking: Masking) -> Iterable[Result]:
    parts = masking.parts(indicator)
    value = _VALUES[indicator.statistic](indicator, masking, parts)
    for cell in masking.lattice.cells:
        number = value(cell)
        yield attrs.evolve(number, not_known=_said(parts.open, cell), unsure=_said(parts.unsure, cell))


def _said(some: Settled, cell: Cell) -> Number:
    shown = some.shown(cell)
    return Gap.HIDDEN if shown is None else shown


ValueOf = Callable[[Cell], Result]


def _counted(indicator: Indicator, _: Masking, parts: Parts) -> ValueOf:
    def value(cell: Cell) -> Result:
        number = _said(parts.count, cell)
        return _result(indicator, cell, n=number, numerator=number, value=number)

    return value


def _shared(indicator: Indicator, _: Masking, parts: Parts) -> ValueOf:
    def value(cell: Cell) -> Result:
        part, whole = _said(parts.count, cell), _said(parts.belong, cell)
        return _result(indicator, cell, n=whole, numerator=part, denominator=whole, value=_rate(part, whole))

    return value


def _rate(part: Number, whole: Number) -> Value:
    if isinstance(part, Gap) or isinstance(whole, Gap):
        return Gap.HIDDEN
    return Rate(part, whole) if whole else Gap.NOTHING_TO_COUNT


def _summed(indicator: Indicator, masking: Masking, parts: Parts) -> ValueOf:
    """Hide sums where their households are hidden, and what is left of a ratio's denominator as a count is."""
    own = {cell: pair for (name, cell), pair in masking.counts.sums.items() if name == indicator.id}
    top = masking.lattice.totalled({cell: pair[0] for cell, pair in own.items()})
    bottom = masking.lattice.totalled({cell: pair[1] for cell, pair in own.items()})
    numbers: dict[Name, Numbers] = {"top": top}
    if indicator.statistic is Statistic.RATIO:
        numbers["rest"] = {cell: bottom[cell] - top[cell] for cell in bottom}
    hidden = _hidden_sums(numbers, bottom, parts.count.hidden, masking)

    def value(cell: Cell) -> Result:
        n = _said(parts.count, cell)
        part: Number = Gap.HIDDEN if cell in hidden["top"] else top[cell]
        whole: Number = Gap.HIDDEN if cell in hidden["whole"] else bottom[cell]
        if indicator.statistic is Statistic.RATIO:
            return _result(indicator, cell, n=n, numerator=part, denominator=whole, value=_rate(part, whole))
        return _result(indicator, cell, n=n, numerator=part, value=part)

    return value


def _hidden_sums(
    numbers: Mapping[Name, Numbers], whole: Numbers, also: AbstractSet[Cell], masking: Masking
) -> dict[Name, AbstractSet[Cell]]:
    lattice, policy = masking.lattice, masking.policy
    if len(numbers) == 1:
        some: set[Key] = {("top", cell) for cell in also if numbers["top"][cell]}
        return {**hidden_of(numbers, lattice, policy, also=some), "whole": also}
    some = {("whole", cell) for cell in also if whole[cell]}
    of = hidden_of({"whole": whole}, lattice, policy, also=some)["whole"]
    both: set[Key] = {(name, cell) for name, each in numbers.items() for cell in of | also if each[cell]}
    found = hidden_of(numbers, lattice, policy, also=both, whole=Settled(whole, of))
    return {**found, "whole": of}


def _delayed(indicator: Indicator, masking: Masking, parts: Parts) -> ValueOf:
    days: dict[Cell, list[int]] = {}
    for (name, cell), numbers in masking.counts.days.items():
        for total in masking.lattice.above(cell) if name == indicator.id else ():
            days.setdefault(total, []).extend(numbers.elements())

    def value(cell: Cell) -> Result:
        n, found = _said(parts.count, cell), days.get(cell)
        spread: tuple[Value, Value] = (Gap.HIDDEN, Gap.HIDDEN)
        if not isinstance(n, Gap):
            spread = (median_of(found), p90_of(found)) if found else (Gap.NOTHING_TO_COUNT, Gap.NOTHING_TO_COUNT)
        return _result(indicator, cell, n=n, value=spread[0], p90=spread[1])

    return value


_VALUES: Mapping[Statistic, Callable[[Indicator, Masking, Parts], ValueOf]] = {
    Statistic.COUNT: _counted,
    Statistic.SHARE: _shared,
    Statistic.SUM: _summed,
    Statistic.RATIO: _summed,
    Statistic.DELAY: _delayed,
}


def _result(
    indicator: Indicator,
    cell: Cell,
    *,
    n: Number,
    value: Value,
    numerator: Number = Gap.NOTHING_TO_COUNT,
    denominator: Number = Gap.NOTHING_TO_COUNT,
    p90: Value = Gap.NOTHING_TO_COUNT,
) -> Result:
    return Result(
        indicator=indicator.id,
        cell=cell,
        n=n,
        numerator=numerator,
        denominator=denominator,
        value=value,
        p90=p90,
        not_known=0,
        unsure=0,
    )
