"""Events written by people, one by one or in a batch, through the same sealed door as a transfer's."""

from collections.abc import Iterable

from ..casework.decide import checked
from ..casework.refusal import Refusal
from ..domain.case import Case
from ..domain.errors import InvalidValue
from ..domain.events import CaseAllocated
from ..domain.events import CaseClosed
from ..domain.events import CaseReceived
from ..domain.events import Event
from ..domain.values import Month
from ..privacy.permitting import Addressee
from ..registry.pack import TerritoryPack
from ..storage.port import CaseStatus
from ..storage.records import Records
from ..storage.writes import CaseWrite


def record(records: Records, case: Case, event: Event, *, expected_version: int) -> Event:
    """Write one event of a case and return it."""
    _check(case, event)
    if isinstance(checked(case, (event,)), Refusal):
        raise InvalidValue("the event needs an agreement of the household in force on its day")
    records.commit([_write(records, case, (event,), expected_version)])
    return event


def record_decided(records: Records, case: Case, events: tuple[Event, ...]) -> None:
    """Write what `decide` made of a command on a case, all or none."""
    for event in events:
        _check(case, event)
    records.commit([_write(records, case, events, case.version)])


def record_all(records: Records, events: Iterable[tuple[Case, Event]]) -> None:
    """Write one event for each of several cases, all or none."""
    writes = []
    for case, event in events:
        _check(case, event)
        writes.append(_write(records, case, (event,), case.version))
    if writes:
        records.commit(writes)


def record_stories(records: Records, stories: Iterable[tuple[Case, tuple[Event, ...]]]) -> None:
    """Write several events for each of several cases, all or none."""
    writes = []
    for case, events in stories:
        for event in events:
            _check(case, event)
        writes.append(_write(records, case, events, case.version))
    if writes:
        records.commit(writes)


def checked_partner(pack: TerritoryPack, slug: str) -> str:
    """Accept a partner of the territory; raise InvalidValue with those there are."""
    known = [partner.slug for partner in pack.partners]
    if slug not in known:
        raise InvalidValue(f"unknown partner; known: {', '.join(known)}", partner=slug, known=tuple(known))
    return slug


def checked_addressee(pack: TerritoryPack, slug: str) -> Addressee:
    """Return whom of the sharing matrix a name means; raise InvalidValue, with those there are, if it means none."""
    found = pack.addressee(slug)
    if found is None:
        known = tuple(pack.addressees)
        raise InvalidValue(f"unknown partner; known: {', '.join(known)}", partner=slug, known=known)
    return found


def checked_workers(pack: TerritoryPack, workers: tuple[str, ...]) -> None:
    """Accept workers of the territory's team; raise InvalidValue with those there are."""
    known = [worker.worker_id for worker in pack.team.workers]
    if not set(workers) <= set(known):
        raise InvalidValue(f"unknown worker; known: {', '.join(known)}", known=known)


def _check(case: Case, event: Event) -> None:
    if event.case_id != case.case_id:
        raise InvalidValue("the event is another case's")
    if isinstance(event, CaseReceived):
        raise InvalidValue("a case is received once, through a transfer")
    if event.occurred_on < case.received_on and isinstance(event, CaseAllocated | CaseClosed):
        raise InvalidValue("the team's work cannot precede the reception of the case")


def _write(records: Records, case: Case, events: tuple[Event, ...], expected_version: int) -> CaseWrite:
    """Return one write of events that happened on one day."""
    status = None
    if any(isinstance(event, CaseClosed) for event in events):
        status = CaseStatus.CLOSED
    elif any(isinstance(event, CaseAllocated) for event in events):
        status = CaseStatus.ALLOCATED
    return records.write(
        case.case_id,
        case.household_id,
        events,
        expected_version=expected_version,
        month=str(Month.of(events[0].occurred_on)),
        status=status,
    )
