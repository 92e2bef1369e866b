"""Taking a monthly transfer in: read, check, match, screen, seal, write; one batch, or nothing."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import attrs
import polars as pl

from ..casework.evolve import replay
from ..casework.matching import Match
from ..casework.merging import known_fields
from ..domain.case import Case
from ..domain.errors import NoLegalBasis
from ..domain.events import CaseReceived
from ..domain.values import CaseId
from ..domain.values import HouseholdId
from ..domain.values import Month
from ..exchange.aliases import Aliases
from ..exchange.aliases import normalise
from ..exchange.keys import dwelling_street
from ..exchange.keys import matching_columns
from ..exchange.table import read_table
from .decisions import count_verdicts
from .decisions import screen_changes
from .decisions import screen_rows
from .decisions import screening_of
from .intake import Intake
from .intake import count_faults
from .intake import count_outcomes
from .known import Merged
from .known import merge_met
from .list_reading import read_list
from .merging import Context
from .placements import NewCases
from .placing import Keys
from .placing import Placed
from .placing import digest_keys
from .placing import place_rows
from .recalling import marked
from .recalling import recalled
from .receipts import receipt_of
from .rows import comparer
from .rows import facts_of
from .rows import identity_of
from .writing import Writer
from .writing import questions_of

if TYPE_CHECKING:
    from ..exchange.grid import Grid
    from ..exchange.table import TransferTable
    from ..registry.pack import TerritoryPack
    from .facade import Caseload


@attrs.frozen(kw_only=True)
class Reception:
    """How a transfer is to be taken in: who, when, and whether anything is written."""

    caseload: "Caseload"
    received_on: date
    recorded_at: datetime
    aliases: Path | None
    dry_run: bool
    progress: Callable[[str], None]
    new_id: Callable[[], str]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Matched:
    """A checked table whose rows have found their cases."""

    grid: "Grid"
    table: "TransferTable"
    digest: bytes
    repeated: bool
    keys: Keys
    placed: Placed
    context: Context
    cases: NewCases
    merged: Merged
    objected: frozenset[int] = attrs.field(metadata={"description": "rows of somebody who objected and was erased"})

    def cases_of(self, rows: Sequence[int]) -> Iterator[Case]:
        """Yield the case that each of some new rows makes, with the questions it raises."""
        for row, values in zip(rows, self.table.frame[rows].iter_rows(named=True), strict=True):
            case_id = self.cases[row]
            yield replay([reception_of(case_id, values, self.context), *questions_of(self, row, case_id)])

    def case_before(self, number: int) -> Case:
        """Return a case as it was before rows changed it: stored, or made by an earlier row."""
        return self.merged.known[number].before if number >= self.placed.size else next(self.cases_of([number]))


def receive(path: Path, reception: Reception) -> Intake:
    """Take a transfer in; see `Caseload.receive`."""
    pack = reception.caseload.pack
    _require_basis(pack, reception.received_on)
    matched = _match(path, reception)
    reception.progress("décisions")
    screening = screening_of(pack, reception.received_on, reception.caseload.fault_log)
    screened = screen_rows(screening, matched.table.frame, matched.cases, matched.cases_of)
    results = screen_changes(screening, matched.merged.changes, matched.merged.known, matched.case_before)
    written = 0
    if not (reception.dry_run or matched.repeated):
        reception.progress("écriture")
        written = _write(matched, reception)
    return Intake(
        file=matched.grid.file,
        transfer=matched.context.transfer,
        received_on=reception.received_on,
        month=matched.table.month,
        dry_run=reception.dry_run,
        repeated=matched.repeated,
        counts=count_outcomes(matched.placed, matched.merged.changes, repeated=matched.repeated),
        verdicts=count_verdicts(screened, results),
        rejected_for=count_faults(matched.table, matched.placed),
        events_written=written,
        pack=pack,
        grid=matched.grid,
        table=matched.table,
        placed=matched.placed,
        changes=matched.merged.changes,
        stopped=matched.merged.stopped,
        cases=matched.cases,
        screened=screened,
        results=results,
        records=reception.caseload.records,
    )


def reception_of(case_id: CaseId, values: Mapping[str, Any], context: Context) -> CaseReceived:
    """Return the first event of the case that a row makes; a new household has its case's number."""
    return CaseReceived(
        case_id=case_id,
        occurred_on=context.received_on,
        recorded_at=context.recorded_at,
        household_id=HouseholdId(case_id),
        territory=context.territory,
        transfer=context.transfer,
        line=values["line"],
        month=Month.parse(values["mois_transfert"]),
        reference=values["id_dossier"],
        facts=facts_of(values),
        known_identity=known_fields(identity_of(values)),
    )


def _require_basis(pack: "TerritoryPack", received_on: date) -> None:
    """Refuse a list that no designation or convention allows (loi 90-449 art. 7-2; call C21, C41)."""
    if pack.basis_on(received_on) is None:
        raise NoLegalBasis(
            "no designation or convention of the territory is in force on the day of reception",
            territory=pack.department,
            received_on=received_on.isoformat(),
            known=tuple(f"{basis.id} ({basis.valid_from}–{basis.valid_to or ''})" for basis in pack.basis),
        )


def _match(path: Path, reception: Reception) -> Matched:
    pack, records = reception.caseload.pack, reception.caseload.records
    words = Aliases.from_file(reception.aliases) if reception.aliases else Aliases.from_mapping(pack.transfer.aliases)
    reception.progress("lecture du fichier")
    caseload = reception.caseload
    grid = read_list(path, words, caseload.registry.transfer_formats, caseload.fault_log)
    reception.progress("contrôle des lignes")
    table = read_table(grid, words, pack.register, reception.received_on)
    reception.progress("rapprochement avec les dossiers connus")
    digest = records.transfer_digest(grid.digest)
    repeated = records.receipt(digest) is not None
    columns = matching_columns(table.frame, words)
    recall = recalled(table, columns, records)
    table = marked(table, recall)
    keys = digest_keys(table.frame, columns, records)
    placed = place_rows(table.frame, keys, records)
    grid = grid.only(pl.Series(placed.placements.rows(None, Match.REFERENCE_REUSED), dtype=pl.Int64))
    context = Context(
        transfer=digest.hex(),
        received_on=reception.received_on,
        recorded_at=reception.recorded_at,
        territory=pack.department,
        normal=comparer(lambda street: dwelling_street(street, words.streets), normalise),
    )
    new = () if repeated else placed.placements.rows(Match.NEW)
    cases = NewCases(new, reception.new_id, size=placed.size)
    merged = Merged() if repeated else merge_met(records, table.frame, placed, cases, context)
    return Matched(
        grid=grid,
        table=table,
        digest=digest,
        repeated=repeated,
        keys=keys,
        placed=placed,
        context=context,
        cases=cases,
        merged=merged,
        objected=recall.objected,
    )


def _write(matched: Matched, reception: Reception) -> int:
    writer = Writer(
        records=reception.caseload.records,
        matched=matched,
        territory=reception.caseload.pack.department,
    )
    counts = count_outcomes(matched.placed, matched.merged.changes, repeated=False)
    receipt = receipt_of(matched, counts, count_faults(matched.table, matched.placed))
    return writer.write(receipt.encode())
