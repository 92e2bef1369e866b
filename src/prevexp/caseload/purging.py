"""Erasing what must go: a purge of all whose time is over, one household on request, and again after a restore."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs

from ..casework.evolve import replay
from ..domain.case import Case
from ..domain.erasure import ErasureReason
from ..domain.errors import UnknownCase
from .erasing import erase_households
from .erasing import finish
from .reading import cases_of
from .recipients import partners_of_many
from .retaining import retention
from .retaining import same_as

if TYPE_CHECKING:
    from ..storage.records import Records
    from ..storage.tombstones import Tombstone
    from .casebook import Casebook

_PAGE = 1000


@attrs.frozen(kw_only=True)
class Notice:
    """A partner to be told that a household is erased, and the references it knows it by (RGPD art. 19)."""

    partner: str = attrs.field(repr=False)
    references: tuple[str, ...] = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Purge:
    """What was erased, or would be with `dry_run`; `finished` are households that an earlier run had left unfinished.

    `case_ids` say nothing by themselves. The notices have to be sent from here: nothing of them is kept.
    """

    on: date
    dry_run: bool
    reason: ErasureReason
    households: int
    case_ids: tuple[str, ...]
    finished: int = 0
    notices: tuple[Notice, ...] = ()


def purge(caseload: "Casebook", *, on: date, dry_run: bool) -> Purge:
    """Erase all whose time is over; see `Caseload.purge`."""
    finished = 0 if dry_run else finish(caseload)
    over = retention(cases_of(caseload.records, caseload.pack, on, archived=True), caseload.pack, on=on).to_erase
    households = [one.cases for one in over]
    told = partners_of_many(caseload.records, (case for cases in households for case in cases), on)
    if not dry_run:
        erase_households(caseload, households, reason=ErasureReason.EXPIRED, on=on)
    return _purge(households, told, on=on, dry_run=dry_run, reason=ErasureReason.EXPIRED, finished=finished)


def erase(caseload: "Casebook", case_id: str, *, reason: ErasureReason, on: date, dry_run: bool) -> Purge:
    """Erase the household of a case; see `Caseload.erase`."""
    cases = tuple(_of_one_person(caseload.records, case_id))
    told = partners_of_many(caseload.records, cases, on)
    if not dry_run:
        erase_households(caseload, [cases], reason=reason, on=on)
    return _purge([cases], told, on=on, dry_run=dry_run, reason=reason)


def apply_tombstones(caseload: "Casebook", tombstones: Iterable["Tombstone"]) -> int:
    """Lay tombstones and erase again what they say was erased; return how many households it was.

    For a store that was restored from a backup: they are counted as what they were on the day of the first erasure, by
    what the backup holds.
    """
    known = {one.household: one for one in tombstones}
    caseload.records.tombstones.lay_all(known.values())
    back: dict[tuple[ErasureReason, date], list[tuple[Case, ...]]] = {}
    for household, streams in _households(caseload.records):
        tombstone = known.get(caseload.records.tombstones.of_household(household))
        if tombstone is not None:
            cases = tuple(_replayed(caseload.records, streams))
            back.setdefault((tombstone.reason, tombstone.on), []).append(cases)
    return sum(erase_households(caseload, some, reason=reason, on=on) for (reason, on), some in back.items())


def _purge(
    households: Sequence[Sequence[Case]],
    told: Mapping[str, tuple[str, ...]],
    *,
    on: date,
    dry_run: bool,
    reason: ErasureReason,
    finished: int = 0,
) -> Purge:
    notices = (
        Notice(partner=partner, references=tuple(dict.fromkeys(known for case in cases for known in case.references)))
        for cases in households
        for partner in dict.fromkeys(partner for case in cases for partner in told.get(case.case_id, ()))
    )
    return Purge(
        on=on,
        dry_run=dry_run,
        reason=reason,
        households=len({case.household_id for cases in households for case in cases}),
        case_ids=tuple(case.case_id for cases in households for case in cases),
        finished=finished,
        notices=tuple(notices),
    )


def _of_one_person(records: "Records", case_id: str) -> Iterator[Case]:
    """Yield a case, all others of its household, and those that a person found to be the same; archived ones too."""
    if not records.events_of(case_id):
        raise UnknownCase("no case has this id")
    streams = {stream: household for household, some in _households(records) for stream in some}
    waiting, seen = [case_id], set[str]()
    while waiting:
        found = [one for one in waiting if one not in seen]
        seen.update(found)
        cases = list(_replayed(records, found))
        yield from cases
        own = {case.household_id for case in cases}
        waiting = [stream for stream, household in streams.items() if household in own]
        waiting += [other for case in cases for other in same_as(case)]


def _households(records: "Records") -> Iterator[tuple[str, list[str]]]:
    """Yield each household that is not erased, with its cases."""
    found: dict[str, list[str]] = {}
    cursor = None
    while True:
        page = records.store.find(cursor=cursor, limit=_PAGE)
        for one in page.summaries:
            if one.wrapped_key is not None:
                found.setdefault(one.household, []).append(one.stream)
        if (cursor := page.cursor) is None:
            break
    yield from found.items()


def _replayed(records: "Records", case_ids: Sequence[str]) -> Iterator[Case]:
    return (replay(events) for _, events in records.events_of_many(case_ids))
