"""From a command to events or to a refusal: what a case can have, and what needs the household's agreement."""

from datetime import timedelta
from typing import ClassVar

import attrs
import pytest

from prevexp.casework import command
from prevexp.casework.commands import AuthoriseSharing
from prevexp.casework.commands import GiveAgreement
from prevexp.casework.commands import HoldContact
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.commands import RefuseAgreement
from prevexp.casework.commands import WithdrawAgreement
from prevexp.casework.commands import WithdrawSharing
from prevexp.casework.decide import checked
from prevexp.casework.decide import decide
from prevexp.casework.refusal import SOURCES
from prevexp.casework.refusal import RefusalCode
from prevexp.domain import contract_events
from prevexp.domain.errors import InvalidValue
from prevexp.domain.event_types import EVENT_TYPES
from prevexp.domain.events import Event
from prevexp.domain.life_events import CaseClosed
from prevexp.domain.said import agreed
from prevexp.domain.said import refused
from prevexp.domain.said import shares
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import HoldReason
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import ProofKind

SIGNED = {"proof": ProofKind.SIGNED_FORM}
CALL = {"channel": Channel.PHONE, "outcome": AttemptOutcome.NO_ANSWER}


@attrs.frozen(kw_only=True)
class AssessmentSketched(Event):
    """An event of these tests that needs an agreement."""

    slug: ClassVar[str] = "assessment-sketched.v1"
    needs_agreement: ClassVar[bool] = True


def sketched(desk, day):
    """Say whether the event may be written on a day."""
    event = AssessmentSketched(case_id="c1", occurred_on=desk.day(day), recorded_at=desk.events[0].recorded_at)
    decided = checked(desk.case, (event,))
    if decided == (event,):
        return True
    assert (decided.code, decided.source) == (RefusalCode.AGREEMENT_MISSING, "call C22")
    return False


def test_what_needs_an_agreement_comes_only_while_one_is_in_force(desk):
    """Refused the day before it is given and from the day it is taken back; allowed on its day and the day before."""
    assert not sketched(desk, 9)
    desk.say(GiveAgreement, 10, **SIGNED)
    desk.say(WithdrawAgreement, 20)
    assert [sketched(desk, day) for day in (9, 10, 19, 20, 21)] == [False, True, True, False, False]


def test_an_agreement_noted_late_counts_from_its_own_day(desk):
    """Noted after a refusal that came after it, it was in force until then."""
    desk.say(RefuseAgreement, 20)
    desk.say(GiveAgreement, 10, **SIGNED)
    assert [sketched(desk, day) for day in (9, 10, 19, 20)] == [False, True, True, False]


def test_a_household_that_refused_may_agree_later(desk):
    """From the day it agrees on, and it may be approached again; a refusal of one approach is told apart."""
    desk.say(RefuseAgreement, 5)
    desk.say(GiveAgreement, 8, **SIGNED)
    assert [(agreed(desk.case, desk.day(d)), refused(desk.case, desk.day(d))) for d in (4, 5, 7, 8)] == [
        (False, False),
        (False, True),
        (False, True),
        (True, False),
    ]
    desk.say(RecordAttempt, 12, channel=Channel.PHONE, outcome=AttemptOutcome.REFUSED)
    assert (agreed(desk.case, desk.day(12)), refused(desk.case, desk.day(12))) == (True, True)


def test_agreement_is_given_once_refused_before_and_taken_back_after(desk):
    """What contradicts the agreement in force, or takes back what is not there, is refused."""
    assert desk.say(WithdrawAgreement, 9).code is RefusalCode.NOTHING_TO_WITHDRAW
    desk.say(GiveAgreement, 10, **SIGNED)
    for kind, more in ((GiveAgreement, SIGNED), (RefuseAgreement, {})):
        assert desk.say(kind, 11, **more).code is RefusalCode.AGREEMENT_IN_FORCE
    assert isinstance(desk.say(WithdrawAgreement, 11), tuple)
    assert desk.say(WithdrawAgreement, 12).code is RefusalCode.NOTHING_TO_WITHDRAW


SHARE = {"partner": "caf", "groups": (FieldGroup.DWELLING, FieldGroup.STEPS)}


def shared(desk, day, partner="caf", group=FieldGroup.DWELLING):
    """Say whether the partner may have the group on a day."""
    return shares(desk.case, partner, group, desk.day(day))


def test_sharing_is_authorised_for_one_partner_and_named_groups_while_the_household_agrees(desk):
    """Not before the agreement; not another partner, not another group; not from the day one is taken back."""
    assert desk.say(AuthoriseSharing, 9, **SHARE, **SIGNED).code is RefusalCode.AGREEMENT_MISSING
    desk.say(GiveAgreement, 10, **SIGNED)
    desk.say(AuthoriseSharing, 11, **SHARE, **SIGNED)
    assert [shared(desk, day) for day in (10, 11)] == [False, True]
    assert (shared(desk, 11, partner="msa"), shared(desk, 11, group=FieldGroup.BUDGET)) == (False, False)
    desk.say(WithdrawSharing, 15, partner="caf", groups=(FieldGroup.DWELLING,))
    assert [shared(desk, 14), shared(desk, 15), shared(desk, 15, group=FieldGroup.STEPS)] == [True, False, True]
    assert desk.say(WithdrawSharing, 16, **SHARE).code is RefusalCode.NOTHING_TO_WITHDRAW


def test_what_was_authorised_ends_with_the_agreement_and_does_not_come_back_with_a_new_one(desk):
    """Withdrawal stops sharing on its day; the household is asked again."""
    desk.say(GiveAgreement, 10, **SIGNED)
    desk.say(AuthoriseSharing, 11, **SHARE, **SIGNED)
    desk.say(WithdrawAgreement, 20)
    desk.say(GiveAgreement, 30, **SIGNED)
    assert [shared(desk, day) for day in (19, 20, 30)] == [True, False, False]
    desk.say(AuthoriseSharing, 31, **SHARE, **SIGNED)
    assert shared(desk, 31)


def test_what_was_authorised_on_the_day_the_agreement_ended_is_over_too(desk):
    """Which came first on that day is not known: in doubt nothing is shared."""
    desk.say(GiveAgreement, 10, **SIGNED)
    desk.say(AuthoriseSharing, 20, **SHARE, **SIGNED)
    desk.say(WithdrawAgreement, 20)
    desk.say(GiveAgreement, 30, **SIGNED)
    assert [shared(desk, day) for day in (20, 30)] == [False, False]


def test_an_authorisation_without_any_agreement_shares_nothing(desk):
    """However it got into the state."""
    desk.say(GiveAgreement, 10, **SIGNED)
    desk.say(AuthoriseSharing, 11, **SHARE, **SIGNED)
    alone = attrs.evolve(desk.case, agreements=())
    assert not shares(alone, "caf", FieldGroup.DWELLING, desk.day(11))


def test_on_one_day_the_word_noted_last_is_the_last_word(desk):
    """Given and taken back on a day: taken back; and given again on that day: given."""
    desk.say(GiveAgreement, 10, **SIGNED)
    desk.say(WithdrawAgreement, 10)
    assert not agreed(desk.case, desk.day(10))
    desk.say(GiveAgreement, 10, **SIGNED)
    assert agreed(desk.case, desk.day(10))


@pytest.mark.parametrize(("day", "left_alone"), [(4, True), (5, False), (6, False)])
def test_an_agreement_of_the_day_outweighs_the_refusal_of_an_approach(desk, day, left_alone):
    """Given the day before, the refusal of the fifth day stands; given on it or after it, it does not."""
    desk.say(GiveAgreement, day, **SIGNED)
    desk.say(RecordAttempt, 5, channel=Channel.PHONE, outcome=AttemptOutcome.REFUSED)
    assert refused(desk.case, desk.day(6)) is left_alone


@pytest.mark.parametrize(("day", "code"), [(-1, RefusalCode.BEFORE_RECEPTION), (0, None)])
def test_nothing_is_done_before_the_list_names_the_case(desk, day, code):
    """The day before is refused, the day itself is not."""
    decided = desk.say(RecordAttempt, day, **CALL)
    assert getattr(decided, "code", None) is code


@pytest.mark.parametrize(
    ("instant", "code"),
    [(utc(2021, 6, 9, 21, 59), RefusalCode.IN_THE_FUTURE), (utc(2021, 6, 9, 22), None), (utc(2021, 6, 10), None)],
)
def test_a_day_that_has_not_begun_in_paris_is_refused(desk, instant, code):
    """10 June begins in Paris at 22:00 UTC of the ninth."""
    command = RecordAttempt(on=desk.day(37), **CALL)
    assert getattr(decide(desk.case, command, at=instant, plan=desk.plan), "code", None) is code


def test_a_closed_case_takes_late_notes_and_withdrawals_only(desk):
    """On the day of the closure work may still be noted; after it the household may still take back what it said."""
    desk.say(GiveAgreement, 10, **SIGNED)
    desk.say(AuthoriseSharing, 11, **SHARE, **SIGNED)
    said = {"case_id": "c1", "recorded_at": desk.events[0].recorded_at}
    desk.events.append(CaseClosed(**said, occurred_on=desk.day(20), reason=ClosureReason.LEFT))
    assert isinstance(desk.say(RecordAttempt, 20, **CALL), tuple)
    assert desk.say(RecordAttempt, 21, **CALL).code is RefusalCode.CASE_CLOSED
    assert isinstance(desk.say(WithdrawSharing, 21, **SHARE), tuple)
    assert isinstance(desk.say(WithdrawAgreement, 21), tuple)


def test_workers_of_both_professions_and_the_place_are_kept(desk):
    """A meeting at home by two; the same pseudonym twice is refused, and so is a meeting at a distance."""
    met = {"channel": Channel.VISIT_PLANNED, "outcome": AttemptOutcome.MET}
    desk.say(RecordAttempt, 3, **met, place=Place.HOME, workers=("social-1", "legal-1"))
    (attempt,) = desk.case.attempts
    assert (attempt.place, attempt.workers) == (Place.HOME, ("social-1", "legal-1"))
    assert desk.say(RecordAttempt, 3, **met, place=Place.REMOTE).code is RefusalCode.MET_AT_A_DISTANCE
    with pytest.raises(InvalidValue):
        desk.say(RecordAttempt, 3, **met, workers=("social-1", "social-1"))


@pytest.mark.parametrize("outcome", AttemptOutcome)
@pytest.mark.parametrize("channel", Channel)
def test_every_outcome_is_noted_on_every_channel(desk, channel, outcome):
    """What happened is written down, whatever it was."""
    desk.say(RecordAttempt, 1, channel=channel, outcome=outcome)
    assert [(one.channel, one.outcome) for one in desk.case.attempts] == [(channel, outcome)]


def test_facts_noted_late_stand_in_the_order_of_their_days(desk):
    """The state after notes in disorder is the state after notes in order."""
    notes = [
        (RecordAttempt, 1, CALL),
        (HoldContact, 2, {"until": desk.day(4), "reason": HoldReason.AWAY}),
        (RecordAttempt, 5, {**CALL, "outcome": AttemptOutcome.REACHED}),
        (GiveAgreement, 6, SIGNED),
    ]
    late = attrs.evolve(desk, events=list(desk.events))
    for kind, day, fields in notes:
        desk.say(kind, day, **fields)
    for kind, day, fields in reversed(notes):
        late.say(kind, day, **fields)
    assert late.case == desk.case


def test_every_command_is_decided_on_and_one_that_is_not_known_is_a_fault(desk):
    """A command of this module never falls through; a stranger's does."""
    with pytest.raises(TypeError):
        desk.say(command.Command, 1)


def test_every_refusal_has_a_source():
    """A clause of the call or an article stands behind each."""
    assert set(SOURCES) == set(RefusalCode)
    assert all(source.startswith(("call C", "RGPD art. ")) for source in SOURCES.values())


def test_the_events_that_need_an_agreement_say_so():
    """All that is said of the life of the household does, and what goes out to a partner; what one answers does not."""
    engaging = {kind.slug for kind in contract_events.EVENTS}
    mediation = {f"mediation-{what}.v1" for what in ("offered", "answered", "met", "ended")}
    sent = {"sharing-authorised.v1", "referral-proposed.v1", "referral-sent.v1", "partner-reminded.v1"}
    needing = {slug for slug, kind in EVENT_TYPES.items() if kind.needs_agreement}
    assert needing == sent | {"assessment-made.v1"} | engaging | mediation


def test_an_attempt_the_day_after_the_instant_is_not_yet_one(desk):
    """Whatever the zone, tomorrow is to come."""
    tomorrow = desk.events[0].recorded_at.date() + timedelta(days=1)
    assert desk.say(RecordAttempt, tomorrow, **CALL).code is RefusalCode.IN_THE_FUTURE
