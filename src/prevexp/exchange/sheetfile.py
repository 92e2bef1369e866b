"""The one place where tables for spreadsheets are written: whatever text stands in a cell, none of them is computed.

Text in separated values is neutralised, in a workbook it is typed as text. A test holds that nobody writes elsewhere.
Source: privacy notes §5.
"""

import csv
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from typing import Any
from typing import BinaryIO
from typing import TextIO

from ..domain.spreadsheets import neutralised

if TYPE_CHECKING:
    import polars as pl


class Written(str):
    """A cell that is written as it stands: a number or a day in its form, digits already held as text."""

    __slots__ = ()


def write_texts(rows: Iterable[Sequence[object]], sink: TextIO, *, separator: str, line_end: str) -> None:
    """Write rows as separated values; every text but a `Written` one is neutralised, None is an empty cell."""
    plain = csv.writer(sink, delimiter=separator, lineterminator=line_end)
    quoted = csv.writer(sink, delimiter=separator, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    for row in rows:
        cells = [_harmless(cell) for cell in row]
        # A carriage return that is not part of the line end is not quoted by itself: what follows would begin a row.
        broken = any(isinstance(cell, str) and "\r" in cell for cell in cells)
        (quoted if broken else plain).writerow(cells)


def write_frame(rows: "pl.DataFrame", sink: BinaryIO) -> None:
    """Write a frame for a French Excel, without its header: BOM, `;`, CRLF; its cells are neutralised by the caller."""
    rows.write_csv(sink, include_header=False, include_bom=True, separator=";", line_terminator="\r\n")


def write_workbook(rows: Iterable[Sequence[object]], sink: BinaryIO, *, title: str) -> None:
    """Write rows as a workbook of one sheet. Raises ImportError if what writes it is not installed."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    sheet.title = title
    written: Any = sheet  # the stubs list what a cell may hold; a row holds just that
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = written.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula, whatever it begins with
            elif isinstance(value, date):
                cell.number_format = "DD/MM/YYYY"
    book.save(sink)


def _harmless(cell: object) -> object:
    return neutralised(cell) if isinstance(cell, str) and not isinstance(cell, Written) else cell
