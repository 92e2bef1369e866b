"""A transfer whose rows somebody else reads, a plugin: the same limits, header and checks as for a table we read."""

import hashlib
from collections.abc import Iterable
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from .aliases import Aliases
from .damage import MayHold
from .damage import limit_unreadable
from .grid import CellFault
from .grid import Grid
from .headers import Row
from .headers import checked
from .headers import find_header
from .rawtable import RawTable
from .reading import grid_of
from .refusals import LARGEST_TEXT_BYTES
from .refusals import MOST_COLUMNS
from .refusals import MOST_TEXT_CELLS
from .refusals import refusal

if TYPE_CHECKING:
    import polars as pl

ReadRow = tuple[int, Mapping[str, str] | None]
"""The line where a row starts, from 1, and its cells by column, as texts; the columns are named as a header would.

None instead of the cells: the row is there and cannot be read; it is rejected with its line.
"""

HEAD_BYTES = 8192
"""How much of a file is shown to whoever is asked whether it is one of theirs."""


def limit_size(path: Path) -> None:
    """Raise TransferRefused for a file too large to be a list, before anybody reads it."""
    if path.stat().st_size > LARGEST_TEXT_BYTES:
        raise refusal("file-too-large", path.name, limit=f"{LARGEST_TEXT_BYTES // 10**9} Go")


def head_of(path: Path) -> bytes:
    """Return the first bytes of a file. Raises OSError."""
    with path.open("rb") as source:
        return source.read(HEAD_BYTES)


def grid_of_rows(path: Path, rows: Iterable[ReadRow], aliases: Aliases, *, note: str) -> Grid:
    """Gather rows into the Grid every reader gives; `note` says who read them.

    Raises TransferRefused as `read_grid`, and whatever reading the rows raises.
    """
    lines, columns, faults = _gathered(path, rows)
    if not lines:
        raise refusal("empty-file", path.name)
    header = checked(find_header([Row(lines[0], lines[0], tuple(columns))], aliases), path.name)
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").digest()
    table = RawTable(
        header=header,
        cells=_cells(columns),
        lines=_line_numbers(lines),
        faults=faults,
        notes=frozenset({note}),
        digest=digest,
        may_hold=MayHold(),
    )
    return grid_of(table, path, aliases)


def _gathered(
    path: Path, rows: Iterable[ReadRow]
) -> tuple[list[int], dict[str, list[str | None]], tuple[CellFault, ...]]:
    lines: list[int] = []
    columns: dict[str, list[str | None]] = {}
    faults: list[CellFault] = []
    for line, read in rows:
        cells = read or {}
        if read is None:
            faults.append(CellFault(len(lines), None, "unreadable-cell"))
            limit_unreadable(len(faults), path.name)
        for name in cells:
            if name not in columns:
                columns[name] = [None] * len(lines)
        for name, texts in columns.items():
            texts.append(cells.get(name) or None)
        lines.append(line)
        if len(columns) > MOST_COLUMNS:
            raise refusal("too-many-columns", path.name, line=line, limit=MOST_COLUMNS)
        if len(lines) * len(columns) > MOST_TEXT_CELLS:
            raise refusal("file-too-large", path.name, limit=f"{MOST_TEXT_CELLS // 10**6} millions de cellules")
    return lines, columns, tuple(faults)


def _cells(columns: Mapping[str, list[str | None]]) -> "pl.DataFrame":
    import polars as pl

    texts = columns.values()
    return pl.DataFrame([pl.Series(f"c{number}", one, dtype=pl.String) for number, one in enumerate(texts)])


def _line_numbers(lines: list[int]) -> "pl.Series":
    import polars as pl

    return pl.Series("line", lines, dtype=pl.UInt32)
