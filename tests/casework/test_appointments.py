"""Appointments: fixed, cancelled, due, and who goes to whom on a round."""

import attrs
import pytest

from prevexp.casework.agenda import agenda
from prevexp.casework.appointments.commands import CancelAppointment
from prevexp.casework.appointments.commands import FixAppointment
from prevexp.casework.appointments.subject import standing
from prevexp.casework.commands import HoldContact
from prevexp.casework.commands import NoteChannelSafety
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.commands import RefuseAgreement
from prevexp.casework.due import Task
from prevexp.casework.refusal import RefusalCode
from prevexp.casework.rounds.visits import LeftOut
from prevexp.casework.rounds.visits import visits_of
from prevexp.domain.answers import Proposal
from prevexp.domain.appointment import CancelledBy
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import HoldReason
from prevexp.domain.vocabulary import MatchReason
from prevexp.domain.vocabulary import Place
from prevexp.registry.rounds_files import default_rounds

RULES = default_rounds()


def test_an_appointment_has_a_number_for_ever_and_stands_until_it_is_cancelled(desk):
    """The number is that of the event; what was cancelled stands on the days before."""
    desk.say(FixAppointment, 1, day=desk.day(8), starts_at=870, place=Place.HOME)
    desk.say(FixAppointment, 2, day=desk.day(6))
    first, second = (one.number for one in standing(desk.case, desk.day(2)))
    assert (second, first) == (3, 4)
    desk.say(CancelAppointment, 4, number=3, cancelled_by=CancelledBy.HOUSEHOLD)
    assert [[one.number for one in standing(desk.case, desk.day(day))] for day in (0, 1, 3, 4)] == [
        [],
        [3],
        [4, 3],
        [4],
    ]


@pytest.mark.parametrize(("day", "code"), [(2, RefusalCode.APPOINTMENT_IN_THE_PAST), (3, None), (4, None)])
def test_an_appointment_is_not_fixed_for_a_day_that_is_over(desk, day, code):
    """For the same day it may be."""
    decided = desk.say(FixAppointment, 3, day=desk.day(day))
    assert getattr(decided, "code", None) is code


def test_what_was_not_fixed_or_is_cancelled_already_is_not_cancelled(desk):
    """Nor what is fixed only later."""
    desk.say(FixAppointment, 3, day=desk.day(8))
    for on, number in ((2, 3), (3, 9)):
        decided = desk.say(CancelAppointment, on, number=number, cancelled_by=CancelledBy.TEAM)
        assert decided.code is RefusalCode.NO_APPOINTMENT
    desk.say(CancelAppointment, 4, number=3, cancelled_by=CancelledBy.TEAM)
    assert desk.say(CancelAppointment, 4, number=3, cancelled_by=CancelledBy.TEAM).code is RefusalCode.NO_APPOINTMENT


def tasks(desk, day):
    """Return what is to be done on a day."""
    return [due.task for due in agenda([desk.case], desk.plan, on=desk.day(day)).get("c1", ())]


def test_an_appointment_is_due_on_its_day_and_until_somebody_notes_what_came_of_it(desk):
    """Not before; a week in which nobody noted anything does not lose it."""
    desk.say(FixAppointment, 1, day=desk.day(8))
    assert [Task.APPOINTMENT in tasks(desk, day) for day in (7, 8, 9, 40)] == [False, True, True, True]
    desk.say(RecordAttempt, 9, channel=Channel.VISIT_PLANNED, outcome=AttemptOutcome.DOOR_CLOSED)
    assert [Task.APPOINTMENT in tasks(desk, day) for day in (8, 9, 40)] == [True, False, False]


def going(desk, *cases, on=12, worker="social-1"):
    """Return what a worker goes to: task and days from the reception, and what is left out, by case."""
    known = cases or (desk.case,)
    day = desk.day(on)
    dues = agenda(known, desk.plan, on=day)
    found, left = visits_of(known, dues, desk.plan, RULES, on=day, worker=worker)
    return {one.case_id: (one.task, (one.last_day - desk.day(0)).days) for one in found}, {
        one.case_id: why for one, why in left
    }


def silent(desk):
    """Bring the case to the visit of its plan, due on the twelfth day."""
    for day, channel in ((0, Channel.LETTER), (5, Channel.PHONE)):
        desk.say(RecordAttempt, day, channel=channel, outcome=AttemptOutcome.NO_ANSWER)


def test_a_step_at_the_door_is_a_visit_to_be_made_within_the_longest_wait(desk):
    """From the day it is due; a letter or a call is none."""
    silent(desk)
    assert going(desk, on=11) == ({}, {})
    assert going(desk, on=12) == ({"c1": (Task.FIRST_CONTACT, 12 + RULES.longest_wait_days)}, {})


def test_a_follow_up_is_a_visit_to_be_made_by_its_last_day(desk):
    """Unless the visit would put somebody at risk."""
    desk.say(RecordAttempt, 10, channel=Channel.DESK, outcome=AttemptOutcome.MET)
    assert going(desk, on=23) == ({"c1": (Task.FOLLOW_UP, 25)}, {})
    desk.say(NoteChannelSafety, 11, channel=Channel.VISIT_PLANNED, safe=False)
    assert going(desk, on=23) == ({}, {})


def test_a_household_with_an_appointment_to_come_is_not_visited_before(desk):
    """The appointment is its visit; on the phone it is none, at the office it needs no way."""
    silent(desk)
    desk.say(FixAppointment, 6, day=desk.day(20))
    assert going(desk) == ({"c1": (Task.APPOINTMENT, 20)}, {})
    desk.say(HoldContact, 7, until=desk.day(20), reason=HoldReason.AWAY)
    assert going(desk) == ({}, {"c1": LeftOut.HELD})
    desk.say(RefuseAgreement, 8)
    assert going(desk) == ({}, {})


def test_the_social_worker_goes_or_whoever_the_appointment_names(desk):
    """The legal worker of a case goes by appointment."""
    silent(desk)
    assert [bool(going(desk, worker=one)[0]) for one in ("social-1", "legal-1", "social-2")] == [True, False, False]
    desk.say(FixAppointment, 6, day=desk.day(20), workers=("legal-1",))
    assert [bool(going(desk, worker=one)[0]) for one in ("social-1", "legal-1")] == [False, True]


@pytest.mark.parametrize(("fixed", "shut"), [(None, "c2"), (13, "c1")])
def test_two_workers_are_not_sent_to_one_door(desk, fixed, shut):
    """The visit that comes first is made, an appointment before any other; each plan says the same."""
    silent(desk)
    first = desk.case
    taken = attrs.evolve(first.allocation, social_worker="social-2", legal_worker=None)
    same = Proposal(other_case="c1", reason=MatchReason.DWELLING_KNOWN, proposed_on=desk.day(0))
    if fixed is not None:
        desk.say(FixAppointment, 6, day=desk.day(fixed))
    second = attrs.evolve(desk.case, case_id="c2", references=("62-2",), allocation=taken, proposals=(same,))
    by_worker = [going(desk, first, second, worker=one) for one in ("social-1", "social-2")]
    went = {case_id for found, _ in by_worker for case_id in found}
    assert went == {"c1", "c2"} - {shut}
