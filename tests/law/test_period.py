"""Periods as the law writes them, compared with another library that counts months."""

from datetime import date
from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.errors import InvalidValue
from prevexp.law.period import Period

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
parts = st.tuples(st.integers(0, 5), st.integers(0, 40), st.integers(0, 20), st.integers(0, 400)).filter(any)


def written(years, months, weeks, of_days):
    units = zip((years, months, weeks, of_days), "YMWD", strict=True)
    return "P" + "".join(f"{number}{unit}" for number, unit in units if number)


@given(days, parts)
def test_a_period_ends_where_another_library_says(start, numbers):
    """Months are counted first, to the same day number or the last of the month, then days (CPC art. 641)."""
    years, months, weeks, of_days = numbers
    period = Period.parse(written(*numbers))
    assert period.after(start) == start + relativedelta(years=years, months=months) + timedelta(
        weeks=weeks, days=of_days
    )
    assert period.before(start) == (
        start - relativedelta(years=years, months=months) - timedelta(weeks=weeks, days=of_days)
    )


@given(parts)
def test_what_is_read_is_written_again(numbers):
    """The text of law is kept: reading P6W and writing it gives P6W, not P42D."""
    text = written(*numbers)
    assert str(Period.parse(text)) == text
    assert Period.parse(str(Period.parse(text))) == Period.parse(text)


@given(days)
def test_six_weeks_and_forty_two_days_end_together(start):
    """Six weeks are forty-two days, three years are thirty-six months: another text, the same end."""
    assert Period.parse("P6W").after(start) == Period.parse("P42D").after(start)
    assert Period.parse("P3Y").after(start) == Period.parse("P36M").after(start)


@pytest.mark.parametrize(
    ("start", "text", "expected"),
    [
        (date(2021, 12, 31), "P2M", date(2022, 2, 28)),
        (date(2023, 12, 31), "P2M", date(2024, 2, 29)),
        (date(2023, 12, 29), "P2M", date(2024, 2, 29)),
        (date(2024, 2, 29), "P2Y", date(2026, 2, 28)),
        (date(2024, 2, 29), "P4Y", date(2028, 2, 29)),
        (date(2024, 1, 31), "P1M", date(2024, 2, 29)),
        (date(2024, 4, 30), "P1M", date(2024, 5, 30)),
        (date(2024, 11, 30), "P3M", date(2025, 2, 28)),
        (date(2024, 12, 31), "P1D", date(2025, 1, 1)),
        (date(2024, 2, 15), "P15D", date(2024, 3, 1)),
        (date(2023, 2, 15), "P15D", date(2023, 3, 2)),
        (date(2024, 1, 31), "P1M1D", date(2024, 3, 1)),
    ],
)
def test_month_ends_leap_years_and_turns_of_the_year(start, text, expected):
    """A month without that day number ends on its last day, and only then are days added."""
    assert Period.parse(text).after(start) == expected


@given(days, st.integers(1, 60))
def test_clipping_is_said_where_the_day_number_changes(start, months):
    """A period says that it ends on the last of the month exactly if no such day number exists there."""
    period = Period.parse(f"P{months}M")
    end = period.after(start)
    assert period.clips(start) == (end.day != start.day)
    assert not period.clips(start) or (end + timedelta(days=1)).day == 1


MISWRITTEN = [
    "",
    "P",
    "2M",
    "P2",
    "P2M ",
    " P2M",
    "p2m",
    "P-2M",
    "P2.5M",
    "P2M3Y",
    "P6W2M",
    "PT6H",
    "P1D6W",
    "P10000M",
    "P²M",
    "P٢M",
]


@pytest.mark.parametrize("text", [*MISWRITTEN, None, 2, 2.0, True, b"P2M", ["P2M"], {"months": 2}])
def test_another_writing_is_refused(text):
    """Only P followed by years, months, weeks, days in that order is a period; nothing is guessed."""
    with pytest.raises(InvalidValue):
        Period.parse(text)


@pytest.mark.parametrize("numbers", [(-1, 0), (0, -1), (1.0, 0), (True, 0), (12_001, 0), (0, 100_001)])
def test_a_period_is_never_negative_nor_absurd(numbers):
    """Lengths are whole, not negative, and short enough to end within the calendar."""
    with pytest.raises(InvalidValue):
        Period(*numbers, text="")
