"""Cases read for the team's own work: to decide, to list, to count. What shows them to somebody is `Casebook`.

Nothing is noted here in the access journal: no content of a case comes out of a list, a deadline or a count.
"""

from collections.abc import Iterator
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING

from ..casework.evolve import replay
from ..casework.evolve import until
from ..casework.life.striking import Entry
from ..casework.life.striking import numbered
from ..domain.case import Case
from ..domain.errors import UnknownCase

if TYPE_CHECKING:
    from ..registry.pack import TerritoryPack
    from ..storage.records import Records


def events_of(records: "Records", case_id: str, on: date | None = None) -> tuple[object, ...]:
    """Return what happened to a case up to the end of a day (None: all). Raises UnknownCase, Erased."""
    events = until(records.events_of(case_id), on)
    if not events:
        raise UnknownCase("no case has this id, or it was not received yet on that day", case_id=case_id)
    return events


def case_of(records: "Records", case_id: str, on: date | None = None) -> Case:
    """Return a case as it was at the end of a day (None: as it is). Raises UnknownCase, Erased."""
    return replay(events_of(records, case_id, on))


def entries_of(records: "Records", case_id: str, on: date | None = None) -> tuple[Entry, ...]:
    """Return the numbered entries of a case up to the end of a day (None: all). Raises UnknownCase, Erased."""
    found = [one for one in numbered(records.events_of(case_id)) if on is None or one.on <= on]
    if not found:
        raise UnknownCase("no case has this id, or it was not received yet on that day", case_id=case_id)
    return tuple(found)


def stories_of(
    records: "Records", pack: "TerritoryPack", on: date | None = None, *, noted_by: datetime | None = None
) -> Iterator[tuple[object, ...]]:
    """Yield what happened to each case of a territory up to the end of a day; see `Caseload.cases`."""
    for _, events in records.all_events(territory=pack.department):
        if known := until(events, on, noted_by=noted_by):
            yield known


def cases_of(
    records: "Records", pack: "TerritoryPack", on: date | None = None, *, noted_by: datetime | None = None
) -> tuple[Case, ...]:
    """Return all cases of a territory as they were at the end of a day; see `Caseload.cases`."""
    return tuple(replay(events) for events in stories_of(records, pack, on, noted_by=noted_by))
