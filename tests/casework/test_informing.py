"""Letters made and households informed: what is refused, and by when the information is due (RGPD art. 14-3)."""

import itertools
from datetime import date
from datetime import timedelta

import attrs
import pytest

from prevexp.casework.case_day import CaseDay
from prevexp.casework.commands import NoteChannelSafety
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.commands import RefuseAgreement
from prevexp.casework.due import Task
from prevexp.casework.evolve import replay
from prevexp.casework.informing.commands import InformPerson
from prevexp.casework.informing.commands import MakeLetter
from prevexp.casework.informing.information import information
from prevexp.casework.informing.subject import CHANNEL_OF
from prevexp.casework.informing.subject import INFORMING
from prevexp.casework.informing.subject import recipient_of
from prevexp.casework.landlord.commands import RecordLandlordContact
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain import paper_events as paper
from prevexp.domain.landlord import Initiative
from prevexp.domain.paper import LetterKind
from prevexp.domain.paper import Recipient
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.law.territory_law import national

FOURTH_OF_JUNE = date(2021, 6, 4)
TEMPLATE = {"template": "prevexp:first_letter", "fingerprint": "0123456789abcdef"}


@pytest.fixture
def desk(desk):
    """Return a desk whose landlord called the team: letters may go to both."""
    called = {"channel": Channel.PHONE, "outcome": AttemptOutcome.REACHED, "initiative": Initiative.LANDLORD}
    desk.say(RecordLandlordContact, **called)
    return desk


def letter(desk, kind, on=0):
    return desk.say(MakeLetter, on, kind=kind, **TEMPLATE)


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_is_noted_by_its_template_and_never_by_its_text(desk, kind):
    """Kind, recipient, channel, template and fingerprint; no attempt comes of it."""
    (event,) = letter(desk, kind, 3)
    assert (event.kind, event.recipient, event.channel) == (kind, recipient_of(kind), CHANNEL_OF[kind])
    (made,) = desk.case.letters
    assert (made.on, made.template, made.fingerprint) == (desk.day(3), *TEMPLATE.values())
    assert desk.case.attempts == ()


def test_a_household_that_said_no_gets_nothing_but_the_information_on_its_data(desk):
    """From that day; the day before, everything may still be made."""
    desk.say(RefuseAgreement, 5)
    refused = {kind for kind in LetterKind if isinstance(letter(desk, kind, 5), Refusal)}
    assert refused == set(LetterKind) - {LetterKind.DATA_INFORMATION}
    assert letter(desk, LetterKind.SMS, 6).code is RefusalCode.NOT_APPROACHED
    assert not isinstance(letter(desk, LetterKind.SMS, 4), Refusal)


def test_a_letter_tells_no_landlord_that_somebody_spoke_of_their_tenant(new_desk):
    """On a mere signal the letter is refused as the information itself is; from the day they called, it is made."""
    desk = new_desk()
    assert letter(desk, LetterKind.LANDLORD_INFORMATION, 3).code is RefusalCode.LANDLORD_NO_GROUND
    called = {"channel": Channel.PHONE, "outcome": AttemptOutcome.REACHED, "initiative": Initiative.LANDLORD}
    desk.say(RecordLandlordContact, 3, **called)
    assert letter(desk, LetterKind.LANDLORD_INFORMATION, 2).code is RefusalCode.LANDLORD_NO_GROUND
    assert not isinstance(letter(desk, LetterKind.LANDLORD_INFORMATION, 3), Refusal)


def test_no_letter_goes_by_a_channel_that_puts_somebody_at_risk(desk):
    """To the household; the landlord's own letter box is another one."""
    desk.say(NoteChannelSafety, 1, channel=Channel.LETTER, safe=False)
    kinds = {kind for kind in LetterKind if isinstance(letter(desk, kind, 1), Refusal)}
    by_post = {kind for kind in LetterKind if CHANNEL_OF[kind] is Channel.LETTER}
    assert kinds == {kind for kind in by_post if recipient_of(kind) is Recipient.HOUSEHOLD}
    assert letter(desk, LetterKind.FIRST_LETTER, 1).code is RefusalCode.CHANNEL_NOT_USED
    assert not isinstance(letter(desk, LetterKind.FIRST_LETTER, 0), Refusal)


@pytest.mark.parametrize("on, missing", [(date(2021, 6, 3), False), (FOURTH_OF_JUNE, False), (date(2021, 6, 5), True)])
def test_a_household_is_to_be_informed_within_a_month_of_the_list(desk, plan, on, missing):
    """Received on 4 May: the last day is 4 June; missing the day after, and due until it is done."""
    state = information(desk.case, plan.law, on=on)
    assert (state.due_on, state.informed_on, state.missing(on)) == (FOURTH_OF_JUNE, None, missing)
    (due,) = INFORMING.due(CaseDay.of(desk.case, on), plan)
    assert (due.task, due.due_on, due.overdue(on)) == (Task.INFORM, FOURTH_OF_JUNE, missing)


@pytest.mark.parametrize("told, missing", [(9, False), (10, False), (11, True)])
def test_the_first_exchange_brings_the_last_day_forward(desk, plan, told, missing):
    """Met on the tenth day: informed the day before or on the day is in time, the day after is not."""
    desk.say(RecordAttempt, 10, channel=Channel.PHONE, outcome=AttemptOutcome.REACHED)
    desk.say(InformPerson, told, channel=Channel.VISIT_PLANNED)
    state = information(desk.case, plan.law, on=desk.day(20))
    assert (state.due_on, state.missing(desk.day(20))) == (desk.day(10), missing)
    assert INFORMING.due(CaseDay.of(desk.case, desk.day(20)), plan) == ()


@pytest.mark.parametrize(
    "channel, outcome, counts",
    [
        (Channel.LETTER, AttemptOutcome.NO_ANSWER, True),
        (Channel.LETTER, AttemptOutcome.RETURNED_MAIL, False),
        (Channel.EMAIL, AttemptOutcome.BAD_ADDRESS, False),
        (Channel.SMS, AttemptOutcome.MESSAGE_LEFT, False),
        (Channel.DOOR_NOTICE, AttemptOutcome.DOOR_CLOSED, False),
        (Channel.PHONE, AttemptOutcome.NO_ANSWER, False),
        (Channel.PHONE, AttemptOutcome.REFUSED, True),
        (Channel.THIRD_PARTY, AttemptOutcome.REACHED, False),
    ],
)
def test_what_is_a_communication_with_the_household(desk, plan, channel, outcome, counts):
    """An exchange, or a letter that arrived; not what only asks to be called back."""
    desk.say(RecordAttempt, 2, channel=channel, outcome=outcome)
    due_on = information(desk.case, plan.law, on=desk.day(30)).due_on
    assert due_on == (desk.day(2) if counts else FOURTH_OF_JUNE)


def test_before_the_rgpd_no_last_day_is_known(desk, plan):
    """The text is of 25 May 2018; a case received the day before has none, one of that day has."""
    for received, expected in ((date(2018, 5, 24), None), (date(2018, 5, 25), date(2018, 6, 25))):
        case = attrs.evolve(desk.case, received_on=received)
        state = information(case, national("62"), on=date(2018, 12, 1))
        assert (state.due_on, state.missing(date(2018, 12, 1))) == (expected, expected is not None)


def test_what_is_not_known_yet_does_not_count(desk, plan):
    """Asked for an earlier day, a later exchange and a later information are not there."""
    desk.say(RecordAttempt, 10, channel=Channel.PHONE, outcome=AttemptOutcome.REACHED)
    desk.say(InformPerson, 10, channel=Channel.PHONE)
    state = information(desk.case, plan.law, on=desk.day(9))
    assert (state.informed_on, state.due_on) == (None, FOURTH_OF_JUNE)


def later():
    shared = {"case_id": "c1", "recorded_at": utc(2022, 5, 4, 9)}
    made = {**TEMPLATE, "recipient": Recipient.HOUSEHOLD, "channel": Channel.LETTER}
    days = [date(2021, 5, 10) + timedelta(days=number) for number in range(4)]
    return [
        paper.LetterMade(**shared, occurred_on=days[0], kind=LetterKind.FIRST_LETTER, **made),
        paper.PersonInformed(**shared, occurred_on=days[1], channel=Channel.LETTER),
        paper.LetterMade(**shared, occurred_on=days[2], kind=LetterKind.APPOINTMENT, **made),
        paper.PersonInformed(**shared, occurred_on=days[3], channel=Channel.DESK),
    ]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_letters_and_information_noted_late_give_the_same_case(desk, order):
    """Whatever the order of entry."""
    noted = [later()[number] for number in order]
    assert replay([*desk.events, *noted]) == replay([*desk.events, *later()])
