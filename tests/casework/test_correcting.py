"""An entry that was wrong is struck by a later one that names it."""

from datetime import date
from typing import ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.casework.commands import AuthoriseSharing
from prevexp.casework.commands import GiveAgreement
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.commands import RefuseAgreement
from prevexp.casework.commands import WithdrawAgreement
from prevexp.casework.decide import decide
from prevexp.casework.evolve import replay
from prevexp.casework.evolve import until
from prevexp.casework.life.commands import CloseCase
from prevexp.casework.life.commands import CorrectEntry
from prevexp.casework.life.correcting import decide_correction
from prevexp.casework.life.striking import NEVER_STRUCK
from prevexp.casework.life.striking import numbered
from prevexp.casework.life.striking import struck
from prevexp.casework.next_contact import ContactState
from prevexp.casework.next_contact import next_contact
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.case import ListedFacts
from prevexp.domain.events import CaseReceived
from prevexp.domain.events import Event
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.life import CorrectionReason
from prevexp.domain.life_events import EntryCorrected
from prevexp.domain.life_events import StruckEntry
from prevexp.domain.said import agreed
from prevexp.domain.values import Month
from prevexp.domain.values import entry_number
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import ProofKind
from prevexp.testing.strategies import FIELDS
from prevexp.testing.strategies import events

AT = utc(2022, 5, 4, 9)
LETTER = {"channel": Channel.LETTER, "outcome": AttemptOutcome.NO_ANSWER}
SIGNED = {"proof": ProofKind.SIGNED_FORM}


def correct(desk, entry, on=30, reason=CorrectionReason.NEVER_HAPPENED):
    """Correct an entry, keep what comes of it, and return a refusal's code."""
    command = CorrectEntry(on=desk.day(on), entry=entry, reason=reason)
    decided = decide_correction(desk.events, command, at=AT, plan=desk.plan)
    if isinstance(decided, Refusal):
        return decided.code
    desk.events += decided
    return None


def test_a_struck_entry_counts_and_changes_nothing(desk):
    """A refusal noted on the wrong case: the household is approached as before."""
    before = desk.case
    desk.say(RefuseAgreement, 5)
    assert next_contact(desk.case, desk.plan.contact, desk.day(6)).state is ContactState.REFUSED
    assert correct(desk, 3, reason=CorrectionReason.OTHER_CASE) is None
    assert next_contact(desk.case, desk.plan.contact, desk.day(6)).state is ContactState.DUE
    assert desk.case.version == 4
    assert attrs.evolve(desk.case, version=before.version, corrections=()) == before
    assert [(one.entry, one.on) for one in desk.case.corrections] == [(3, desk.day(30))]


def test_the_struck_entry_stays_readable_under_its_number(desk):
    """The journal still holds it, marked with the correction."""
    desk.say(RecordAttempt, 5, **LETTER)
    correct(desk, 3)
    third, fourth = numbered(desk.events)[2:]
    assert (third.number, third.on, third.event.event) == (3, desk.day(5), desk.events[2])
    assert isinstance(third.event, StruckEntry)
    assert third.event.correction == fourth.event == desk.events[3]


def test_an_entry_that_is_not_there_or_struck_already_is_refused(desk):
    """The last entry, the one after it, and the same one twice."""
    desk.say(RecordAttempt, 5, **LETTER)
    assert correct(desk, 4) is RefusalCode.NO_ENTRY_TO_STRIKE
    assert correct(desk, 3) is None
    assert correct(desk, 3) is RefusalCode.ALREADY_CORRECTED


def test_lists_and_corrections_are_not_struck(desk):
    """The reception and the correction itself; an allocation may be."""
    desk.say(RecordAttempt, 5, **LETTER)
    correct(desk, 3)
    assert correct(desk, 1) is RefusalCode.NOT_CORRECTABLE
    assert correct(desk, 4) is RefusalCode.NOT_CORRECTABLE
    assert correct(desk, 2) is None
    assert desk.case.allocation is None


def test_an_error_is_not_seen_before_it_is_made(desk):
    """The day before the entry's, its day, and a day to come."""
    desk.say(RecordAttempt, 5, **LETTER)
    assert correct(desk, 3, on=4) is RefusalCode.CORRECTED_TOO_EARLY
    assert correct(desk, 3, on=1000) is RefusalCode.IN_THE_FUTURE
    assert correct(desk, 3, on=5) is None


def test_an_agreement_is_not_struck_under_what_rests_on_it(desk):
    """First what rests on it, then the agreement itself."""
    desk.say(GiveAgreement, 5, **SIGNED)
    desk.say(AuthoriseSharing, 6, partner="caf", groups=(FieldGroup.STEPS,), **SIGNED)
    assert correct(desk, 3) is RefusalCode.SOMETHING_RESTS_ON_IT
    assert correct(desk, 4) is None
    assert correct(desk, 3) is None
    assert not agreed(desk.case, desk.day(6))


def test_an_agreement_that_another_one_covers_may_be_struck(desk):
    """A household that had agreed before stays agreed."""
    desk.say(GiveAgreement, 5, **SIGNED)
    desk.say(WithdrawAgreement, 6)
    desk.say(GiveAgreement, 7, **SIGNED)
    desk.say(AuthoriseSharing, 8, partner="caf", groups=(FieldGroup.STEPS,), **SIGNED)
    assert correct(desk, 3) is None
    assert correct(desk, 5) is RefusalCode.SOMETHING_RESTS_ON_IT


def test_a_withdrawal_may_be_struck(desk):
    """The agreement holds again, as if it had never been taken back."""
    desk.say(GiveAgreement, 5, **SIGNED)
    desk.say(WithdrawAgreement, 10)
    assert not agreed(desk.case, desk.day(11))
    assert correct(desk, 4) is None
    assert agreed(desk.case, desk.day(11))


def test_a_withdrawal_noted_later_does_not_make_another_correction_impossible(desk):
    """What had lost its agreement before is no reason against a correction that takes none away."""
    desk.say(GiveAgreement, 5, **SIGNED)
    desk.say(AuthoriseSharing, 8, partner="caf", groups=(FieldGroup.STEPS,), **SIGNED)
    desk.say(RecordAttempt, 9, **LETTER)
    desk.say(WithdrawAgreement, 7)
    assert not agreed(desk.case, desk.day(8))
    assert correct(desk, 5) is None


RECEPTION = CaseReceived(
    case_id="c1",
    occurred_on=date(1900, 1, 1),
    recorded_at=AT,
    household_id="h1",
    territory="62",
    transfer="t1",
    line=2,
    month=Month(1900, 1),
    reference="62-1",
    facts=ListedFacts(),
)


def drawn(kind):
    """Draw an event of one class for the one case."""
    return events(kind).map(lambda one: attrs.evolve(one, case_id="c1"))


@attrs.frozen(kw_only=True)
class ThingOpened(Event):
    slug: ClassVar[str] = "thing-opened.v1"
    number: int = attrs.field(validator=entry_number)


@attrs.frozen(kw_only=True)
class ThingDone(Event):
    slug: ClassVar[str] = "thing-done.v1"
    number: int = attrs.field(validator=entry_number)


def test_what_was_opened_under_a_number_is_not_struck_while_a_later_entry_names_it(desk):
    """First what was said of it, then the thing itself."""
    said = {"case_id": "c1", "recorded_at": AT, "number": 3}
    desk.events += [ThingOpened(**said, occurred_on=desk.day(5)), ThingDone(**said, occurred_on=desk.day(9))]
    assert correct(desk, 3) is RefusalCode.SOMETHING_RESTS_ON_IT
    assert correct(desk, 4) is None
    assert correct(desk, 3) is None


def test_a_closure_may_be_struck(desk):
    """The case was open all along."""
    desk.say(CloseCase, 10, reason=ClosureReason.LEFT, outcome=ClosureOutcome.LEFT)
    assert correct(desk, 3) is None
    assert (desk.case.closed_on, desk.case.life) == (None, ())


def test_a_correction_holds_for_every_day_and_what_was_known_can_be_told_again(desk):
    """As a late note does: the case of day 6 is right now; told as it stood noted then, it still has the error."""
    desk.say(RecordAttempt, 20, **LETTER)
    desk.say(RefuseAgreement, 5)
    noted = attrs.evolve(desk.events[3], recorded_at=utc(2021, 6, 1))
    desk.events = [*(attrs.evolve(one, recorded_at=utc(2021, 5, 30)) for one in desk.events[:3]), noted]
    assert correct(desk, 4) is None
    on = desk.day(6)
    assert replay(until(desk.events, on)).agreements == ()
    assert len(replay(until(desk.events, on, noted_by=utc(2021, 6, 1))).agreements) == 1
    assert until(desk.events, on, noted_by=utc(2021, 5, 1)) == ()


@pytest.mark.parametrize("day", [4, 5, 19, 20, 29, 30, 31])
def test_entries_keep_their_numbers_whatever_day_they_are_told_for(desk, day):
    """An entry of a later day that is left out does not shift what a correction names."""
    desk.say(RecordAttempt, 20, **LETTER)
    desk.say(RecordAttempt, 5, channel=Channel.PHONE, outcome=AttemptOutcome.BAD_NUMBER)
    correct(desk, 4)
    case = replay(until(desk.events, desk.day(day)))
    assert [one.channel for one in case.attempts] == ([Channel.LETTER] if day >= 20 else [])
    assert case == replay(struck(until(desk.events, desk.day(day))))


others = st.lists(
    st.sampled_from([kind for kind in FIELDS if kind not in (CaseReceived, EntryCorrected)]).flatmap(drawn),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60)
@given(noted=others, which=st.integers(0), on=st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_the_case_is_what_it_would_be_had_the_entry_never_been_noted(noted, which, on):
    """Whatever happened before and after, told for all days or for one; only the count of entries remembers it."""
    story = [RECEPTION, *noted]
    entry = 1 + which % len(noted)
    if isinstance(story[entry], NEVER_STRUCK):
        return
    said = {"case_id": "c1", "occurred_on": date(2199, 12, 31), "recorded_at": AT}
    corrected = [*story, EntryCorrected(**said, entry=entry + 1, reason=CorrectionReason.NEVER_HAPPENED)]
    without = [*story[:entry], *story[entry + 1 :]]
    forget = {"version": 0, "corrections": ()}
    assert attrs.evolve(replay(corrected), **forget) == attrs.evolve(replay(without), **forget)
    if on >= RECEPTION.occurred_on:
        by_day = (attrs.evolve(replay(until(story, on)), **forget) for story in (corrected, without))
        assert next(by_day) == next(by_day)


def test_what_a_correction_cannot_touch_it_does_not_touch_even_if_it_was_written(desk):
    """A correction of the reception, come past the command, strikes nothing: a case never loses its beginning."""
    said = {"case_id": "c1", "occurred_on": desk.day(30), "recorded_at": AT, "reason": CorrectionReason.WRONG_DAY}
    desk.events += [EntryCorrected(**said, entry=entry) for entry in (1, 3, 99)]
    assert desk.case.received_on == desk.day(0)
    assert struck(desk.events) == tuple(desk.events)


def test_a_correction_is_decided_on_the_entries_and_not_on_the_state(desk):
    """`decide` alone cannot know what an entry was."""
    with pytest.raises(TypeError):
        decide(
            desk.case, CorrectEntry(on=desk.day(5), entry=2, reason=CorrectionReason.WRONG_DAY), at=AT, plan=desk.plan
        )
