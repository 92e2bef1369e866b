"""Events written by people, one by one or in a batch, through the same sealed door as a transfer's."""

from collections.abc import Iterable

from ..casework.decide import checked
from ..casework.evolve import evolve
from ..casework.refusal import Refusal
from ..casework.rights.standstill import stopped_by_the_person
from ..domain.assessment import OWN_TEAM
from ..domain.case import Case
from ..domain.errors import InvalidValue
from ..domain.events import CaseAllocated
from ..domain.events import CaseReceived
from ..domain.events import Event
from ..domain.life_events import CaseClosed
from ..domain.life_events import CaseSplit
from ..domain.life_events import EntryCorrected
from ..domain.life_events import SameCaseDecided
from ..domain.life_events import SplitFrom
from ..domain.rights_events import IdentityRectified
from ..domain.values import Month
from ..domain.vocabulary import WorkerRole
from ..privacy.permitting import Addressee
from ..registry.pack import TerritoryPack
from ..storage.port import CaseStatus
from ..storage.port import IndexEntry
from ..storage.port import Receipt
from ..storage.records import Records
from ..storage.writes import CaseWrite


def record(records: Records, case: Case, event: Event, *, expected_version: int) -> Case:
    """Write one event of a case and return the case after it."""
    _check(case, event)
    if isinstance(event, EntryCorrected | SameCaseDecided | CaseSplit | SplitFrom | IdentityRectified):
        raise InvalidValue(
            "a correction, a comparison, a split or a name is written by its command, which looks at what it touches"
        )
    refusal = checked(case, (event,))
    if isinstance(refusal, Refusal):
        raise InvalidValue(f"the event may not be written now: {refusal.code}", code=refusal.code.value)
    after = evolve(case, event)
    records.commit([write_of(records, case, after, (event,), expected_version=expected_version)])
    return after


def record_decided(records: Records, case: Case, events: tuple[Event, ...]) -> Case:
    """Write what `decide` made of a command on a case, all or none, and return the case after it."""
    after = case_after(case, events)
    records.commit([write_of(records, case, after, events)])
    return after


def record_all(records: Records, events: Iterable[tuple[Case, Event]]) -> None:
    """Write one event for each of several cases, all or none."""
    writes = [write_of(records, case, case_after(case, (event,)), (event,)) for case, event in events]
    if writes:
        records.commit(writes)


def case_after(case: Case, events: Iterable[Event]) -> Case:
    """Return the case after events of its own; raise InvalidValue for what cannot be written down of it."""
    after = case
    for event in events:
        _check(case, event)
        if stopped_by_the_person(after, (event,)) is not None:
            raise InvalidValue("the processing of this case is limited, or its household objected")
        after = evolve(after, event)
    return after


def record_batch(
    records: Records, decided: Iterable[tuple[Case, tuple[Event, ...]]], receipt: Receipt | None = None
) -> None:
    """Write what was decided, each on the case as it was before it, with a receipt: all or none."""
    writes = []
    for case, events in decided:
        writes.append(write_of(records, case, case_after(case, events), events))
    records.commit(writes, receipt=receipt)


def record_stories(records: Records, stories: Iterable[tuple[Case, tuple[Event, ...]]]) -> None:
    """Write several events for each of several cases, all or none; nothing if there is none."""
    told = list(stories)
    if told:
        record_batch(records, told)


def checked_partner(pack: TerritoryPack, slug: str) -> str:
    """Accept a partner of the territory; raise InvalidValue with those there are."""
    known = [partner.slug for partner in pack.partners]
    if slug not in known:
        raise InvalidValue(f"unknown partner; known: {', '.join(known)}", known=tuple(known))
    return slug


def checked_addressee(pack: TerritoryPack, slug: str, case: Case) -> Addressee:
    """Return whom of the sharing matrix a name means for a case; raise InvalidValue, with those there are, if none."""
    found = pack.addressee(slug)
    if found is None:
        known = tuple(pack.addressees)
        raise InvalidValue(f"unknown partner; known: {', '.join(known)}", known=known)
    checked_area(pack, slug, case)
    return found


def checked_area(pack: TerritoryPack, slug: str, case: Case) -> None:
    """Accept a partner that stands where the dwelling lies; raise InvalidValue with the one that does there."""
    partner = next((one for one in pack.partners if one.slug == slug), None)
    if partner is None or partner.stands_in(pack.register.arrondissement_of(case.facts.commune)):
        return
    whom = partner.of_the_matrix
    there = pack.partner_for(whom, case.facts.commune) if whom else None
    known = (there,) if there else ()
    raise InvalidValue("this partner stands for other arrondissements than the dwelling's", partner=slug, known=known)


def checked_operator(pack: TerritoryPack, slug: str) -> str:
    """Accept a partner of the territory or the team itself; raise InvalidValue with those there are."""
    known = [*(partner.slug for partner in pack.partners), OWN_TEAM]
    if slug not in known:
        raise InvalidValue(f"unknown operator; known: {', '.join(known)}", known=tuple(known))
    return slug


def checked_workers(pack: TerritoryPack, workers: tuple[str, ...]) -> None:
    """Accept workers of the territory's team; raise InvalidValue with those there are."""
    known = [worker.worker_id for worker in pack.team.workers]
    if not set(workers) <= set(known):
        raise InvalidValue(f"unknown worker; known: {', '.join(known)}", known=tuple(known))


def checked_role(pack: TerritoryPack, workers: tuple[str, ...], role: WorkerRole | None) -> None:
    """Accept workers of one profession, or any if none is asked for; raise InvalidValue with those there are."""
    known = [worker.worker_id for worker in pack.team.workers if role in (None, worker.role)]
    if not set(workers) <= set(known):
        raise InvalidValue(f"a worker of another profession; known: {', '.join(known)}", known=tuple(known))


def _check(case: Case, event: Event) -> None:
    if event.case_id != case.case_id:
        raise InvalidValue("the event is another case's")
    if isinstance(event, CaseReceived):
        raise InvalidValue("a case is received once, through a transfer")
    if event.occurred_on < case.received_on and isinstance(event, CaseAllocated | CaseClosed):
        raise InvalidValue("the team's work cannot precede the reception of the case")


def write_of(
    records: Records,
    case: Case,
    after: Case,
    events: tuple[Event, ...],
    *,
    expected_version: int | None = None,
    index: tuple[IndexEntry, ...] = (),
) -> CaseWrite:
    """Return one write of events that happened on one day; the summary of the store follows the case after them."""
    status = status_of(after)
    return records.write(
        case.case_id,
        case.household_id,
        events,
        expected_version=case.version if expected_version is None else expected_version,
        month=str(Month.of(events[0].occurred_on)),
        status=None if status is status_of(case) else status,
        index=index,
    )


def status_of(case: Case) -> CaseStatus:
    """Return the word by which a store finds the case: closed, allocated or waiting at the end of what is known."""
    if case.closed_on is not None:
        return CaseStatus.CLOSED
    return CaseStatus.WAITING if case.allocation is None else CaseStatus.ALLOCATED
