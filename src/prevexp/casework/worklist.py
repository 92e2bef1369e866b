"""The day's worklist: who is to be contacted, since when they wait, which legal date comes next.

Source: call C06 (contact the tenant), C18 (interventions anticipated and staggered), C25 (strong reactivity).
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date

import attrs

from ..domain.case import Case
from ..domain.said import last_exchange_on
from ..domain.said import refused
from ..domain.values import CaseId
from ..domain.values import WorkerId
from ..domain.vocabulary import Stage
from ..law.deadlines import Deadline
from .agenda import Duty
from .due import Task


@attrs.frozen(kw_only=True)
class WorklistEntry:
    """One household to contact. `waits_days` are calendar days since the list named it.

    `duty` says what is to be done and by when; without one the household waits for its first contact.
    """

    case_id: CaseId
    reference: str
    commune: str | None
    arrondissement: str | None
    stage: Stage
    worker: WorkerId
    legal_worker: WorkerId | None
    allocated_on: date
    received_on: date
    waits_days: int
    rank: int
    next_legal_date: Deadline | None
    attempts: int
    last_attempt_on: date | None
    initials: str = ""
    duty: Duty | None = None

    @property
    def task(self) -> Task:
        """What is to be done."""
        return self.duty.task if self.duty else Task.FIRST_CONTACT


def to_contact(case: Case, on: date) -> bool:
    """Say whether an allocated case still waits for its first two-way contact on a day."""
    if case.allocation is None or case.allocation.allocated_on > on:
        return False
    if case.closed_on is not None and case.closed_on <= on:
        return False
    return last_exchange_on(case, on) is None and not refused(case, on)


def worklist(
    cases: Iterable[tuple[Case, Deadline | None, str | None]],
    *,
    on: date,
    worker: WorkerId | None = None,
    duties: Mapping[CaseId, Duty] | None = None,
) -> tuple[WorklistEntry, ...]:
    """List who is to be contacted on a day: nearest legal date first, then longest waiting, then case id.

    `cases` come with their next legal date and their arrondissement; `worker` keeps one worker's own (social or legal).
    `duties` (see `agenda`) says which cases are to be listed and for what; without it, every first contact still to be
    made is.
    """
    entries = [
        _entry(case, next_date, arrondissement, on, None if duties is None else duties[case.case_id])
        for case, next_date, arrondissement in cases
        if _concerns(case, worker) and (to_contact(case, on) if duties is None else case.case_id in duties)
    ]
    return tuple(sorted(entries, key=_order))


def _concerns(case: Case, worker: WorkerId | None) -> bool:
    return worker is None or (
        case.allocation is not None and worker in (case.allocation.social_worker, case.allocation.legal_worker)
    )


def _order(entry: WorklistEntry) -> tuple[date, date, str]:
    return (entry.next_legal_date.on if entry.next_legal_date else date.max, entry.received_on, entry.case_id)


def _entry(
    case: Case, next_date: Deadline | None, arrondissement: str | None, on: date, duty: Duty | None
) -> WorklistEntry:
    allocation = case.allocation
    assert allocation is not None  # noqa: S101 - only allocated cases are listed
    past = [attempt for attempt in case.attempts if attempt.attempted_on <= on]
    return WorklistEntry(
        case_id=case.case_id,
        reference=case.reference,
        commune=case.facts.commune,
        arrondissement=arrondissement,
        stage=case.facts.stage,
        worker=allocation.social_worker,
        legal_worker=allocation.legal_worker,
        allocated_on=allocation.allocated_on,
        received_on=case.received_on,
        waits_days=(on - case.received_on).days,
        rank=allocation.rank,
        next_legal_date=next_date,
        attempts=len(past),
        last_attempt_on=max((a.attempted_on for a in past), default=None),
        duty=duty,
    )
