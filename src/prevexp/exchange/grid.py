"""A transfer file once read: the sender's rows as text, with the line each starts on. Nothing is interpreted yet."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from ..domain.groups import Veiled

if TYPE_CHECKING:
    import polars as pl


@attrs.frozen
class CellFault:
    """A cell that cannot be read at all, whatever its column: its row is rejected.

    `row` is the index in `Grid.cells`, `column` the index of the sender's column or None for the whole row; `reason`
    is one of unreadable-cell, cell-too-long, formula-cell, unclosed-quote.
    """

    row: int
    column: int | None
    reason: str


@attrs.frozen(kw_only=True, eq=False)
class Grid(Veiled):
    """The data rows of a file, empty and total rows left out.

    `header`: the sender's header texts; `columns`: canonical column -> index of the sender's column; `cells`: text
    columns `c0`, `c1`…, an absent or empty cell is null; `lines`: physical line or sheet row where each row starts;
    `digest`: SHA-256 of the file; `notes`: what was tolerated; `kept`: the numbers of the rows, ascending, once others
    are let go. A workbook's numbers are texts with a decimal point (two decimals at most, halves up), its dates ISO,
    its booleans VRAI or FAUX.
    """

    file: str
    digest: bytes
    header: tuple[str, ...]
    columns: Mapping[str, int]
    cells: "pl.DataFrame"
    lines: "pl.Series"
    notes: frozenset[str]
    faults: tuple[CellFault, ...]
    serial_epoch: int = 1900
    kept: "pl.Series | None" = None

    def only(self, rows: "pl.Series") -> "Grid":
        """Return the grid with the cells of these rows, ascending; a million rows that nobody asks for are let go."""
        return attrs.evolve(self, cells=self.cells[rows], lines=self.lines[rows], kept=rows)

    def rows(self, numbers: "pl.Series") -> "pl.DataFrame":
        """Return the cells of rows by their numbers in the file."""
        return self.cells[numbers if self.kept is None else self.kept.search_sorted(numbers)]
