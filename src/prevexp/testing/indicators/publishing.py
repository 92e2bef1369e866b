"""Publishing: IK-10 to IK-14."""

from collections.abc import Iterator
from itertools import product

from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Rate
from prevexp.evaluation.indicators import Statistic
from prevexp.evaluation.results import IndicatorTable
from prevexp.evaluation.results import Result

from ..conformance import conformance
from .kit import Kit

_NUMBERS = ("n", "numerator", "denominator", "not_known", "unsure")
_OF_HOUSEHOLDS = frozenset({Statistic.COUNT, Statistic.SHARE})


class Published(Kit):
    """What a reader sees, and what a reader can work out."""

    @conformance
    def test_ik_10_of_nothing_there_is_no_value(self) -> None:
        """IK-10 Without cases every n is 0, and there is no rate, no sum of nothing but 0 and no delay.

        Else an evaluator reads 0 % where nobody was there to count.

        Fix: a denominator of zero gives `Gap.NOTHING_TO_COUNT`.
        """
        table = self.table([], *self.breakdowns)
        assert {one.n for one in table.results} == {0}
        assert all(one.value in (0, Gap.NOTHING_TO_COUNT) for one in table.results)
        measured = {one.id for one in table.indicators if one.statistic not in (Statistic.COUNT, Statistic.SUM)}
        assert all(one.value is Gap.NOTHING_TO_COUNT for one in table.results if one.indicator in measured)

    @conformance
    def test_ik_11_every_value_carries_its_n(self) -> None:
        """IK-11 A rate shows its part and its whole, the part is no more than the whole, a value has its households.

        Else nobody can tell whether 50 % are two households or two thousand.

        Fix: the numerator counts within the denominator; of a ratio it is never the larger number.
        """
        tables = [self.table(self.cases(), *by) for by in self.shapes]
        for one in (result for table in tables for result in table.results):
            assert one.n is not None, one
            if isinstance(one.value, Rate):
                assert (one.value.part, one.value.whole) == (one.numerator, one.denominator), one
                assert one.value.part <= one.value.whole, one
            elif not isinstance(one.value, Gap):
                assert not isinstance(one.n, Gap), one

    @conformance
    def test_ik_12_no_small_number_of_households_is_shown(self) -> None:
        """IK-12 No number of households from 1 to the threshold - 1 stands anywhere, nor the rest of one.

        Else a neighbour recognises a household.

        Fix: publish through `build_table`, never numbers of your own.
        """
        for seed, by in product((1, 2, 3), self.shapes):
            table = self.table(self.cases(seed), *by)
            kinds = {one.id: one.statistic for one in table.indicators}
            for one in table.results:
                of_households = kinds[one.indicator] in _OF_HOUSEHOLDS
                names = _NUMBERS if of_households else ("n", "not_known", "unsure")
                shown = [number for name in names if isinstance(number := getattr(one, name), int)]
                if isinstance(one.value, Rate) and isinstance(one.not_known, int) and of_households:
                    shown.append(one.value.whole - one.value.part - one.not_known)
                assert not any(0 < number < table.threshold for number in shown), one

    @conformance
    def test_ik_13_masking_survives_totals(self) -> None:
        """IK-13 What is hidden cannot be had by taking the shown parts from a shown total.

        Else the mask is for show: one subtraction brings the number back.

        Fix: publish through `build_table`, which hides a second part with the first.
        """
        for seed, by in product((1, 2, 3), self.shapes[1:]):
            table = self.table(self.cases(seed), *by)
            for total, parts in _sums(table):
                for name in _NUMBERS:
                    whole, some = getattr(total, name), [getattr(one, name) for one in parts]
                    if isinstance(whole, int) and Gap.HIDDEN in some:
                        rest = whole - sum(one for one in some if isinstance(one, int))
                        assert some.count(Gap.HIDDEN) > 1, (total, name)
                        assert rest >= table.threshold, (total, name)

    @conformance
    def test_ik_14_the_same_cases_give_the_same_table(self) -> None:
        """IK-14 Counted again, and in another order, the table is the same to the last cell.

        Else the bilan made again in June is another one.

        Fix: read no clock, no chance and no order of the cases.
        """
        rows = self.cases()
        once = self.table(rows, *self.breakdowns)
        assert self.table(rows, *self.breakdowns).results == once.results
        assert self.table(rows[::-1], *self.breakdowns).results == once.results


def _sums(table: IndicatorTable) -> Iterator[tuple[Result, list[Result]]]:
    """Yield every total with its parts along one breakdown."""
    found = {(one.indicator, one.cell): one for one in table.results}
    for (name, cell), total in found.items():
        for place, member in enumerate(cell):
            if member == "all":
                yield total, [found[name, (*cell[:place], one, *cell[place + 1 :])] for one in table.members[place]]
