"""Two cases that may be one: a person says it, on both at once."""

import attrs
import pytest

from prevexp.casework.commands import GiveAgreement
from prevexp.casework.commands import RefuseAgreement
from prevexp.casework.evolve import evolve
from prevexp.casework.life.commands import CloseCase
from prevexp.casework.life.commands import DecideSameCase
from prevexp.casework.life.commands import ReopenCase
from prevexp.casework.life.sameness import decide_same_case
from prevexp.casework.life.standing import merged_into
from prevexp.casework.life.standing import open_proposals
from prevexp.casework.next_contact import ContactState
from prevexp.casework.next_contact import next_contact
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.events import SameCaseProposed
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.life import ReopeningReason
from prevexp.domain.said import agreed
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import MatchReason
from prevexp.domain.vocabulary import ProofKind

AT = utc(2022, 5, 4, 9)
LEFT = {"reason": ClosureReason.LEFT, "outcome": ClosureOutcome.LEFT}


@pytest.fixture
def other(desk):
    """Return a second case, of which the list proposed that it is the first."""
    events = [attrs.evolve(one, case_id="c2") for one in desk.events]
    said = {"case_id": "c2", "occurred_on": desk.day(0), "recorded_at": AT}
    events.append(SameCaseProposed(**said, other_case="c1", reason=MatchReason.DWELLING_KNOWN))
    return attrs.evolve(desk, events=events)


def decided(desk, other, *, same, day=20):
    """Decide on a day, keep what comes of it on both cases, and return a refusal's code."""
    command = DecideSameCase(on=desk.day(day), other_case=other.case.case_id, same=same)
    found = decide_same_case(desk.case, other.case, command, at=AT, plan=desk.plan)
    if isinstance(found, Refusal):
        return found.code
    for who, events in ((desk, found.here), (other, found.there)):
        after = who.case
        for event in events:
            after = evolve(after, event)
        who.events += events
        assert after == who.case
    return None


def test_not_the_same_closes_the_question_on_both_sides(desk, other):
    """Both go on, and nobody is asked again; the door they share stays one door."""
    assert len(open_proposals(other.case)) == 1
    assert decided(other, desk, same=False) is None
    assert open_proposals(other.case) == open_proposals(desk.case) == ()
    assert (desk.case.closed_on, other.case.closed_on) == (None, None)
    assert len(other.case.proposals) == 1


def test_the_same_closes_the_other_as_a_duplicate_that_names_the_one_that_goes_on(desk, other):
    """Nothing else of it changes: what was noted stays there."""
    other.say(GiveAgreement, 5, proof=ProofKind.SIGNED_FORM)
    assert decided(desk, other, same=True) is None
    closure = other.case.closure
    assert (closure.on, closure.reason, closure.outcome) == (
        desk.day(20),
        ClosureReason.DUPLICATE,
        ClosureOutcome.NOT_KNOWN,
    )
    assert (merged_into(other.case), merged_into(desk.case)) == ("c1", None)
    assert desk.case.closed_on is None
    assert other.case.agreements
    assert open_proposals(other.case) == ()


def test_an_agreement_does_not_pass_to_the_case_that_goes_on(desk, other):
    """Somebody must know whose word it was before noting it there."""
    other.say(GiveAgreement, 5, proof=ProofKind.SIGNED_FORM)
    decided(desk, other, same=True)
    assert not agreed(desk.case, desk.day(21))


def test_a_refusal_is_noted_on_the_kept_case_first(desk, other):
    """Otherwise a household that refused would be approached under its other reference."""
    other.say(RefuseAgreement, 5)
    assert decided(desk, other, same=True) is RefusalCode.REFUSAL_TO_CARRY
    desk.say(RefuseAgreement, 5)
    assert decided(desk, other, same=True) is None
    assert next_contact(desk.case, desk.plan.contact, desk.day(21)).state is ContactState.REFUSED


def test_a_refusal_that_is_older_than_an_agreement_on_the_kept_case_stands_in_no_way(desk, other):
    """The household agreed there."""
    other.say(RefuseAgreement, 5)
    desk.say(GiveAgreement, 6, proof=ProofKind.SIGNED_FORM)
    assert decided(desk, other, same=True) is None


def test_the_case_that_goes_on_is_an_open_one(desk, other):
    """A closed one may be the other, with the reason it was closed for."""
    desk.say(CloseCase, 10, **LEFT)
    assert decided(desk, other, same=True) is RefusalCode.KEPT_IS_CLOSED
    assert decided(other, desk, same=True) is None
    assert (desk.case.closure.reason, merged_into(desk.case)) == (ClosureReason.LEFT, "c2")


def test_a_duplicate_is_compared_no_more_until_it_is_opened_again(desk, other):
    """Opening it again undoes the decision; then both may be told apart."""
    decided(desk, other, same=True)
    assert decided(desk, other, same=False, day=21) is RefusalCode.ALREADY_MERGED
    other.say(ReopenCase, 22, reason=ReopeningReason.CLOSED_BY_MISTAKE)
    assert merged_into(other.case) is None
    assert decided(desk, other, same=False, day=22) is None
    other.say(CloseCase, 30, **LEFT)
    assert merged_into(other.case) is None


def test_a_case_is_not_compared_with_itself_nor_on_a_day_before_both_are_there(desk, other):
    """The day before the reception, and its day."""
    assert decided(desk, desk, same=True) is RefusalCode.ITSELF
    assert decided(desk, other, same=True, day=-1) is RefusalCode.BEFORE_RECEPTION
    assert decided(desk, other, same=True, day=0) is None
