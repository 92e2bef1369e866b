"""What a territory declares for allocation, and the plan of one month: who is taken, who waits, and why."""

from collections.abc import Mapping
from enum import StrEnum

import attrs

from prevexp.domain.values import CaseId
from prevexp.domain.values import WorkerId
from prevexp.domain.values import count
from prevexp.domain.vocabulary import WorkerRole

from .ranking import NEAREST_DATE_THEN_LONGEST_WAIT
from .ranking import Criterion
from .ranking import Priority


@attrs.frozen(kw_only=True)
class AllocationRules:
    """What a territory declares: who comes first, how much a worker carries, how many places rural communes keep.

    Source: call C16 (the most rural areas first), C17 (social work dominant, legal skill), C20.
    """

    open_files_per_fte: Mapping[WorkerRole, int] = attrs.field(
        metadata={"unit": "open cases per full-time equivalent", "description": "a role without a number takes none"}
    )
    priorities: tuple[Priority, ...] = NEAREST_DATE_THEN_LONGEST_WAIT
    rural_percent: int = attrs.field(
        default=0, validator=count(0, 100), metadata={"unit": "percent of what a month can take, rounded up"}
    )

    def kept_for_rural(self, places: int) -> int:
        """Return the places kept for rural communes, rounded up: one place is theirs as soon as a share is declared."""
        return -(-places * self.rural_percent // 100)


class ReasonCode(StrEnum):
    """Why a case is taken, or why it waits. French wording lives in `render/`."""

    PRIORITY = "priority"
    RURAL_SHARE = "rural-share"  # by the order alone the case would wait, or would be taken
    WORKER = "worker"
    QUOTA_REACHED = "quota-reached"
    CAPACITY_REACHED = "capacity-reached"
    NO_WORKER_FOR_SECTOR = "no-worker-for-sector"


@attrs.frozen(kw_only=True)
class Reason:
    """One reason, the figures it rests on, and the clause of the call."""

    code: ReasonCode
    params: Mapping[str, str | int]
    source: str


@attrs.frozen(kw_only=True)
class Allocated:
    """A case that gets a place, and who answers for it."""

    case_id: CaseId
    rank: int
    social_worker: WorkerId
    legal_worker: WorkerId | None
    criterion: str = attrs.field(metadata={"description": "what decided: a Criterion, or `rural-share`"})
    reasons: tuple[Reason, ...]


@attrs.frozen(kw_only=True)
class Waiting:
    """A case that waits, its rank in the queue, and why it has no place."""

    case_id: CaseId
    rank: int
    criterion: Criterion = attrs.field(metadata={"description": "what put it after the case before"})
    reason: Reason


@attrs.frozen(kw_only=True)
class AllocationPlan:
    """The places of one month given out; both lists in the order of rank."""

    places: int
    kept_for_rural: int = attrs.field(metadata={"description": "share of the places the team has room to fill"})
    allocated: tuple[Allocated, ...]
    waiting: tuple[Waiting, ...]
