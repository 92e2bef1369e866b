"""Delays forward, backward and in working days, as articles 640 to 642 of the Code de procédure civile count them."""

from datetime import date
from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.law.counting import StepCode
from prevexp.law.counting import backward
from prevexp.law.counting import forward
from prevexp.law.counting import moved
from prevexp.law.counting import working_days
from prevexp.law.holidays import Holiday
from prevexp.law.period import Period

DAY = timedelta(days=1)
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
periods = st.sampled_from(["P2M", "P6W", "P42D", "P15D", "P1M", "P3M", "P18M", "P3Y", "P1M10D", "P1D"]).map(
    Period.parse
)
places = st.sampled_from([("62", None), ("67", True), ("67", None), ("68", False), ("971", None), ("974", None)])


@given(days, st.integers(0, 400), periods, places)
def test_a_later_start_never_gives_an_earlier_end(calendar_of, start, more, period, place):
    """The end of a delay never moves back when its start moves on, at month ends too."""
    department, temple = place
    calendar = calendar_of(department, temple=temple)
    sooner, later = forward(start, period, calendar), forward(start + more * DAY, period, calendar)
    assert sooner.nominal_last_day <= later.nominal_last_day
    assert sooner.last_day <= later.last_day
    assert sooner.effect_day <= later.effect_day


@given(days, st.integers(0, 400), periods)
def test_a_later_hearing_never_gives_an_earlier_last_notice(hearing, more, period):
    """Counted back, the last day that is early enough never moves back when the hearing moves on."""
    assert backward(hearing, period).last_day <= backward(hearing + more * DAY, period).last_day


@given(days, periods, places)
def test_a_forward_delay_ends_on_the_first_working_day(calendar_of, start, period, place):
    """The last day is worked, not before the nominal one, no worked day lies between; effect begins the next day."""
    department, temple = place
    calendar = calendar_of(department, temple=temple)
    count = forward(start, period, calendar)
    assert count.nominal_last_day == period.after(start)
    assert calendar.ouvre(count.last_day)
    between = [count.nominal_last_day + n * DAY for n in range((count.last_day - count.nominal_last_day).days)]
    assert not any(calendar.ouvre(day) for day in between)
    assert count.effect_day == count.last_day + DAY
    assert count.last_day == moved(count.nominal_last_day, calendar)
    assert [step.params["day"] for step in count.steps if step.code is StepCode.MOVED] == between


@given(days, periods)
def test_without_a_calendar_nothing_moves(start, period):
    """A delay to which article 642 does not apply ends where it falls, on a Sunday as well."""
    count = forward(start, period)
    assert count.last_day == count.nominal_last_day == period.after(start)
    assert StepCode.MOVED not in [step.code for step in count.steps]


@given(days, periods, st.dates(date(2000, 1, 1), date(2000, 12, 31)), places)
def test_one_holiday_more_never_shortens_a_delay(calendar_of, start, period, day, place):
    """A day that becomes a holiday can only lengthen a forward delay."""
    department, temple = place
    calendar = calendar_of(department, temple=temple)
    if (day.month, day.day) == (2, 29):
        day += DAY
    added = Holiday(name="jour ajouté", month=day.month, day=day.day)
    fuller = attrs.evolve(calendar, holidays=(*calendar.holidays, added))
    assert forward(start, period, fuller).last_day >= forward(start, period, calendar).last_day
    assert working_days(start, 15, fuller).last_day >= working_days(start, 15, calendar).last_day
    assert working_days(start, -5, fuller).last_day <= working_days(start, -5, calendar).last_day


@given(days, periods)
def test_a_backward_delay_never_moves(hearing, period):
    """Strictly read, the act lies before the day on which the delay ends; leniently it may lie on it; neither moves."""
    strict, lenient = backward(hearing, period), backward(hearing, period, same_day_number=True)
    assert lenient.last_day == period.before(hearing)
    assert strict.last_day == lenient.last_day - DAY
    for count in (strict, lenient):
        assert count.nominal_last_day == count.last_day
        assert count.effect_day == count.last_day + DAY
        assert StepCode.NOT_MOVED in [step.code for step in count.steps]


@given(days, periods.filter(lambda period: not (period.months and period.days)))
def test_backward_and_forward_agree(hearing, period):
    """An act in time leaves the whole delay before the hearing; in days, the first late day no longer does."""
    count = backward(hearing, period)
    assert forward(count.last_day, period).effect_day <= hearing
    if not period.months:
        assert forward(count.effect_day, period).effect_day > hearing


@pytest.mark.parametrize(
    ("hearing", "text", "last", "why"),
    [
        (date(2025, 5, 7), "P6W", date(2025, 3, 25), "worked example of the notes"),
        (date(2026, 6, 22), "P6W", date(2026, 5, 10), "a Sunday, not moved"),
        (date(2021, 9, 21), "P2M", date(2021, 7, 20), "two months, strict"),
        (date(2021, 4, 30), "P2M", date(2021, 2, 27), "no 30 February: the 28th, and the day before it"),
        (date(2024, 4, 30), "P2M", date(2024, 2, 28), "no 30 February: the 29th, and the day before it"),
        (date(2022, 1, 31), "P2M", date(2021, 11, 29), "over the turn of the year"),
    ],
)
def test_the_last_day_before_a_hearing(hearing, text, last, why):
    """Day 1 is the eve of the hearing; the act must lie before the day on which the delay ends."""
    assert backward(hearing, Period.parse(text)).last_day == last


@pytest.mark.parametrize("change", [date(2021, 3, 28), date(2021, 10, 31), date(2024, 3, 31), date(2026, 10, 25)])
def test_clock_changes_change_no_count(calendar_of, change):
    """Delays are counted in dates: the night on which the clock changes is a day like another."""
    for offset in range(-2, 3):
        start = change + offset * DAY
        count = forward(start, Period.parse("P15D"), calendar_of("62"))
        assert (count.nominal_last_day - start).days == 15
        assert forward(start, Period.parse("P1D")).last_day == start + DAY


@given(days, st.integers(1, 60), places)
def test_working_days_are_counted_one_by_one(calendar_of, start, number, place):
    """So many jours ouvrés after a day, none of them a holiday for sure, the last of them the end."""
    department, temple = place
    calendar = calendar_of(department, temple=temple)
    for sign in (1, -1):
        count = working_days(start, sign * number, calendar)
        walked = [start + sign * n * DAY for n in range(1, abs((count.last_day - start).days) + 1)]
        counted = [day for day in walked if calendar.ouvre(day) or (sign > 0 and calendar.unsure(day))]
        assert len(counted) == number
        assert counted[-1] == count.last_day == count.nominal_last_day


@pytest.mark.parametrize(
    ("start", "number", "temple", "expected"),
    [
        (date(2021, 7, 5), 15, None, date(2021, 7, 27)),  # 14 July skipped
        (date(2021, 9, 21), -5, None, date(2021, 9, 14)),
        (date(2024, 5, 14), -5, None, date(2024, 5, 3)),  # 8 May and Ascension
        (date(2021, 4, 1), 1, None, date(2021, 4, 2)),  # Good Friday in Pas-de-Calais
        (date(2021, 12, 31), 1, None, date(2022, 1, 3)),
        (date(2022, 1, 3), -1, None, date(2021, 12, 31)),
    ],
)
def test_so_many_jours_ouvres(calendar_of, start, number, temple, expected):
    """The day that starts them is not counted; week ends and holidays are skipped."""
    assert working_days(start, number, calendar_of("62", temple=temple)).last_day == expected


@pytest.mark.parametrize(("number", "expected"), [(1, date(2025, 4, 18)), (-1, date(2025, 4, 17))])
def test_a_holiday_that_is_not_sure_gives_the_earlier_day(calendar_of, number, expected):
    """Where nobody said if there is a temple, a duty falls due on the earlier of the two days, and it is said."""
    start = date(2025, 4, 17) if number > 0 else date(2025, 4, 19)
    count = working_days(start, number, calendar_of("67"))
    assert (count.last_day, count.unsure) == (expected, True)


def test_every_step_of_a_moved_end_is_told(calendar_of):
    """The steps name the nominal end, each day passed over with its holiday, and the day of effect."""
    count = forward(date(2021, 3, 8), Period.parse("P2M"), calendar_of("62"))
    told = [(step.code, step.params.get("day"), step.params.get("holiday")) for step in count.steps]
    assert told == [
        (StepCode.NOT_COUNTED, date(2021, 3, 8), None),
        (StepCode.PERIOD_ENDS, date(2021, 5, 8), None),
        (StepCode.MOVED, date(2021, 5, 8), "victoire de 1945"),
        (StepCode.MOVED, date(2021, 5, 9), ""),
        (StepCode.PERIOD_ENDS, date(2021, 5, 10), None),
        (StepCode.EFFECT, date(2021, 5, 11), None),
    ]
