"""The day's worklist and the next legal date."""

from datetime import date
from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.casework.agenda import agenda
from prevexp.casework.contact_plan import WorkPlan
from prevexp.casework.due import Task
from prevexp.casework.informing.subject import INFORMING
from prevexp.casework.legal import next_legal_date
from prevexp.casework.subjects import SUBJECTS
from prevexp.casework.worklist import Row
from prevexp.casework.worklist import silent
from prevexp.casework.worklist import worklist
from prevexp.domain.answers import Allocation
from prevexp.domain.case import Case
from prevexp.domain.case import ListedFacts
from prevexp.domain.contact import Attempt
from prevexp.domain.contact import Hold
from prevexp.domain.life import Closure
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import HoldReason
from prevexp.domain.vocabulary import Stage
from prevexp.law.deadlines import DeadlineKind
from prevexp.law.territory_law import national
from prevexp.registry.contact_files import default_contact_plan

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


PLAN = WorkPlan(contact=default_contact_plan(), law=LAW)
TOLD = tuple(one for one in SUBJECTS if one is not INFORMING)
"""The parts of the work for households that were informed of what is done with their data."""


def listed(*cases, on=DAY, **kept):
    """Return the ids on the worklist; the arrondissement is the first half of an invented code of a commune."""
    rows = [
        Row(
            case=one,
            next_legal_date=next_legal_date(one, LAW, on=on),
            arrondissement=(one.facts.commune or "").partition("-")[0] or None,
        )
        for one in cases
    ]
    return [entry.case_id for entry in worklist(rows, agenda(cases, PLAN, on=on, subjects=TOLD), on=on, **kept)]


def lying_in(commune, **more):
    """Return facts of a case in a commune."""
    return ListedFacts(commune=commune, **more)


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


def late(days):
    """Return an allocation so many days ago: its first letter is due since then."""
    return attrs.evolve(case().allocation, allocated_on=DAY - timedelta(days=days))


def test_overdue_first_then_legal_date_then_sector_then_who_waits_longest_then_reference():
    """Each criterion decides only where those before it leave two households equal."""
    soon, later = (lying_in("a-2", hearing_on=DAY + timedelta(days=days)) for days in (10, 11))
    ordered = [
        case("h", facts=later, allocation=late(3)),
        case("g", facts=soon, allocation=late(0)),
        case("f", facts=later, allocation=late(0)),
        case("e", facts=lying_in("a-1"), allocation=late(0)),
        case("d", facts=lying_in("a-2"), allocation=late(0), received_on=date(2021, 4, 20)),
        case("b", facts=lying_in("a-2"), allocation=late(0), references=("62-1",)),
        case("c", facts=lying_in("a-2"), allocation=late(0), references=("62-2",)),
        case("a", facts=lying_in("b-1"), allocation=late(0), received_on=date(2021, 4, 1)),
    ]
    assert listed(*sorted(ordered, key=lambda one: one.case_id)) == [one.case_id for one in ordered]


@given(st.permutations(range(12)), st.permutations(range(12)))
def test_the_order_is_that_of_no_random_id(order, ids):
    """Shuffled cases with shuffled ids come out in the same order of references."""
    cases = [
        case(
            f"c{ids[number]}",
            references=(f"62-{number:02}",),
            facts=lying_in(f"a-{number % 3}"),
            allocation=late(number % 2),
        )
        for number in order
    ]
    reference = {one.case_id: one.reference for one in cases}
    straight = [
        case(f"s{n:02}", references=(f"62-{n:02}",), facts=lying_in(f"a-{n % 3}"), allocation=late(n % 2))
        for n in range(12)
    ]
    assert [reference[one] for one in listed(*cases)] == [f"62-{one[1:]}" for one in listed(*straight)]


def test_a_sector_and_a_kind_of_thing_to_do_are_kept():
    """Of two arrondissements one; of first contacts and follow-ups the follow-ups."""
    met = case("met", facts=lying_in("b-1"), attempts=(tried(AttemptOutcome.MET, DAY - timedelta(days=20)),))
    both = (case("new", facts=lying_in("a-1")), met)
    assert listed(*both) == ["met", "new"] or listed(*both) == ["new", "met"]
    assert (listed(*both, sector="a"), listed(*both, task=Task.FOLLOW_UP)) == (["new"], ["met"])


@pytest.mark.parametrize(("days", "expected"), [(29, ["met", "new"]), (30, ["met", "new"]), (31, ["new"])])
def test_who_has_been_silent_is_listed_the_longest_first(days, expected):
    """A refusal and a closure end it; a household never reached is silent since the list named it."""
    met = case("met", attempts=(tried(AttemptOutcome.MET, DAY - timedelta(days=30)),))
    cases = [
        case("new"),
        met,
        case("closed", life=(ended(DAY),)),
        case("refused", attempts=(tried(AttemptOutcome.REFUSED),)),
        case("held", holds=(Hold(on=DAY, until=DAY, reason=HoldReason.AWAY),)),
    ]
    found = [one.case_id for one in silent([Row(case=one) for one in cases], {}, on=DAY, days=days)]
    assert sorted(found) == expected
    assert found == sorted(found, key=lambda one: one == "met")


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
