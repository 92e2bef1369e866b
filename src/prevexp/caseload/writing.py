"""From matched rows to one sealed batch: new cases column by column, known cases one by one, in one format."""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING
from typing import Any

import attrs

from ..casework.matching import Placement
from ..domain.events import Event
from ..domain.events import SameCaseProposed
from ..domain.rights import PersonRight
from ..domain.rights import RequestAnswer
from ..domain.rights_events import RightRequestAnswered
from ..domain.rights_events import RightRequested
from ..domain.values import CaseId
from ..domain.vocabulary import MatchReason
from ..storage.port import CaseStatus
from ..storage.port import IndexEntry
from ..storage.resting import collector_spared
from ..storage.writes import CaseWrite
from .encoding import identity_bodies
from .encoding import reception_bodies
from .placing import KEY_COLUMNS

if TYPE_CHECKING:
    from ..storage.records import Records
    from .merging import Known
    from .receiving import Matched

SLICE = 5_000
"""Rows encoded at a time: enough to be fast, few enough to stay small in memory."""


@attrs.define(kw_only=True, eq=False, repr=False)
class Writer:
    """Writes what a transfer changed; `written` counts the events."""

    records: "Records"
    matched: "Matched"
    territory: str
    written: int = 0

    def write(self, receipt_body: bytes) -> int:
        """Write the whole transfer and its receipt in one batch; return how many events it made."""
        receipt = self.records.sealed_receipt(self.matched.digest, self.matched.context.transfer, receipt_body)
        with collector_spared():
            self.records.commit(self._writes(), receipt=receipt)
        return self.written

    def _writes(self) -> Iterator[CaseWrite]:
        rows = iter(self.matched.cases)
        while part := list(islice(rows, SLICE)):
            yield from self._new_cases(part)
        size = self.matched.placed.size
        for number, known in self.matched.merged.known.items():
            if number >= size:
                yield self._known_case(number, known)

    def _new_cases(self, rows: list[int]) -> Iterator[CaseWrite]:
        matched = self.matched
        ids = [matched.cases[row] for row in rows]
        frame = matched.table.frame[rows]
        receptions = reception_bodies(frame, ids, ids, self.territory, matched.context)
        identities = identity_bodies(frame)
        months = frame["mois_transfert"].to_list()
        for row, case_id, reception, identity, month in zip(rows, ids, receptions, identities, months, strict=True):
            yield self._new_case(row, case_id, month, reception.encode(), identity.encode())

    def _new_case(self, row: int, case_id: CaseId, month: str, reception: bytes, identity: bytes) -> CaseWrite:
        merged = self.matched.merged
        known = merged.known.get(row)
        events = [*questions_of(self.matched, row, case_id), *(known.events if known else ())]
        self.written += 1 + len(events)
        encode = self.records.codec.encode
        return self.records.new_stream(
            case_id,
            case_id,
            (reception, *(encode(event) for event in events)),
            identity=self.records.codec.encode_identity(known.identity)
            if known and known.identity_changed
            else identity,
            territory=self.territory,
            month=month,
            status=CaseStatus.WAITING,
            index=self._index((row, *merged.rows.get(row, ()))),
        )

    def _known_case(self, number: int, known: "Known") -> CaseWrite:
        self.written += len(known.events)
        return self.records.write(
            known.before.case_id,
            known.before.household_id,
            tuple(known.events),
            expected_version=known.before.version,
            month=str(self.matched.table.month or ""),
            identity=known.identity if known.identity_changed else None,
            index=self._index(self.matched.merged.rows[number]),
        )

    def _index(self, rows: Sequence[int]) -> tuple[IndexEntry, ...]:
        """Return the blind index entries of a case: the keys of every row that named it, each once."""
        keys = self.matched.keys
        found = {
            (kind, digest): None
            for row in rows
            for kind in KEY_COLUMNS
            if (digest := keys.digest(kind, row)) is not None
        }
        return tuple(IndexEntry(kind, digest) for kind, digest in found)


def questions_of(matched: "Matched", row: int, case_id: CaseId) -> list[Event]:
    """Return what is noted with a new case: who else may be it, and that its person objected before."""
    placement, placed = matched.placed.placements[row], matched.placed
    if placement is None:
        return []
    asked: list[Event] = [
        SameCaseProposed(
            case_id=case_id,
            occurred_on=matched.context.received_on,
            recorded_at=matched.context.recorded_at,
            other_case=matched.cases[other] if other < placed.size else CaseId(placed.stream(other)),
            reason=reason,
        )
        for other, reason in proposals_of(row, placement, placed.hints)
    ]
    return [*asked, *_objection(matched, case_id, len(asked) + 2)] if row in matched.objected else asked


def _objection(matched: "Matched", case_id: CaseId, number: int) -> tuple[Event, ...]:
    """Return the objection that somebody made before the old file was erased: it stands, answered (RGPD art. 21-1)."""
    said: dict[str, Any] = {
        "case_id": case_id,
        "occurred_on": matched.context.received_on,
        "recorded_at": matched.context.recorded_at,
        "number": number,
    }
    return (
        RightRequested(**said, right=PersonRight.OBJECTION),
        RightRequestAnswered(**said, answer=RequestAnswer.GRANTED),
    )


def proposals_of(
    row: int, placement: Placement, hints: Mapping[int, tuple[int, MatchReason]]
) -> list[tuple[int, MatchReason]]:
    """Return the cases a person should compare with a new one, and why."""
    found = []
    if placement.same_dwelling is not None:
        found.append((placement.same_dwelling, MatchReason.DWELLING_KNOWN))
    if placement.same_name is not None and placement.same_name != placement.same_dwelling:
        found.append((placement.same_name, MatchReason.NAME_ELSEWHERE))
    if row in hints:
        found.append(hints[row])
    return found
