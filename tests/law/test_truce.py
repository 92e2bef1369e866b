"""The winter truce by day from 2012 to 2030, metropolitan France and overseas, beside a table written by hand."""

from datetime import date
from datetime import timedelta

import pytest

from prevexp.domain.errors import LegalInputRefused
from prevexp.law.reasoning import Reasoning
from prevexp.law.rules.table import national_rules
from prevexp.law.truce import first_eviction_day
from prevexp.law.truce import truce_ends

DAY = timedelta(days=1)
FIRST, LAST = date(2012, 1, 1), date(2030, 12, 31)
PLACES = ("62", "67", "2A", "971", "974", "976")


def spells(*, overseas):
    """Return the truces that touch the years 2012 to 2030, first and last day both included (law notes E7 to E7c)."""
    found = [(date(year, 11, 1), date(year + 1, 3, 15)) for year in (2011, 2012, 2013)]
    # Loi 2014-366 came into force on 27 March 2014: the truce that had ended on the 15th began again until the 31st.
    found.append((date(2014, 3, 27), date(2014, 3, 31)))
    usual = {year: date(year + 1, 3, 31) for year in range(2014, 2031)}
    usual[2019] = date(2020, 9, 10) if overseas else date(2020, 7, 10)
    usual[2020] = date(2021, 5, 31)
    return found + [(date(year, 11, 1), last) for year, last in usual.items()]


def by_hand(*, overseas):
    """Return the last day of the truce each day lies in."""
    ends = {}
    for first, last in spells(overseas=overseas):
        ends |= {first + n * DAY: last for n in range((last - first).days + 1)}
    return ends


@pytest.mark.parametrize("department", PLACES)
def test_every_day_is_in_the_truce_or_not_as_by_hand(setting_of, department):
    """Nineteen years day by day: the days of the truce, and for each of them the last day of it."""
    setting = setting_of(department)
    expected = by_hand(overseas=department.startswith("97"))
    day = FIRST
    while day <= LAST:
        assert (day, truce_ends(day, setting)) == (day, expected.get(day))
        day += DAY


@pytest.mark.parametrize(
    ("day", "metropolitan", "overseas"),
    [
        (date(2013, 3, 14), True, True),
        (date(2013, 3, 15), True, True),
        (date(2013, 3, 16), False, False),
        (date(2014, 3, 15), True, True),
        (date(2014, 3, 16), False, False),
        (date(2014, 3, 26), False, False),
        (date(2014, 3, 27), True, True),
        (date(2014, 3, 31), True, True),
        (date(2014, 4, 1), False, False),
        (date(2014, 10, 31), False, False),
        (date(2014, 11, 1), True, True),
        (date(2020, 3, 31), True, True),
        (date(2020, 4, 1), True, True),
        (date(2020, 7, 9), True, True),
        (date(2020, 7, 10), True, True),
        (date(2020, 7, 11), False, True),
        (date(2020, 9, 10), False, True),
        (date(2020, 9, 11), False, False),
        (date(2020, 10, 31), False, False),
        (date(2021, 4, 1), True, True),
        (date(2021, 5, 30), True, True),
        (date(2021, 5, 31), True, True),
        (date(2021, 6, 1), False, False),
        (date(2022, 3, 31), True, True),
        (date(2022, 4, 1), False, False),
        (date(2024, 2, 29), True, True),
        (date(2024, 12, 31), True, True),
        (date(2025, 1, 1), True, True),
    ],
)
def test_the_truce_around_its_changes(setting_of, day, metropolitan, overseas):
    """The day before, on the day, the day after each end, each change of law and each extension."""
    assert (truce_ends(day, setting_of("62")) is not None, truce_ends(day, setting_of("974")) is not None) == (
        metropolitan,
        overseas,
    )


@pytest.mark.parametrize("department", PLACES)
def test_the_first_day_of_eviction_is_the_first_one_allowed(setting_of, department):
    """From any day of 2012 to 2022: no earlier day is free of truce, Sunday and holiday, and this one is."""
    setting = setting_of(department)
    truce = by_hand(overseas=department.startswith("97"))
    day = date(2022, 12, 31)
    expected = first_eviction_day(Reasoning(setting=setting), day + DAY)
    while day >= FIRST:
        if day not in truce and setting.calendar.ouvrable(day):
            expected = day
        assert (day, first_eviction_day(Reasoning(setting=setting), day)) == (day, expected)
        day -= DAY


def test_a_shield_that_does_not_protect_leaves_only_sundays_and_holidays(setting_of):
    """Who was rehoused is not protected by the truce; the Sunday and the holiday still are no days of enforcement."""
    reason = Reasoning(setting=setting_of("62"))
    assert first_eviction_day(reason, date(2024, 12, 22), shielded=False) == date(2024, 12, 23)
    assert first_eviction_day(reason, date(2024, 12, 25), shielded=False) == date(2024, 12, 26)
    assert first_eviction_day(reason, date(2024, 12, 28), shielded=False) == date(2024, 12, 28)  # a Saturday


@pytest.mark.parametrize(
    ("day", "hour", "allowed"),
    [
        ("2024-06-07", "05:59", False),
        ("2024-06-07", "06:00", True),
        ("2024-06-07", "21:00", True),
        ("2024-06-07", "21:01", False),
        ("2024-06-08", "10:00", True),  # a Saturday
        ("2024-06-09", "10:00", False),
        ("2024-05-20", "10:00", False),  # Whit Monday
        ("2024-03-29", "10:00", False),  # in the truce
        ("2024-04-02", "10:00", True),
        ("2024-06-07", None, None),
    ],
)
def test_day_and_hour_of_an_eviction(setting_of, day, hour, allowed):
    """Enforcement begins neither before 6 nor after 21, on no Sunday or holiday, not in the truce."""
    ruling = national_rules().compute("E12", setting_of("62"), {"eviction_on": day, "eviction_at": hour})
    assert ruling.values["enforcement_allowed"] is allowed


@pytest.mark.parametrize("hour", ["9:00", "06:00:00", "24:00", "12:60", "9h", "", "0600", 6])
def test_an_hour_is_written_as_one_or_refused(setting_of, hour):
    """9:00 is no hour as acts are typed in: compared as a text it would lie after 21:00."""
    with pytest.raises(LegalInputRefused) as refused:
        national_rules().compute("E12", setting_of("62"), {"eviction_on": "2024-06-07", "eviction_at": hour})
    assert refused.value.reason == "wrong-type"
