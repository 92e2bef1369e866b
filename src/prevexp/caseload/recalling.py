"""Whom a list must not bring back: rows that name somebody who was erased, known again by tombstones alone.

A row of the old file is refused: it has its reference, or it is the same person with a debt of that time. Somebody who
objected and has a new debt comes in with the objection noted; somebody else whose data were erased comes in as anybody
does. Source: RGPD art. 5-1-e, 17, 21; privacy notes §3.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

import attrs
import polars as pl

from ..domain.erasure import ErasureReason
from ..exchange.aliases import Aliases
from ..storage.port import IndexKind
from ..storage.tombstones import Tombstone
from .splitting import keys_of

if TYPE_CHECKING:
    from ..domain.case import Case
    from ..exchange.table import TransferTable
    from ..storage.records import Records
    from .casebook import Casebook

REFUSED = "erased-file"
OBJECTED = "objected-before"

_PERSON = "person"
_REFERENCE = IndexKind.REFERENCE.value
_COLUMNS = {IndexKind.BIRTH.value: "birth_key", IndexKind.PHONE.value: "phone_key", IndexKind.EMAIL.value: "email_key"}
_DAYS = ("date_signalement", "date_acte")


@attrs.frozen
class Recalled:
    """Rows of a transfer, by their index: those refused, and those of somebody who objected."""

    refused: tuple[int, ...] = ()
    objected: frozenset[int] = frozenset()


def tombstone_of(
    caseload: "Casebook", household: str, cases: Sequence["Case"], *, reason: ErasureReason, on: date
) -> Tombstone:
    """Return the tombstone of a household that is still there."""
    tombstones = caseload.records.tombstones
    identity = caseload.records.identity(household)
    streets = Aliases.from_mapping(caseload.pack.transfer.aliases).streets
    marks = {f"{_REFERENCE}|{reference}" for case in cases for reference in case.references}
    for case in cases:
        keys = {str(kind): key for kind, key in keys_of(case, identity, streets).items()}
        marks |= set(_marks(keys, keys.get(IndexKind.NAME), keys.get(IndexKind.DWELLING)))
    return Tombstone(
        on=on,
        reason=reason,
        household=tombstones.of_household(household),
        listed_until=max(case.last_listed_on for case in cases),
        marks=tuple(sorted(map(tombstones.digest, marks))),
    )


def recalled(table: "TransferTable", keys: pl.DataFrame, records: "Records") -> Recalled:
    """Return the rows that tombstones know again; a store without any is asked one question."""
    tombstones = records.tombstones.all()
    if not tombstones:
        return Recalled()
    by_mark: dict[str, list[Tombstone]] = {}
    for one in tombstones:
        for mark in one.marks:
            by_mark.setdefault(mark, []).append(one)
    refused: dict[int, str] = {}
    objected: set[int] = set()
    rows = zip(table.frame.iter_rows(named=True), keys.iter_rows(named=True), strict=True)
    for row, (values, own) in enumerate(rows):
        if values["rejected"]:
            continue
        digest = records.tombstones.digest
        person = [known for mark in _marks_of_row(own) for known in by_mark.get(digest(mark), ())]
        if digest(f"{_REFERENCE}|{values['id_dossier']}") in by_mark or any(_old(values, one) for one in person):
            refused[row] = values["id_dossier"]
        elif any(one.reason is ErasureReason.OBJECTION for one in person):
            objected.add(row)
    return Recalled(_without_known(refused, records), frozenset(objected))


def marked(table: "TransferTable", recall: Recalled) -> "TransferTable":
    """Return a table with these rows refused, or told of, by a code and nothing else."""
    if not recall.refused and not recall.objected:
        return table
    frame = table.frame
    findings = [
        _findings(table, recall.refused, REFUSED, "fault"),
        _findings(table, sorted(recall.objected), OBJECTED, "warning"),
    ]
    rejected = frame["rejected"].scatter(list(recall.refused), True) if recall.refused else frame["rejected"]
    told = table.findings.filter(
        (pl.col("level") == "fault") | ~pl.col("record").is_in([r + 1 for r in recall.refused])
    )
    return attrs.evolve(
        table,
        frame=frame.with_columns(rejected.alias("rejected")),
        findings=pl.concat([told, *findings]).sort("record", maintain_order=True),
    )


def _findings(table: "TransferTable", rows: Sequence[int], reason: str, level: str) -> pl.DataFrame:
    lines = table.frame["line"].gather(list(rows))
    found: dict[str, Any] = {
        "record": [row + 1 for row in rows],
        "line": lines,
        "column": [None] * len(rows),
        "reason": [reason] * len(rows),
        "level": [level] * len(rows),
        "remedy": [None] * len(rows),
    }
    return pl.DataFrame(found, schema=table.findings.schema)


def _marks(keys: Mapping[str, str | None], name: str | None, dwelling: str | None) -> Iterator[str]:
    """Yield by what a person is known again: the name at the dwelling, what only one person has."""
    if name is not None and dwelling is not None:
        yield f"{_PERSON}|{name}|{dwelling}"
    for kind in _COLUMNS:
        if (key := keys.get(kind)) is not None:
            yield f"{kind}|{key}"


def _marks_of_row(own: Mapping[str, str | None]) -> Iterable[str]:
    keys = {kind: own[column] for kind, column in _COLUMNS.items()}
    return _marks(keys, own["name_key"], own["dwelling_key"])


def _old(values: Mapping[str, Any], tombstone: Tombstone) -> bool:
    """Say whether a row tells of the debt of the old file: what it names of the procedure is all of that time."""
    days = [values[name] for name in _DAYS if values[name] is not None]
    return bool(days) and max(days) <= tombstone.listed_until


def _without_known(refused: Mapping[int, str], records: "Records") -> tuple[int, ...]:
    """Leave out the rows of cases that are there under their reference: the person has a new file since."""
    digests = dict(zip(refused, records.digests(IndexKind.REFERENCE, refused.values()), strict=True))
    known = records.streams_under(IndexKind.REFERENCE, list(set(digests.values()))) if refused else {}
    return tuple(row for row, digest in digests.items() if digest not in known)
