"""A transfer as separated text: which separator, where the header is, then all rows as text.

The separator is never guessed from frequencies: it is the one of `;`, tab and `,` under which a row near the top names
most known columns. A plain file (valid UTF-8, no control character, no line break within quotes, no row wider than the
header) is read by Polars; any other row by row; both give the same table.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from prevexp.domain.errors import TransferRefused

from .aliases import Aliases
from .damage import BROKEN_TEXT
from .damage import limit_unreadable
from .grid import CellFault
from .headers import Header
from .headers import Row
from .headers import checked
from .headers import find_header
from .rawtable import RawTable
from .refusals import HEADER_WITHIN
from .refusals import MOST_TEXT_CELLS
from .refusals import refusal
from .survey import Survey
from .survey import choose_encoding
from .survey import is_soundly_quoted
from .survey import survey
from .textrows import PhysicalLines
from .textrows import TextRow
from .textrows import open_text
from .textrows import text_rows

if TYPE_CHECKING:
    import polars as pl

_SEPARATORS = {";": "separator-semicolon", "\t": "separator-tab", ",": None}
_ENCODING_NOTES = {
    "utf-8-sig": "encoding-utf-8-bom",
    "utf-16": "encoding-utf-16",
    "utf-16-le": "encoding-utf-16",
    "utf-16-be": "encoding-utf-16",
    "cp1252": "encoding-cp1252",
}
_ROWS_AT_ONCE = 20_000


def read_text_table(path: Path, aliases: Aliases) -> RawTable:
    """Read a CSV, TSV or TXT file; raise TransferRefused if it is no table with the required columns."""
    found = survey(path)
    return _read_plain(path, aliases, found) or _read_row_by_row(path, aliases, found)


def _read_plain(path: Path, aliases: Aliases, found: Survey) -> RawTable | None:
    """Read with Polars; None if the file turns out not to be plain."""
    import polars as pl

    if not found.is_plain:
        return None
    encoding = found.mark or "utf-8"
    try:
        separator, header = _find_layout(path, aliases, encoding, errors="strict")
    except UnicodeDecodeError:
        return None
    _limit_cells(header, found, path)
    cells = _plain_cells(path, found, separator, header)
    if cells is None:
        return None
    lines = pl.int_range(header.next_line, header.next_line + cells.height, dtype=pl.UInt32, eager=True).rename("line")
    return RawTable(
        header=header,
        cells=cells,
        lines=lines,
        faults=(),
        notes=_notes(separator, encoding),
        digest=found.digest,
        may_hold=found.may_hold,
    )


def _plain_cells(path: Path, found: Survey, separator: str, header: Header) -> "pl.DataFrame | None":
    import polars as pl

    if found.is_quoted and not is_soundly_quoted(path, separator, header.next_line):
        return None
    try:
        cells = pl.read_csv(
            path,
            separator=separator,
            has_header=False,
            skip_lines=header.next_line - 1,
            schema={f"c{index}": pl.String for index in range(len(header.texts))},
            quote_char='"' if found.is_quoted else None,
            glob=False,
        )
    except pl.exceptions.PolarsError:
        return None
    return cells.select(pl.when(pl.all() != "").then(pl.all())) if found.is_quoted else cells


def _read_row_by_row(path: Path, aliases: Aliases, found: Survey) -> RawTable:
    encoding = choose_encoding(path, found.mark)
    separator, header = _find_layout(path, aliases, encoding)
    _limit_cells(header, found, path)
    with open_text(path, encoding) as source:
        rows = text_rows(PhysicalLines(source, path.name), separator)
        below = (row for row in rows if row.line >= header.next_line)
        cells, lines, faults = _frame(below, len(header.texts), path.name)
    return RawTable(
        header=header,
        cells=cells,
        lines=lines,
        faults=faults,
        notes=_notes(separator, encoding),
        digest=found.digest,
        may_hold=attrs.evolve(found.may_hold, broken_text=True),
    )


@attrs.frozen(kw_only=True)
class _Layout:
    """What the top of a file looks like under one separator."""

    separator: str
    header: Header | None
    refused: TransferRefused | None
    is_blank: bool
    is_broken: bool

    @property
    def known(self) -> int:
        return len(self.header.columns) if self.header else 0


def _find_layout(path: Path, aliases: Aliases, encoding: str, errors: str = "replace") -> tuple[str, Header]:
    """Return the separator and the header that name most columns; raise TransferRefused if there is no table."""
    layouts = [_layout(path, aliases, (encoding, errors), separator) for separator in _SEPARATORS]
    best = max(layouts, key=lambda layout: layout.known)
    if best.header is None or best.header.missing:
        for layout in [best] if best.known else layouts:
            if layout.refused:
                raise layout.refused
        if any(layout.is_blank for layout in layouts):
            raise refusal("empty-file", path.name)
        if best.is_broken:
            raise refusal("unknown-encoding", path.name)
    return best.separator, checked(best.header, path.name)


def _layout(path: Path, aliases: Aliases, decoding: tuple[str, str], separator: str) -> _Layout:
    top: list[Row] = []
    refused = None
    with open_text(path, *decoding) as source:
        lines = PhysicalLines(source, path.name)
        try:
            for row in islice(text_rows(lines, separator), HEADER_WITHIN):
                top.append(Row(row.line, lines.number + 1, row.cells))
                if row.fault == "unclosed-quote" and refused is None:
                    refused = refusal("unclosed-quote", path.name, line=row.line)
        except TransferRefused as error:
            refused = refused or error
    return _Layout(
        separator=separator,
        header=find_header(top, aliases),
        refused=refused,
        is_blank=len(top) < HEADER_WITHIN and not any(text.strip() for row in top for text in row.cells),
        is_broken=any(BROKEN_TEXT.search(text) for row in top for text in row.cells),
    )


def _limit_cells(header: Header, found: Survey, path: Path) -> None:
    if (found.line_breaks + 1) * len(header.texts) > MOST_TEXT_CELLS:
        raise refusal("file-too-large", path.name, limit=f"{MOST_TEXT_CELLS // 10**6} millions de cellules")


def _notes(separator: str, encoding: str) -> frozenset[str]:
    return frozenset(note for note in (_SEPARATORS[separator], _ENCODING_NOTES.get(encoding)) if note)


def _frame(rows: Iterator[TextRow], width: int, file: str) -> tuple["pl.DataFrame", "pl.Series", tuple[CellFault, ...]]:
    """Gather rows block by block; a row that cannot be read, or is wider than the header, is a fault without cells."""
    import polars as pl

    schema = {f"c{index}": pl.String for index in range(width)}
    blocks = [pl.DataFrame(schema=schema)]
    lines: list[int] = []
    faults: list[CellFault] = []
    while block := list(islice(rows, _ROWS_AT_ONCE)):
        fitted = []
        for row in block:
            cells, reason = _fit(row, width)
            if reason:
                faults.append(CellFault(len(lines), None, reason))
            fitted.append(cells)
            lines.append(row.line)
        limit_unreadable(len(faults), file)
        columns = zip(*fitted, strict=True)
        frame = pl.DataFrame(
            [pl.Series(name, texts, dtype=pl.String) for name, texts in zip(schema, columns, strict=True)]
        )
        blocks.append(frame.select(pl.when(pl.all() != "").then(pl.all())))
    return pl.concat(blocks), pl.Series("line", lines, dtype=pl.UInt32), tuple(faults)


def _fit(row: TextRow, width: int) -> tuple[list[str], str | None]:
    """Return exactly `width` cells; a written surplus is a fault, since cells have shifted, a blank one is dropped."""
    surplus = len(row.cells) - width
    if surplus == 0 and not row.fault:
        return row.cells, None
    reason = row.fault or ("unreadable-cell" if any(text.strip() for text in row.cells[width:]) else None)
    if reason:
        return [""] * width, reason
    return row.cells[:width] + [""] * -surplus, None
