"""Working days of the two kinds, day before, on and after holidays and week ends."""

from datetime import date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

DAY = timedelta(days=1)
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
places = st.sampled_from([("62", None), ("67", None), ("57", True), ("68", False), ("971", None), ("976", None)])


@pytest.mark.parametrize(
    ("day", "ouvrable", "ouvre"),
    [
        (date(2021, 5, 7), True, True),  # a Friday, eve of a holiday
        (date(2021, 5, 8), False, False),  # Saturday and holiday
        (date(2021, 5, 9), False, False),
        (date(2021, 5, 10), True, True),
        (date(2021, 5, 12), True, True),  # eve of Ascension
        (date(2021, 5, 13), False, False),
        (date(2021, 5, 14), True, True),  # the bridge is worked
        (date(2021, 5, 15), True, False),  # an ordinary Saturday
        (date(2021, 5, 16), False, False),
        (date(2021, 5, 23), False, False),  # Whit Sunday
        (date(2021, 5, 24), False, False),  # Whit Monday, day of solidarity or not
        (date(2021, 5, 25), True, True),
        (date(2024, 12, 25), False, False),
        (date(2024, 12, 26), True, True),
        (date(2025, 4, 18), True, True),  # Good Friday
        (date(2025, 1, 1), False, False),
        (date(2024, 12, 31), True, True),
    ],
)
def test_the_two_kinds_of_working_days(calendar_of, day, ouvrable, ouvre):
    """Jours ouvrables run from Monday to Saturday, jours ouvrés to Friday; a holiday is neither."""
    calendar = calendar_of("62")
    assert (calendar.ouvrable(day), calendar.ouvre(day)) == (ouvrable, ouvre)


@pytest.mark.parametrize(
    ("day", "next_ouvrable", "next_ouvre"),
    [
        (date(2021, 5, 7), date(2021, 5, 7), date(2021, 5, 7)),
        (date(2021, 5, 8), date(2021, 5, 10), date(2021, 5, 10)),
        (date(2021, 5, 15), date(2021, 5, 15), date(2021, 5, 17)),
        (date(2021, 4, 3), date(2021, 4, 3), date(2021, 4, 6)),  # Saturday before Easter Monday
        (date(2021, 10, 30), date(2021, 10, 30), date(2021, 11, 2)),  # All Saints on a Monday
        (date(2023, 12, 30), date(2023, 12, 30), date(2024, 1, 2)),  # over the turn of the year
        (date(2008, 5, 1), date(2008, 5, 2), date(2008, 5, 2)),  # Labour Day and Ascension on one day
    ],
)
def test_the_next_working_day(calendar_of, day, next_ouvrable, next_ouvre):
    """A day that works is its own next working day; otherwise it is the first one after."""
    calendar = calendar_of("62")
    assert (calendar.next_ouvrable(day), calendar.next_ouvre(day)) == (next_ouvrable, next_ouvre)


@pytest.mark.parametrize(
    ("department", "temple", "good_friday", "unsure"),
    [
        ("67", True, False, False),
        ("67", False, True, False),
        ("67", None, False, True),  # not known: taken for a holiday, and said
        ("62", None, True, False),
        ("62", True, True, False),  # a temple in Pas-de-Calais changes nothing
        ("971", True, True, False),  # kept by custom in Guadeloupe, not by law
    ],
)
def test_good_friday_is_a_holiday_beside_a_temple(calendar_of, department, temple, good_friday, unsure):
    """Good Friday is a holiday only in Alsace-Moselle, and there only in a commune with a temple."""
    calendar = calendar_of(department, temple=temple)
    day = date(2025, 4, 18)
    assert (calendar.ouvre(day), calendar.unsure(day)) == (good_friday, unsure)
    assert not calendar.unsure(day + DAY)
    assert not calendar.unsure(date(2024, 12, 26))


@given(days, places)
def test_ouvre_is_ouvrable_but_for_saturdays(calendar_of, day, place):
    """Every jour ouvré is ouvrable; the difference is the Saturdays that are no holidays."""
    department, temple = place
    calendar = calendar_of(department, temple=temple)
    saturday = day.isoweekday() == 6
    assert calendar.ouvre(day) == (calendar.ouvrable(day) and not saturday)
    assert calendar.ouvrable(day) == (day.isoweekday() != 7 and calendar.holiday(day) is None)


@given(days, places)
def test_no_working_day_is_skipped(calendar_of, day, place):
    """Between a day and the next working day lies none that works."""
    department, temple = place
    calendar = calendar_of(department, temple=temple)
    end = calendar.next_ouvre(day)
    assert calendar.ouvre(end)
    assert not any(calendar.ouvre(day + n * DAY) for n in range((end - day).days))


@given(st.integers(1990, 2060), places)
def test_a_year_has_its_working_days(calendar_of, year, place):
    """A year has 244 to 257 jours ouvrés: 261 or 262 week days less the holidays that fall on them."""
    department, temple = place
    calendar = calendar_of(department, temple=temple)
    first = date(year, 1, 1)
    length = (date(year + 1, 1, 1) - first).days
    worked = sum(calendar.ouvre(first + n * DAY) for n in range(length))
    week_days = sum((first + n * DAY).isoweekday() < 6 for n in range(length))
    off = sum(calendar.holiday(first + n * DAY) is not None for n in range(length))
    assert (
        week_days - off <= worked <= week_days - 5
    )  # Easter Monday, Ascension, Whit Monday, two at least of the others
