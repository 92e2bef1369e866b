"""Which waiting cases get a place, and with whom: quota, capacity, sectors, and places kept for rural communes."""

from collections.abc import Iterable
from collections.abc import Mapping

import attrs

from prevexp.domain.errors import InvalidValue
from prevexp.domain.team import Team
from prevexp.domain.values import WorkerId
from prevexp.domain.vocabulary import WorkerRole

from .capacity import Desk
from .capacity import NoPlace
from .capacity import Place
from .plan import Allocated
from .plan import AllocationPlan
from .plan import AllocationRules
from .plan import Reason
from .plan import ReasonCode
from .plan import Waiting
from .ranking import Candidate
from .ranking import Ranked
from .ranking import rank


def allocate(
    candidates: Iterable[Candidate],
    *,
    places: int,
    open_cases: Mapping[WorkerId, int],
    team: Team,
    rules: AllocationRules,
) -> AllocationPlan:
    """Give the places left this month to waiting cases, in the declared order.

    A case needs a social worker whose sector holds its arrondissement and, if the team has legal workers, one of them
    too. While rural cases wait, a share of what can be taken is kept for them; what they cannot use goes to the others.
    Never more than `places`, never above a capacity. `open_cases` counts the cases each worker has open now.

    Raises InvalidValue if a case is named twice or `places` is negative. Source: call C16, C17, C20, C21.
    """
    if places < 0:
        raise InvalidValue("places: zero or more is needed")
    queue = rank(candidates, rules.priorities)
    desk = Desk.opened(team, open_files_per_fte=rules.open_files_per_fte, open_cases=open_cases)
    kept = rules.kept_for_rural(min(places, desk.room))
    by_order = served = _serve(queue, desk.copy(), places=places, kept=0)
    if by_order.rural < kept:
        rural_first = _serve(queue, desk.copy(), places=places, kept=kept)
        served = rural_first if rural_first.rural > by_order.rural else by_order
    return _plan(queue, served, by_order, places=places, kept=kept)


@attrs.define(kw_only=True)
class _Served:
    """The places and workers as they are given out, and what became of each rank."""

    desk: Desk
    left: int
    rural: int = 0
    taken: dict[int, tuple[Place, ...]] = attrs.field(factory=dict)
    refused: dict[int, NoPlace | None] = attrs.field(
        factory=dict, metadata={"description": "None: no place was left in the quota"}
    )

    def serve(self, ranked: Ranked) -> None:
        """Take the case, or note what it lacks: the place first, unless nobody serves its sector at all."""
        offer = self.desk.offer(ranked.candidate.arrondissement)
        if isinstance(offer, NoPlace):
            self.refused[ranked.rank] = offer if self.left or not offer.serves_sector else None
        elif not self.left:
            self.refused[ranked.rank] = None
        else:
            self.desk.take(offer)
            self.left -= 1
            self.rural += ranked.candidate.rural
            self.taken[ranked.rank] = offer


def _serve(queue: tuple[Ranked, ...], desk: Desk, *, places: int, kept: int) -> _Served:
    """Serve the first rural cases as far as places are kept for them, then everybody else in the order of the queue."""
    served = _Served(desk=desk, left=places)
    for ranked in queue:
        if ranked.candidate.rural and served.rural < kept:
            served.serve(ranked)
    for ranked in queue:
        if ranked.rank not in served.taken:
            served.serve(ranked)
    return served


def _plan(queue: tuple[Ranked, ...], served: _Served, by_order: _Served, *, places: int, kept: int) -> AllocationPlan:
    """Say of every case why it is taken or why it waits; `by_order` is what the order alone would have given."""
    allocated: list[Allocated] = []
    waiting: list[Waiting] = []
    share = Reason(code=ReasonCode.RURAL_SHARE, params={"kept": kept, "places": places}, source="call C16")
    full = Reason(code=ReasonCode.QUOTA_REACHED, params={"places": places}, source="call C21")
    quota_passed = False
    for ranked in queue:
        in_order = ranked.rank in by_order.taken
        if ranked.rank in served.taken:
            by_share = ranked.candidate.rural and (quota_passed or not in_order)
            allocated.append(_allocated(ranked, served.taken[ranked.rank], share if by_share else None))
            continue
        missing = served.refused[ranked.rank]
        reason = share if in_order else _nobody(ranked, missing) if missing else full
        quota_passed = quota_passed or reason is full
        case_id = ranked.candidate.case_id
        waiting.append(Waiting(case_id=case_id, rank=ranked.rank, criterion=ranked.decided_by, reason=reason))
    return AllocationPlan(places=places, kept_for_rural=kept, allocated=tuple(allocated), waiting=tuple(waiting))


def _nobody(ranked: Ranked, missing: NoPlace) -> Reason:
    code = ReasonCode.CAPACITY_REACHED if missing.serves_sector else ReasonCode.NO_WORKER_FOR_SECTOR
    params = {"role": missing.role.value, "arrondissement": ranked.candidate.arrondissement}
    return Reason(code=code, params=params, source="call C20" if missing.serves_sector else "call C16, C17")


def _allocated(ranked: Ranked, places: tuple[Place, ...], share: Reason | None) -> Allocated:
    order = Reason(
        code=ReasonCode.PRIORITY,
        params={"criterion": ranked.decided_by.value, "rank": ranked.rank},
        source="territory pack, order declared",
    )
    workers = {place.role: place.worker_id for place in places}
    return Allocated(
        case_id=ranked.candidate.case_id,
        rank=ranked.rank,
        social_worker=workers[WorkerRole.SOCIAL],
        legal_worker=workers.get(WorkerRole.LEGAL),
        criterion=share.code.value if share else ranked.decided_by.value,
        reasons=(*((share,) if share else ()), order, *(_chosen(ranked, place) for place in places)),
    )


def _chosen(ranked: Ranked, place: Place) -> Reason:
    return Reason(
        code=ReasonCode.WORKER,
        params={
            "role": place.role.value,
            "worker": place.worker_id,
            "arrondissement": ranked.candidate.arrondissement,
            "free": place.free,
        },
        source="call C17, C20",
    )
