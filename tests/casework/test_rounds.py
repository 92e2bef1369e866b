"""Rounds of visits: which day, in which order, and what does not fit."""

from datetime import date
from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.casework.due import Task
from prevexp.casework.rounds.ground import Ground
from prevexp.casework.rounds.ground import great_circle_km
from prevexp.casework.rounds.plan import WhyThisDay
from prevexp.casework.rounds.plan import plan_of
from prevexp.casework.rounds.plan import working_days
from prevexp.casework.rounds.visits import LeftOut
from prevexp.casework.rounds.visits import Visit
from prevexp.domain.appointment import Appointment
from prevexp.domain.places import Position
from prevexp.law.territory_law import national
from prevexp.registry.rounds_files import default_rounds

MONDAY = date(2021, 6, 7)
CALENDAR = national("62").in_commune(None).calendar
RULES = attrs.evolve(default_rounds(), visit_minutes=60, day_minutes=420, within_commune_km=0, longest_wait_days=15)
CENTRES = {
    "base": Position(latitude=50.30, longitude=2.70),
    "west": Position(latitude=50.30, longitude=2.20),
    "west2": Position(latitude=50.31, longitude=2.22),
    "east": Position(latitude=50.30, longitude=3.20),
    "east2": Position(latitude=50.29, longitude=3.18),
    "far": Position(latitude=50.30, longitude=4.10),
    "island": Position(latitude=48.00, longitude=2.70),
}
GROUND = Ground(rules=RULES, centres=CENTRES, arrondissements=dict.fromkeys((*CENTRES, "unplaced"), "a"))


def visit(number, commune="base", last=30, since=-10, **more):
    """Return a visit; days count from the Monday on which the plan begins."""
    fields = {
        "case_id": f"c{number}",
        "reference": f"62-{number:04}",
        "commune": commune,
        "task": Task.FIRST_CONTACT,
        "waits_since": MONDAY + timedelta(days=since),
        "last_day": MONDAY + timedelta(days=last),
    }
    return Visit(**(fields | more))


def meeting(number, commune="base", day=0, starts_at=None, **more):
    """Return a fixed appointment, so many days after the Monday."""
    fixed = Appointment(on=MONDAY, number=number, day=MONDAY + timedelta(days=day), starts_at=starts_at)
    return visit(number, commune, last=day, task=Task.APPOINTMENT, appointment=fixed, **more)


def planned(*visits, ground=GROUND, days=5, on=MONDAY):
    """Return the plan of a week."""
    return plan_of(visits, ground, CALENDAR, on=on, worker="social-1", base="base", days=days)


def numbers(plan):
    """Return, for each day counted from the Monday, the numbers of its visits in their order."""
    return {(day.day - MONDAY).days: [int(one.stop.visit.reference[3:]) for one in day.stops] for day in plan.days}


def reasons(plan):
    """Return number of a visit -> why it has no day."""
    return {int(one.reference[3:]): why for one, why in plan.left}


def test_visits_that_lie_near_each_other_share_a_day():
    """Two in the west, two in the east: nobody crosses the département twice."""
    plan = planned(visit(1, "west"), visit(2, "east"), visit(3, "west2"), visit(4, "east2"), visit(5, "west"))
    for day in plan.days:
        assert len({one.stop.visit.commune[:4] for one in day.stops}) == 1
    assert sum(len(day.stops) for day in plan.days) == 5


def test_the_visit_whose_last_day_comes_first_goes_first():
    """Six fit in a day: the one that is overdue and those due today come before those that can wait."""
    plan = planned(*(visit(number, last=20) for number in range(1, 7)), visit(7, last=0), visit(8, last=-1), days=1)
    assert {7, 8} <= set(numbers(plan)[0])
    assert set(reasons(plan).values()) == {LeftOut.NO_ROOM}
    why = {one.stop.visit.reference: (one.why, one.late) for one in plan.days[0].stops}
    assert why["62-0007"] == (WhyThisDay.LAST_DAY, False)
    assert why["62-0008"] == (WhyThisDay.OVERDUE, True)


@pytest.mark.parametrize(("last", "late"), [(0, True), (1, False), (2, False)])
def test_a_visit_that_cannot_be_made_in_time_is_made_after_and_said_to_be_late(last, late):
    """Monday is full of what comes before: Tuesday is in time for whoever has until Tuesday."""
    plan = planned(*(visit(number, last=0, since=-20) for number in range(1, 8)), visit(8, last=last), days=2)
    (found,) = [one for day in plan.days for one in day.stops if one.stop.visit.reference == "62-0008"]
    assert found.late is late


def test_an_appointment_stays_on_its_day_and_at_its_hour():
    """However far it lies, whatever else would be nearer; who goes on leaves in time."""
    plan = planned(meeting(1, "east", day=2, starts_at=14 * 60 + 30), *(visit(n, "west", last=2) for n in range(2, 6)))
    (day,) = [day for day in plan.days if 1 in numbers(plan)[(day.day - MONDAY).days]]
    (stop,) = [one for one in day.stops if one.stop.visit.appointment]
    assert (day.day, stop.stop.begins_at, stop.why) == (date(2021, 6, 9), 870, WhyThisDay.APPOINTMENT)


@pytest.mark.parametrize(("day", "reason"), [(5, None), (6, LeftOut.APPOINTMENT_LATER), (4, None)])
def test_an_appointment_on_a_saturday_is_kept_within_the_plan(day, reason):
    """Visits that are due have working days only; a plan of six days ends on the Monday after."""
    plan = planned(meeting(1, day=day), days=6 if day == 5 else 5)
    assert reasons(plan).get(1) is reason
    assert (day in numbers(plan)) is (reason is None)


def test_two_appointments_that_exclude_each_other_are_told_and_no_day_is_too_long():
    """Half an hour apart in the west and in the east: one is kept, the other is to be moved."""
    plan = planned(meeting(1, "west", starts_at=600 + 60), meeting(2, "east", starts_at=630 + 60))
    assert numbers(plan) == {0: [1]}
    assert reasons(plan) == {2: LeftOut.APPOINTMENT_DOES_NOT_FIT}


@pytest.mark.parametrize(
    ("commune", "reason"), [("island", LeftOut.TOO_FAR), ("elsewhere", LeftOut.NO_COMMUNE), (None, LeftOut.NO_COMMUNE)]
)
def test_what_no_day_can_hold_is_told_with_its_reason(commune, reason):
    """Too far for a day, or in a commune nobody knows."""
    assert reasons(planned(visit(1, commune), visit(2))) == {1: reason}


def test_sundays_and_holidays_have_no_visits():
    """The week of 14 July 2021: Monday, Tuesday, Thursday, Friday, then Monday."""
    days = working_days(CALENDAR, date(2021, 7, 11), 5)
    assert [day.day for day in days] == [12, 13, 15, 16, 19]


def test_a_meeting_at_the_office_costs_no_driving():
    """Its hour is kept all the same."""
    office = meeting(1, "far", starts_at=600, away=True)
    (day,) = planned(office).days
    assert (day.route.metres, day.stops[0].stop.begins_at) == (0, 600)


def test_without_centres_visits_are_grouped_by_commune_and_the_plan_says_that_distances_are_assumed():
    """One of the communes is enough; where all are known nothing is assumed."""
    bare = attrs.evolve(GROUND, centres={})
    plan = planned(*(visit(n, ("west", "east")[n % 2]) for n in range(6)), ground=bare)
    assert all(len({one.stop.visit.commune for one in day.stops}) <= 2 for day in plan.days)
    assert plan.assumed
    assert not planned(visit(1)).assumed
    assert planned(visit(1, "unplaced")).assumed


def test_distance_is_that_of_the_great_circle():
    """Arras to Calais, 97 km as the crow flies, whichever way."""
    arras, calais = Position(latitude=50.2910, longitude=2.7772), Position(latitude=50.9481, longitude=1.8564)
    assert great_circle_km(arras, calais) == pytest.approx(97.8, abs=1)
    assert great_circle_km(arras, calais) == pytest.approx(great_circle_km(calais, arras))
    assert great_circle_km(arras, arras) == 0


def test_a_far_commune_is_not_starved_by_a_town_that_never_empties():
    """Each week more visits in the town than a week holds; the far one is made within its wait and two plans more."""
    waiting, made, number = [visit(0, "far", last=RULES.longest_wait_days, since=0)], None, 1
    for week in range(8):
        monday = MONDAY + timedelta(weeks=week)
        for _ in range(40):
            wait = {"waits_since": monday, "last_day": monday + timedelta(days=RULES.longest_wait_days)}
            waiting.append(visit(number, "base", **wait))
            number += 1
        plan = planned(*waiting, on=monday)
        done = {one.stop.visit.case_id for day in plan.days for one in day.stops}
        waiting = [one for one in waiting if one.case_id not in done]
        if "c0" in done:
            made = week
            break
    assert made is not None
    assert made * 7 <= RULES.longest_wait_days + 14


communes = st.sampled_from([*CENTRES, "unplaced", "elsewhere", None])
some_visits = st.lists(st.tuples(communes, st.integers(-20, 20), st.integers(-30, 0)), max_size=25)
some_meetings = st.lists(st.tuples(communes, st.integers(0, 9), st.none() | st.integers(420, 1080)), max_size=6)


def drawn(visits, meetings):
    """Return visits and appointments of what was drawn, each with its own number."""
    due = [visit(n, commune, last=last, since=since) for n, (commune, last, since) in enumerate(visits)]
    fixed = [meeting(100 + n, commune, day, at) for n, (commune, day, at) in enumerate(meetings)]
    return due + fixed


@given(some_visits, some_meetings, st.integers(1, 6))
def test_every_visit_is_planned_once_or_left_out_with_a_reason(visits, meetings, days):
    """No day is longer than a day may be, hours are kept, appointments stay on their day, visits on working days."""
    everything = drawn(visits, meetings)
    plan = planned(*everything, days=days)
    placed = [one.stop.visit for day in plan.days for one in day.stops]
    assert sorted(one.case_id for one in (*placed, *(one for one, _ in plan.left))) == sorted(
        one.case_id for one in everything
    )
    for day in plan.days:
        assert day.route.minutes <= RULES.day_minutes
        assert day.route.leaves_at >= RULES.starts_at
        ends = [RULES.starts_at, *(one.stop.ends_at for one in day.stops)]
        for stop, before in zip(day.stops, ends, strict=False):
            fixed = stop.stop.visit.appointment
            assert stop.stop.begins_at >= before + stop.stop.drive_minutes
            assert stop.late is (day.day > stop.stop.visit.last_day)
            if fixed:
                assert (fixed.day, fixed.starts_at or stop.stop.begins_at) == (day.day, stop.stop.begins_at)
            else:
                assert CALENDAR.ouvre(day.day)


@given(some_visits, some_meetings, st.randoms(use_true_random=False))
def test_the_order_in_which_cases_come_changes_nothing(visits, meetings, chance):
    """Shuffled, the same plan."""
    everything = drawn(visits, meetings)
    shuffled = list(everything)
    chance.shuffle(shuffled)
    assert planned(*everything) == planned(*shuffled)


@given(st.lists(st.integers(-3, 12), max_size=30))
def test_no_last_day_is_missed_where_all_can_be_kept(lasts):
    """All in one place and of one length: a visit is late only if more are due by some day than the days can hold."""
    visits = [visit(number, last=last) for number, last in enumerate(lasts)]
    plan = planned(*visits, days=5)
    a_day = RULES.day_minutes // RULES.visit_minutes
    wanted = [max(last, 0) for last in lasts]
    feasible = all(sum(one <= day for one in wanted) <= a_day * (day + 1) for day in range(5))
    late = [one for day in plan.days for one in day.stops if one.late and one.stop.visit.last_day >= MONDAY]
    unplaced = [one for one, _ in plan.left if one.last_day <= MONDAY + timedelta(days=4)]
    assert not (feasible and (late or unplaced))
