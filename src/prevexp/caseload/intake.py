"""What became of a transfer: every row's outcome, with the reasons, and the rejects to be corrected and sent again."""

from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import attrs
import polars as pl

from ..casework.matching import Match
from ..domain.values import CaseId
from ..domain.values import Month
from ..domain.vocabulary import Outcome
from ..domain.vocabulary import Verdict

if TYPE_CHECKING:
    from ..eligibility.screening import ScreeningResult
    from ..exchange.grid import Grid
    from ..exchange.table import TransferTable
    from ..registry.pack import TerritoryPack
    from ..storage.records import Records
    from .decisions import ScreenedRows
    from .merging import RowChange
    from .placing import Placed

ALREADY_RECEIVED = "already-received"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Intake:
    """One monthly transfer taken in, or tried with `dry_run`.

    `counts`: outcome -> rows, adding up to `rows_received`; `verdicts`: verdict -> rows accepted or updated;
    `repeated`: the same bytes were taken in before, so nothing changed. Names and addresses are reached only through
    `rows_json(identities=True)`.
    """

    file: str
    transfer: str
    received_on: date
    month: Month | None
    dry_run: bool
    repeated: bool
    counts: Mapping[Outcome, int]
    verdicts: Mapping[Verdict, int]
    rejected_for: Mapping[str, int]
    events_written: int
    pack: "TerritoryPack"
    grid: "Grid"
    table: "TransferTable"
    placed: "Placed"
    changes: "Mapping[int, RowChange]"
    stopped: frozenset[int] = attrs.field(metadata={"description": "numbers of cases that the list may not change"})
    cases: Mapping[int, CaseId] = attrs.field(metadata={"description": "row -> case id of new cases"})
    screened: "ScreenedRows"
    results: "Mapping[int, ScreeningResult]"
    records: "Records"

    @property
    def notes(self) -> tuple[str, ...]:
        """What was tolerated in the file, each once; `already-received` if these bytes were taken in before."""
        return tuple(sorted(self.table.notes | ({ALREADY_RECEIVED} if self.repeated else set())))

    @property
    def rows_received(self) -> int:
        """Rows of the file: accepted + updated + duplicate + rejected."""
        return sum(self.counts.values())

    @property
    def ok(self) -> bool:
        """Say whether every row was taken."""
        return not self.counts.get(Outcome.REJECTED)

    def outcome(self, row: int) -> Outcome:
        """Return what became of a row, by its index."""
        return outcome_of(row, self.placed, self.changes, repeated=self.repeated)

    def rows_json(self, *, identities: bool = False) -> Iterator[dict[str, Any]]:
        """Yield each row as the documented JSON; names, contacts, streets and birth dates only with `identities`."""
        from .results import rows_json

        return rows_json(self, identities=identities)

    def to_json(self, *, identities: bool = False) -> dict[str, Any]:
        """Return the whole result in the documented shape."""
        from .results import intake_json

        return intake_json(self, identities=identities)

    def write_rejects(self, target: Path) -> int:
        """Write the rejected rows in the sender's own columns with the reasons, 0600; return how many."""
        from .results import write_rejected

        return write_rejected(self, target)


def outcome_of(row: int, placed: "Placed", changes: "Mapping[int, RowChange]", *, repeated: bool) -> Outcome:
    """Return what became of a row: rejected, a duplicate, an update or a new case."""
    placement = placed.placements[row]
    if placement is None or placement.match is Match.REFERENCE_REUSED:
        return Outcome.REJECTED
    if repeated:
        return Outcome.DUPLICATE
    if placement.match is Match.NEW:
        return Outcome.ACCEPTED
    return Outcome.UPDATED if row in changes else Outcome.DUPLICATE


def count_outcomes(placed: "Placed", changes: "Mapping[int, RowChange]", *, repeated: bool) -> Mapping[Outcome, int]:
    """Count the rows by outcome."""
    return Counter(outcome_of(row, placed, changes, repeated=repeated) for row in range(placed.size))


def count_faults(table: "TransferTable", placed: "Placed") -> Mapping[str, int]:
    """Count the rejected rows by reason; a row with several reasons counts under each, once."""
    faults = table.findings.filter(pl.col("level") == "fault").unique(["record", "reason"])["reason"].to_list()
    reused = placed.placements.rows(Match.REFERENCE_REUSED)
    return Counter(faults) + Counter({str(Match.REFERENCE_REUSED): len(reused)})
