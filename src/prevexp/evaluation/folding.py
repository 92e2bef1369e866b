"""As what a household counts before it is erased: every declared indicator, and the bilan, at the end of each month.

A case is placed by the month of its day, and by the breakdowns that the declared indicators name; within a cell it is
one of those with the same answers to the indicators' conditions. Without these joint answers nobody could tell which
numbers give a small one away by subtraction.
"""

import json
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any
from typing import Self

import attrs

from prevexp.domain.values import Month
from prevexp.expressions import Fact
from prevexp.expressions import Row
from prevexp.expressions.writing import to_text

from .adding import cohort_counts
from .counting import Counts
from .counting import Group
from .counting import count_rows
from .counting import groups_of
from .indicators import MONTH
from .indicators import Indicator
from .rows import BilanCase

Key = tuple[Any, ...]
"""What is counted: a kind, where, and as what; texts and whole numbers only."""

MASK, TOP, BOTTOM, DAYS = "mask", "top", "bottom", "days"
COUNT, REASON, DELAY = "count", "reason", "delay"
YES, NO, UNKNOWN = "y", "n", "?"


@attrs.frozen(kw_only=True)
class Schema:
    """By what some households were counted: breakdowns, indicators with their versions, conditions by placing fact."""

    by: tuple[str, ...]
    indicators: tuple[str, ...]
    conditions: Mapping[str, tuple[str, ...]]

    @cached_property
    def id(self) -> str:
        """A name for what it says."""
        return sha256(json.dumps(attrs.asdict(self), sort_keys=True).encode()).hexdigest()[:12]

    def knows(self, indicator: Indicator) -> bool:
        """Say whether an indicator was counted, in this version and with these conditions."""
        known = self.conditions.get(indicator.place.id, ())
        asked = {to_text(tree.node) for tree in (indicator.member, indicator.answer)}
        return named(indicator) in self.indicators and asked <= set(known)


@attrs.frozen(kw_only=True, eq=False)
class Folding:
    """How households are counted before they are erased: the indicators of today, by the breakdowns they name."""

    groups: tuple[Group, ...]
    schema: Schema

    @classmethod
    def of(cls, indicators: Iterable[Indicator], known: Iterable[Fact] = ()) -> Self:
        """Return it for indicators that can be counted; `known` are facts besides prevexp's own."""
        every, facts = tuple(indicators), tuple(known)
        by = tuple(sorted({name for one in every for name in one.breakdowns} - {MONTH}))
        groups = groups_of(every, by, facts)
        conditions = {group.place.id: conditions_of(group) for group in groups}
        return cls(
            groups=groups, schema=Schema(by=by, indicators=tuple(sorted(map(named, every))), conditions=conditions)
        )

    def counts(self, row: Row, case: BilanCase) -> Counter[Key]:
        """Return as what one case counts on one day."""
        found: Counter[Key] = Counter(dict(_of_bilan(case)))
        for group in self.groups:
            placed = row[group.place.id]
            if isinstance(placed, date):
                where = (self.schema.id, group.place.id, str(Month.of(placed)))
                found.update(dict(_of_group(group, count_rows(group, (row,), placed, placed), where)))
        return found


def changes(observed: Iterable[tuple[Month, Counter[Key]]]) -> dict[str, Counter[Key]]:
    """Return what a case adds to the counters, given as what it counted at the end of each month, in their order."""
    found: dict[str, Counter[Key]] = {}
    before: Counter[Key] = Counter()
    for month, now in observed:
        change = Counter(now)
        change.subtract(before)
        found[str(month)] = Counter({key: number for key, number in change.items() if number})
        before = now
    return found


def named(indicator: Indicator) -> str:
    """Return the name of an indicator in one version."""
    return f"{indicator.id}@{indicator.version}"


def conditions_of(group: Group) -> tuple[str, ...]:
    """Return the conditions of a group as texts, in the order of their bits."""
    return tuple(to_text(rule.node) for rule in group.rules.expressions.values())


def _answers(group: Group, mask: int) -> str:
    def answer(rule: int) -> str:
        return YES if group.is_yes(mask, rule) else NO if group.is_no(mask, rule) else UNKNOWN

    return "".join(answer(rule) for rule in range(len(group.rules.ids)))


def _of_group(group: Group, counts: Counts, where: tuple[str, ...]) -> Iterator[tuple[Key, int]]:
    for cell, masks in counts.masks.items():
        for mask, number in masks.items():
            yield (MASK, *where, cell, _answers(group, mask)), number
    for (indicator, cell), (top, bottom) in counts.sums.items():
        yield (TOP, *where, cell, indicator), top
        yield (BOTTOM, *where, cell, indicator), bottom
    for (indicator, cell), days in counts.days.items():
        for day, number in days.items():
            yield (DAYS, *where, cell, indicator, day), number


def _of_bilan(case: BilanCase) -> Iterator[tuple[Key, int]]:
    placed, counted = str(Month.of(case.received_on)), cohort_counts((case,))
    for key, number in counted.counts.items():
        yield (COUNT, placed, key), number
    for reason, number in counted.reasons.items():
        yield (REASON, placed, *reason), number
    for measure, days in counted.days.items():
        for day, number in days.items():
            yield (DELAY, placed, measure, day), number
