"""What a case tells the law: documents first, then the list."""

from datetime import date

import pytest

from prevexp.casework.legal import case_deadlines
from prevexp.casework.legal import legal_facts
from prevexp.casework.legal import next_deadlines
from prevexp.domain.case import Case
from prevexp.domain.case import ListedFacts
from prevexp.domain.contact import Attempt
from prevexp.domain.contact import FollowUpChoice
from prevexp.domain.procedure import Procedure
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import FollowUpEnd
from prevexp.domain.vocabulary import LandlordKind
from prevexp.domain.vocabulary import Stage
from prevexp.law.deadlines import DeadlineKind
from prevexp.law.territory_law import national

ACT = date(2021, 4, 12)


def case(**more):
    """Build a case as the list gives it."""
    fields = {
        "case_id": "c1",
        "household_id": "h",
        "territory": "62",
        "version": 1,
        "received_on": date(2021, 5, 4),
        "last_listed_on": date(2021, 5, 4),
        "month": Month(2021, 5),
        "references": ("c1",),
        "facts": ListedFacts(stage=Stage.COMMANDEMENT_DE_PAYER, act_on=ACT),
    }
    return Case(**(fields | more))


@pytest.mark.parametrize(
    ("stage", "name"),
    [
        (Stage.COMMANDEMENT_DE_PAYER, "commandement_served_on"),
        (Stage.ASSIGNATION, "assignation_served_on"),
        (Stage.COMMANDEMENT_DE_QUITTER_LES_LIEUX, "quit_notice_served_on"),
    ],
)
def test_the_latest_act_of_the_list_is_that_of_its_stage(stage, name):
    """At these three stages the list's date can only be that of one act."""
    assert legal_facts(case(facts=ListedFacts(stage=stage, act_on=ACT)))[name] == ACT


@pytest.mark.parametrize("stage", [Stage.SIGNALEMENT, Stage.AUDIENCE, Stage.JUGEMENT, Stage.NOT_KNOWN])
def test_at_other_stages_the_latest_act_may_be_any(stage):
    """Nothing is counted from a date of which nobody knows the act."""
    assert ACT not in legal_facts(case(facts=ListedFacts(stage=stage, act_on=ACT))).values()


def test_a_document_that_was_read_outweighs_the_list():
    """The list may be a day off; the act is not."""
    read = Procedure(commandement_served_on=date(2021, 4, 13), hearing_on=date(2021, 9, 21))
    facts = legal_facts(case(procedure=read))
    assert (facts["commandement_served_on"], facts["hearing_on"]) == (date(2021, 4, 13), date(2021, 9, 21))


def test_what_is_not_known_is_absent():
    """No fact is None, and an unknown kind of landlord is no kind."""
    facts = legal_facts(case(facts=ListedFacts(landlord_kind=LandlordKind.NOT_KNOWN)))
    assert None not in facts.values()
    assert "landlord_kind" not in facts


def test_the_follow_up_counts_from_the_last_exchange_in_two_ways():
    """A letter without an answer moves nothing (call C13)."""
    tries = ((date(2021, 5, 10), AttemptOutcome.MET), (date(2021, 5, 20), AttemptOutcome.NO_ANSWER))
    attempts = tuple(Attempt(attempted_on=day, channel=Channel.PHONE, outcome=outcome) for day, outcome in tries)
    due = {one.kind: one.on for one in case_deadlines(case(attempts=attempts), national("62")).found}
    assert due[DeadlineKind.FOLLOW_UP_DUE] == date(2021, 5, 25)


def test_a_follow_up_that_was_extended_is_due_on_the_later_day_and_on_that_alone():
    """What a person decided stands instead of the delay of the call; once it is ended, nothing is due."""
    met = Attempt(attempted_on=date(2021, 5, 10), channel=Channel.PHONE, outcome=AttemptOutcome.MET)
    longer = FollowUpChoice(on=date(2021, 5, 20), until=date(2021, 6, 4))
    done = FollowUpChoice(on=date(2021, 6, 1), end=FollowUpEnd.DONE)
    due = [
        [(one.kind, one.on) for one in case_deadlines(known, national("62")).found if one.kind.startswith("follow-up")]
        for known in (
            case(attempts=(met,), follow_up_choices=(longer,)),
            case(attempts=(met,), follow_up_choices=(longer, done)),
        )
    ]
    assert due == [[(DeadlineKind.FOLLOW_UP_EXTENDED, date(2021, 6, 4))], []]


def test_the_next_deadlines_of_a_case_are_those_that_press_nearest_first():
    """The clause first, then the hearing; the notice to the prefect is not the household's and is left out."""
    read = Procedure(assignation_served_on=date(2021, 7, 1), hearing_on=date(2021, 9, 21))
    following = next_deadlines(case(procedure=read), national("62"), on=date(2021, 5, 5))
    assert [one.kind for one in following] == [DeadlineKind.CLAUSE_DELAY_ENDS, DeadlineKind.HEARING]
