"""Read a transfer file, CSV or workbook, into a Grid of the sender's rows as text.

The suffix says what a file is and its content must agree; nothing is sniffed. All that is tolerated is noted, all
that cannot be read is a fault of its row, and what makes the file unusable refuses it (`refusals.py`).
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .aliases import Aliases
from .aliases import normalise
from .csvfile import read_text_table
from .damage import BROKEN_TEXT
from .damage import inspect
from .grid import CellFault
from .grid import Grid
from .rawtable import RawTable
from .refusals import refusal
from .workbook import read_workbook

if TYPE_CHECKING:
    import polars as pl

_TEXTS = frozenset({".csv", ".tsv", ".txt"})
_WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_OLD_WORKBOOKS = frozenset({".xls", ".xlsb", ".ods"})
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_LONGEST_TOTAL_WORD = 60


def read_grid(path: Path, aliases: Aliases) -> Grid:
    """Read one monthly transfer; raise TransferRefused, with reason, message and remedy, if it cannot be read as one.

    Source: field notes §5 ("Tolerant in"); samples README.
    """
    table = _read(path, aliases)
    dropped, notes = _rows_to_drop(table, aliases)
    faults = _renumbered(table.faults, dropped)
    cells, lines = _without_rows(table, dropped)
    if cells.is_empty():
        raise refusal("no-rows", path.name, line=table.header.line)
    inspected = inspect(cells, table.header.columns, table.may_hold, path.name)
    return Grid(
        file=path.name,
        digest=table.digest,
        header=table.header.texts,
        columns=table.header.columns,
        cells=inspected.cells,
        lines=lines,
        notes=table.notes | table.header.notes() | notes | inspected.notes | _unnamed_columns(table, inspected.cells),
        faults=tuple(sorted((*faults, *inspected.faults), key=_place)),
        serial_epoch=table.serial_epoch,
    )


def _read(path: Path, aliases: Aliases) -> RawTable:
    suffix = path.suffix.lower()
    if not path.is_file():
        raise refusal("file-unreadable", path.name)
    if suffix in _TEXTS:
        return read_text_table(path, aliases)
    if suffix in _WORKBOOKS:
        return read_workbook(path, aliases)
    raise refusal("old-workbook" if suffix in _OLD_WORKBOOKS else "unknown-suffix", path.name)


def _rows_to_drop(table: RawTable, aliases: Aliases) -> tuple[list[int], frozenset[str]]:
    """Find the rows without a letter or digit and those whose first written cell is a word of a total."""
    import polars as pl

    first = table.cells.select(pl.coalesce(pl.all())).to_series()
    # A row whose first cell holds a digit is neither, unless a word of a total holds one: a million rows need no look.
    possible = first.is_null() | ~first.str.contains(r"\d")
    if any(re.search(r"\d", word) for word in aliases.totals):
        possible = first.is_null() | first.is_not_null()
    faulty = {fault.row for fault in table.faults}
    empty, totals = [], []
    for row, cells in zip(possible.arg_true().to_list(), table.cells.filter(possible).iter_rows(), strict=True):
        word = _first_written(cells)
        if word is None and row not in faulty:
            empty.append(row)
        elif word is not None and len(word) <= _LONGEST_TOTAL_WORD and normalise(word) in aliases.totals:
            totals.append(row)
    notes = {"empty-rows-skipped": empty, "total-row-skipped": totals}
    return sorted(empty + totals), frozenset(note for note, rows in notes.items() if rows)


def _first_written(cells: Sequence[str | None]) -> str | None:
    return next((text for text in cells if text and (_LETTER_OR_DIGIT.search(text) or BROKEN_TEXT.search(text))), None)


def _renumbered(faults: Sequence[CellFault], dropped: Sequence[int]) -> list[CellFault]:
    """Give faults the row numbers they have once rows are left out."""
    gone = set(dropped)
    return [
        CellFault(fault.row - bisect_left(dropped, fault.row), fault.column, fault.reason)
        for fault in faults
        if fault.row not in gone
    ]


def _without_rows(table: RawTable, dropped: Sequence[int]) -> tuple["pl.DataFrame", "pl.Series"]:
    import polars as pl

    if not dropped:
        return table.cells, table.lines
    keep = ~pl.int_range(table.cells.height, eager=True).is_in(dropped)
    return table.cells.filter(keep), table.lines.filter(keep)


def _unnamed_columns(table: RawTable, cells: "pl.DataFrame") -> set[str]:
    return {
        f"unknown-column-ignored: colonne {index + 1}"
        for index, text in enumerate(table.header.texts)
        if not text.strip() and cells[f"c{index}"].null_count() < cells.height
    }


def _place(fault: CellFault) -> tuple[int, int]:
    return fault.row, -1 if fault.column is None else fault.column
