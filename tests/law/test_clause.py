"""The earliest end of the clause delay."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.errors import InvalidValue
from prevexp.law.clause import plan_by


@pytest.mark.parametrize(
    ("act", "lease", "expected"),
    [
        (date(2021, 4, 12), None, date(2021, 6, 12)),
        (date(2021, 12, 31), None, date(2022, 2, 28)),
        (date(2023, 12, 31), date(2019, 1, 1), date(2024, 2, 29)),
        (date(2024, 1, 10), date(2023, 7, 28), date(2024, 3, 10)),
        (date(2024, 1, 10), date(2023, 7, 29), date(2024, 2, 21)),
        (date(2024, 1, 10), date(2023, 7, 30), date(2024, 2, 21)),
    ],
)
def test_the_lease_picks_the_delay(act, lease, expected):
    """Two months for leases up to 28 July 2023, 42 days from the 29th; month ends count as article 641 CPC says."""
    assert plan_by(act, lease_on=lease).on == expected


@pytest.mark.parametrize(
    ("act", "expected", "inferred"),
    [
        (date(2023, 7, 28), date(2023, 9, 28), False),
        (date(2023, 7, 29), date(2023, 9, 9), True),
        (date(2023, 7, 30), date(2023, 9, 10), True),
    ],
)
def test_without_the_lease_the_earliest_plausible_day_is_kept(act, expected, inferred):
    """From 29 July 2023 a lease may be a new one.

    The household plans by the shorter delay, and is told it is assumed.
    """
    found = plan_by(act)
    assert (found.on, found.inferred) == (expected, inferred)


def test_a_lease_after_the_act_is_a_contradiction():
    """A lease signed after the act was served is refused, never computed with."""
    with pytest.raises(InvalidValue):
        plan_by(date(2021, 4, 12), lease_on=date(2021, 4, 13))


@given(st.dates(date(2014, 1, 1), date(2030, 12, 30)), st.integers(0, 400))
def test_a_later_act_never_gives_an_earlier_end(act, more):
    """Under one lease, the end never moves back when the act moves on."""
    later = date.fromordinal(act.toordinal() + more)
    lease = date(2010, 1, 1)
    assert plan_by(act, lease_on=lease).on <= plan_by(later, lease_on=lease).on
