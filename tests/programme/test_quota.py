"""The volume of a year becomes the places of its months."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import Month
from prevexp.programme.quota import CarryOver
from prevexp.programme.quota import QuotaPlan
from prevexp.programme.quota import YearlyVolume

days = st.dates(date(2021, 1, 1), date(2028, 12, 31))


def months(year: int) -> list[Month]:
    return [Month(year, number) for number in range(1, 13)]


@settings(max_examples=200)
@given(starts_on=days, cases=st.integers(0, 5000))
def test_the_months_of_a_year_add_up_to_its_total(starts_on: date, cases: int) -> None:
    """No case is lost or invented by rounding, whatever the volume and the day the year starts."""
    volume = YearlyVolume(year=starts_on.year, cases=cases, starts_on=starts_on)
    assert sum(volume.in_month(month) for month in months(volume.year)) == volume.total


@settings(max_examples=100)
@given(year=st.integers(2021, 2030), cases=st.integers(0, 5000))
def test_a_whole_year_has_all_its_cases_and_even_months(year: int, cases: int) -> None:
    """A year that starts on 1 January has the whole volume, and no two months differ by more than one case."""
    volume = YearlyVolume(year=year, cases=cases)
    shares = [volume.in_month(month) for month in months(year)]
    assert sum(shares) == cases
    assert max(shares) - min(shares) <= 1


def test_a_year_that_starts_on_15_april_has_its_share() -> None:
    """Eight months and sixteen days of thirty: 480 cases a year are 341 in that year, 21 of them in April."""
    volume = YearlyVolume(year=2021, cases=480, starts_on=date(2021, 4, 15))
    assert [volume.in_month(month) for month in months(2021)] == [0, 0, 0, 21, *[40] * 8]
    assert volume.total == 341


@pytest.mark.parametrize("day, april", [(1, 30), (2, 29), (30, 1)])
def test_the_first_month_counts_from_the_day_the_team_starts(day: int, april: int) -> None:
    """The first day of work counts, the days before do not."""
    volume = YearlyVolume(year=2021, cases=360, starts_on=date(2021, 4, day))
    assert volume.in_month(Month(2021, 4)) == april
    assert volume.in_month(Month(2021, 3)) == 0


def test_a_month_of_another_year_has_no_place() -> None:
    """A volume speaks of its own year only."""
    assert YearlyVolume(year=2021, cases=120).in_month(Month(2022, 1)) == 0


def test_a_volume_that_starts_in_another_year_is_refused() -> None:
    """The start is a day of the year itself."""
    with pytest.raises(InvalidValue):
        YearlyVolume(year=2021, cases=120, starts_on=date(2022, 1, 1))


def test_two_volumes_for_one_year_are_refused() -> None:
    """Which of two figures holds is not for a program to guess."""
    with pytest.raises(InvalidValue):
        QuotaPlan(volumes=(YearlyVolume(year=2021, cases=1), YearlyVolume(year=2021, cases=2)))


def test_a_year_without_a_volume_has_no_place_and_says_so() -> None:
    """Not fixed is not unlimited."""
    quota = QuotaPlan(volumes=(YearlyVolume(year=2021, cases=120),)).quota_of(Month(2022, 1), allocated={})
    assert (quota.volume, quota.left) == (None, 0)


def test_places_a_month_leaves_unused_are_lost_or_kept_as_declared() -> None:
    """Ten places a month, seven used in January: three more in February only if the territory declares it."""
    volumes = (YearlyVolume(year=2021, cases=120),)
    used = {Month(2021, 1): 7}
    lost = QuotaPlan(volumes=volumes, carry_over=CarryOver.NONE).quota_of(Month(2021, 2), allocated=used)
    kept = QuotaPlan(volumes=volumes, carry_over=CarryOver.WITHIN_YEAR).quota_of(Month(2021, 2), allocated=used)
    assert (lost.base, lost.carried, lost.left) == (10, 0, 10)
    assert (kept.base, kept.carried, kept.left) == (10, 3, 13)


def test_what_other_months_take_later_leaves_a_month_as_it_was() -> None:
    """The places of January, asked for in March, are still those of January."""
    plan = QuotaPlan(volumes=(YearlyVolume(year=2021, cases=120),), carry_over=CarryOver.WITHIN_YEAR)
    quota = plan.quota_of(Month(2021, 1), allocated={Month(2021, 1): 7, Month(2021, 2): 13})
    assert (quota.carried, quota.used, quota.left) == (0, 7, 3)


def test_unused_places_do_not_pass_into_the_next_year() -> None:
    """The volume is fixed anew each year."""
    volumes = (YearlyVolume(year=2021, cases=120), YearlyVolume(year=2022, cases=120))
    plan = QuotaPlan(volumes=volumes, carry_over=CarryOver.WITHIN_YEAR)
    assert plan.quota_of(Month(2022, 1), allocated={Month(2021, 12): 1}).left == 10


def test_places_taken_in_advance_are_given_back() -> None:
    """When the secretariat lowers the volume during the year, the next months make up for what was taken."""
    plan = QuotaPlan(volumes=(YearlyVolume(year=2021, cases=120),), carry_over=CarryOver.WITHIN_YEAR)
    quota = plan.quota_of(Month(2021, 2), allocated={Month(2021, 1): 14})
    assert (quota.carried, quota.left) == (-4, 6)


@settings(max_examples=100)
@given(
    cases=st.integers(0, 400),
    wishes=st.lists(st.integers(0, 80), min_size=12, max_size=12),
    carry_over=st.sampled_from(CarryOver),
)
def test_a_year_never_takes_more_than_its_volume(cases: int, wishes: list[int], carry_over: CarryOver) -> None:
    """However many cases wait each month, taking what is left never exceeds the year's volume."""
    plan = QuotaPlan(volumes=(YearlyVolume(year=2021, cases=cases),), carry_over=carry_over)
    allocated: dict[Month, int] = {}
    for month, wish in zip(months(2021), wishes, strict=True):
        allocated[month] = min(wish, plan.quota_of(month, allocated=allocated).left)
        assert plan.quota_of(month, allocated=allocated).left >= 0
    assert sum(allocated.values()) <= cases
