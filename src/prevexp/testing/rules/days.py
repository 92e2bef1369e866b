"""When a rule is asked, and whether order matters: RK-08, RK-09."""

from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from itertools import islice
from itertools import permutations

from prevexp.eligibility import EligibilityRule
from prevexp.eligibility import Screening
from prevexp.eligibility import core_rules
from prevexp.testing.conformance import conformance

from .kit import Row
from .kit import RuleKit

_DAY = timedelta(days=1)
_ORDERS = 6
_USUAL = date(2025, 3, 3)
"""A day on which a rule without bounds is tried."""


class Days(RuleKit):
    """A rule is asked on its days, all of them and no other, wherever it stands."""

    @conformance
    def test_rules_hold_from_their_first_to_their_last_day(self) -> None:
        """RK-08 A rule is asked on its first and on its last day, and not the day before or the day after.

        Fix: state `valid_from` and `valid_to`, both included, and leave `valid_on` as it is.
        """
        for rule in self.rules:
            for day, holds in _bounds(rule):
                assert (rule in self._asked(day)) is holds, f"{rule.id} on {day}"

    @conformance
    def test_the_order_of_rules_does_not_matter(self) -> None:
        """RK-09 However rules are found, they are asked in one order and give one verdict.

        Fix: give `order` a whole number; rules of one order are sorted by their id.
        """
        rules = [rule for rule in (*core_rules(), *self.rules) if rule.valid_on(_USUAL)]
        expected = Screening.of(rules, on=_USUAL)
        orders = [rules[::-1], *([*rules[i:], *rules[:i]] for i in range(1, len(rules)))]
        orders += [list(order) for order in islice(permutations(rules), _ORDERS)]
        empty: Row = {fact.id: None for fact in expected.facts}
        for order in orders:
            shuffled = Screening.of(order, on=_USUAL)
            assert [rule.id for rule in shuffled.rules] == [rule.id for rule in expected.rules]
            assert shuffled.verdict(empty) == expected.verdict(empty)

    def _asked(self, day: date) -> tuple[EligibilityRule, ...]:
        """Return the rules asked on a day; what others replace was valid all the same."""
        screening = Screening.of((*core_rules(valid_from=date.min), *self.rules), on=day)
        return (*screening.rules, *(one.rule for one in screening.aside))


def _bounds(rule: EligibilityRule) -> Iterator[tuple[date, bool]]:
    """Yield the days to try, and whether the rule holds on them by what it states."""
    first, last = rule.valid_from, rule.valid_to
    if first is None and last is None:
        yield _USUAL, True
    if first is not None:
        yield first - _DAY, False
        yield first, True
    if last is not None:
        yield last, True
        yield last + _DAY, False
