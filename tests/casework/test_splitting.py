"""One case that holds two households: a person says it, and the second one gets a case of its own."""

import attrs
import pytest

from prevexp.casework.commands import GiveAgreement
from prevexp.casework.commands import NoteChannelSafety
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.commands import RefuseAgreement
from prevexp.casework.evolve import replay
from prevexp.casework.life.commands import CloseCase
from prevexp.casework.life.commands import ReopenCase
from prevexp.casework.life.commands import SplitCase
from prevexp.casework.life.splitting import decide_split
from prevexp.casework.life.standing import open_proposals
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.case import ListedFacts
from prevexp.domain.events import CaseListedAgain
from prevexp.domain.events import CaseReceived
from prevexp.domain.events import SameCaseProposed
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.life import ReopeningReason
from prevexp.domain.life import SplitReason
from prevexp.domain.life_events import SplitFrom
from prevexp.domain.said import unsafe_channels
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import MatchReason
from prevexp.domain.vocabulary import ProofKind

AT = utc(2022, 5, 4, 9)
LOST = {"reason": ClosureReason.LOST, "outcome": ClosureOutcome.NOT_KNOWN}
OF_ONE_HOUSEHOLD = (SplitReason.CO_TENANTS, SplitReason.SEPARATION)


def split(desk, day=20, reason=SplitReason.CO_TENANTS):
    """Split the case on a day, keep what comes of it on it, and return the events of the new one, or a code."""
    command = SplitCase(on=desk.day(day), reason=reason)
    found = decide_split(desk.events, command, "c2", known_identity=("surname",), at=AT, plan=desk.plan)
    if isinstance(found, Refusal):
        return found.code
    desk.events += found.here
    return found.there


def test_the_second_household_was_received_by_the_same_row(desk):
    """Same territory, transfer, line, month, reference and facts on the same day; what is its own is told apart."""
    told = split(desk)
    assert [type(one) for one in told] == [CaseReceived, SplitFrom]
    own = {"case_id": "c2", "household_id": "c2", "recorded_at": AT, "known_identity": ("surname",)}
    assert told[0] == attrs.evolve(desk.events[0], **own)
    assert (told[1].occurred_on, told[1].other_case) == (desk.day(20), "c1")


def test_what_later_lists_said_under_the_reference_is_said_of_both(desk):
    """A hearing that a list told of is a hearing of the second household; one under another reference is not."""
    shared = {"case_id": "c1", "recorded_at": AT, "transfer": "t2", "line": 2, "changed": ("date_audience",)}
    for day, reference in ((10, "62-1"), (11, "62-9")):
        facts = ListedFacts(hearing_on=desk.day(100 + day))
        desk.events.append(CaseListedAgain(**shared, occurred_on=desk.day(day), reference=reference, facts=facts))
    new = replay(split(desk))
    assert (new.facts.hearing_on, new.last_listed_on) == (desk.day(110), desk.day(10))
    assert new.references == ("62-1",)


def test_no_word_of_the_household_passes(desk):
    """Neither its agreement nor an attempt nor the worker; both cases stay open."""
    desk.say(RecordAttempt, 2, channel=Channel.PHONE, outcome=AttemptOutcome.REACHED)
    desk.say(GiveAgreement, 5, proof=ProofKind.SIGNED_FORM)
    new = replay(split(desk))
    assert (new.agreements, new.attempts, new.allocation, new.closed_on) == ((), (), None, None)
    assert desk.case.agreements
    assert desk.case.closed_on is None


def test_a_channel_that_puts_somebody_at_risk_is_not_used_in_either_case(desk):
    """Not using it is safe, whoever it would have put at risk."""
    desk.say(NoteChannelSafety, 5, channel=Channel.LETTER, safe=False)
    new = replay(split(desk))
    assert unsafe_channels(new, desk.day(20)) == unsafe_channels(desk.case, desk.day(20)) == (Channel.LETTER,)


@pytest.mark.parametrize("refused_on", [19, 20, 21])
@pytest.mark.parametrize("reason", SplitReason)
def test_a_refusal_binds_whoever_was_of_the_household(desk, reason, refused_on):
    """Noted of the day before, the day or the day after; a household that never was of it has said nothing."""
    desk.say(RefuseAgreement, refused_on)
    found = split(desk, 20, reason)
    assert (found == RefusalCode.REFUSED_BY_BOTH) == (reason in OF_ONE_HOUSEHOLD)


def test_who_agreed_after_a_refusal_may_be_split(desk):
    """The last word counts."""
    desk.say(RefuseAgreement, 5)
    desk.say(GiveAgreement, 6, proof=ProofKind.SIGNED_FORM)
    assert replay(split(desk)).case_id == "c2"


@pytest.mark.parametrize(("day", "refused"), [(9, False), (10, True), (11, True), (29, True), (30, False)])
def test_a_closed_case_is_not_split(desk, day, refused):
    """From the day of its closure to the day before its reopening."""
    desk.say(CloseCase, 10, **LOST)
    desk.say(ReopenCase, 30, reason=ReopeningReason.CAME_BACK)
    assert (split(desk, day) == RefusalCode.CASE_CLOSED) == refused


@pytest.mark.parametrize(("day", "refused"), [(-1, True), (0, False), (1, False)])
def test_a_case_is_not_split_before_it_was_received(desk, day, refused):
    """The day before, the day, the day after."""
    assert (split(desk, day) == RefusalCode.BEFORE_RECEPTION) == refused


def test_both_are_known_not_to_be_the_same(desk):
    """Each knows the other, why and since when, and nobody is asked whether they are one."""
    new = replay(split(desk))
    for case, other in ((new, "c1"), (desk.case, "c2")):
        assert [(one.on, one.other_case, one.reason) for one in case.splits] == [
            (desk.day(20), other, SplitReason.CO_TENANTS)
        ]
        said = {"case_id": case.case_id, "occurred_on": desk.day(21), "recorded_at": AT}
        asked = SameCaseProposed(**said, other_case=other, reason=MatchReason.DWELLING_KNOWN)
        told = desk.events if case.case_id == "c1" else [*split(desk, 20)]
        assert open_proposals(replay([*told, asked])) == ()


def test_a_case_may_be_split_more_than_once(desk):
    """Three co-tenants: the splits stand in the order of their days, whatever the order of noting them."""
    split(desk, 20)
    split(desk, 10)
    assert [one.on for one in desk.case.splits] == [desk.day(10), desk.day(20)]
