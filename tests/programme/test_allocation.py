"""Which cases get a place this month, with whom, and why the others wait."""

from datetime import date
from datetime import timedelta
from decimal import Decimal

import pytest

from prevexp.domain.errors import InvalidValue
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

START = date(2021, 5, 1)
FILES = {WorkerRole.SOCIAL: 4, WorkerRole.LEGAL: 10}
AREAS = ("A", "B", "C", "D")


def worker(name: str, role: WorkerRole = WorkerRole.SOCIAL, *, fte: str = "1", sector: str = "AB") -> Worker:
    return Worker(worker_id=WorkerId(name), role=role, fte=Decimal(fte), sector=frozenset(sector))


def waiting(number: int, *, area: str = "A", rural: bool = False) -> Candidate:
    """Return a case whose number is also its place in the default order."""
    return Candidate(
        case_id=CaseId(f"c{number:03}"),
        received_on=START,
        next_legal_date=START + timedelta(days=number),
        arrondissement=area,
        rural=rural,
    )


def given_out(
    *cases: Candidate,
    places: int = 100,
    team: tuple[Worker, ...] = (worker("s1"),),
    open_cases: dict[str, int] | None = None,
    rural: int = 0,
    files: dict[WorkerRole, int] = FILES,
) -> AllocationPlan:
    return allocate(
        cases,
        places=places,
        open_cases={WorkerId(name): number for name, number in (open_cases or {}).items()},
        team=Team(workers=team),
        rules=AllocationRules(open_files_per_fte=files, rural_percent=rural),
    )


def taken(plan: AllocationPlan) -> list[str]:
    return [one.case_id for one in plan.allocated]


def reasons_to_wait(plan: AllocationPlan) -> dict[str, str]:
    return {one.case_id: one.reason.code.value for one in plan.waiting}


@pytest.mark.parametrize("places, expected", [(0, []), (1, ["c001"]), (2, ["c001", "c002"])])
def test_cases_are_taken_in_order_up_to_the_quota(places: int, expected: list[str]) -> None:
    """The first of the queue get the places of the month; the others wait for the quota."""
    plan = given_out(waiting(2), waiting(1), waiting(3), places=places)
    assert taken(plan) == expected
    assert set(reasons_to_wait(plan).values()) == {"quota-reached"}


@pytest.mark.parametrize("already_open, room", [(3, 1), (4, 0), (5, 0)])
def test_a_worker_is_never_given_more_than_a_share_of_the_files(already_open: int, room: int) -> None:
    """Four files per full-time post: one more for who has three open, none for who has four, or more by a past rule."""
    plan = given_out(waiting(1), waiting(2), open_cases={"s1": already_open})
    assert len(taken(plan)) == room
    assert set(reasons_to_wait(plan).values()) == {"capacity-reached"}


@pytest.mark.parametrize("fte, files", [("1", 4), ("0.8", 3), ("0.5", 2), ("0.2", 0)])
def test_a_part_time_worker_carries_part_of_the_files_rounded_down(fte: str, files: int) -> None:
    """Eight tenths of four files are three files, not four."""
    assert capacity_of(worker("s1", fte=fte), FILES) == files


def test_a_case_in_a_sector_nobody_serves_waits_and_says_so() -> None:
    """The next case is taken: a hole in the organisation does not stop the queue."""
    plan = given_out(waiting(1, area="D"), waiting(2), places=1)
    assert taken(plan) == ["c002"]
    assert plan.waiting[0].reason.params == {"role": "social", "arrondissement": "D"}
    assert reasons_to_wait(plan) == {"c001": "no-worker-for-sector"}


def test_the_worker_with_the_most_room_is_chosen_then_the_smallest_id() -> None:
    """Three cases, two equal workers, one of whom has a case already: the other takes two, then they take turns."""
    team = (worker("s2"), worker("s1"))
    plan = given_out(*(waiting(number) for number in (1, 2, 3, 4)), team=team, open_cases={"s1": 2})
    assert [one.social_worker for one in plan.allocated] == ["s2", "s2", "s1", "s2"]


def test_a_worker_outside_its_sector_is_never_chosen() -> None:
    """Room elsewhere is no room here."""
    plan = given_out(waiting(1, area="C"), team=(worker("s1", sector="AB"), worker("s2", fte="0.5", sector="C")))
    assert plan.allocated[0].social_worker == "s2"


def test_a_team_with_a_jurist_gives_every_case_both_professions() -> None:
    """The call asks for a social and a legal skill: the case has one of each, and waits if the jurist is full."""
    team = (worker("s1"), worker("l1", WorkerRole.LEGAL, fte="0.1"))
    plan = given_out(waiting(1), waiting(2), team=team)
    assert [(one.social_worker, one.legal_worker) for one in plan.allocated] == [("s1", "l1")]
    assert plan.waiting[0].reason.params["role"] == "legal"


def test_a_team_of_social_workers_only_still_works() -> None:
    """A team without a jurist gives cases to social workers alone."""
    assert given_out(waiting(1)).allocated[0].legal_worker is None


def test_a_team_without_social_workers_takes_nothing() -> None:
    """Social work is the dominant skill: a jurist alone does not answer for a case."""
    plan = given_out(waiting(1), team=(worker("l1", WorkerRole.LEGAL),))
    assert reasons_to_wait(plan) == {"c001": "no-worker-for-sector"}


def test_a_profession_without_a_number_of_files_takes_nothing() -> None:
    """How much a worker carries is declared, never assumed to be without limit."""
    plan = given_out(waiting(1), files={})
    assert reasons_to_wait(plan) == {"c001": "capacity-reached"}


def test_rural_cases_keep_their_share_of_the_places() -> None:
    """Of four places one is rural: the last in order gives way; who waited anyway waits for the quota."""
    plan = given_out(*(waiting(number) for number in range(1, 6)), waiting(9, rural=True), places=4, rural=25)
    assert taken(plan) == ["c001", "c002", "c003", "c009"]
    assert reasons_to_wait(plan) == {"c004": "rural-share", "c005": "quota-reached"}
    assert [one.criterion for one in plan.allocated] == ["next-legal-date"] * 3 + ["rural-share"]


def test_rural_cases_keep_their_share_when_the_team_and_not_the_quota_is_the_limit() -> None:
    """Room for four cases in a month of a hundred places: one of the four is rural, and who gave way is told so."""
    plan = given_out(*(waiting(number) for number in range(1, 6)), waiting(9, rural=True), places=100, rural=25)
    assert (plan.kept_for_rural, taken(plan)) == (1, ["c001", "c002", "c003", "c009"])
    assert reasons_to_wait(plan) == {"c004": "rural-share", "c005": "capacity-reached"}


def test_a_case_whose_own_workers_are_full_did_not_give_way_to_a_rural_case_elsewhere() -> None:
    """The rural case took a worker of another sector: the reason to wait is the worker that is full."""
    team = (worker("s1", sector="A"), worker("s2", sector="B"))
    cases = (waiting(1), waiting(2), waiting(3, area="B", rural=True), waiting(4, area="B", rural=True))
    plan = given_out(*cases, team=team, rural=100, open_cases={"s1": 3, "s2": 3})
    assert taken(plan) == ["c001", "c003"]
    assert reasons_to_wait(plan) == {"c002": "capacity-reached", "c004": "capacity-reached"}


def test_rural_cases_that_come_first_anyway_use_up_the_share() -> None:
    """The share is a floor, not a bonus: nobody gives way if the order already serves rural communes."""
    plan = given_out(waiting(1, rural=True), waiting(2), waiting(3), waiting(4, rural=True), places=2, rural=50)
    assert taken(plan) == ["c001", "c002"]
    assert reasons_to_wait(plan) == {"c003": "quota-reached", "c004": "quota-reached"}
    assert plan.allocated[0].criterion == "next-legal-date"


@pytest.mark.parametrize("rural", [50, 100])
def test_a_share_the_order_already_gives_changes_nothing(rural: int) -> None:
    """Both cases fit, whoever is served first: the share must not push the urban case out of its only worker."""
    team = (worker("s1", sector="AB"), worker("s2", sector="B"))
    cases = (waiting(1), waiting(2, area="B", rural=True))
    plan = given_out(*cases, team=team, rural=rural, open_cases={"s1": 3, "s2": 3})
    assert [(one.case_id, one.social_worker) for one in plan.allocated] == [("c001", "s1"), ("c002", "s2")]


def test_the_share_is_counted_on_what_the_scarcest_profession_can_take() -> None:
    """A jurist with room for two cases makes it a month of two: half of them is one place, not two."""
    team = (worker("s1"), worker("l1", WorkerRole.LEGAL, fte="0.2"))
    cases = (waiting(1), waiting(2), waiting(3, rural=True), waiting(4, rural=True))
    plan = given_out(*cases, team=team, rural=50)
    assert (plan.kept_for_rural, taken(plan)) == (1, ["c001", "c003"])


def test_rural_cases_served_by_order_and_by_the_share_take_one_place_each() -> None:
    """Two of four places are kept: one rural case comes second anyway, the last one takes the place of the fourth."""
    urban = (waiting(number) for number in (1, 3, 4, 5))
    plan = given_out(*urban, waiting(2, rural=True), waiting(9, rural=True), places=4, rural=50)
    assert [(one.case_id, one.criterion) for one in plan.allocated] == [
        ("c001", "next-legal-date"),
        ("c002", "next-legal-date"),
        ("c003", "next-legal-date"),
        ("c009", "rural-share"),
    ]


def test_whoever_passes_a_case_that_waits_for_the_quota_does_so_by_the_share() -> None:
    """By order alone the second case lacks a worker; with the share it lacks a place, and both who pass it say why."""
    team = (worker("s1", fte="0.25", sector="A"), worker("s2", fte="0.5", sector="B"))
    rural = (waiting(3, area="B", rural=True), waiting(4, area="B", rural=True))
    plan = given_out(waiting(1), waiting(2), *rural, team=team, places=2, rural=100)
    assert [(one.case_id, one.criterion) for one in plan.allocated] == [
        ("c003", "rural-share"),
        ("c004", "rural-share"),
    ]
    assert reasons_to_wait(plan) == {"c001": "rural-share", "c002": "quota-reached"}


def test_what_rural_cases_do_not_need_goes_to_the_others() -> None:
    """Every place is kept for rural cases but only one waits: nobody is held back for cases that do not exist."""
    assert taken(given_out(waiting(1), waiting(2, rural=True), waiting(3), places=2, rural=100)) == ["c001", "c002"]


def test_places_rural_cases_cannot_use_go_to_the_others_in_order() -> None:
    """The rural case has no worker, so its place goes to the one who was held back, not to who came later."""
    cases = (waiting(1), waiting(2), waiting(3, area="D", rural=True), waiting(4))
    plan = given_out(*cases, places=2, rural=50)
    assert taken(plan) == ["c001", "c002"]
    assert reasons_to_wait(plan) == {"c003": "no-worker-for-sector", "c004": "quota-reached"}


def test_one_place_goes_to_a_rural_case_as_soon_as_a_share_is_declared() -> None:
    """The share is rounded up: the most rural areas first (call C16)."""
    assert taken(given_out(waiting(1), waiting(2, rural=True), places=1, rural=1)) == ["c002"]


def test_each_case_taken_says_what_decided_and_who_had_how_much_room() -> None:
    """The reasons of an allocation hold the criterion, the rank, the worker and the room there was."""
    reasons = given_out(waiting(1), open_cases={"s1": 1}).allocated[0].reasons
    assert [(reason.code, dict(reason.params)) for reason in reasons] == [
        (ReasonCode.PRIORITY, {"criterion": "next-legal-date", "rank": 1}),
        (ReasonCode.WORKER, {"role": "social", "worker": "s1", "arrondissement": "A", "free": 3}),
    ]
    assert all(reason.source for reason in reasons)


def test_fewer_than_no_places_is_refused() -> None:
    """A quota that is used up leaves zero places, never less."""
    with pytest.raises(InvalidValue):
        given_out(waiting(1), places=-1)
