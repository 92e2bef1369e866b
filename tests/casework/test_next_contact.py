"""What is pending for a household that has not answered yet (call C06)."""

import attrs
import pytest

from prevexp.casework.commands import HoldContact
from prevexp.casework.commands import LiftHold
from prevexp.casework.commands import NoteChannelSafety
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.commands import RefuseAgreement
from prevexp.casework.contact_plan import ContactPlan
from prevexp.casework.contact_plan import ContactStep
from prevexp.casework.next_contact import ContactState
from prevexp.casework.next_contact import next_contact
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.casework_events import ChannelSafetyNoted
from prevexp.domain.contact import ChannelSafety
from prevexp.domain.errors import InvalidValue
from prevexp.domain.events import DepartureReported
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import HoldReason

SILENT = AttemptOutcome.NO_ANSWER


def pending(desk, day):
    """Return state, day counted from the reception, and channel of the next contact."""
    found = next_contact(desk.case, desk.plan.contact, desk.day(day))
    return found.state, (found.due_on - desk.day(0)).days if found.due_on else None, found.channel


def test_the_steps_come_in_order_each_so_many_days_after_the_last_attempt(desk):
    """A letter at once, a call five days after it, a visit seven days after the call."""
    assert pending(desk, 0) == (ContactState.DUE, 0, Channel.LETTER)
    desk.say(RecordAttempt, 2, channel=Channel.LETTER, outcome=SILENT)
    expected = [(ContactState.PLANNED, 7, Channel.PHONE), *[(ContactState.DUE, 7, Channel.PHONE)] * 2]
    assert [pending(desk, day) for day in (6, 7, 8)] == expected
    desk.say(RecordAttempt, 9, channel=Channel.PHONE, outcome=SILENT)
    assert pending(desk, 16) == (ContactState.DUE, 16, Channel.VISIT_PLANNED)


def test_a_step_taken_out_of_turn_leaves_the_others(desk):
    """After an early visit the letter and the call are still to be made."""
    desk.say(RecordAttempt, 1, channel=Channel.VISIT_PLANNED, outcome=SILENT)
    assert pending(desk, 1) == (ContactState.DUE, 1, Channel.LETTER)
    desk.say(RecordAttempt, 1, channel=Channel.LETTER, outcome=SILENT)
    assert pending(desk, 6) == (ContactState.DUE, 6, Channel.PHONE)


def test_nobody_goes_to_a_door_twice_on_a_day(desk):
    """Where the plan has two visits in a row without a day between, the second is for the day after."""
    steps = (Channel.DOOR_NOTICE, Channel.VISIT_PLANNED)
    contact = attrs.evolve(
        desk.plan.contact, steps=tuple(ContactStep(channel=channel, after_days=0) for channel in steps)
    )
    desk.plan = attrs.evolve(desk.plan, contact=contact)
    desk.say(RecordAttempt, 0, channel=Channel.DOOR_NOTICE, outcome=SILENT)
    assert [pending(desk, day) for day in (0, 1)] == [
        (ContactState.PLANNED, 1, Channel.VISIT_PLANNED),
        (ContactState.DUE, 1, Channel.VISIT_PLANNED),
    ]


def test_nothing_is_pending_before_the_allocation(desk):
    """The team knows the case from the day it takes it."""
    desk.events = desk.events[:1]
    assert pending(desk, 30)[0] is ContactState.NOT_STARTED


def test_a_missed_week_loses_no_contact(desk):
    """Whoever looks late finds what was due, with its day."""
    assert [pending(desk, day) for day in (0, 7, 90)] == [(ContactState.DUE, 0, Channel.LETTER)] * 3


@pytest.mark.parametrize("outcome", [AttemptOutcome.REACHED, AttemptOutcome.MET])
def test_any_exchange_stops_what_is_pending(desk, outcome):
    """An exchange on whatever channel: nothing more from its day on, the day before nothing had changed."""
    desk.say(RecordAttempt, 3, channel=Channel.DESK, outcome=outcome)
    assert [pending(desk, day)[0] for day in (2, 3, 50)] == [ContactState.DUE, *[ContactState.REACHED] * 2]


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.THIRD_PARTY])
def test_a_household_that_refused_is_not_approached_again(desk, channel):
    """Said to a worker or passed on by somebody else: in doubt it is left in peace."""
    desk.say(RecordAttempt, 3, channel=channel, outcome=AttemptOutcome.REFUSED)
    assert [pending(desk, day)[0] for day in (3, 300)] == [ContactState.REFUSED] * 2


def test_a_refusal_of_the_diagnosis_stops_contact(desk):
    """From its day on."""
    desk.say(RefuseAgreement, 3)
    assert [pending(desk, day)[0] for day in (2, 3)] == [ContactState.DUE, ContactState.REFUSED]


def test_the_plan_is_exhausted_after_its_steps_or_its_maximum(desk):
    """Three steps taken, or four attempts on other channels: a person decides."""
    for day, channel in ((0, Channel.LETTER), (5, Channel.PHONE), (12, Channel.VISIT_PLANNED)):
        assert pending(desk, day)[0] is ContactState.DUE
        desk.say(RecordAttempt, day, channel=channel, outcome=SILENT)
    assert pending(desk, 40)[0] is ContactState.EXHAUSTED


def test_the_maximum_counts_attempts_outside_the_plan(desk):
    """Three e-mails leave the plan open, the fourth ends it."""
    for day in range(4):
        assert pending(desk, 20)[0] is ContactState.DUE
        desk.say(RecordAttempt, day, channel=Channel.EMAIL, outcome=SILENT)
    assert pending(desk, 20)[0] is ContactState.EXHAUSTED


def test_a_number_that_is_wrong_drops_the_channels_that_need_it(desk):
    """After a wrong number the visit is next; an unsafe door then leaves nothing."""
    desk.say(RecordAttempt, 0, channel=Channel.LETTER, outcome=SILENT)
    desk.say(RecordAttempt, 5, channel=Channel.SMS, outcome=AttemptOutcome.BAD_NUMBER)
    assert pending(desk, 12) == (ContactState.DUE, 12, Channel.VISIT_PLANNED)
    desk.say(NoteChannelSafety, 12, channel=Channel.VISIT_PLANNED, safe=False)
    assert pending(desk, 12)[0] is ContactState.NO_CHANNEL


def test_an_unsafe_channel_is_never_pending_until_it_is_safe_again(desk):
    """From the day it is noted to the day before it is taken back."""
    desk.say(NoteChannelSafety, 1, channel=Channel.LETTER, safe=False)
    desk.say(NoteChannelSafety, 9, channel=Channel.LETTER, safe=True)
    channels = [pending(desk, day)[2] for day in (0, 1, 8, 9)]
    assert channels == [Channel.LETTER, Channel.PHONE, Channel.PHONE, Channel.LETTER]


def test_an_unsafe_channel_reaches_no_partner():
    """Event and state say so on every field of theirs; a household may authorise what it likes."""
    fields = [*attrs.fields_dict(ChannelSafetyNoted).items(), *attrs.fields_dict(ChannelSafety).items()]
    marked = [name for name, field in fields if field.metadata.get("shared") == "never"]
    assert marked == ["channel", "safe"] * 2


@pytest.mark.parametrize("told", [AttemptOutcome.GONE, None])
def test_a_household_that_is_gone_is_not_looked_for_at_its_door(desk, told):
    """Found gone by the team, or reported as gone: a person decides."""
    if told:
        desk.say(RecordAttempt, 2, channel=Channel.VISIT_UNANNOUNCED, outcome=told)
    else:
        said = {"case_id": "c1", "recorded_at": desk.events[0].recorded_at}
        desk.events.append(DepartureReported(**said, occurred_on=desk.day(2)))
    assert [pending(desk, day)[0] for day in (1, 2)] == [ContactState.DUE, ContactState.STOPPED]


def test_a_hold_waits_to_its_last_day_and_shifts_what_was_due(desk):
    """Held on the first and on the last day; the day after, the contact is due since that day."""
    desk.say(HoldContact, 2, until=desk.day(10), reason=HoldReason.AWAY)
    held, due = (ContactState.HELD, 11, Channel.LETTER), (ContactState.DUE, 11, Channel.LETTER)
    assert [pending(desk, day) for day in (1, 2, 10, 11, 20)] == [
        (ContactState.DUE, 0, Channel.LETTER),
        held,
        held,
        due,
        due,
    ]


def test_a_hold_is_lifted_before_its_end(desk):
    """From the day it is lifted contact goes on; there is no other hold to lift."""
    desk.say(HoldContact, 2, until=desk.day(10), reason=HoldReason.AWAY)
    desk.say(LiftHold, 5)
    assert [pending(desk, day)[0] for day in (4, 5)] == [ContactState.HELD, ContactState.DUE]
    assert desk.say(LiftHold, 6).code is RefusalCode.NO_HOLD


@pytest.mark.parametrize(("until", "refused"), [(1, True), (2, False), (3, False)])
def test_a_hold_ends_on_or_after_the_day_it_begins(desk, until, refused):
    """The day before is refused, the day itself is a hold of one day."""
    decided = desk.say(HoldContact, 2, until=desk.day(until), reason=HoldReason.AWAY)
    assert (not isinstance(decided, tuple)) is refused


def test_a_plan_says_when_it_ends():
    """A maximum that its own steps pass is a contradiction."""
    steps = (ContactStep(channel=Channel.LETTER, after_days=0),) * 2
    for most, sound in ((1, False), (2, True)):
        fields = {"steps": steps, "stops": frozenset(), "follow_up_notice_days": 0, "source": "invented"}
        if sound:
            assert ContactPlan(**fields, most_attempts=most).most_attempts == most
        else:
            with pytest.raises(InvalidValue):
                ContactPlan(**fields, most_attempts=most)
