"""Who is taken this month, and who waits."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from typing import Any

import attrs

from ..casework.legal import next_legal_date
from ..casework.life.answering import answering
from ..casework.life.answering import ever_answering
from ..casework.life.standing import closed
from ..domain.case import Case
from ..domain.errors import InvalidValue
from ..domain.events import CaseAllocated
from ..domain.values import CaseId
from ..domain.values import Month
from ..domain.values import WorkerId
from ..programme.allocation import allocate
from ..programme.plan import AllocationPlan
from ..programme.quota import MonthQuota
from ..programme.ranking import Candidate
from ..registry.pack import TerritoryPack


@attrs.frozen(kw_only=True)
class AllocationRound:
    """One round of allocation: the month's quota, who is taken and by whom, who waits with which rank and why."""

    on: date
    quota: MonthQuota
    plan: AllocationPlan
    references: Mapping[CaseId, str] = attrs.field(repr=False)
    dry_run: bool = False

    def events(self, recorded_at: datetime) -> list[CaseAllocated]:
        """Return what the round makes happen: one allocation for each case taken."""
        return [
            CaseAllocated(
                case_id=one.case_id,
                occurred_on=self.on,
                recorded_at=recorded_at,
                quota_month=self.quota.month,
                rank=one.rank,
                criterion=str(one.criterion),
                social_worker=one.social_worker,
                legal_worker=one.legal_worker,
            )
            for one in self.plan.allocated
        ]

    def to_json(self) -> dict[str, Any]:
        """Return the round as plain data."""
        quota = self.quota
        return {
            "on": self.on.isoformat(),
            "dry_run": self.dry_run,
            "quota": {
                "month": str(quota.month),
                "base": quota.base,
                "carried": quota.carried,
                "used": quota.used,
                "left": quota.left,
                "source": quota.volume.source if quota.volume else None,
            },
            "allocated": [
                {"reference": self.references[one.case_id], **attrs.asdict(one)} for one in self.plan.allocated
            ],
            "waiting": [{"reference": self.references[one.case_id], **attrs.asdict(one)} for one in self.plan.waiting],
        }


def plan_allocation(
    pack: TerritoryPack, cases: Sequence[Case], eligible: Iterable[CaseId], *, on: date, dry_run: bool
) -> AllocationRound:
    """Plan one round.

    Eligible waiting cases against the quota left in the month and the team's capacity (call C20, C21).
    """
    by_id = {case.case_id: case for case in cases}
    month = Month.of(on)
    quota = pack.quota.quota_of(month, allocated=_allocated_by_month(cases))
    candidates = [_candidate(by_id[case_id], pack, on) for case_id in eligible]
    plan = allocate(
        candidates, places=quota.left, open_cases=open_cases(cases, on), team=pack.team, rules=pack.allocation
    )
    references = {candidate.case_id: by_id[candidate.case_id].reference for candidate in candidates}
    return AllocationRound(on=on, quota=quota, plan=plan, references=references, dry_run=dry_run)


def open_cases(cases: Iterable[Case], on: date) -> Mapping[WorkerId, int]:
    """Count the cases each worker has open on a day."""
    count: Counter[WorkerId] = Counter()
    for case in cases:
        who = answering(case, on)
        if who is not None and not closed(case, on):
            count.update(who.workers)
    return count


def checked_worker(pack: TerritoryPack, cases: Iterable[Case], worker: str) -> WorkerId:
    """Accept a worker of the team, or one who still has cases; raise InvalidValue with those there are."""
    known = {str(one.worker_id) for one in pack.team.workers}
    for case in cases:
        known.update(map(str, ever_answering(case)))
    if worker not in known:
        raise InvalidValue("unknown worker", known=tuple(sorted(known)))
    return WorkerId(worker)


def _allocated_by_month(cases: Iterable[Case]) -> Mapping[Month, int]:
    return Counter(case.allocation.quota_month for case in cases if case.allocation is not None)


def _candidate(case: Case, pack: TerritoryPack, on: date) -> Candidate:
    commune = pack.register.communes.get(case.facts.commune or "")
    following = next_legal_date(case, pack.law, on=on)
    return Candidate(
        case_id=case.case_id,
        received_on=case.received_on,
        next_legal_date=following.on if following else None,
        arrondissement=commune.arrondissement if commune else "",
        rural=commune.rural if commune else False,
    )
