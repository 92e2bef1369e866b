"""One door is not sent two teams on a day."""

import attrs

from prevexp.casework.agenda import agenda
from prevexp.casework.agenda import at_the_door
from prevexp.casework.commands import RecordAttempt
from prevexp.domain.answers import Proposal
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import MatchReason

SILENT = AttemptOutcome.NO_ANSWER


def neighbours(desk, *, visited=None, workers=()):
    """Return two cases that may be co-tenants, with different workers, both due for a visit on the twelfth day."""
    for day, channel in ((0, Channel.LETTER), (5, Channel.PHONE)):
        desk.say(RecordAttempt, day, channel=channel, outcome=SILENT)
    first = desk.case
    taken = attrs.evolve(first.allocation, social_worker="social-2", legal_worker=None)
    same = Proposal(other_case="c1", reason=MatchReason.DWELLING_KNOWN, proposed_on=desk.day(0))
    second = attrs.evolve(first, case_id="c2", allocation=taken, proposals=(same,))
    if visited is not None:
        desk.say(RecordAttempt, visited, channel=Channel.DOOR_NOTICE, outcome=SILENT, workers=workers)
        first = desk.case
    return first, second


def visited_on(desk, cases, day):
    """Return the ids of the cases whose door somebody is sent to on a day."""
    found = agenda(cases, desk.plan, on=desk.day(day))
    return sorted(case_id for case_id, dues in found.items() if any(map(at_the_door, dues)))


def test_two_teams_are_not_sent_to_one_door_on_a_day(desk):
    """Of two co-tenants' cases the first is visited; the other's visit waits, whatever the order of the cases."""
    first, second = neighbours(desk)
    for cases in ((first, second), (second, first)):
        assert visited_on(desk, cases, 12) == ["c1"]


def test_who_goes_to_a_door_is_not_a_matter_of_random_ids(desk):
    """Of two visits due on one day the one with the lower reference is made, whatever the ids."""
    first, second = neighbours(desk)
    for one, other in (("c1", "c2"), ("c2", "c1")):
        cases = (
            attrs.evolve(first, case_id=one, references=("62-1",)),
            attrs.evolve(
                second,
                case_id=other,
                references=("62-2",),
                proposals=(attrs.evolve(second.proposals[0], other_case=one),),
            ),
        )
        assert visited_on(desk, cases, 12) == [one]


def test_one_team_may_visit_both_households_behind_a_door(desk):
    """The same worker goes once."""
    first, second = neighbours(desk)
    second = attrs.evolve(second, allocation=first.allocation)
    assert visited_on(desk, (first, second), 12) == ["c1", "c2"]


def test_a_door_somebody_went_to_today_is_taken_and_free_tomorrow(desk):
    """The notice left today counts as a visit of today only."""
    cases = neighbours(desk, visited=13)
    assert "c2" not in visited_on(desk, cases, 13)
    assert "c2" in visited_on(desk, cases, 14)


def test_whoever_went_to_a_door_may_go_on_to_the_neighbour(desk):
    """The workers noted count, not those the case was given to."""
    cases = neighbours(desk, visited=13, workers=("social-2",))
    assert "c2" in visited_on(desk, cases, 13)


def test_cases_that_share_another_thing_than_the_dwelling_do_not_share_a_door(desk):
    """A phone number in common is no door in common."""
    first, second = neighbours(desk)
    other = attrs.evolve(second.proposals[0], reason=MatchReason.CONTACT_SHARED)
    assert visited_on(desk, (first, attrs.evolve(second, proposals=(other,))), 12) == ["c1", "c2"]
