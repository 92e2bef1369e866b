"""Counting cases for many indicators at once, one case after the other in plain Python; counts of parts add up.

`prevexp.evaluation.frames` gives the same counts of a frame. What is counted is kept as it must be to merge: how many
cases of a cell have each pattern of answers, sums, and how often each number of days occurs.
"""

from collections import Counter
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import Month
from prevexp.expressions import CompiledRules
from prevexp.expressions import Dtype
from prevexp.expressions import Expression
from prevexp.expressions import Fact
from prevexp.expressions import Row
from prevexp.expressions import compile_python
from prevexp.expressions import compile_rules

from .blocks import Place
from .facts import facts
from .indicators import MONTH
from .indicators import Indicator
from .indicators import Statistic

Cell = tuple[str, ...]
"""Where a case counts: one member of each breakdown, in their order."""

PLACED = frozenset({"arrondissement", "rural"})
"""Facts of the place: of a case outside the territory they are not "not known"."""


@attrs.frozen(kw_only=True)
class Counts:
    """What was counted of some cases; the counts of parts add up to those of the whole.

    `masks`: cell -> pattern of answers -> cases; `sums`: indicator and cell -> sums of numerators and denominators;
    `days`: indicator and cell -> days -> cases.
    """

    masks: Mapping[Cell, Counter[int]] = attrs.field(factory=dict)
    sums: Mapping[tuple[str, Cell], tuple[int, int]] = attrs.field(factory=dict)
    days: Mapping[tuple[str, Cell], Counter[int]] = attrs.field(factory=dict)

    def __add__(self, other: "Counts") -> "Counts":
        """Return the counts of both."""
        none: Counter[int] = Counter()
        masks = {
            cell: self.masks.get(cell, none) + other.masks.get(cell, none) for cell in {**self.masks, **other.masks}
        }
        days = {key: self.days.get(key, none) + other.days.get(key, none) for key in {**self.days, **other.days}}
        sums = {}
        for key in {**self.sums, **other.sums}:
            (a, b), (c, d) = self.sums.get(key, (0, 0)), other.sums.get(key, (0, 0))
            sums[key] = (a + c, b + d)
        return Counts(masks=masks, sums=sums, days=days)


@attrs.frozen(kw_only=True)
class Dimension:
    """One breakdown: the month of the day that places a case, or a fact."""

    id: str
    fact: Fact | None

    @classmethod
    def of(cls, name: str, known: Mapping[str, Fact]) -> "Dimension":
        """Return the breakdown of that name. Raises UnknownFact, or InvalidValue for a number or a day."""
        fact = None if name == MONTH else known.get(name) or facts.declared(name)
        if fact is not None and fact.dtype not in (Dtype.BOOL, Dtype.SLUG):
            raise InvalidValue(f"by: {name} is no breakdown; month, or a fact that is a slug or yes or no", fact=name)
        return cls(id=name, fact=fact)

    def member(self, row: Row, placed: date) -> str:
        """Return where a case counts."""
        if self.fact is None:
            return str(Month.of(placed))
        if self.id in PLACED and row["in_territory"] is False:
            return Place.OUTSIDE
        value = row[self.fact.id]
        if value is None or value in self.fact.not_known:
            return Place.NOT_KNOWN
        return _ANSWERS[value] if isinstance(value, bool) else str(value)

    @property
    def reads(self) -> tuple[Fact, ...]:
        """The facts it reads."""
        if self.fact is None:
            return ()
        return (facts.declared("in_territory"), self.fact) if self.id in PLACED else (self.fact,)

    @property
    def members(self) -> tuple[str, ...] | None:
        """The members it may have besides outside and not known; None if only the cases can tell."""
        if self.fact is None:
            return None
        return tuple(_ANSWERS.values()) if self.fact.dtype is Dtype.BOOL else self.fact.values


_ANSWERS = {True: "yes", False: "no"}


@attrs.frozen(kw_only=True, eq=False)
class Group:
    """Indicators that place cases by the same day, compiled together.

    Each distinct condition is a rule of `rules`; `member` and `answer` say where an indicator's own stand among them.
    """

    place: Fact
    indicators: tuple[Indicator, ...]
    by: tuple[Dimension, ...]
    rules: CompiledRules = attrs.field(repr=False)
    member: Mapping[str, int] = attrs.field(repr=False)
    answer: Mapping[str, int] = attrs.field(repr=False)

    @classmethod
    def of(cls, indicators: Iterable[Indicator], by: tuple[Dimension, ...]) -> "Group":
        """Compile indicators that share the day by which they place a case."""
        every = tuple(indicators)
        nodes = list(dict.fromkeys(tree.node for one in every for tree in (one.member, one.answer)))
        places = {node: i for i, node in enumerate(nodes)}
        return cls(
            place=every[0].place,
            indicators=every,
            by=by,
            rules=compile_rules({str(i): Expression(node) for i, node in enumerate(nodes)}),
            member={one.id: places[one.member.node] for one in every},
            answer={one.id: places[one.answer.node] for one in every},
        )

    @property
    def measured(self) -> tuple[Indicator, ...]:
        """Those that need more than a count of cases: a sum, a ratio, a delay."""
        return tuple(one for one in self.indicators if one.statistic in MEASURED)

    @cached_property
    def values(self) -> "tuple[tuple[Indicator, Callable[[Row], Any], Callable[[Row], Any] | None], ...]":
        """Each of these with the functions of its numerator and its denominator."""
        return tuple(
            (one, compile_python(one.numerator), None if one.denominator is None else compile_python(one.denominator))
            for one in self.measured
            if one.numerator is not None
        )

    def is_yes(self, mask: int, rule: int) -> bool:
        """Say whether a condition is yes in a pattern of answers."""
        return not mask >> rule & 1 and not mask >> self.rules.shift + rule & 1

    def is_no(self, mask: int, rule: int) -> bool:
        """Say whether it is no."""
        return bool(mask >> rule & 1)


MEASURED = frozenset({Statistic.SUM, Statistic.RATIO, Statistic.DELAY})


def groups_of(indicators: Iterable[Indicator], by: Iterable[str], known: Iterable[Fact] = ()) -> tuple[Group, ...]:
    """Return the indicators compiled, together where they place cases by the same day.

    Raises UnknownFact for a breakdown that is no declared fact.
    """
    declared = {fact.id: fact for fact in known}
    dimensions = tuple(Dimension.of(name, declared) for name in by)
    together: defaultdict[str, list[Indicator]] = defaultdict(list)
    for indicator in sorted(indicators, key=lambda one: (one.order, one.id)):
        together[indicator.place.id].append(indicator)
    return tuple(Group.of(some, dimensions) for some in together.values())


def count_rows(group: Group, rows: Iterable[Row], first: date, last: date) -> Counts:
    """Count the cases whose day lies in the period, both days included. Raises FactMissing."""
    masks: defaultdict[Cell, Counter[int]] = defaultdict(Counter)
    sums: defaultdict[tuple[str, Cell], list[int]] = defaultdict(lambda: [0, 0])
    days: defaultdict[tuple[str, Cell], Counter[int]] = defaultdict(Counter)
    for row in rows:
        placed = row[group.place.id]
        if not isinstance(placed, date) or not first <= placed <= last:
            continue
        cell = tuple(one.member(row, placed) for one in group.by)
        mask = group.rules.mask(row)
        masks[cell][mask] += 1
        for indicator, numerator, denominator in group.values:
            counts = group.is_yes(mask, group.member[indicator.id]) and group.is_yes(mask, group.answer[indicator.id])
            if counts and indicator.statistic is Statistic.DELAY:
                days[indicator.id, cell][numerator(row)] += 1
            elif counts:
                sums[indicator.id, cell][0] += numerator(row)
                sums[indicator.id, cell][1] += denominator(row) if denominator else 0
    return Counts(masks=dict(masks), sums={key: (a, b) for key, (a, b) in sums.items()}, days=dict(days))
