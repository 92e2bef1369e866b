"""The life of a case: what happened up to a day, numbered, and what that leaves to be done."""

import json
from datetime import date
from datetime import timedelta

import pytest

from prevexp.caseload.story import TEAM
from prevexp.casework.due import Task
from prevexp.domain.errors import UnknownCase
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ProofKind

MAY = date(2021, 5, 4)
MET = date(2021, 5, 20)


@pytest.fixture
def case_id(caseload, write_list):
    """Return a case that was received and allocated on 4 May, met and agreed on 20 May."""
    caseload.receive(write_list({}), received_on=MAY)
    caseload.allocate(on=MAY)
    known = caseload.find("62-2021-1")
    caseload._now = lambda: utc(2021, 5, 31, 9)  # the day on which it is all noted
    caseload.record_attempt(known, on=MET, channel=Channel.VISIT_PLANNED, outcome=AttemptOutcome.MET)
    caseload.give_agreement(known, on=MET, proof=ProofKind.SIGNED_FORM)
    return known


def test_entries_are_numbered_in_the_order_they_were_noted(caseload, case_id):
    """One for each event, from the reception on."""
    story = caseload.story(case_id, on=MET)
    assert [entry.number for entry in story.entries] == [1, 2, 3, 4]
    assert [entry.on for entry in story.entries] == [MAY, MAY, MET, MET]
    assert len(story.entries) == story.case.version


def test_the_story_of_a_day_knows_nothing_of_what_came_later(caseload, case_id):
    """The day before the visit it is not there."""
    assert len(caseload.story(case_id, on=MET - timedelta(days=1)).entries) == 2


@pytest.mark.parametrize(("days", "due"), [(11, False), (12, True), (15, True), (16, True)])
def test_the_follow_up_waits_for_the_team(caseload, case_id, days, due):
    """Listed from three days before its last day on, overdue after it, and always the team's to make."""
    story = caseload.story(case_id, on=MET + timedelta(days=days))
    waiting = story.waiting.get(TEAM, ())
    assert [one.task for one in waiting if one.task is Task.FOLLOW_UP] == [Task.FOLLOW_UP] * due
    assert all(one.overdue(story.on) is (days > 15) for one in waiting if one.task is Task.FOLLOW_UP)


def test_a_story_is_plain_data_and_names_nobody(caseload, case_id):
    """JSON holds days, numbers and slugs."""
    text = json.dumps(caseload.story(case_id, on=MET).to_json())
    assert "contact-attempted" in text
    assert "Zzexemplard" not in text
    assert "Modèle" not in text


def test_a_case_not_received_yet_has_no_story(caseload, case_id):
    """The day before its reception it is unknown."""
    with pytest.raises(UnknownCase):
        caseload.story(case_id, on=MAY - timedelta(days=1))
