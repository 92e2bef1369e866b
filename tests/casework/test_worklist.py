"""The day's worklist and the next legal date."""

from datetime import date
from datetime import timedelta

import attrs
import pytest

from prevexp.casework.legal import next_legal_date
from prevexp.casework.worklist import worklist
from prevexp.domain.case import Allocation
from prevexp.domain.case import Case
from prevexp.domain.case import ListedFacts
from prevexp.domain.contact import Attempt
from prevexp.domain.life import Closure
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import Stage
from prevexp.law.deadlines import DeadlineKind
from prevexp.law.territory_law import national

DAY = date(2021, 6, 10)
LAW = national("62")


def case(case_id="c1", worker="social-1", **more):
    """Build an allocated case."""
    allocation = Allocation(
        allocated_on=date(2021, 6, 1), quota_month=Month(2021, 6), rank=1, criterion="waiting", social_worker=worker
    )
    fields = {
        "case_id": case_id,
        "household_id": "h",
        "territory": "62",
        "version": 2,
        "received_on": date(2021, 5, 4),
        "last_listed_on": date(2021, 5, 4),
        "month": Month(2021, 5),
        "references": (case_id,),
        "facts": ListedFacts(),
        "allocation": allocation,
    }
    return Case(**(fields | more))


def listed(*cases, on=DAY, worker=None):
    """Return the ids on the worklist."""
    rows = ((c, next_legal_date(c, LAW, on=on), None) for c in cases)
    return [entry.case_id for entry in worklist(rows, on=on, worker=worker)]


def ended(on):
    """Build a closure."""
    return Closure(on=on, reason=ClosureReason.LEFT, outcome=ClosureOutcome.LEFT)


def tried(outcome, on=DAY):
    """Build an attempt."""
    return Attempt(attempted_on=on, channel=Channel.PHONE, outcome=outcome)


def test_only_allocated_open_cases_without_an_exchange_are_listed():
    """Waiting, closed and already reached households are not; an unanswered attempt leaves them listed."""
    waiting = case("waiting", allocation=None)
    closed = case("closed", life=(ended(DAY),))
    met = case("met", attempts=(tried(AttemptOutcome.MET),))
    tried_only = case("tried", attempts=(tried(AttemptOutcome.DOOR_CLOSED),))
    assert listed(waiting, closed, met, tried_only) == ["tried"]


def test_the_worklist_of_a_past_day_does_not_know_the_future():
    """What happened after the day asked for does not count: a list can be made again."""
    future = case(
        "c1", attempts=(tried(AttemptOutcome.MET, DAY + timedelta(days=1)),), life=(ended(DAY + timedelta(days=1)),)
    )
    assert listed(future) == ["c1"]
    assert listed(future, on=date(2021, 5, 31)) == []


def test_the_nearest_legal_date_comes_first_then_the_longest_waiting():
    """A hearing in ten days precedes an old case without a date; ties go by reception."""
    hearing = case("hearing", facts=ListedFacts(hearing_on=DAY + timedelta(days=10)))
    old = case("old", received_on=date(2021, 4, 20))
    young = case("young")
    assert listed(young, old, hearing) == ["hearing", "old", "young"]


def test_a_worker_sees_their_own():
    """The social and the legal worker of a case see it; others do not."""
    both = case("c1")
    both = attrs.evolve(both, allocation=attrs.evolve(both.allocation, legal_worker="legal-1"))
    assert [listed(both, worker=w) for w in ("social-1", "legal-1", "social-2")] == [["c1"], ["c1"], []]


@pytest.mark.parametrize(
    ("on", "kind"),
    [(date(2021, 6, 11), "c"), (date(2021, 6, 12), "c"), (date(2021, 6, 13), "h"), (date(2021, 9, 2), None)],
)
def test_the_next_legal_date_is_the_nearest_one_not_yet_past(on, kind):
    """The clause delay of an act of 12 April ends on 12 June at the earliest.

    The day after, the hearing is next; then nothing.
    """
    facts = ListedFacts(stage=Stage.COMMANDEMENT_DE_PAYER, act_on=date(2021, 4, 12), hearing_on=date(2021, 9, 1))
    found = next_legal_date(case(facts=facts), LAW, on=on)
    expected = {"c": DeadlineKind.CLAUSE_DELAY_ENDS, "h": DeadlineKind.HEARING, None: None}[kind]
    assert (found.kind if found else None) == expected


def test_no_clause_delay_without_a_commandement_de_payer():
    """The delay is reckoned after that act only, and only if its day is known."""
    for facts in (ListedFacts(stage=Stage.SIGNALEMENT, act_on=DAY), ListedFacts(stage=Stage.COMMANDEMENT_DE_PAYER)):
        assert next_legal_date(case(facts=facts), LAW, on=DAY) is None
