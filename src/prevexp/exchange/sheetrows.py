"""The written rows of one sheet of a workbook, bounded whatever the sheet says of its size."""

from collections.abc import Iterator
from collections.abc import Mapping
from itertools import takewhile
from typing import TYPE_CHECKING
from typing import Any

import attrs

from ..domain.groups import Veiled
from .cellvalues import CellText
from .cellvalues import cell_text
from .grid import CellFault
from .headers import Header
from .headers import Row
from .refusals import HEADER_WITHIN
from .refusals import MOST_COLUMNS
from .refusals import refusal

if TYPE_CHECKING:
    import polars as pl
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

LAST_ROW = 1_048_576
"""Row of a sheet below which no spreadsheet program writes."""

MOST_CHARACTERS = 64_000_000
"""Characters of all cells of a list together: a small archive can repeat one long text in every cell."""


@attrs.frozen
class SheetRow(Veiled):
    """A row in which something is written: its number in the sheet and its cells by index."""

    line: int
    cells: Mapping[int, CellText]

    def texts(self) -> list[str]:
        """Return the cells as a list without gaps, "" where nothing can be read."""
        return [self.cells[i].text or "" if i in self.cells else "" for i in range(max(self.cells) + 1)]


def sheet_rows(sheet: "ReadOnlyWorksheet", file: str) -> Iterator[SheetRow]:
    """Yield the written rows in order; raise TransferRefused for a row beyond the last a sheet can have."""
    sheet.reset_dimensions()
    before: object = None
    stubbed: Any = sheet  # the stubs give a read-only sheet the method of another class
    for line, row in enumerate(stubbed.iter_rows(max_row=LAST_ROW + 1, max_col=MOST_COLUMNS + 1), 1):
        if line > LAST_ROW:
            raise refusal("broken-workbook", file)
        # A million absent rows are one and the same object: a cell in the last row costs no more than its place.
        if row is before:
            continue
        before = row
        cells = {cell.column - 1: cell_text(cell.value, cell.data_type) for cell in row if cell.value is not None}
        if cells:
            yield SheetRow(line, cells)


def top_rows(sheet: "ReadOnlyWorksheet", file: str) -> list[Row]:
    """Return the written rows among which the header is looked for."""
    near = takewhile(lambda row: row.line <= HEADER_WITHIN, sheet_rows(sheet, file))
    return [Row(row.line, row.line + 1, row.texts()) for row in near]


def rows_below(sheet: "ReadOnlyWorksheet", header: Header, file: str) -> Iterator[SheetRow]:
    """Yield the written rows under a header."""
    return (row for row in sheet_rows(sheet, file) if row.line > header.line)


@attrs.define
class ListBody(Veiled):
    """The rows of a list as they are gathered: what stands right of the header is left out and noted."""

    header: Header
    file: str
    faults: list[CellFault] = attrs.field(factory=list)
    notes: set[str] = attrs.field(factory=set)
    _rows: list[list[str | None]] = attrs.field(factory=list)
    _lines: list[int] = attrs.field(factory=list)
    _characters: int = 0

    def add(self, row: SheetRow) -> None:
        """Take one row in; raise TransferRefused when the list is beyond all measure."""
        width = len(self.header.texts)
        texts: list[str | None] = [None] * width
        for index, (text, fault) in row.cells.items():
            if index >= width:
                self.notes.add("cells-right-of-table-ignored")
                continue
            texts[index] = text
            self._characters += len(text or "")
            if fault:
                self.faults.append(CellFault(len(self._rows), index, fault))
        if row.line > (self._lines[-1] if self._lines else self.header.line) + 1:
            self.notes.add("empty-rows-skipped")
        if self._characters > MOST_CHARACTERS:
            raise refusal(
                "archive-too-large", self.file, limit=f"plus de {MOST_CHARACTERS // 10**6} millions de caractères"
            )
        self._rows.append(texts)
        self._lines.append(row.line)

    def frame(self) -> "pl.DataFrame":
        """Return the cells gathered."""
        import polars as pl

        names = [f"c{index}" for index in range(len(self.header.texts))]
        columns = zip(*self._rows, strict=True) if self._rows else [[] for _ in names]
        return pl.DataFrame(
            [pl.Series(name, texts, dtype=pl.String) for name, texts in zip(names, columns, strict=True)]
        )

    def lines(self) -> "pl.Series":
        """Return the sheet row of each."""
        import polars as pl

        return pl.Series("line", self._lines, dtype=pl.UInt32)
