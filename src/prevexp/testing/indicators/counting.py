"""Counting: IK-05 to IK-09."""

import polars as pl

from prevexp.evaluation.counting import Counts
from prevexp.evaluation.facts import facts as core_facts
from prevexp.evaluation.frames import count_frame
from prevexp.evaluation.indicators import Statistic
from prevexp.expressions import Dtype
from prevexp.expressions.tree import facts_of

from ..conformance import conformance
from .kit import FIRST
from .kit import LAST
from .kit import Kit

_TYPES = {Dtype.BOOL: pl.Boolean, Dtype.INTEGER: pl.Int64, Dtype.DATE: pl.Date, Dtype.SLUG: pl.String}


class Counted(Kit):
    """The same numbers however the cases come."""

    @conformance
    def test_ik_05_one_case_at_a_time_or_all_at_once(self) -> None:
        """IK-05 The cases counted one by one and the same cases as a frame give the same counts, not known included.

        Else the bilan of a team and the national figures would differ on the same households.

        Fix: an engine of your own must read not known as neither yes nor no, and days as calendar days.
        """
        schema = {one.id: _TYPES[one.dtype] for one in (*core_facts, *self.facts)}
        rows = self.cases()
        frame = pl.DataFrame(rows, schema=schema)
        for group in self.groups(*self.breakdowns):
            assert self.count(group, rows, FIRST, LAST) == count_frame(group, frame.lazy(), FIRST, LAST)

    @conformance
    def test_ik_06_parts_add_up_to_the_whole(self) -> None:
        """IK-06 Cases split anywhere and merged in any order give the counts of all of them.

        Else two arrondissements counted apart do not make the département, nor two départements the country.

        Fix: keep nothing between cases, and merge with `+`.
        """
        rows = self.cases()
        for group in self.groups(*self.breakdowns):
            whole = self.count(group, rows, FIRST, LAST)
            for cut in (0, 1, len(rows) // 3, len(rows)):
                one = self.count(group, rows[:cut], FIRST, LAST)
                other = self.count(group, rows[cut:], FIRST, LAST)
                assert one + other == other + one == whole
            assert self.count(group, rows[::-1], FIRST, LAST) == whole

    @conformance
    def test_ik_07_nothing_counts_nothing(self) -> None:
        """IK-07 Of no cases, and of cases of other periods, the counts are empty.

        Else an empty month shows something.

        Fix: count only cases whose day lies in the period, both days included.
        """
        far = [row | {"received_on": LAST.replace(year=2030)} for row in self.cases()]
        for group in self.groups(*self.breakdowns):
            assert self.count(group, [], FIRST, LAST) == Counts()
            if group.place.id == "received_on":
                assert self.count(group, far, FIRST, LAST) == Counts()

    @conformance
    def test_ik_08_no_delay_is_negative(self) -> None:
        """IK-08 In lives in which everything happens on or after the reception, no delay is below zero.

        Else the two days of the difference are the wrong way round.

        Fix: write the later day first: `facts.first_met_on - facts.received_on`.
        """
        for group in self.groups():
            counts = self.count(group, self.cases(), FIRST, LAST)
            early = [name for (name, _), days in counts.days.items() if min(days) < 0]
            assert [name for name in early if _from_reception(self, name)] == []

    @conformance
    def test_ik_09_it_tells_households_apart(self) -> None:
        """IK-09 Over several hundred invented lives some households count and some of the denominator do not.

        Else the value is 0 or 100 % whatever the team does; often the numerator repeats the denominator.

        Fix: look for a condition that always holds, or never.
        """
        shares = [one.id for one in self.indicators if one.statistic is Statistic.SHARE]
        rows = [row for seed in range(4) for row in self.cases(seed)]
        for group in self.groups():
            counts = self.count(group, rows, FIRST, LAST)
            seen = [mask for masks in counts.masks.values() for mask in masks]
            for name in {one.id for one in group.indicators} & set(shares):
                inside = [mask for mask in seen if group.is_yes(mask, group.member[name])]
                answers = {group.is_yes(mask, group.answer[name]) for mask in inside}
                assert answers == {True, False}, name


def _from_reception(kit: Kit, name: str) -> bool:
    """Say whether a delay is counted from the reception, before which nothing happens."""
    numerator = next(one.numerator for one in kit.indicators if one.id == name)
    return numerator is not None and any(fact.id == "received_on" for fact in facts_of(numerator.node))
