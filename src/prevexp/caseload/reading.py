"""Cases read for the team's own work: to decide, to list, to count. What shows them to somebody is `Casebook`.

Nothing is noted here in the access journal: no content of a case comes out of a list, a deadline or a count. A case in
the archive is left out or refused, unless `archived` says that this use may read it.
"""

from collections.abc import Iterator
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING

from ..casework.archiving.standing import in_archive
from ..casework.evolve import replay
from ..casework.evolve import until
from ..casework.life.striking import Entry
from ..casework.life.striking import numbered
from ..domain.case import Case
from ..domain.errors import InArchive
from ..domain.errors import UnknownCase
from ..domain.events import Event

if TYPE_CHECKING:
    from ..registry.pack import TerritoryPack
    from ..storage.records import Records


def events_of(
    records: "Records", case_id: str, on: date | None = None, *, archived: bool = False
) -> tuple[object, ...]:
    """Return what happened to a case up to the end of a day (None: all). Raises UnknownCase, InArchive, Erased."""
    events = until(_readable(records, case_id, archived=archived), on)
    if not events:
        raise _unknown()
    return events


def case_of(records: "Records", case_id: str, on: date | None = None, *, archived: bool = False) -> Case:
    """Return a case as it was at the end of a day (None: as it is). Raises UnknownCase, InArchive, Erased."""
    return replay(events_of(records, case_id, on, archived=archived))


def entries_of(records: "Records", case_id: str, on: date | None = None) -> tuple[Entry, ...]:
    """Return the numbered entries of a case up to the end of a day (None: all). Raises UnknownCase, InArchive."""
    found = [one for one in numbered(_readable(records, case_id)) if on is None or one.on <= on]
    if not found:
        raise _unknown()
    return tuple(found)


def stories_of(
    records: "Records",
    pack: "TerritoryPack",
    on: date | None = None,
    *,
    noted_by: datetime | None = None,
    archived: bool = False,
) -> Iterator[tuple[object, ...]]:
    """Yield what happened to each case of a territory up to the end of a day; see `Caseload.cases`."""
    for _, events in records.all_events(territory=pack.department):
        if not archived and in_archive(events) is not None:
            continue
        if known := until(events, on, noted_by=noted_by):
            yield known


def cases_of(
    records: "Records",
    pack: "TerritoryPack",
    on: date | None = None,
    *,
    noted_by: datetime | None = None,
    archived: bool = False,
) -> tuple[Case, ...]:
    """Return all cases of a territory as they were at the end of a day; see `Caseload.cases`."""
    return tuple(replay(events) for events in stories_of(records, pack, on, noted_by=noted_by, archived=archived))


def _readable(records: "Records", case_id: str, *, archived: bool = False) -> tuple[Event, ...]:
    """Return what happened to a case that may be read: of one in the archive today, only for a reason."""
    events = records.events_of(case_id)
    if not archived and in_archive(events) is not None:
        raise InArchive("the case is in the archive: reading it needs a reason, which is noted", case_id=case_id)
    return events


def _unknown() -> UnknownCase:
    return UnknownCase("no case has this id, or it was not received yet on that day")
