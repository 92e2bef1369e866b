"""A case is closed, opened again and handed over: dated facts, and what follows from them on a day."""

from datetime import date
from datetime import timedelta

import attrs
import pytest

from prevexp.casework.agenda import agenda
from prevexp.casework.case_day import CaseDay
from prevexp.casework.commands import ExtendFollowUp
from prevexp.casework.commands import GiveAgreement
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.commands import RefuseAgreement
from prevexp.casework.commands import WithdrawAgreement
from prevexp.casework.due import Task
from prevexp.casework.follow_up import FollowUpState
from prevexp.casework.follow_up import follow_up
from prevexp.casework.legal import next_legal_date
from prevexp.casework.life.answering import answering
from prevexp.casework.life.closing import OUTCOMES
from prevexp.casework.life.closing import outcome_of
from prevexp.casework.life.commands import CloseCase
from prevexp.casework.life.commands import ReopenCase
from prevexp.casework.life.commands import TransferCase
from prevexp.casework.life.standing import closed
from prevexp.casework.life.standing import listed_since_closure
from prevexp.casework.life.subject import LIFE
from prevexp.casework.next_contact import ContactState
from prevexp.casework.next_contact import next_contact
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.casework.worklist import Row
from prevexp.casework.worklist import worklist
from prevexp.domain.case import ListedFacts
from prevexp.domain.events import CaseListedAgain
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.life import ReopeningReason
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import ProofKind

LOST = {"reason": ClosureReason.LOST, "outcome": ClosureOutcome.NOT_KNOWN}
BACK = {"reason": ReopeningReason.CAME_BACK}
MISTAKE = {"reason": ReopeningReason.CLOSED_BY_MISTAKE}
LETTER = {"channel": Channel.LETTER, "outcome": AttemptOutcome.NO_ANSWER}
CALL = {"channel": Channel.PHONE, "outcome": AttemptOutcome.NO_ANSWER}
REACHED = {"channel": Channel.PHONE, "outcome": AttemptOutcome.REACHED}


def code(decided):
    """Return the code of a refusal, None if it was noted."""
    return decided.code if isinstance(decided, Refusal) else None


def contact(desk, day):
    """Return state, day and channel of what is pending on a day."""
    pending = next_contact(desk.case, desk.plan.contact, desk.day(day))
    return pending.state, pending.due_on and (pending.due_on - desk.day(0)).days, pending.channel


@pytest.mark.parametrize("reason", ClosureReason)
@pytest.mark.parametrize("outcome", ClosureOutcome)
def test_a_reason_goes_only_with_the_outcomes_it_allows(desk, reason, outcome):
    """Evicted is evicted and rehoused is rehoused; a duplicate is said on two cases at once."""
    expected = None if outcome in OUTCOMES[reason] else RefusalCode.OUTCOME_DOES_NOT_FIT
    if reason is ClosureReason.DUPLICATE:
        expected = RefusalCode.DUPLICATE_OF_WHICH
    assert code(desk.say(CloseCase, 20, reason=reason, outcome=outcome)) is expected
    assert closed(desk.case, desk.day(20)) is (expected is None)


def test_rehoused_and_evicted_are_reasons_of_their_own():
    """And every reason has an outcome that it alone tells, or not known."""
    for reason, allowed in OUTCOMES.items():
        assert (ClosureOutcome.REHOUSED in allowed) is (reason is ClosureReason.REHOUSED)
        assert (ClosureOutcome.EVICTED in allowed) is (reason is ClosureReason.EVICTED)
        assert outcome_of(reason) in allowed


def test_a_case_is_closed_from_its_day_to_the_day_before_it_is_opened_again(desk):
    """Closed on day 20, opened on day 40: the days around both."""
    desk.say(CloseCase, 20, **LOST)
    desk.say(ReopenCase, 40, **BACK)
    assert [closed(desk.case, desk.day(day)) for day in (19, 20, 39, 40, 41)] == [False, True, True, False, False]
    assert (desk.case.closed_on, desk.case.closure) == (None, None)


def test_what_is_closed_is_not_closed_again_and_what_is_open_not_opened(desk):
    """Neither on the day nor across a later note of the same kind."""
    assert code(desk.say(ReopenCase, 10, **BACK)) is RefusalCode.NOT_CLOSED
    desk.say(CloseCase, 20, **LOST)
    for day in (10, 20, 25):
        assert code(desk.say(CloseCase, day, **LOST)) is RefusalCode.ALREADY_CLOSED
    assert code(desk.say(ReopenCase, 19, **BACK)) is RefusalCode.NOT_CLOSED
    desk.say(ReopenCase, 40, **BACK)
    assert code(desk.say(ReopenCase, 30, **BACK)) is RefusalCode.ALREADY_REOPENED
    assert code(desk.say(ReopenCase, 40, **BACK)) is RefusalCode.NOT_CLOSED
    assert code(desk.say(CloseCase, 60, **LOST)) is None
    assert [fact.on for fact in desk.case.life] == [desk.day(20), desk.day(40), desk.day(60)]


def test_closing_ends_what_is_pending(desk):
    """No contact, no follow-up, nothing to do from that day on, whatever was due before."""
    desk.say(RecordAttempt, 5, **REACHED)
    assert Task.FOLLOW_UP in [due.task for due in agenda([desk.case], desk.plan, on=desk.day(25))["c1"]]
    desk.say(CloseCase, 20, **LOST)
    assert follow_up(desk.case, desk.plan.law, on=desk.day(19)).state is FollowUpState.DUE
    assert follow_up(desk.case, desk.plan.law, on=desk.day(20)).state is FollowUpState.CANCELLED
    assert contact(desk, 20)[0] is ContactState.CLOSED
    assert agenda([desk.case], desk.plan, on=desk.day(25)) == {}
    assert next_legal_date(desk.case, desk.plan.law, on=desk.day(20)) is None


def test_nothing_is_noted_while_a_case_is_closed(desk):
    """The day of the closure and the day of the reopening are days of work, those between are not."""
    desk.say(CloseCase, 20, **LOST)
    desk.say(ReopenCase, 40, **BACK)
    refused = [code(desk.say(RecordAttempt, day, **LETTER)) for day in (20, 21, 39, 40)]
    assert refused == [None, RefusalCode.CASE_CLOSED, RefusalCode.CASE_CLOSED, None]


def test_the_plan_of_contact_starts_anew_at_the_reopening(desk):
    """What was tried before takes no step and uses up no attempt: the letter is due on the day of the reopening."""
    for day in (0, 5, 12, 13):
        desk.say(RecordAttempt, day, **CALL)
    assert contact(desk, 14)[0] is ContactState.EXHAUSTED
    desk.say(CloseCase, 20, **LOST)
    desk.say(ReopenCase, 40, **BACK)
    assert contact(desk, 39)[0] is ContactState.CLOSED
    assert contact(desk, 40) == (ContactState.DUE, 40, Channel.LETTER)
    assert next_contact(desk.case, desk.plan.contact, desk.day(40)).attempts == 0
    desk.say(RecordAttempt, 41, **LETTER)
    assert contact(desk, 41) == (ContactState.PLANNED, 46, Channel.PHONE)


def test_the_follow_up_starts_anew_with_the_first_exchange_after_the_reopening(desk):
    """An exchange before the closure moves nothing any more, nor does it count as one."""
    desk.say(RecordAttempt, 5, **REACHED)
    desk.say(ExtendFollowUp, 6, until=desk.day(60))
    desk.say(CloseCase, 10, **LOST)
    desk.say(ReopenCase, 40, **BACK)
    assert follow_up(desk.case, desk.plan.law, on=desk.day(40)) is None
    assert contact(desk, 40)[0] is ContactState.DUE
    desk.say(RecordAttempt, 40, **REACHED)
    pending = follow_up(desk.case, desk.plan.law, on=desk.day(41))
    assert (pending.state, pending.due_on) == (FollowUpState.DUE, desk.day(55))
    assert next_legal_date(desk.case, desk.plan.law, on=desk.day(41)).on == desk.day(55)


def test_a_case_closed_by_mistake_goes_on_as_if_it_had_not_been(desk):
    """Its follow-up is due on the day it was, and its attempts count."""
    desk.say(RecordAttempt, 3, **LETTER)
    desk.say(RecordAttempt, 5, **REACHED)
    before = follow_up(desk.case, desk.plan.law, on=desk.day(12))
    desk.say(CloseCase, 10, **LOST)
    desk.say(ReopenCase, 11, **MISTAKE)
    assert follow_up(desk.case, desk.plan.law, on=desk.day(12)) == before
    assert next_contact(desk.case, desk.plan.contact, desk.day(12)).attempts == 2


@pytest.mark.parametrize("again", [BACK, MISTAKE])
def test_a_household_that_refused_is_not_approached_after_a_reopening(desk, again):
    """Unless it agrees itself."""
    desk.say(RefuseAgreement, 5)
    desk.say(CloseCase, 10, reason=ClosureReason.REFUSED, outcome=ClosureOutcome.NOT_KNOWN)
    desk.say(ReopenCase, 40, **again)
    assert contact(desk, 40)[0] is ContactState.REFUSED
    assert agenda([desk.case], desk.plan, on=desk.day(60)) == {}
    desk.say(GiveAgreement, 61, proof=ProofKind.SIGNED_FORM)
    assert follow_up(desk.case, desk.plan.law, on=desk.day(61)).due_on == desk.day(76)


def test_an_agreement_may_be_withdrawn_after_the_end(desk):
    """A right of the household does not end with the work."""
    desk.say(GiveAgreement, 5, proof=ProofKind.SIGNED_FORM)
    desk.say(CloseCase, 10, **LOST)
    assert code(desk.say(WithdrawAgreement, 30)) is None


def test_a_list_does_not_open_a_closed_case_and_a_person_is_asked(desk):
    """Something new of a closed case, the day before it came, on the day, and once somebody opened it."""
    desk.say(CloseCase, 10, **LOST)
    said = {"case_id": "c1", "recorded_at": desk.events[0].recorded_at, "transfer": "t2", "line": 3}
    listed = CaseListedAgain(
        **said, occurred_on=desk.day(40), reference="62-1", changed=("date_acte",), facts=ListedFacts()
    )
    desk.events.append(listed)
    assert [closed(desk.case, desk.day(day)) for day in (39, 40, 60)] == [True] * 3
    asked = [[one.task for one in LIFE.due(CaseDay.of(desk.case, desk.day(day)), desk.plan)] for day in (39, 40, 60)]
    assert asked == [[], [Task.DECIDE_REOPENING], [Task.DECIDE_REOPENING]]
    assert listed_since_closure(desk.case, desk.day(60)) == desk.day(40)
    desk.say(ReopenCase, 61, reason=ReopeningReason.LISTED_AGAIN)
    assert list(LIFE.due(CaseDay.of(desk.case, desk.day(61)), desk.plan)) == []


def listed_for(desk, worker, day):
    """Say whether the case is on a worker's list of a day, and under whose name."""
    on = desk.day(day)
    entries = worklist([Row(case=desk.case)], agenda([desk.case], desk.plan, on=on), on=on, worker=worker)
    return [(one.worker, one.legal_worker) for one in entries]


def test_during_the_overlap_both_see_the_case_and_afterwards_only_the_new_one(desk):
    """From day 10, with an overlap up to day 15 included; the legal worker stays."""
    desk.say(TransferCase, 10, social_worker="social-2", overlap_until=desk.day(15))
    old = [bool(listed_for(desk, "social-1", day)) for day in (9, 10, 15, 16)]
    new = [bool(listed_for(desk, "social-2", day)) for day in (9, 10, 15, 16)]
    assert (old, new) == ([True, True, True, False], [False, True, True, True])
    assert listed_for(desk, "legal-1", 16) == [("social-2", "legal-1")]
    assert listed_for(desk, "social-1", 12) == [("social-2", "legal-1")]


def test_without_an_overlap_an_absent_worker_has_the_case_no_more(desk):
    """Each profession is handed over apart."""
    desk.say(TransferCase, 10, legal_worker="legal-2")
    who = answering(desk.case, desk.day(10))
    assert (who.social_worker, who.legal_worker, who.leaving) == ("social-1", "legal-2", frozenset())
    assert answering(desk.case, desk.day(9)).legal_worker == "legal-1"
    assert answering(desk.case, desk.day(-1)) is None


def test_a_transfer_needs_somebody_new_and_an_overlap_that_does_not_end_before_it_begins(desk):
    """And a case that the team has taken."""
    assert code(desk.say(TransferCase, 10, social_worker="social-1")) is RefusalCode.NOBODY_NEW
    assert code(desk.say(TransferCase, 10)) is RefusalCode.NOBODY_NEW
    too_short = desk.say(TransferCase, 10, social_worker="social-2", overlap_until=desk.day(9))
    assert code(too_short) is RefusalCode.OVERLAP_TOO_SHORT
    assert code(desk.say(TransferCase, 10, social_worker="social-2", overlap_until=desk.day(10))) is None
    waiting = attrs.evolve(desk, events=desk.events[:1])
    assert code(waiting.say(TransferCase, 10, social_worker="social-2")) is RefusalCode.NOT_ALLOCATED


def test_transfers_noted_late_stand_on_their_days(desk):
    """The order of noting does not matter, nor does a transfer back."""
    desk.say(TransferCase, 20, social_worker="social-1")
    assert code(desk.say(TransferCase, 20, social_worker="social-3")) is None
    desk.say(TransferCase, 10, social_worker="social-2", overlap_until=desk.day(12))
    seen = [answering(desk.case, desk.day(day)).social_worker for day in (9, 10, 19, 20)]
    assert seen == ["social-1", "social-2", "social-2", "social-3"]
    assert date(2021, 5, 4) + timedelta(days=10) == desk.day(10)
