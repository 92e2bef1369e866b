"""Read a transfer file, CSV or workbook, into a Grid of the sender's rows as text.

The suffix says what a file is and its content must agree; nothing is sniffed. All that is tolerated is noted, all
that cannot be read is a fault of its row, and what makes the file unusable refuses it (`refusals.py`).
"""

import re
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
_DIGIT = re.compile(r"\d")
_LETTER = r"\pL"
_LONGEST_TOTAL_WORD = 60


def read_grid(path: Path, aliases: Aliases) -> Grid:
    """Read one monthly transfer; raise TransferRefused, with reason, message and remedy, if it cannot be read as one.

    Source: field notes §5 ("Tolerant in"); samples README.
    """
    return grid_of(_read(path, aliases), path, aliases)


def grid_of(table: RawTable, path: Path, aliases: Aliases) -> Grid:
    """Return what a transfer holds below its header, checked as far as no column is looked at."""
    kept, notes = _kept_rows(table, aliases)
    faults = _renumbered(table.faults, kept)
    cells, lines = (table.cells, table.lines) if kept.all() else (table.cells.filter(kept), table.lines.filter(kept))
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


def _kept_rows(table: RawTable, aliases: Aliases) -> tuple["pl.Series", frozenset[str]]:
    """Mark the rows that are neither without a letter or digit nor begun by a word of a total.

    A row with a street is a household, whatever its first word: people are called Total, too.
    """
    import polars as pl

    first = table.cells.select(pl.coalesce(pl.all())).to_series()
    empty = first.is_null()
    total = pl.zeros(first.len(), dtype=pl.Boolean, eager=True)
    # A row whose first cell holds a digit is neither, unless a word of a total holds one: a million rows need no look.
    doubtful = ~empty if _DIGIT.search(" ".join(aliases.totals)) else ~empty & ~first.str.contains(r"\d")
    rows = doubtful.arg_true()
    words = [_first_written(cells) for cells in table.cells.filter(doubtful).iter_rows()]
    empty = empty.scatter(rows.filter(pl.Series([word is None for word in words], dtype=pl.Boolean)), True)
    total = total.scatter(rows.filter(pl.Series([_is_total(word, aliases) for word in words], dtype=pl.Boolean)), True)
    street = table.cells[f"c{table.header.columns['adresse_voie']}"]
    total &= ~street.str.contains(_LETTER).fill_null(value=False)
    empty = empty.scatter([fault.row for fault in table.faults], False)
    notes = {"empty-rows-skipped": empty, "total-row-skipped": total}
    return ~(empty | total), frozenset(note for note, rows in notes.items() if rows.any())


def _first_written(cells: Sequence[str | None]) -> str | None:
    return next((text for text in cells if text and (_LETTER_OR_DIGIT.search(text) or BROKEN_TEXT.search(text))), None)


def _is_total(word: str | None, aliases: Aliases) -> bool:
    return word is not None and len(word) <= _LONGEST_TOTAL_WORD and normalise(word) in aliases.totals


def _renumbered(faults: Sequence[CellFault], kept: "pl.Series") -> list[CellFault]:
    """Give the faults of kept rows the numbers these rows have once the others are left out."""
    rank = kept.cum_sum()
    return [CellFault(rank[fault.row] - 1, fault.column, fault.reason) for fault in faults if kept[fault.row]]


def _unnamed_columns(table: RawTable, cells: "pl.DataFrame") -> set[str]:
    return {
        f"unknown-column-ignored: colonne {index + 1}"
        for index, text in enumerate(table.header.texts)
        if not text.strip() and cells[f"c{index}"].null_count() < cells.height
    }


def _place(fault: CellFault) -> tuple[int, int]:
    return fault.row, -1 if fault.column is None else fault.column
