"""Whatever waits, whoever works and whatever the quota: limits hold, reasons are true, nobody is starved."""

from datetime import date
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.team import Team
from prevexp.domain.team import Worker
from prevexp.domain.values import CaseId
from prevexp.domain.values import WorkerId
from prevexp.domain.vocabulary import WorkerRole
from prevexp.programme.allocation import allocate
from prevexp.programme.capacity import capacity_of
from prevexp.programme.plan import AllocationPlan
from prevexp.programme.plan import AllocationRules
from prevexp.programme.plan import ReasonCode
from prevexp.programme.ranking import Candidate

FILES = {WorkerRole.SOCIAL: 4, WorkerRole.LEGAL: 10}
AREAS = ("A", "B", "C", "D")
NAMES = tuple(WorkerId(f"w{number}") for number in range(6))
START = date(2021, 5, 1)

Queue = tuple[Candidate, ...]
Load = dict[WorkerId, int]

teams = st.lists(
    st.builds(
        Worker,
        worker_id=st.sampled_from(NAMES),
        role=st.sampled_from(WorkerRole),
        fte=st.sampled_from([Decimal(1), Decimal("0.8"), Decimal("0.5")]),
        sector=st.frozensets(st.sampled_from(AREAS), min_size=1),
    ),
    max_size=5,
    unique_by=lambda one: one.worker_id,
).map(lambda workers: Team(workers=tuple(workers)))
queues = st.lists(
    st.builds(
        Candidate,
        case_id=st.integers(1, 999).map(lambda number: CaseId(f"c{number}")),
        received_on=st.just(START),
        next_legal_date=st.none() | st.dates(START, START + timedelta(days=20)),
        arrondissement=st.sampled_from(AREAS),
        rural=st.booleans(),
    ),
    max_size=25,
    unique_by=lambda one: one.case_id,
).map(tuple)
loads = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 5))


def given_out(cases: Queue, team: Team, places: int, load: Load, rural: int) -> AllocationPlan:
    rules = AllocationRules(open_files_per_fte=FILES, rural_percent=rural)
    return allocate(cases, places=places, open_cases=load, team=team, rules=rules)


def load_after(plan: AllocationPlan, team: Team, load: Load) -> Load:
    """Count each worker's cases once the plan is carried out."""
    after = {one.worker_id: load.get(one.worker_id, 0) for one in team.workers}
    for one in plan.allocated:
        after[one.social_worker] += 1
        if one.legal_worker is not None:
            after[one.legal_worker] += 1
    return after


@settings(max_examples=100)
@given(cases=queues, team=teams, places=st.integers(0, 12), load=loads, rural=st.integers(0, 100))
def test_no_limit_is_passed(cases: Queue, team: Team, places: int, load: Load, rural: int) -> None:
    """Never beyond the quota, never above a capacity, never outside a sector, and no case is lost from sight."""
    plan = given_out(cases, team, places, load, rural)
    after = load_after(plan, team, load)
    area = {case.case_id: case.arrondissement for case in cases}
    sector = {one.worker_id: one.sector for one in team.workers}
    assert len(plan.allocated) <= places
    for one in team.workers:
        assert after[one.worker_id] <= max(capacity_of(one, FILES), load.get(one.worker_id, 0))
    for taken in plan.allocated:
        assert area[taken.case_id] in sector[taken.social_worker]
        assert taken.legal_worker is None or area[taken.case_id] in sector[taken.legal_worker]
    assert sorted([*(one.case_id for one in plan.allocated), *(one.case_id for one in plan.waiting)]) == sorted(area)


@settings(max_examples=200)
@given(cases=queues, team=teams, places=st.integers(0, 12), load=loads, rural=st.integers(0, 100))
def test_nobody_is_overtaken_without_a_reason_that_is_true(
    cases: Queue, team: Team, places: int, load: Load, rural: int
) -> None:
    """Each reason to wait can be checked against the plan itself, and against the plan the order alone would give."""
    plan = given_out(cases, team, places, load, rural)
    after = load_after(plan, team, load)
    by_order = {one.case_id for one in given_out(cases, team, places, load, 0).allocated}
    area = {case.case_id: case.arrondissement for case in cases}
    for left in plan.waiting:
        behind = [one for one in plan.allocated if one.rank > left.rank]
        role = left.reason.params.get("role")
        serving = [one for one in team.workers if one.role == role and area[left.case_id] in one.sector]
        match left.reason.code:
            case ReasonCode.QUOTA_REACHED:
                assert len(plan.allocated) == places
                assert {one.criterion for one in behind} <= {"rural-share"}
            case ReasonCode.RURAL_SHARE:
                assert left.case_id in by_order
                assert any(one.criterion == "rural-share" for one in plan.allocated)
            case ReasonCode.CAPACITY_REACHED:
                assert serving
                assert all(after[one.worker_id] >= capacity_of(one, FILES) for one in serving)
            case ReasonCode.NO_WORKER_FOR_SECTOR:
                assert serving == []
            case other:
                pytest.fail(f"{other} is no reason to wait")


@settings(max_examples=100)
@given(cases=queues, team=teams, places=st.integers(0, 12), load=loads, data=st.data())
def test_the_order_of_cases_and_workers_does_not_matter(
    cases: Queue, team: Team, places: int, load: Load, data: st.DataObject
) -> None:
    """The same cases and the same team in any order give the same plan."""
    shuffled = tuple(data.draw(st.permutations(cases)))
    reseated = Team(workers=tuple(data.draw(st.permutations(team.workers))))
    assert given_out(shuffled, reseated, places, load, 30) == given_out(cases, team, places, load, 30)


@settings(max_examples=50)
@given(
    places=st.integers(1, 10),
    room=st.integers(1, 10),
    percent=st.integers(1, 100),
    arrivals=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3)), min_size=1, max_size=8),
)
def test_rural_cases_are_not_starved_month_after_month(
    places: int, room: int, percent: int, arrivals: list[tuple[int, int]]
) -> None:
    """Be quota or team the limit, each month serves its share of the rural cases, however urgent the others."""
    worker = Worker(worker_id=NAMES[0], role=WorkerRole.SOCIAL, fte=Decimal(1), sector=frozenset("A"))
    rules = AllocationRules(open_files_per_fte={WorkerRole.SOCIAL: room}, rural_percent=percent)
    queue: list[Candidate] = []
    for month, (urban, rural) in enumerate(arrivals):
        queue += [
            Candidate(
                case_id=CaseId(f"c{month}.{number}"),
                received_on=START,
                next_legal_date=START if number < urban else None,
                arrondissement="A",
                rural=number >= urban,
            )
            for number in range(urban + rural)
        ]
        plan = allocate(queue, places=places, open_cases={}, team=Team(workers=(worker,)), rules=rules)
        done = {one.case_id for one in plan.allocated}
        assert plan.kept_for_rural * 100 >= min(places, room) * percent
        waiting_rural = [case.case_id for case in queue if case.rural]
        assert len(done.intersection(waiting_rural)) >= min(plan.kept_for_rural, len(waiting_rural))
        assert len(done) == min(places, room, len(queue))
        queue = [case for case in queue if case.case_id not in done]
