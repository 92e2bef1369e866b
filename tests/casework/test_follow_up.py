"""The contact due after the last exchange in two ways (call C13)."""

import pytest

from prevexp.casework.commands import EndFollowUp
from prevexp.casework.commands import ExtendFollowUp
from prevexp.casework.commands import GiveAgreement
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.commands import RefuseAgreement
from prevexp.casework.commands import WithdrawAgreement
from prevexp.casework.follow_up import FollowUpState
from prevexp.casework.follow_up import follow_up
from prevexp.casework.follow_up import watches
from prevexp.casework.legal import case_deadlines
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.life_events import CaseClosed
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import FollowUpEnd
from prevexp.domain.vocabulary import ProofKind
from prevexp.law.deadlines import DeadlineKind

PHONE = {"channel": Channel.PHONE}


@pytest.fixture
def met(desk):
    """Note an exchange on the tenth day."""
    desk.say(RecordAttempt, 10, **PHONE, outcome=AttemptOutcome.REACHED)
    return desk


def state(desk, day):
    """Return how the follow-up stands on a day."""
    found = follow_up(desk.case, desk.plan.law, on=desk.day(day))
    return found.state if found else None


def due(desk, day):
    """Return the number of the day on which it is due."""
    return (follow_up(desk.case, desk.plan.law, on=desk.day(day)).due_on - desk.day(0)).days


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (9, None),
        (10, FollowUpState.DUE),
        (24, FollowUpState.DUE),
        (25, FollowUpState.DUE),
        (26, FollowUpState.OVERDUE),
        (400, FollowUpState.OVERDUE),
    ],
)
def test_a_contact_within_fifteen_days_is_due_from_the_exchange_and_overdue_on_the_sixteenth(met, day, expected):
    """None before the exchange; due the day before and on the fifteenth; overdue the day after, and for good."""
    assert state(met, day) is expected


def test_any_exchange_moves_it_and_a_message_without_answer_does_not(met):
    """The last exchange counts, one noted late included."""
    met.say(RecordAttempt, 14, **PHONE, outcome=AttemptOutcome.MESSAGE_LEFT)
    assert due(met, 20) == 25
    met.say(RecordAttempt, 20, channel=Channel.DESK, outcome=AttemptOutcome.MET)
    met.say(RecordAttempt, 12, **PHONE, outcome=AttemptOutcome.REACHED)
    assert (due(met, 19), due(met, 20)) == (27, 35)


def test_what_a_third_party_says_is_no_exchange_with_the_household(desk):
    """A neighbour who answers moves nothing; the household's agreement does."""
    desk.say(RecordAttempt, 10, channel=Channel.THIRD_PARTY, outcome=AttemptOutcome.REACHED)
    assert state(desk, 11) is None
    desk.say(GiveAgreement, 12, proof=ProofKind.SIGNED_FORM)
    assert due(desk, 12) == 27


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (FollowUpEnd.DONE, FollowUpState.DONE),
        (FollowUpEnd.LOST, FollowUpState.LOST),
        (FollowUpEnd.CANCELLED, FollowUpState.CANCELLED),
    ],
)
def test_a_person_ends_it_and_a_new_exchange_starts_another(met, end, expected):
    """The day before the decision it is due; from its day on it is ended, until the household is heard of again."""
    met.say(EndFollowUp, 16, end=end)
    assert [state(met, day) for day in (15, 16, 99)] == [FollowUpState.DUE, expected, expected]
    met.say(RecordAttempt, 40, **PHONE, outcome=AttemptOutcome.REACHED)
    assert (state(met, 40), due(met, 40)) == (FollowUpState.DUE, 55)


def test_a_decision_of_the_day_of_the_exchange_is_about_that_exchange(met):
    """Ended at once: nothing is left to do."""
    met.say(EndFollowUp, 10, end=FollowUpEnd.DONE)
    assert state(met, 10) is FollowUpState.DONE


def test_an_extension_gives_a_later_last_day(met):
    """Extended up to and on the new day, overdue the day after."""
    met.say(ExtendFollowUp, 20, until=met.day(30))
    found = [state(met, day) for day in (19, 20, 30, 31)]
    assert found == [FollowUpState.DUE, FollowUpState.EXTENDED, FollowUpState.EXTENDED, FollowUpState.OVERDUE]
    assert due(met, 25) == 30


@pytest.mark.parametrize("until", [25, 24])
def test_an_extension_that_extends_nothing_is_refused(met, until):
    """The new day comes after the one that holds."""
    assert met.say(ExtendFollowUp, 20, until=met.day(until)).code is RefusalCode.EXTENSION_TOO_SHORT
    assert met.say(ExtendFollowUp, 30, until=met.day(30)).code is RefusalCode.EXTENSION_TOO_SHORT


def test_nothing_is_decided_about_a_follow_up_that_is_not_there(desk):
    """Before an exchange, or once ended, there is none."""
    assert desk.say(EndFollowUp, 5, end=FollowUpEnd.DONE).code is RefusalCode.NO_FOLLOW_UP
    desk.say(RecordAttempt, 10, **PHONE, outcome=AttemptOutcome.REACHED)
    desk.say(EndFollowUp, 12, end=FollowUpEnd.DONE)
    assert desk.say(ExtendFollowUp, 13, until=desk.day(50)).code is RefusalCode.NO_FOLLOW_UP


def test_a_refusal_or_a_withdrawal_ends_it(met):
    """A household that does not want to be approached is not followed up."""
    met.say(GiveAgreement, 12, proof=ProofKind.SIGNED_FORM)
    met.say(WithdrawAgreement, 14)
    assert [state(met, day) for day in (13, 14)] == [FollowUpState.DUE, FollowUpState.CANCELLED]


def test_a_refusal_is_itself_the_last_word(desk):
    """An exchange that is a refusal leaves nothing to be done, here and among the deadlines of the case."""
    desk.say(RecordAttempt, 10, **PHONE, outcome=AttemptOutcome.REFUSED)
    assert state(desk, 10) is FollowUpState.CANCELLED
    kinds = {one.kind for one in case_deadlines(desk.case, desk.plan.law).found}
    assert DeadlineKind.FOLLOW_UP_DUE not in kinds
    assert isinstance(desk.say(RefuseAgreement, 11), tuple)


def test_closure_ends_it_on_its_day(met):
    """The day before the closure it is due; on the day it is cancelled."""
    said = {"case_id": "c1", "recorded_at": met.events[0].recorded_at}
    met.events.append(CaseClosed(**said, occurred_on=met.day(20), reason=ClosureReason.REHOUSED))
    assert [state(met, day) for day in (19, 20)] == [FollowUpState.DUE, FollowUpState.CANCELLED]


def fell_due(desk, day):
    """Return the watches that fell due by a day: day of the exchange, last day, in time."""
    found = watches(desk.case, desk.plan.law, on=desk.day(day))
    return [((one.exchange_on - desk.day(0)).days, (one.due_on - desk.day(0)).days, one.in_time) for one in found]


@pytest.mark.parametrize(("day", "expected"), [(24, []), (25, [(10, 25, False)]), (26, [(10, 25, False)])])
def test_a_watch_counts_from_its_last_day_on(met, day, expected):
    """Before its fifteenth day it is neither in time nor late."""
    assert fell_due(met, day) == expected


@pytest.mark.parametrize(("day", "in_time"), [(24, True), (25, True), (26, False)])
def test_the_next_exchange_is_in_time_up_to_the_last_day(met, day, in_time):
    """The fifteenth day is in time, the sixteenth is not."""
    met.say(RecordAttempt, day, **PHONE, outcome=AttemptOutcome.REACHED)
    assert fell_due(met, 30)[0] == (10, 25, in_time)


def test_a_watch_that_a_person_ended_counts_as_it_was_ended(met):
    """Done in time counts so, lost does not; cancelled falls due no more."""
    met.say(EndFollowUp, 20, end=FollowUpEnd.DONE)
    assert fell_due(met, 30) == [(10, 25, True)]


@pytest.mark.parametrize(("end", "expected"), [(FollowUpEnd.LOST, [(10, 25, False)]), (FollowUpEnd.CANCELLED, [])])
def test_a_watch_lost_is_not_in_time_and_one_cancelled_never_fell_due(met, end, expected):
    """What a person cancels was not to be done."""
    met.say(EndFollowUp, 20, end=end)
    assert fell_due(met, 30) == expected


def test_an_extended_watch_falls_due_on_its_new_last_day(met):
    """What a person extends is due later."""
    met.say(ExtendFollowUp, 20, until=met.day(33))
    assert fell_due(met, 32) == []
    assert fell_due(met, 33) == [(10, 33, False)]


def test_a_refusal_before_the_last_day_cancels_the_watch(met):
    """A household that refuses is left in peace."""
    met.say(RefuseAgreement, 20, medium=Channel.PHONE)
    assert fell_due(met, 30) == []
