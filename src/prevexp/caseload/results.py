"""The documented answer to a transfer, row by row, made from what the intake holds; nothing here decides anything."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import attrs
import polars as pl

from ..casework.matching import Match
from ..casework.matching import Placement
from ..domain.events import CaseReceived
from ..domain.vocabulary import MatchReason
from ..domain.vocabulary import Outcome
from ..domain.vocabulary import Verdict
from ..exchange.faults import advice
from ..exchange.rejects import write_rejects
from ..exchange.result import Finding
from ..exchange.result import RowResult
from ..exchange.result import findings_by_record
from ..exchange.result import row_json
from .merging import RowChange
from .recalling import REFUSED
from .receipts import transfer_receipts
from .rows import fact_values
from .rows import identity_values
from .rows import value_column
from .writing import proposals_of

if TYPE_CHECKING:
    from .intake import Intake

NEW_CASES_ONLY = "blank-read-as-unknown"
"""A warning that says nothing of a known case: its value is not replaced."""

_REUSED = (Finding(column="id_dossier", reason=str(Match.REFERENCE_REUSED)),)
"""The one fault of a row that was readable: matching comes last, so what else was found in it are warnings."""

_CLOSED = Finding(column="id_dossier", reason="case-closed")
"""A list never opens a case again: a person is told of it, and decides."""

_STOPPED = Finding(column="id_dossier", reason="use-stopped")
"""The person stopped the use of the case: what the list says of it is not taken in (RGPD art. 18, 21)."""

_COLUMN_OF = {MatchReason.DWELLING_KNOWN: "adresse_voie", MatchReason.NAME_ELSEWHERE: "locataire_nom"}


def intake_json(intake: "Intake", *, identities: bool = False) -> dict[str, Any]:
    """Return the whole answer in the documented shape."""
    stages = intake.pack.stages
    lists = {"yes": stages.yes, "ask": stages.ask, "no": stages.no}
    order = list(type(next(iter(stages.yes))))
    return {
        "file": intake.file,
        "received_on": intake.received_on.isoformat(),
        "screening": {
            "territory": intake.pack.department,
            "upstream_stage": {name: [str(stage) for stage in order if stage in held] for name, held in lists.items()},
        },
        "file_notes": list(intake.notes),
        "counts": {
            "rows": intake.rows_received,
            "outcome": {str(outcome): intake.counts.get(outcome, 0) for outcome in Outcome},
            "verdict": {str(verdict): intake.verdicts.get(verdict, 0) for verdict in Verdict},
        },
        "rows": list(rows_json(intake, identities=identities)),
    }


def rows_json(intake: "Intake", *, identities: bool = False) -> Iterator[dict[str, Any]]:
    """Yield each row of the answer, in the order of the file."""
    for number, row in enumerate(row_results(intake)):
        told = row_json(row, identities=identities)
        if number in intake.changes:
            told["changes"] = changes_json(intake.changes[number])
        yield told


def changes_json(change: RowChange) -> list[dict[str, Any]]:
    """Return what a row changed, column by column, before and after.

    Of a column that names somebody, only that it did.
    """
    before, after = _plain(fact_values(change.before)), _plain(fact_values(change.facts))
    return [
        {"column": column, "before": before[value_column(column)], "after": after[value_column(column)]}
        if value_column(column) in after
        else {"column": column}
        for column in change.changed
    ]


def row_results(intake: "Intake") -> Iterator[RowResult]:
    """Yield what became of each row."""
    told = _Told(intake)
    for row, values in enumerate(intake.table.frame.iter_rows(named=True)):
        yield told.result(row, values)


def write_rejected(intake: "Intake", target: Path) -> int:
    """Write the rejected rows in the sender's own columns with the reasons; return how many."""
    to_correct = intake.table.findings.filter(pl.col("reason") != REFUSED)  # who was erased is not written down again
    table = attrs.evolve(intake.table, findings=to_correct)
    return write_rejects(intake.grid, table, target, also=reused_references(intake))


def reused_references(intake: "Intake") -> pl.DataFrame:
    """Return the faults that matching found, in the form of `TransferTable.findings`."""
    rows = intake.placed.placements.rows(Match.REFERENCE_REUSED)
    lines = (
        intake.table.frame[rows].select("record", "line")
        if rows
        else intake.table.frame.head(0).select("record", "line")
    )
    said = advice("id_dossier", str(Match.REFERENCE_REUSED))
    found = lines.with_columns(
        column=pl.lit("id_dossier"),
        reason=pl.lit(str(Match.REFERENCE_REUSED)),
        level=pl.lit("fault"),
        remedy=pl.lit(said.remedy, dtype=pl.String),
    )
    return found.select(intake.table.findings.columns)


class _Told:
    """Tells rows of one intake; what many rows need is looked up once."""

    def __init__(self, intake: "Intake") -> None:
        self._intake = intake
        self._findings = findings_by_record(intake.table.findings)
        self._arrondissement = intake.pack.register.arrondissement_of

    def result(self, row: int, values: Mapping[str, Any]) -> RowResult:
        """Tell one row."""
        intake, placement = self._intake, self._intake.placed.placements[row]
        outcome = intake.outcome(row)
        common: dict[str, Any] = {"record": values["record"], "line": values["line"], "outcome": outcome}
        if placement is None or outcome is Outcome.REJECTED:
            return RowResult(**common, faults=_REUSED if placement else self._findings.get(values["record"], ()))
        known = placement.match is not Match.NEW
        if known:
            common |= {"matched_by": str(placement.match), "same_case_as": self._where(placement.case)}
        if outcome is Outcome.DUPLICATE:
            return RowResult(**common, warnings=(_STOPPED,) if placement.case in intake.stopped else ())
        if outcome is Outcome.UPDATED:
            return self._updated(row, values, common)
        return self._accepted(row, values, placement, common)

    def _accepted(self, row: int, values: Mapping[str, Any], placement: Placement, common: dict[str, Any]) -> RowResult:
        proposed = proposals_of(row, placement, self._intake.placed.hints)
        questions = [Finding(column=_COLUMN_OF[why], reason=str(why)) for _, why in proposed if why in _COLUMN_OF]
        decided = self._intake.screened.result(row)
        told = {name: value for name, value in values.items() if name not in ("record", "line", "rejected")}
        return RowResult(
            **common,
            warnings=(*self._findings.get(values["record"], ()), *questions),
            verdict=decided.verdict,
            reasons=decided.reasons,
            checks=decided.checks,
            values=_plain(told) | {"arrondissement": self._arrondissement(values["adresse_commune_insee"])},
            same_case_proposed=self._proposed(proposed),
        )

    def _updated(self, row: int, values: Mapping[str, Any], common: dict[str, Any]) -> RowResult:
        change, decided = self._intake.changes[row], self._intake.results[row]
        warnings = [one for one in self._findings.get(values["record"], ()) if one.reason != NEW_CASES_ONLY]
        warnings += [] if change.closed_on is None else [_CLOSED]
        told = fact_values(change.facts) | identity_values(change.identity)
        told |= {"id_dossier": change.reference, "mois_transfert": change.month}
        return RowResult(
            **common,
            warnings=warnings,
            verdict=decided.verdict,
            reasons=decided.reasons,
            checks=decided.checks,
            values=_plain(told) | {"arrondissement": self._arrondissement(change.facts.commune)},
            changed=change.changed,
        )

    def _proposed(self, proposed: Iterable[tuple[int, MatchReason]]) -> Mapping[str, object] | None:
        """Return where to look for a case that may be the same: the dwelling's first, never for a name alone."""
        return next((self._where(other) for other, why in proposed if why is not MatchReason.NAME_ELSEWHERE), None)

    def _where(self, case: int) -> dict[str, object]:
        """Return the file and the line that first named a case."""
        if case < self._intake.placed.size:
            return {"file": self._intake.file, "line": self._intake.table.frame["line"][case]}
        return self._first_seen[case]

    @cached_property
    def _first_seen(self) -> Mapping[int, dict[str, object]]:
        placed, records = self._intake.placed, self._intake.records
        files = {one.transfer: one.file for one in transfer_receipts(records)}
        numbers = {stream: placed.size + number for number, stream in enumerate(placed.streams)}
        return {
            numbers[case_id]: {"file": files.get(first.transfer, ""), "line": first.line}
            for case_id, events in records.events_of_many(placed.streams)
            if isinstance(first := events[0], CaseReceived)
        }


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values with dates as texts."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
