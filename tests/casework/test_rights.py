"""What a person asks of its data: delays, objection, limitation, notices (RGPD art. 12 to 21)."""

from datetime import date
from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.casework.agenda import agenda
from prevexp.casework.commands import AuthoriseSharing
from prevexp.casework.commands import GiveAgreement
from prevexp.casework.commands import NoteChannelSafety
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.commands import WithdrawAgreement
from prevexp.casework.due import Task
from prevexp.casework.informing.commands import InformPerson
from prevexp.casework.informing.commands import MakeLetter
from prevexp.casework.life.commands import CloseCase
from prevexp.casework.next_contact import ContactState
from prevexp.casework.next_contact import next_contact
from prevexp.casework.referral import commands as referring
from prevexp.casework.refusal import Refusal
from prevexp.casework.rights import commands
from prevexp.casework.rights.standstill import AFTER_OBJECTION
from prevexp.casework.rights.standstill import WHILE_LIMITED
from prevexp.casework.rights.standstill import stopped_by_the_person
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.paper import LetterKind
from prevexp.domain.referral import ReferralEnd
from prevexp.domain.referral import ReferralMeans
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.rights import GROUNDS
from prevexp.domain.rights import LimitationReason
from prevexp.domain.rights import NoticeSubject
from prevexp.domain.rights import PersonRight
from prevexp.domain.rights import RefusalGround
from prevexp.domain.rights import RequestAnswer
from prevexp.domain.rights_events import EVENTS as RIGHTS
from prevexp.domain.sharing import FileState
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import ProofKind
from prevexp.privacy.permitting import state_of

from .conftest import Desk

ASK, ANSWER = commands.RequestRight, commands.AnswerRightRequest
GRANTED, REFUSED = RequestAnswer.GRANTED, RequestAnswer.REFUSED


def asked(desk, right=PersonRight.ACCESS, on=0):
    (event,) = desk.say(ASK, on=on, right=right, channel=Channel.LETTER)
    return event.number


def code(decided):
    assert isinstance(decided, Refusal), decided
    return decided.code.value


def tasks(desk, on):
    day = desk.day(on) if isinstance(on, int) else on
    return [(due.task, due.due_on) for due in agenda([desk.case], desk.plan, on=day).get("c1", ())]


def answers_due(desk, on):
    return [day for task, day in tasks(desk, on) if task is Task.ANSWER_RIGHT]


@pytest.mark.parametrize(
    ("asked_on", "first", "longer"),
    [
        (date(2021, 5, 10), date(2021, 6, 10), date(2021, 8, 10)),
        (date(2021, 5, 31), date(2021, 6, 30), date(2021, 8, 31)),
        (date(2021, 11, 30), date(2021, 12, 30), date(2022, 2, 28)),
    ],
)
def test_an_answer_is_due_within_a_month_and_within_three_if_the_person_is_told_in_time(desk, asked_on, first, longer):
    """The last day of the month; the extension is told on that day at the latest, and refused the day after."""
    number = asked(desk, on=asked_on)
    assert answers_due(desk, asked_on) == answers_due(desk, first + timedelta(days=1)) == [first]
    late = desk.say(commands.ExtendRightRequest, on=first + timedelta(days=1), number=number)
    assert code(late) == "right-extended-too-late"
    desk.say(commands.ExtendRightRequest, on=first, number=number)
    assert answers_due(desk, first - timedelta(days=1)) == [first]
    assert answers_due(desk, first) == [longer]
    assert code(desk.say(commands.ExtendRightRequest, on=first, number=number)) == "right-extended-already"


def test_a_request_is_due_up_to_the_day_of_its_answer_and_answered_once(desk):
    """Due the day before the answer, not on its day; a second answer is refused."""
    number = asked(desk, on=3)
    desk.say(ANSWER, on=9, number=number, answer=GRANTED)
    assert (answers_due(desk, 2), len(answers_due(desk, 3)), len(answers_due(desk, 8)), answers_due(desk, 9)) == (
        [],
        1,
        1,
        [],
    )
    assert code(desk.say(ANSWER, on=9, number=number, answer=GRANTED)) == "right-answered-already"
    assert code(desk.say(ANSWER, on=2, number=number, answer=GRANTED)) == "no-such-request"
    assert code(desk.say(ANSWER, on=9, number=77, answer=GRANTED)) == "no-such-request"


@pytest.mark.parametrize("right", list(PersonRight))
def test_a_refusal_says_a_ground_that_the_right_admits(desk, right):
    """Every ground but those of the right is refused, so is none, so is a ground with a grant."""
    number = asked(desk, right)
    for ground in (None, *RefusalGround):
        if ground not in GROUNDS[right]:
            assert code(desk.say(ANSWER, number=number, answer=REFUSED, ground=ground)) == "ground-does-not-fit"
    with_ground = desk.say(ANSWER, number=number, answer=GRANTED, ground=RefusalGround.UNFOUNDED)
    assert code(with_ground) == "ground-does-not-fit"
    assert not isinstance(desk.say(ANSWER, number=number, answer=REFUSED, ground=RefusalGround.UNFOUNDED), Refusal)


def test_the_same_right_is_not_asked_twice_while_it_waits(desk):
    """Another right may be; the same one again once it is answered."""
    number = asked(desk)
    assert code(desk.say(ASK, on=1, right=PersonRight.ACCESS)) == "right-asked-already"
    asked(desk, PersonRight.ERASURE, on=1)
    desk.say(ANSWER, on=2, number=number, answer=GRANTED)
    asked(desk, on=2)


def test_an_objection_stops_contact_from_its_day_until_it_is_refused_or_taken_back(desk):
    """The plan, the state of the file and the agenda follow on the day, not the day before."""
    number = asked(desk, PersonRight.OBJECTION, on=5)
    states = [next_contact(desk.case, desk.plan.contact, desk.day(day)).state for day in (4, 5, 300)]
    assert states == [ContactState.DUE, ContactState.OBJECTED, ContactState.OBJECTED]
    assert [state_of(desk.case, desk.day(day)) for day in (4, 5)] == [FileState.BEFORE_AGREEMENT, FileState.FROZEN]
    assert [task for task, _ in tasks(desk, 5)] == [Task.ANSWER_RIGHT]
    desk.say(ANSWER, on=8, number=number, answer=REFUSED, ground=RefusalGround.LEGITIMATE_GROUNDS)
    states = [next_contact(desk.case, desk.plan.contact, desk.day(day)).state for day in (7, 8)]
    assert states == [ContactState.OBJECTED, ContactState.DUE]
    assert desk.case.objection is None


def test_a_granted_objection_stands_until_the_person_takes_it_back(desk):
    """Granting ends the request, not the objection; the person may come back."""
    number = asked(desk, PersonRight.OBJECTION, on=5)
    desk.say(ANSWER, on=6, number=number, answer=GRANTED)
    assert desk.case.objection.number == number
    assert code(desk.say(ASK, on=7, right=PersonRight.OBJECTION)) == "right-asked-already"
    desk.say(commands.TakeBackRightRequest, on=9, number=number)
    assert [desk.case.rights.objection_on(desk.day(day)) is None for day in (8, 9)] == [False, True]
    assert not isinstance(desk.say(GiveAgreement, on=9, proof=ProofKind.SIGNED_FORM), Refusal)


def test_after_an_objection_only_what_the_law_keeps_is_written(desk):
    """No letter, agreement or sharing, of whatever day; a visit that took place, the sheet on rights and an end are."""
    asked(desk, PersonRight.OBJECTION, on=5)
    letter = {"kind": LetterKind.FIRST_LETTER, "template": "t", "fingerprint": "f"}
    assert code(desk.say(MakeLetter, on=5, **letter)) == "person-objected"
    assert code(desk.say(MakeLetter, on=4, **letter)) == "person-objected"
    assert code(desk.say(GiveAgreement, on=6, proof=ProofKind.SIGNED_FORM)) == "person-objected"
    for done in (
        desk.say(MakeLetter, on=6, **{**letter, "kind": LetterKind.DATA_INFORMATION}),
        desk.say(InformPerson, on=6, channel=Channel.LETTER),
        desk.say(RecordAttempt, on=5, channel=Channel.PHONE, outcome=AttemptOutcome.REFUSED),
        desk.say(CloseCase, on=6, reason=ClosureReason.REFUSED, outcome=ClosureOutcome.NOT_KNOWN),
    ):
        assert not isinstance(done, Refusal), done


def test_while_limited_nothing_is_written_but_what_the_person_says_and_what_protects(desk):
    """A contact that took place waits for the end of the limitation, then it is noted on its own day."""
    desk.say(GiveAgreement, proof=ProofKind.SIGNED_FORM)
    desk.say(commands.LimitProcessing, on=5, reason=LimitationReason.ACCURACY_CONTESTED)
    attempt = {"channel": Channel.PHONE, "outcome": AttemptOutcome.REACHED}
    assert code(desk.say(RecordAttempt, on=6, **attempt)) == "processing-limited"
    assert code(desk.say(RecordAttempt, on=4, **attempt)) == "processing-limited"
    sharing = {"partner": "adil", "groups": (FieldGroup.DEBT_AND_PROCEDURE,), "proof": ProofKind.SIGNED_FORM}
    assert code(desk.say(AuthoriseSharing, on=6, **sharing)) == "processing-limited"
    assert code(desk.say(commands.LimitProcessing, on=6, reason=LimitationReason.UNLAWFUL)) == "limited-already"
    assert not isinstance(desk.say(NoteChannelSafety, on=6, channel=Channel.PHONE, safe=False), Refusal)
    assert not isinstance(desk.say(WithdrawAgreement, on=6), Refusal)
    asked(desk, PersonRight.RECTIFICATION, on=6)
    assert code(desk.say(commands.LiftLimitation, on=4, channel=Channel.LETTER)) == "not-limited"
    desk.say(commands.LiftLimitation, on=8, channel=Channel.LETTER)
    assert [state_of(desk.case, desk.day(day)) for day in (4, 5, 7, 8)] == [
        FileState.AGREED,
        FileState.FROZEN,
        FileState.FROZEN,
        FileState.REFUSED,
    ]
    assert code(desk.say(commands.LiftLimitation, on=9, channel=Channel.LETTER)) == "not-limited"
    assert not isinstance(desk.say(RecordAttempt, on=6, **attempt), Refusal)


def test_a_limitation_is_told_to_every_partner_a_referral_was_sent_to_and_to_others_named(desk):
    """Each once; due at once and until told; a partner that still waits to be told is not told twice."""
    desk.say(GiveAgreement, proof=ProofKind.SIGNED_FORM)
    for partner in ("adil", "caf"):
        (proposed,) = desk.say(referring.ProposeReferral, partner=partner, purpose=ReferralPurpose.LEGAL_ADVICE)
        if partner == "adil":
            desk.say(referring.SendReferral, number=proposed.number, means=ReferralMeans.LETTER)
    said = desk.say(commands.LimitProcessing, on=5, reason=LimitationReason.UNLAWFUL, recipients=("ccapex", "adil"))
    assert [one.partner for one in said[1:]] == ["adil", "ccapex"]
    assert [one.number for one in desk.case.rights.notices] == [one.number for one in said[1:]]
    assert desk.case.version == said[-1].number
    again = desk.say(commands.NoteRecipients, on=6, subject=NoticeSubject.LIMITATION, recipients=("ccapex",))
    assert code(again) == "nobody-to-tell"
    number = said[2].number
    assert code(desk.say(commands.TellRecipient, on=4, number=number)) == "notice-not-due"
    desk.say(commands.TellRecipient, on=7, number=number)
    assert code(desk.say(commands.TellRecipient, on=7, number=number)) == "notice-not-due"
    told = [tasks(desk, day).count((Task.TELL_RECIPIENT, desk.day(5))) for day in (4, 5, 6, 7)]
    assert told == [0, 2, 2, 1]


def test_under_a_limitation_a_referral_may_be_taken_back_and_its_end_told(desk):
    """Word to those who act is what article 19 asks for; nothing new is sent."""
    desk.say(GiveAgreement, proof=ProofKind.SIGNED_FORM)
    numbers = []
    for partner in ("adil", "caf"):
        (one,) = desk.say(referring.ProposeReferral, partner=partner, purpose=ReferralPurpose.LEGAL_ADVICE)
        numbers.append(one.number)
    desk.say(referring.SendReferral, number=numbers[0], means=ReferralMeans.LETTER)
    desk.say(commands.LimitProcessing, on=2, reason=LimitationReason.UNLAWFUL)
    send = desk.say(referring.SendReferral, on=2, number=numbers[1], means=ReferralMeans.LETTER)
    assert code(send) == "processing-limited"
    took = desk.say(referring.TakeReferralBack, on=3, number=numbers[0], reason=ReferralEnd.HOUSEHOLD_ASKED)
    assert not isinstance(took, Refusal)
    assert not isinstance(desk.say(referring.TellReferralEnd, on=3, number=numbers[0]), Refusal)


def test_what_may_be_written_past_the_person_is_said_here_too():
    """Whoever lets one event more through changes this list, and is asked why."""
    limited = {kind.slug for kind in WHILE_LIMITED - set(RIGHTS)}
    assert limited == {
        "agreement-refused.v1",
        "agreement-withdrawn.v1",
        "channel-safety-noted.v1",
        "entry-corrected.v1",
        "person-informed.v2",
        "referral-end-told.v1",
        "referral-taken-back.v1",
        "sharing-withdrawn.v1",
    }
    assert {kind.slug for kind in AFTER_OBJECTION - WHILE_LIMITED} == {"case-closed.v2", "contact-attempted.v2"}


def test_a_case_nobody_asked_anything_about_stops_nothing(desk):
    """The gate is open by default, for events of plugins too; shut, it is shut for what it does not know."""
    assert stopped_by_the_person(desk.case, [object()]) is None
    desk.say(commands.LimitProcessing, reason=LimitationReason.UNLAWFUL)
    assert stopped_by_the_person(desk.case, [object()]) is not None
    assert stopped_by_the_person(desk.case, []) is None


SAID = (
    (commands.RequestRight, {"right": PersonRight.OBJECTION}),
    (commands.RequestRight, {"right": PersonRight.ERASURE}),
    (commands.LimitProcessing, {"reason": LimitationReason.UNLAWFUL}),
    (commands.LiftLimitation, {"channel": Channel.LETTER}),
    (GiveAgreement, {"proof": ProofKind.SIGNED_FORM}),
    (WithdrawAgreement, {}),
    (RecordAttempt, {"channel": Channel.PHONE, "outcome": AttemptOutcome.REACHED}),
    (InformPerson, {"channel": Channel.PHONE}),
    (MakeLetter, {"kind": LetterKind.FIRST_LETTER, "template": "t", "fingerprint": "f"}),
    (CloseCase, {"reason": ClosureReason.REFUSED, "outcome": ClosureOutcome.NOT_KNOWN}),
)
OF_REQUESTS = (
    (ANSWER, {"answer": GRANTED}),
    (ANSWER, {"answer": REFUSED, "ground": RefusalGround.LEGAL_CLAIMS}),
    (commands.TakeBackRightRequest, {}),
)


@given(st.lists(st.tuples(st.sampled_from((*SAID, *OF_REQUESTS)), st.integers(0, 20)), max_size=12))
def test_whatever_is_said_in_whatever_order_nothing_is_written_past_the_person(plan, said):
    """Days in any order; what is accepted is what the gate lets pass, and an objection stands until it is ended."""
    desk = Desk(plan=plan)
    for (kind, fields), day in said:
        before, more = desk.case, {}
        if (kind, fields) in OF_REQUESTS:
            more = {"number": before.rights.requests[-1].number if before.rights.requests else 1}
        decided = desk.say(kind, on=day, **fields, **more)
        kinds = set() if isinstance(decided, Refusal) else {type(event) for event in decided}
        assert before.frozen is None or kinds <= WHILE_LIMITED
        assert before.objection is None or kinds <= AFTER_OBJECTION
        ended = kind in (ANSWER, commands.TakeBackRightRequest) and bool(kinds)
        assert ended or before.objection is None or desk.case.objection == before.objection


def test_the_law_asks_for_answers_of_a_closed_case_too(desk):
    """A request after the closure is noted, due, answered; the case stays closed."""
    desk.say(CloseCase, on=2, reason=ClosureReason.REFUSED, outcome=ClosureOutcome.NOT_KNOWN)
    number = asked(desk, on=30)
    assert [task for task, _ in tasks(desk, 30)] == [Task.ANSWER_RIGHT]
    assert attrs.has(type(desk.say(ANSWER, on=31, number=number, answer=GRANTED)[0]))
    assert desk.case.closed_on == desk.day(2)
