"""Cases that a person closed as duplicates: their references and keys lead to the case that goes on in their place.

Nothing is copied and no index entry moves: what is found under the closed case is read as the other one, for as long as
its own events say so. A mark in the blind index tells which cases to look at, so that no list opens all of them.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..casework.evolve import replay
from ..casework.life.standing import merged_into
from ..storage.port import IndexEntry
from ..storage.port import IndexKind

if TYPE_CHECKING:
    from ..storage.records import Records

_MARK = "closed as a duplicate"


def duplicate_mark(records: "Records") -> IndexEntry:
    """Return the index entry under which every case closed as a duplicate is found."""
    return IndexEntry(IndexKind.DUPLICATE, records.digests(IndexKind.DUPLICATE, [_MARK])[0])


def kept_cases(records: "Records") -> Mapping[str, str]:
    """Return case closed as a duplicate -> the case that goes on; one that was erased since leads nowhere."""
    digest = duplicate_mark(records).digest
    marked = records.streams_under(IndexKind.DUPLICATE, [digest]).get(digest, ())
    if not marked:
        return {}
    stories = records.events_of_many(marked)
    merged = {case_id: kept for case_id, events in stories if (kept := merged_into(replay(events))) is not None}
    ends = {case_id: _end(case_id, merged) for case_id in merged}
    readable = {case_id for case_id, _ in records.bodies_of_many(sorted(set(ends.values())))}
    return {case_id: end for case_id, end in ends.items() if end in readable}


def in_their_place(streams: Iterable[str], kept: Mapping[str, str]) -> tuple[str, ...]:
    """Return cases found under a key, each once, the one that goes on in the place of its duplicate."""
    return tuple(dict.fromkeys(kept.get(stream, stream) for stream in streams))


def _end(case_id: str, merged: Mapping[str, str]) -> str:
    passed = [case_id]
    while (following := merged.get(passed[-1])) is not None and following not in passed:
        passed.append(following)
    return passed[-1]
