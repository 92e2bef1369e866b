"""Onward referral: proposed, sent, answered, reminded; who is in charge, and what a silence makes due."""

from datetime import date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.casework import commands as work
from prevexp.casework.case_day import CaseDay
from prevexp.casework.contract.commands import PromiseUndertaking
from prevexp.casework.due import Task
from prevexp.casework.evolve import replay
from prevexp.casework.referral import commands
from prevexp.casework.referral.duties import referrals_due
from prevexp.casework.referral.plan import Ladder
from prevexp.casework.referral.plan import ReferralPlan
from prevexp.casework.referral.plan import ReminderKind
from prevexp.casework.referral.plan import ReminderStep
from prevexp.casework.referral.standing import standing
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.engagement_vocabulary import Objective
from prevexp.domain.engagement_vocabulary import UndertakingKind
from prevexp.domain.engagement_vocabulary import UndertakingOwner
from prevexp.domain.life_events import CaseClosed
from prevexp.domain.referral import ReferralEnd
from prevexp.domain.referral import ReferralMeans
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.referral import ReferralReply
from prevexp.domain.referral import ReferralStatus
from prevexp.domain.referral import RejectionReason
from prevexp.domain.said import agreed
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import ProofKind

LADDER = ReferralPlan(
    send_within_days=2,
    grace_days=3,
    answer=Ladder(
        steps=(
            ReminderStep(kind=ReminderKind.PARTNER, after_days=7),
            ReminderStep(kind=ReminderKind.ABOVE, after_days=5),
        ),
        ends_after_days=10,
    ),
    outcome=Ladder(steps=(ReminderStep(kind=ReminderKind.PARTNER, after_days=30),), ends_after_days=20),
    source="invented",
)
ADIL = {"partner": "adil", "purpose": ReferralPurpose.LEGAL_ADVICE}


@pytest.fixture
def desk(new_desk):
    """Return a desk whose household agreed on the first day."""
    desk = new_desk(referral=LADDER)
    desk.say(work.GiveAgreement, 0, proof=ProofKind.SIGNED_FORM)
    return desk


@pytest.fixture
def sent(desk):
    """Return a desk with a referral to the ADIL proposed on day 1 and sent on day 2, and its number."""
    (proposed,) = desk.say(commands.ProposeReferral, 1, **ADIL)
    desk.say(commands.SendReferral, 2, number=proposed.number, means=ReferralMeans.LETTER)
    return desk, proposed.number


def stand(desk, number, on):
    """Return how a referral stands some days after the reception."""
    referral = next(one for one in desk.case.referrals if one.number == number)
    return standing(desk.case, referral, desk.plan.referral, on=desk.day(on))


def due(desk, on):
    """Return the tasks due some days after the reception, with their day."""
    found = referrals_due(CaseDay.of(desk.case, desk.day(on)), desk.plan)
    return [(one.task, (one.due_on - desk.day(0)).days) for one in found]


def refused(decided):
    """Return the code of a refusal."""
    assert isinstance(decided, Refusal)
    return decided.code


def test_a_referral_is_called_by_the_version_of_the_case_with_it(desk):
    """So that its number is never given twice."""
    (first,) = desk.say(commands.ProposeReferral, 1, **ADIL)
    assert first.number == desk.case.version
    (second,) = desk.say(commands.ProposeReferral, 1, partner="caf", purpose=ReferralPurpose.BENEFIT_RIGHTS)
    assert [one.number for one in desk.case.referrals] == [first.number, second.number]


def test_nothing_is_proposed_or_sent_without_an_agreement_in_force(desk):
    """The day before the withdrawal it is, on its day no more."""
    (proposed,) = desk.say(commands.ProposeReferral, 1, **ADIL)
    desk.say(work.WithdrawAgreement, 4)
    number = {"number": proposed.number, "means": ReferralMeans.FILE}
    assert refused(desk.say(commands.SendReferral, 4, **number)) is RefusalCode.REFERRAL_OVER
    assert refused(desk.say(commands.ProposeReferral, 4, partner="caf", purpose=ReferralPurpose.BENEFIT_RIGHTS)) is (
        RefusalCode.AGREEMENT_MISSING
    )
    assert not isinstance(desk.say(commands.SendReferral, 3, **number), Refusal)


def test_a_proposal_is_to_be_sent_within_the_days_of_the_plan(desk):
    """Listed from its day on, until it is sent."""
    (proposed,) = desk.say(commands.ProposeReferral, 1, **ADIL)
    assert due(desk, 0) == []
    assert due(desk, 1) == due(desk, 20) == [(Task.SEND_REFERRAL, 3)]
    desk.say(commands.SendReferral, 5, number=proposed.number, means=ReferralMeans.EMAIL)
    assert due(desk, 5) == []


def test_a_receipt_says_that_it_arrived_and_any_other_word_does_too(sent):
    """The first word's day is kept; a receipt after the acceptance takes nothing back."""
    desk, number = sent
    assert stand(desk, number, 3).received_on is None
    desk.say(commands.NoteReferralAnswer, 4, number=number, reply=ReferralReply.ACCEPTED)
    desk.say(commands.NoteReferralAnswer, 6, number=number, reply=ReferralReply.RECEIVED)
    now = stand(desk, number, 6)
    assert (now.status, now.received_on) == (ReferralStatus.ACCEPTED, desk.day(4))
    assert now.in_charge


def test_a_silent_partner_is_reminded_step_by_step(sent):
    """Seven days after the sending, five after the first reminder, then over its head; each step once."""
    desk, number = sent
    assert due(desk, 8) == []
    assert due(desk, 9) == due(desk, 30) == [(Task.REMIND_PARTNER, 9)]
    assert refused(desk.say(commands.RemindPartner, 8, number=number)) is RefusalCode.NO_REMINDER_DUE
    desk.say(commands.RemindPartner, 20, number=number)
    assert refused(desk.say(commands.RemindPartner, 20, number=number)) is RefusalCode.NO_REMINDER_DUE
    assert due(desk, 24) == []
    assert due(desk, 25) == [(Task.REMIND_ABOVE, 25)]
    (second,) = desk.say(commands.RemindPartner, 25, number=number)
    assert second.step == 2
    assert refused(desk.say(commands.RemindPartner, 60, number=number)) is RefusalCode.NO_REMINDER_DUE


def test_no_answer_comes_the_day_after_the_grace(sent):
    """Ten days and three of grace after the last reminder; then a person decides."""
    desk, number = sent
    for day in (9, 14):
        desk.say(commands.RemindPartner, day, number=number)
    assert stand(desk, number, 27).status is ReferralStatus.SENT
    over = stand(desk, number, 28)
    assert (over.status, over.since, over.in_charge) == (ReferralStatus.NO_ANSWER, desk.day(28), False)
    assert due(desk, 28) == [(Task.DECIDE_REFERRAL, 28)]


def test_nobody_is_said_silent_whom_nobody_reminded(sent):
    """The reminder stays due for as long as it takes."""
    desk, number = sent
    assert stand(desk, number, 300).status is ReferralStatus.SENT
    assert due(desk, 300) == [(Task.REMIND_PARTNER, 9)]


def test_a_word_of_the_last_day_is_in_time_and_one_after_it_is_late(sent):
    """A late word is kept and shown, and nobody is in charge by it."""
    desk, number = sent
    for day in (9, 14):
        desk.say(commands.RemindPartner, day, number=number)
    before = list(desk.events)
    desk.say(commands.NoteReferralAnswer, 27, number=number, reply=ReferralReply.ACCEPTED)
    assert stand(desk, number, 40).status is ReferralStatus.ACCEPTED
    desk.events = before
    desk.say(commands.NoteReferralAnswer, 28, number=number, reply=ReferralReply.ACCEPTED)
    late = stand(desk, number, 40)
    assert (late.status, late.in_charge) == (ReferralStatus.NO_ANSWER, False)
    assert [one.on for one in late.late] == [desk.day(28)]


def test_any_word_of_the_partner_starts_the_ladder_anew(sent):
    """Silent since the receipt, not since the sending."""
    desk, number = sent
    desk.say(commands.RemindPartner, 9, number=number)
    desk.say(commands.NoteReferralAnswer, 10, number=number, reply=ReferralReply.RECEIVED)
    assert due(desk, 16) == []
    assert due(desk, 17) == [(Task.REMIND_PARTNER, 17)]


def test_a_partner_that_took_the_household_is_asked_what_came_of_it(sent):
    """Another ladder; silent to its end, the referral expired."""
    desk, number = sent
    desk.say(commands.NoteReferralAnswer, 4, number=number, reply=ReferralReply.ACCEPTED)
    assert due(desk, 33) == []
    assert due(desk, 34) == [(Task.REMIND_PARTNER, 34)]
    desk.say(commands.RemindPartner, 34, number=number)
    assert stand(desk, number, 57).status is ReferralStatus.ACCEPTED
    assert stand(desk, number, 58).status is ReferralStatus.EXPIRED


@pytest.mark.parametrize("reply", [ReferralReply.DONE, ReferralReply.DONE_NO_HELP])
def test_what_is_done_makes_nothing_due(sent, reply):
    """Neither reminder nor decision."""
    desk, number = sent
    desk.say(commands.NoteReferralAnswer, 4, number=number, reply=reply)
    assert due(desk, 300) == []


@pytest.mark.parametrize("reply", [ReferralReply.REJECTED, ReferralReply.UNREACHABLE])
def test_after_a_rejection_a_person_decides_until_the_referral_is_replaced(sent, reply):
    """The rejected one stays rejected, and its partner need not be told."""
    desk, number = sent
    reason = RejectionReason.NO_CAPACITY if reply is ReferralReply.REJECTED else None
    desk.say(commands.NoteReferralAnswer, 4, number=number, reply=reply, reason=reason)
    assert due(desk, 4) == due(desk, 90) == [(Task.DECIDE_REFERRAL, 4)]
    desk.say(commands.ProposeReferral, 5, partner="pcb", purpose=ReferralPurpose.BUDGET_ADVICE, replaces=number)
    assert stand(desk, number, 5).status.value == reply.value
    assert due(desk, 5) == [(Task.SEND_REFERRAL, 7)]


def test_a_former_partner_is_told_and_its_late_answer_overwrites_nothing(sent):
    """Replaced by another, it accepts: kept as a fact; the other stays in charge."""
    desk, former = sent
    proposed, taken_back = desk.say(
        commands.ProposeReferral, 6, partner="pcb", purpose=ReferralPurpose.BUDGET_ADVICE, replaces=former
    )
    assert (taken_back.number, taken_back.reason) == (former, ReferralEnd.REPLACED)
    desk.say(commands.SendReferral, 6, number=proposed.number, means=ReferralMeans.EMAIL)
    desk.say(commands.NoteReferralAnswer, 8, number=former, reply=ReferralReply.ACCEPTED)
    first, second = stand(desk, former, 8), stand(desk, proposed.number, 8)
    assert (first.status, first.in_charge, [one.reply for one in first.late]) == (
        ReferralStatus.WITHDRAWN,
        False,
        [ReferralReply.ACCEPTED],
    )
    assert second.in_charge
    assert due(desk, 8) == [(Task.TELL_PARTNER, 6)]
    desk.say(commands.TellReferralEnd, 8, number=former)
    assert due(desk, 8) == []
    assert refused(desk.say(commands.TellReferralEnd, 8, number=former)) is RefusalCode.NOTHING_TO_TELL


def test_the_household_s_withdrawal_ends_every_referral_and_its_reminders(sent):
    """The partner is to be told; an agreement given anew does not bring the referral back."""
    desk, number = sent
    desk.say(work.WithdrawAgreement, 12)
    assert due(desk, 11) == [(Task.REMIND_PARTNER, 9)]
    assert due(desk, 12) == [(Task.TELL_PARTNER, 12)]
    desk.say(work.GiveAgreement, 15, proof=ProofKind.SIGNED_FORM)
    over = stand(desk, number, 16)
    assert (over.status, over.end, over.ended_on) == (
        ReferralStatus.WITHDRAWN,
        ReferralEnd.HOUSEHOLD_ASKED,
        desk.day(12),
    )
    assert due(desk, 16) == [(Task.TELL_PARTNER, 12)]


def test_an_unsent_referral_ends_without_a_word_to_anybody(desk):
    """Nobody knows of it."""
    (proposed,) = desk.say(commands.ProposeReferral, 1, **ADIL)
    desk.say(work.WithdrawAgreement, 2)
    assert stand(desk, proposed.number, 2).status is ReferralStatus.WITHDRAWN
    assert due(desk, 2) == []


def test_a_withdrawal_noted_late_ends_what_was_proposed_after_it(desk):
    """It was judged by what was known then; now the partner is to be told."""
    (proposed,) = desk.say(commands.ProposeReferral, 5, **ADIL)
    desk.say(commands.SendReferral, 6, number=proposed.number, means=ReferralMeans.EMAIL)
    desk.say(work.WithdrawAgreement, 3)
    assert stand(desk, proposed.number, 6).status is ReferralStatus.WITHDRAWN
    assert due(desk, 6) == [(Task.TELL_PARTNER, 5)]


def test_after_the_end_of_the_case_a_partner_is_still_told_and_may_still_answer(sent):
    """Reminders stop; what a partner must know does not."""
    desk, number = sent
    closed = CaseClosed(
        case_id="c1", occurred_on=desk.day(8), recorded_at=utc(2022, 5, 4, 9), reason=ClosureReason.LEFT
    )
    desk.events.append(closed)
    assert due(desk, 9) == []
    assert not isinstance(
        desk.say(commands.TakeReferralBack, 10, number=number, reason=ReferralEnd.NO_LONGER_NEEDED), Refusal
    )
    assert due(desk, 10) == [(Task.TELL_PARTNER, 10)]
    assert not isinstance(desk.say(commands.NoteReferralAnswer, 11, number=number, reply=ReferralReply.DONE), Refusal)


@pytest.mark.parametrize(
    ("kind", "fields", "code"),
    [
        (commands.SendReferral, {"means": ReferralMeans.FILE}, RefusalCode.REFERRAL_SENT),
        (
            commands.NoteReferralAnswer,
            {"reply": ReferralReply.ACCEPTED, "reason": RejectionReason.OTHER},
            RefusalCode.REASON_WITHOUT_REJECTION,
        ),
        (commands.TellReferralEnd, {}, RefusalCode.NOTHING_TO_TELL),
    ],
)
def test_what_cannot_be_is_refused(sent, kind, fields, code):
    """With its code; nothing is written."""
    desk, number = sent
    assert refused(desk.say(kind, 5, number=number, **fields)) is code


def test_a_number_nobody_gave_or_a_day_before_the_proposal_is_refused(sent):
    """A referral begins with its proposal."""
    desk, number = sent
    reply = {"reply": ReferralReply.ACCEPTED}
    for day, wrong in ((5, 999), (0, number)):
        assert refused(desk.say(commands.NoteReferralAnswer, day, number=wrong, **reply)) is (
            RefusalCode.NO_SUCH_REFERRAL
        )
    assert refused(desk.say(commands.NoteReferralAnswer, 1, number=number, **reply)) is RefusalCode.REFERRAL_NOT_SENT
    desk.say(commands.NoteReferralAnswer, 5, number=number, **reply)
    assert refused(desk.say(commands.NoteReferralAnswer, 5, number=number, **reply)) is RefusalCode.ALREADY_ANSWERED


def test_one_partner_is_not_asked_twice_for_the_same_at_the_same_time(sent):
    """For another purpose it is, and again once it rejected."""
    desk, number = sent
    assert refused(desk.say(commands.ProposeReferral, 5, **ADIL)) is RefusalCode.REFERRAL_PENDING
    desk.say(commands.NoteReferralAnswer, 6, number=number, reply=ReferralReply.REJECTED)
    assert not isinstance(desk.say(commands.ProposeReferral, 7, **ADIL), Refusal)


numbers = st.integers(0, 40)
replies = st.tuples(numbers, st.sampled_from(ReferralReply))


@settings(max_examples=150, deadline=None)
@given(back=st.integers(2, 40), before=st.lists(replies, max_size=6), after=st.lists(replies, max_size=6))
def test_no_sequence_of_answers_revives_a_referral_taken_back(new_desk, back, before, after):
    """Whatever is said of whatever day, noted before or after, in any order."""
    desk = new_desk(referral=LADDER)
    desk.say(work.GiveAgreement, 0, proof=ProofKind.SIGNED_FORM)
    (proposed,) = desk.say(commands.ProposeReferral, 1, **ADIL)
    desk.say(commands.SendReferral, 2, number=proposed.number, means=ReferralMeans.FILE)
    for day, reply in before:
        desk.say(commands.NoteReferralAnswer, day, number=proposed.number, reply=reply)
    desk.say(commands.TakeReferralBack, back, number=proposed.number, reason=ReferralEnd.NO_LONGER_NEEDED)
    at_the_end = stand(desk, proposed.number, back)
    for day, reply in after:
        desk.say(commands.NoteReferralAnswer, max(day, back + 1), number=proposed.number, reply=reply)
    now = stand(desk, proposed.number, 90)
    assert now.status is at_the_end.status
    assert not now.in_charge
    assert desk.case == replay(sorted(desk.events, key=lambda event: event.occurred_on))
    assert all(task is Task.TELL_PARTNER for task, _ in due(desk, 90))


@settings(max_examples=150, deadline=None)
@given(looked=st.lists(st.integers(1, 25), min_size=1, max_size=12))
def test_no_reminder_is_lost_or_sent_twice_however_rarely_anybody_looks(new_desk, looked):
    """Each step of the ladder goes out once, in order, on the first day somebody looks after it is due."""
    desk = new_desk(referral=LADDER)
    desk.say(work.GiveAgreement, 0, proof=ProofKind.SIGNED_FORM)
    (proposed,) = desk.say(commands.ProposeReferral, 1, **ADIL)
    desk.say(commands.SendReferral, 2, number=proposed.number, means=ReferralMeans.FILE)
    day, waits, last = 2, [7, 5], 2
    steps = []
    for gap in looked:
        day += gap
        tasks = [task for task, _ in due(desk, day) if task in {Task.REMIND_PARTNER, Task.REMIND_ABOVE}]
        expected = len(steps) < len(waits) and day >= last + waits[len(steps)]
        assert bool(tasks) is expected
        if tasks:
            (event,) = desk.say(commands.RemindPartner, day, number=proposed.number)
            steps.append(event.step)
            last = day
    assert steps == list(range(1, len(steps) + 1))


def test_a_plan_without_a_ladder_reminds_nobody_and_waits_for_ever(new_desk):
    """What a territory does not set is not made up."""
    desk = new_desk()
    desk.say(work.GiveAgreement, 0, proof=ProofKind.SIGNED_FORM)
    (proposed,) = desk.say(commands.ProposeReferral, 1, **ADIL)
    desk.say(commands.SendReferral, 2, number=proposed.number, means=ReferralMeans.FILE)
    far = date(2022, 5, 1)
    assert list(referrals_due(CaseDay.of(desk.case, far + timedelta(days=1)), desk.plan)) == []
    assert stand(desk, proposed.number, 300).status is ReferralStatus.SENT


on_day = st.integers(0, 60)
said = st.one_of(
    st.tuples(st.just("agree"), on_day),
    st.tuples(st.just("disagree"), on_day),
    st.tuples(st.just("propose"), on_day, st.sampled_from(["adil", "pcb"]), st.booleans()),
    st.tuples(st.just("send"), on_day),
    st.tuples(st.just("answer"), on_day, st.sampled_from(ReferralReply)),
    st.tuples(st.just("remind"), on_day),
    st.tuples(st.just("back"), on_day),
    st.tuples(st.just("tell"), on_day),
)


def note(desk, what, day, *more):
    """Note one thing of a random history on the last referral."""
    number = desk.case.referrals[-1].number if desk.case.referrals else 1
    match what:
        case "agree":
            desk.say(work.GiveAgreement, day, proof=ProofKind.SIGNED_FORM)
        case "disagree":
            desk.say(work.WithdrawAgreement, day)
        case "propose":
            partner, replaces = more
            purpose = ReferralPurpose.LEGAL_ADVICE
            replaced = number if replaces else None
            desk.say(commands.ProposeReferral, day, partner=partner, purpose=purpose, replaces=replaced)
        case "send":
            desk.say(commands.SendReferral, day, number=number, means=ReferralMeans.FILE)
        case "answer":
            desk.say(commands.NoteReferralAnswer, day, number=number, reply=more[0])
        case "remind":
            desk.say(commands.RemindPartner, day, number=number)
        case "back":
            desk.say(commands.TakeReferralBack, day, number=number, reason=ReferralEnd.MISTAKEN)
        case "tell":
            desk.say(commands.TellReferralEnd, day, number=number)


@settings(max_examples=150, deadline=None)
@given(history=st.lists(said, max_size=25))
def test_a_history_noted_in_any_order_is_the_history_in_the_order_of_its_days(new_desk, history):
    """The state is that of timely notes; numbers are never given twice; no agreement, nobody in charge."""
    desk = new_desk(referral=LADDER)
    for one in history:
        note(desk, *one)
    assert desk.case == replay(sorted(desk.events, key=lambda event: event.occurred_on))
    numbers_given = [one.number for one in desk.case.referrals]
    assert len(set(numbers_given)) == len(numbers_given)
    for day in range(0, 70, 7):
        stands = [stand(desk, number, day) for number in numbers_given]
        if not agreed(desk.case, desk.day(day)):
            assert not any(one.in_charge for one in stands)
        assert len([task for task, _ in due(desk, day)]) <= len(stands)


def test_a_referral_serves_an_undertaking_of_the_case_and_of_no_other_day(desk):
    """A number that is none of an undertaking, the day before it was promised, its day."""
    promised = {
        "kind": UndertakingKind.LEGAL_AID,
        "objective": Objective.DEFEND_CASE,
        "owner": UndertakingOwner.HOUSEHOLD,
    }
    (event,) = desk.say(PromiseUndertaking, 5, **promised, due_on=desk.day(30))
    for day, number in ((9, event.number - 1), (9, 999), (4, event.number)):
        refused = desk.say(commands.ProposeReferral, day, **ADIL, undertaking=number)
        assert refused.code is RefusalCode.NO_SUCH_UNDERTAKING
    (proposed,) = desk.say(commands.ProposeReferral, 5, **ADIL, undertaking=event.number)
    assert proposed.undertaking == event.number
