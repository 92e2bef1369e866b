"""What the team has to do on a day: all that the parts of the work make due."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.casework.agenda import agenda
from prevexp.casework.commands import EndFollowUp
from prevexp.casework.commands import HoldContact
from prevexp.casework.commands import NoteChannelSafety
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.commands import RefuseAgreement
from prevexp.casework.contact_plan import WorkPlan
from prevexp.casework.due import Due
from prevexp.casework.due import Task
from prevexp.casework.informing.subject import INFORMING
from prevexp.casework.subject import Subject
from prevexp.casework.subjects import SUBJECTS
from prevexp.casework.worklist import Row
from prevexp.casework.worklist import worklist
from prevexp.domain.life_events import CaseClosed
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import FollowUpEnd
from prevexp.domain.vocabulary import HoldReason
from prevexp.law.territory_law import national
from prevexp.registry.contact_files import default_contact_plan

from .conftest import Desk

TOLD = tuple(one for one in SUBJECTS if one is not INFORMING)
"""The parts of the work for a household that was informed of what is done with its data."""


def dues(desk, day, subjects=TOLD):
    """Return what is to be done for the case on a day."""
    return agenda([desk.case], desk.plan, on=desk.day(day), subjects=subjects).get("c1", ())


def task(desk, day):
    """Return the kind of the one thing to do, None if there is nothing."""
    found = dues(desk, day)
    assert len(found) <= 1
    return found[0].task if found else None


def test_a_first_contact_is_listed_from_the_day_it_is_due(desk):
    """Not the day before, on the day, and after it as long as nobody made it."""
    desk.say(RecordAttempt, 0, channel=Channel.LETTER, outcome=AttemptOutcome.NO_ANSWER)
    assert [task(desk, day) for day in (4, 5, 60)] == [None, Task.FIRST_CONTACT, Task.FIRST_CONTACT]


def test_a_follow_up_is_listed_some_days_before_its_last_day_and_until_it_is_ended(desk):
    """Three days before the fifteenth, as the plan says; overdue after it; gone once a person ended it."""
    desk.say(RecordAttempt, 10, channel=Channel.DESK, outcome=AttemptOutcome.MET)
    assert [task(desk, day) for day in (21, 22, 25, 26)] == [None, *[Task.FOLLOW_UP] * 3]
    assert [dues(desk, day)[0].overdue(desk.day(day)) for day in (25, 26)] == [False, True]
    desk.say(EndFollowUp, 27, end=FollowUpEnd.DONE)
    assert [task(desk, day) for day in (26, 27)] == [Task.FOLLOW_UP, None]


def test_a_held_case_is_not_on_the_list(desk):
    """Neither its first contact nor its follow-up, to the last day of the hold."""
    desk.say(HoldContact, 1, until=desk.day(4), reason=HoldReason.HOUSEHOLD_ASKED)
    assert [task(desk, day) for day in (0, 1, 4, 5)] == [Task.FIRST_CONTACT, None, None, Task.FIRST_CONTACT]
    desk.say(RecordAttempt, 5, channel=Channel.DESK, outcome=AttemptOutcome.MET)
    desk.say(HoldContact, 18, until=desk.day(30), reason=HoldReason.AWAY)
    assert [task(desk, day) for day in (17, 18, 30, 31)] == [Task.FOLLOW_UP, None, None, Task.FOLLOW_UP]


def test_a_plan_that_ended_without_an_answer_waits_for_a_decision(desk):
    """It does not vanish from the list."""
    desk.say(RecordAttempt, 2, channel=Channel.VISIT_UNANNOUNCED, outcome=AttemptOutcome.GONE)
    assert task(desk, 30) is Task.DECIDE


@pytest.mark.parametrize("day", [3, 400])
def test_a_household_that_refused_is_on_no_list(desk, day):
    """From the day of its refusal."""
    desk.say(RefuseAgreement, 3)
    assert task(desk, day) is None


def test_a_case_nobody_took_is_on_no_list(desk):
    """The team's work begins with the allocation."""
    desk.events = desk.events[:1]
    assert task(desk, 30) is None


def undertaking(day, plan):
    """Make invented things due: one for the household, one the law asks for whatever the household said."""
    started = day.case.received_on
    yield Due(task=Task.DECIDE, due_on=started + timedelta(days=20), number=7, about="invented", waiting_for="caf")
    yield Due(task=Task.DECIDE, due_on=started + timedelta(days=2), number=3, by_law=True)


INVENTED = (*TOLD, Subject(deciders={}, effects={}, due=undertaking))


def test_a_case_carries_all_that_its_parts_make_due_the_most_pressing_first(desk):
    """What is overdue first, then by last day, whichever part asks for it."""
    desk.say(RecordAttempt, 10, channel=Channel.DESK, outcome=AttemptOutcome.MET)
    found = dues(desk, 23, INVENTED)
    assert [(due.task, due.number) for due in found] == [(Task.DECIDE, 3), (Task.DECIDE, 7), (Task.FOLLOW_UP, None)]
    assert [due.overdue(desk.day(23)) for due in found] == [True, True, False]


def end(desk, how):
    """Take the case out of the team's hands."""
    match how:
        case "held":
            desk.say(HoldContact, 1, until=desk.day(400), reason=HoldReason.AWAY)
        case "refused":
            desk.say(RefuseAgreement, 1)
        case "closed":
            said = {"case_id": "c1", "occurred_on": desk.day(1), "recorded_at": desk.events[0].recorded_at}
            desk.events.append(CaseClosed(**said, reason=ClosureReason.DEBT_CLEARED))
        case "nobody's":
            desk.events = desk.events[:1]


@pytest.mark.parametrize("how", ["held", "refused", "closed", "nobody's"])
def test_a_case_out_of_the_teams_hands_gives_only_what_the_law_asks_for(desk, how):
    """Held, refused, closed or not allocated: whatever a part of the work makes due, one rule holds them all."""
    end(desk, how)
    assert [due.number for due in dues(desk, 30, INVENTED)] == [3]


@given(last=st.integers(0, 60), missed=st.integers(1, 60), exchange=st.booleans())
def test_a_week_in_which_nobody_looked_loses_nothing_of_any_part(last, missed, exchange):
    """What was due on a day is due on any later one as long as nothing is noted."""
    desk = Desk(WorkPlan(contact=default_contact_plan(), law=national("62")))
    if exchange:
        desk.say(RecordAttempt, 0, channel=Channel.DESK, outcome=AttemptOutcome.MET)
    what = [{(due.task, due.number, due.due_on) for due in dues(desk, day, INVENTED)} for day in (last, last + missed)]
    assert what[0] <= what[1]


def test_the_worklist_has_the_cases_of_the_agenda_and_says_what_for(desk):
    """Legal worker and social worker see it; the entry has what is to be done and the channels not to use."""
    desk.say(RecordAttempt, 10, channel=Channel.DESK, outcome=AttemptOutcome.MET)
    desk.say(NoteChannelSafety, 11, channel=Channel.PHONE, safe=False)
    other = attrs.evolve(desk.case, case_id="c2")
    found = agenda([desk.case], desk.plan, on=desk.day(25), subjects=TOLD)
    rows = [Row(case=desk.case), Row(case=other)]
    for worker, expected in (("legal-1", [("c1", Task.FOLLOW_UP, (Channel.PHONE,))]), ("social-2", [])):
        entries = worklist(rows, found, on=desk.day(25), worker=worker)
        assert [(entry.case_id, entry.task, entry.unsafe) for entry in entries] == expected
