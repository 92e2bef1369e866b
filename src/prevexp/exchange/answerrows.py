"""The rows of a file a partner left, as text under the columns they stand in, whatever kind of file it is.

The encoding, the separator and the header are found as for the monthly list; nothing is sniffed.
"""

import warnings
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

import attrs

from ..domain.errors import TransferRefused
from ..domain.groups import Veiled
from ..domain.spreadsheets import restored
from .aliases import Aliases
from .damage import BROKEN_TEXT
from .damage import FORMULA_TEXT
from .headers import Header
from .headers import Row
from .headers import find_header
from .refusals import HEADER_WITHIN
from .refusals import LONGEST_CELL
from .refusals import refusal
from .sheetrows import rows_below
from .sheetrows import top_rows
from .survey import choose_encoding
from .survey import survey
from .textrows import PhysicalLines
from .textrows import TextRow
from .textrows import open_text
from .textrows import text_rows
from .workbook import check_content
from .workbook import open_workbook

MOST_ROWS = 200_000
"""Rows of the longest file of answers that is read."""

_SEPARATORS = (";", ",", "\t")
_TEXTS = frozenset({".csv", ".tsv", ".txt"})
_WORKBOOKS = frozenset({".xlsx", ".xlsm"})


@attrs.frozen(kw_only=True)
class NamedRow(Veiled):
    """One row: the line it starts on, its cells by column, and what of it cannot be read (column None: the row)."""

    line: int
    cells: Mapping[str, str] = attrs.field(repr=False)
    faults: tuple[tuple[str | None, str], ...] = ()


def named_rows(path: Path, aliases: Aliases) -> tuple[Header, list[NamedRow]]:
    """Read all rows below the header; raise TransferRefused for what is no table."""
    suffix = path.suffix.lower()
    if not path.is_file():
        raise refusal("file-unreadable", path.name)
    if suffix in _TEXTS:
        return _of_text(path, aliases)
    if suffix in _WORKBOOKS:
        return _of_workbook(path, aliases)
    raise refusal("unknown-suffix", path.name)


def _of_text(path: Path, aliases: Aliases) -> tuple[Header, list[NamedRow]]:
    encoding = choose_encoding(path, survey(path).mark)
    tops = {separator: _top(path, aliases, encoding, separator) for separator in _SEPARATORS}
    separator = max(tops, key=lambda one: len(found.columns) if (found := tops[one]) else 0)
    header = _known(tops[separator], path.name)
    with open_text(path, encoding) as source:
        below = (row for row in text_rows(PhysicalLines(source, path.name), separator) if row.line >= header.next_line)
        written = (row for row in below if row.fault or any(map(str.strip, row.cells)))
        return header, _bounded([_named(row, header) for row in islice(written, MOST_ROWS + 1)], path.name)


def _top(path: Path, aliases: Aliases, encoding: str, separator: str) -> Header | None:
    top: list[Row] = []
    with open_text(path, encoding) as source:
        lines = PhysicalLines(source, path.name)
        rows = (Row(row.line, lines.number + 1, row.cells) for row in text_rows(lines, separator))
        with suppress(TransferRefused):  # told again, with its line, by whoever reads all rows
            top.extend(islice(rows, HEADER_WITHIN))
    return find_header(top, aliases)


def _of_workbook(path: Path, aliases: Aliases) -> tuple[Header, list[NamedRow]]:
    check_content(path)
    with path.open("rb") as source, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions, which hold no cell
        try:
            book = open_workbook(source, path.name)
            for sheet in (one for one in book.worksheets if one.sheet_state == "visible"):
                header = find_header(top_rows(sheet, path.name), aliases)
                if header is not None:
                    below = islice(rows_below(sheet, header, path.name), MOST_ROWS + 1)
                    return header, _bounded([_of_sheet(row.line, row.cells, header) for row in below], path.name)
        except TransferRefused:
            raise
        except Exception:  # noqa: BLE001  parsers of a broken workbook raise about anything, with its text in the message
            raise refusal("broken-workbook", path.name) from None
    _known(None, path.name)
    raise AssertionError


def _of_sheet(line: int, cells: Mapping[int, object], header: Header) -> NamedRow:
    texts: dict[str, str] = {}
    faults: list[tuple[str | None, str]] = []
    for column, index in header.columns.items():
        text, fault = getattr(cells.get(index), "text", None), getattr(cells.get(index), "fault", None)
        found = fault or _fault(text or "")
        if found:
            faults.append((column, found))
        elif text:
            texts[column] = restored(text)
    return NamedRow(line=line, cells=texts, faults=tuple(faults))


def _named(row: TextRow, header: Header) -> NamedRow:
    if row.fault:
        return NamedRow(line=row.line, cells={}, faults=((None, row.fault),))
    if any(text.strip() for text in row.cells[len(header.texts) :]):
        return NamedRow(line=row.line, cells={}, faults=((None, "unreadable-cell"),))
    texts = {column: row.cells[index] for column, index in header.columns.items() if index < len(row.cells)}
    faults = tuple((column, found) for column, text in texts.items() if (found := _fault(text)))
    bad = {column for column, _ in faults}
    return NamedRow(
        line=row.line,
        cells={column: restored(text) for column, text in texts.items() if text.strip() and column not in bad},
        faults=faults,
    )


def _fault(text: str) -> str | None:
    if len(text) > LONGEST_CELL:
        return "cell-too-long"
    if BROKEN_TEXT.search(text):
        return "unreadable-cell"
    return "formula-cell" if FORMULA_TEXT.search(text) else None


def _known(header: Header | None, file: str) -> Header:
    if header is None:
        raise refusal("no-answer-header", file, rows=HEADER_WITHIN)
    return header


def _bounded(rows: Sequence[NamedRow], file: str) -> list[NamedRow]:
    if len(rows) > MOST_ROWS:
        raise refusal("file-too-large", file, limit=f"{MOST_ROWS} lignes")
    return list(rows)
