"""What the team has to do on a day: first contacts, follow-ups, decisions."""

import attrs
import pytest

from prevexp.casework.agenda import agenda
from prevexp.casework.commands import EndFollowUp
from prevexp.casework.commands import HoldContact
from prevexp.casework.commands import NoteChannelSafety
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.commands import RefuseAgreement
from prevexp.casework.due import Task
from prevexp.casework.follow_up import FollowUpState
from prevexp.casework.worklist import worklist
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import FollowUpEnd
from prevexp.domain.vocabulary import HoldReason


def duty(desk, day):
    """Return what is to be done for the case on a day."""
    return agenda([desk.case], desk.plan, on=desk.day(day)).get("c1")


def task(desk, day):
    """Return the task alone."""
    found = duty(desk, day)
    return found.task if found else None


def test_a_first_contact_is_listed_from_the_day_it_is_due(desk):
    """Not the day before, on the day, and after it as long as nobody made it."""
    desk.say(RecordAttempt, 0, channel=Channel.LETTER, outcome=AttemptOutcome.NO_ANSWER)
    assert [task(desk, day) for day in (4, 5, 60)] == [None, Task.FIRST_CONTACT, Task.FIRST_CONTACT]


def test_a_follow_up_is_listed_some_days_before_its_last_day_and_until_it_is_ended(desk):
    """Three days before the fifteenth, as the plan says; overdue after it; gone once a person ended it."""
    desk.say(RecordAttempt, 10, channel=Channel.DESK, outcome=AttemptOutcome.MET)
    assert [task(desk, day) for day in (21, 22, 25, 26)] == [None, *[Task.FOLLOW_UP] * 3]
    assert [duty(desk, day).follow_up.state for day in (25, 26)] == [FollowUpState.DUE, FollowUpState.OVERDUE]
    desk.say(EndFollowUp, 27, end=FollowUpEnd.DONE)
    assert [task(desk, day) for day in (26, 27)] == [Task.FOLLOW_UP, None]


def test_a_held_case_is_not_on_the_list(desk):
    """Neither its first contact nor its follow-up, to the last day of the hold."""
    desk.say(HoldContact, 1, until=desk.day(4), reason=HoldReason.HOUSEHOLD_ASKED)
    assert [task(desk, day) for day in (0, 1, 4, 5)] == [Task.FIRST_CONTACT, None, None, Task.FIRST_CONTACT]
    desk.say(RecordAttempt, 5, channel=Channel.DESK, outcome=AttemptOutcome.MET)
    desk.say(HoldContact, 18, until=desk.day(30), reason=HoldReason.AWAY)
    assert [task(desk, day) for day in (17, 18, 30, 31)] == [Task.FOLLOW_UP, None, None, Task.FOLLOW_UP]


def test_a_duty_names_the_channels_that_must_not_be_used(desk):
    """For a follow-up as for a first contact, from the day it is noted."""
    desk.say(NoteChannelSafety, 2, channel=Channel.PHONE, safe=False)
    assert [duty(desk, day).unsafe for day in (1, 2)] == [(), (Channel.PHONE,)]
    desk.say(RecordAttempt, 10, channel=Channel.DESK, outcome=AttemptOutcome.MET)
    assert duty(desk, 25).unsafe == (Channel.PHONE,)


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


def test_the_worklist_has_the_cases_of_the_agenda_and_says_what_for(desk):
    """Legal worker and social worker see it; the entry has the task."""
    desk.say(RecordAttempt, 10, channel=Channel.DESK, outcome=AttemptOutcome.MET)
    other = attrs.evolve(desk.case, case_id="c2")
    duties = agenda([desk.case], desk.plan, on=desk.day(25))
    rows = [(desk.case, None, None), (other, None, None)]
    for worker, expected in (("legal-1", [("c1", Task.FOLLOW_UP)]), ("social-2", [])):
        entries = worklist(rows, on=desk.day(25), worker=worker, duties=duties)
        assert [(entry.case_id, entry.task) for entry in entries] == expected
