"""The whole store checked: the clear columns and the blind index must say what the sealed journal and vault say.

The chain guards what is sealed. What stands beside it in clear could turn unseen: a status, a digest by which a person
is found again. It all follows from what is sealed, so it is computed anew and compared.
"""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..casework.evolve import replay
from ..domain.case import Case
from ..domain.case import Identity
from ..domain.errors import InvalidValue
from ..domain.errors import StoreCorrupt
from ..domain.safekeeping_errors import KeyWrong
from ..exchange.aliases import Aliases
from ..storage.port import IndexKind
from ..storage.port import Summary
from ..storage.records import Records
from ..storage.survey import survey
from .recording import status_of
from .splitting import index_of

if TYPE_CHECKING:
    from ..registry.pack import TerritoryPack

_PAGE = 1000
_COMPARED = (IndexKind.REFERENCE, IndexKind.NAME, IndexKind.PHONE, IndexKind.EMAIL, IndexKind.BIRTH)
"""The dwelling is left out: its key depends on the territory's words for streets, which may have changed since."""


def check_contents(records: Records, pack: "TerritoryPack") -> int:
    """Compare what is kept in clear of every case with what is sealed, and return how many cases were compared.

    Raises StoreCorrupt with what differs and in how many cases, no id and no value; KeyWrong with the number of
    `households` that another master key holds.
    """
    try:
        return _compared(records, pack)
    except KeyWrong as error:
        error.params["households"] = survey(records.store).others
        raise


def _compared(records: Records, pack: "TerritoryPack") -> int:
    rows = _rows_of(records)
    wrong: Counter[str] = Counter()
    compared, cursor = 0, None
    while True:
        page = records.store.find(cursor=cursor, limit=_PAGE)
        stories = dict(records.events_of_many([one.stream for one in page.summaries]))
        cases = {stream: _replayed(events) for stream, events in stories.items()}
        known = {one.stream: one for one in page.summaries}
        wrong.update("rows" for one in page.summaries if rows.pop(one.stream, 0) != one.version)
        for stream, case in cases.items():
            wrong.update(_differences(known[stream], case, len(stories[stream])))
        wrong.update(_not_found(records, pack, [case for case in cases.values() if case is not None]))
        compared += len(cases)
        if (cursor := page.cursor) is None:
            break
    if rows:
        wrong["listing"] += len(rows)
    if wrong:
        told = ", ".join(f"{what} ({number})" for what, number in sorted(wrong.items()))
        raise StoreCorrupt(f"what stands in clear differs from what is sealed: {told}; restore a backup", wrong=told)
    return compared


def _rows_of(records: Records) -> Counter[str]:
    """Return how many rows the journal holds of each case, erased ones included."""
    counted: Counter[str] = Counter()
    after = 0
    while found := records.store.follow(after, limit=_PAGE):
        counted.update(row.stream for row in found)
        after = found[-1].position
    return counted


def _replayed(events: tuple[object, ...]) -> Case | None:
    try:
        return replay(events)
    except InvalidValue:
        return None


def _differences(summary: Summary, case: Case | None, events: int) -> Iterator[str]:
    if case is None:
        yield "journal"
        return
    sealed = (case.case_id, case.household_id, case.territory, str(case.month), events, status_of(case))
    clear = (
        summary.stream,
        summary.household,
        summary.territory,
        summary.month,
        summary.version,
        summary.status,
    )
    names = ("case", "household", "territory", "month", "version", "status")
    yield from (name for name, one, two in zip(names, sealed, clear, strict=True) if one != two)


def _not_found(records: Records, pack: "TerritoryPack", cases: list[Case]) -> Iterator[str]:
    """Yield the kind of each index entry under which a case should be found and is not."""
    streets = Aliases.from_mapping(pack.transfer.aliases).streets
    people = records.identities([case.household_id for case in cases])
    wanted = [
        (entry.kind, entry.digest, case.case_id)
        for case in cases
        for entry in index_of(records, case, people.get(case.household_id, Identity()), streets)
    ]
    for kind in _COMPARED:
        digests = [digest for of, digest, _ in wanted if of is kind]
        found = records.streams_under(kind, list(dict.fromkeys(digests)))
        for of, digest, case_id in wanted:
            if of is kind and case_id not in found.get(digest, ()):
                yield f"index {kind}"
