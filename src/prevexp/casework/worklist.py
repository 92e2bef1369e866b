"""The day's worklist: what is to be done for whom, since when they wait, which legal date comes next.

Source: call C06 (contact the tenant), C18 (interventions anticipated and staggered), C25 (strong reactivity).
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date

import attrs

from ..domain.case import Case
from ..domain.groups import NEVER_SHARED
from ..domain.groups import Veiled
from ..domain.said import last_exchange_on
from ..domain.said import unsafe_channels
from ..domain.values import CaseId
from ..domain.values import WorkerId
from ..domain.vocabulary import Channel
from ..domain.vocabulary import Stage
from ..law.deadlines import Deadline
from .case_day import CaseDay
from .due import Due
from .due import Task
from .life.answering import answering


@attrs.frozen(kw_only=True)
class Row(Veiled):
    """A case that may be listed, its next legal date, its arrondissement (a code) and the name of its commune."""

    case: Case
    next_legal_date: Deadline | None = None
    arrondissement: str | None = None
    commune: str | None = None


@attrs.frozen(kw_only=True)
class WorklistEntry(Veiled):
    """One household and all that is to be done for it, the most pressing first. `waits_days` count from the list.

    Without a worker nobody answers for the case yet, and the law alone asks for something. `unsafe` are the channels
    that must not be used; they reach no partner.
    """

    case_id: CaseId
    reference: str
    commune: str | None
    arrondissement: str | None
    stage: Stage
    worker: WorkerId | None
    legal_worker: WorkerId | None
    allocated_on: date | None
    received_on: date
    waits_days: int = attrs.field(metadata={"unit": "calendar days"})
    rank: int | None
    next_legal_date: Deadline | None
    attempts: int
    last_attempt_on: date | None
    last_exchange_on: date | None = None
    initials: str = ""
    dues: tuple[Due, ...] = ()
    unsafe: tuple[Channel, ...] = attrs.field(default=(), metadata=NEVER_SHARED)

    @property
    def task(self) -> Task | None:
        """The most pressing thing to do."""
        return self.dues[0].task if self.dues else None

    @property
    def silent_since(self) -> date:
        """The day of the last exchange in two ways, or that of the list that named the household."""
        return self.last_exchange_on or self.received_on

    def overdue(self, on: date) -> bool:
        """Say whether the last day of something is over."""
        return _overdue(self.dues, on)


def worklist(
    rows: Iterable[Row],
    dues: Mapping[CaseId, tuple[Due, ...]],
    *,
    on: date,
    worker: WorkerId | None = None,
    sector: str | None = None,
    task: Task | None = None,
) -> tuple[WorklistEntry, ...]:
    """List what is to be done on a day; `dues` (see `agenda`) says what.

    Overdue first, then by next legal date, by sector (arrondissement, commune), then who waits longest, then by
    reference: an order that no random id decides. `worker` keeps one worker's own (social or legal), `sector` one
    arrondissement, `task` one kind of thing to do; a case handed over is on both lists while days overlap.
    """
    if task is not None:
        dues = {case_id: tuple(due for due in found if due.task is task) for case_id, found in dues.items()}
    listed = [
        row
        for row in rows
        if dues.get(row.case.case_id) and sector in (None, row.arrondissement) and _concerns(row.case, worker, on)
    ]
    listed.sort(key=lambda row: _order(row, dues[row.case.case_id], on))
    return tuple([_entry(row, dues[row.case.case_id], on) for row in listed])


def silent(
    rows: Iterable[Row], dues: Mapping[CaseId, tuple[Due, ...]], *, on: date, days: int, worker: WorkerId | None = None
) -> tuple[WorklistEntry, ...]:
    """List the households the team works on and with which there was no exchange for so many days, longest first.

    One that was never reached is silent since the list named it. Held cases are left out until the hold ends. `days`
    are calendar days.
    """
    entries = (
        _entry(row, dues.get(row.case.case_id, ()), on)
        for row in rows
        if _may_call(CaseDay.of(row.case, on)) and _concerns(row.case, worker, on)
    )
    found = [entry for entry in entries if (on - entry.silent_since).days >= days]
    return tuple(sorted(found, key=lambda entry: (entry.silent_since, entry.reference, entry.case_id)))


def _may_call(day: CaseDay) -> bool:
    return day.worked_on and day.held_until is None


def _concerns(case: Case, worker: WorkerId | None, on: date) -> bool:
    if worker is None:
        return True
    who = answering(case, on)
    return who is not None and who.sees(worker)


def _overdue(dues: tuple[Due, ...], on: date) -> bool:
    return any(due.due_on < on for due in dues)


def _order(row: Row, dues: tuple[Due, ...], on: date) -> tuple[bool, date, str, str, date, str, str]:
    case = row.case
    return (
        not _overdue(dues, on),
        row.next_legal_date.on if row.next_legal_date else date.max,
        row.arrondissement or "",
        case.facts.commune or "",
        case.received_on,
        case.reference,
        case.case_id,
    )


def _entry(row: Row, dues: tuple[Due, ...], on: date) -> WorklistEntry:
    case = row.case
    allocation, who = case.allocation, answering(case, on)
    tried = [attempt.attempted_on for attempt in case.attempts if attempt.attempted_on <= on]
    return WorklistEntry(
        case_id=case.case_id,
        reference=case.reference,
        commune=row.commune or case.facts.commune,
        arrondissement=row.arrondissement,
        stage=case.facts.stage,
        worker=who.social_worker if who else None,
        legal_worker=who.legal_worker if who else None,
        allocated_on=allocation.allocated_on if allocation else None,
        received_on=case.received_on,
        waits_days=(on - case.received_on).days,
        rank=allocation.rank if allocation else None,
        next_legal_date=row.next_legal_date,
        attempts=len(tried),
        last_attempt_on=tried[-1] if tried else None,
        last_exchange_on=last_exchange_on(case, on),
        dues=dues,
        unsafe=unsafe_channels(case, on),
    )
