"""The header of a transfer: which row it is and which of the canonical columns its texts name."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence

import attrs

from ..domain.groups import Veiled
from .aliases import REQUIRED
from .aliases import Aliases
from .aliases import normalise
from .refusals import HEADER_WITHIN
from .refusals import MOST_COLUMNS
from .refusals import refusal

_LONGEST_TEXT_IN_A_NOTE = 60
_LONGEST_NAME = 200


@attrs.frozen(kw_only=True)
class Header(Veiled):
    """A row that names columns.

    `line`: physical line or sheet row where it starts; `next_line`: where the row after it starts; `texts`: as sent,
    trailing blanks cut; `columns`: canonical column -> index; `doubled`: canonical columns named more than once;
    `below_titles`: something is written above.
    """

    line: int
    next_line: int
    texts: tuple[str, ...]
    columns: Mapping[str, int]
    doubled: tuple[str, ...]
    below_titles: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """The required columns that no text names."""
        return tuple(sorted(REQUIRED - self.columns.keys()))

    @property
    def is_complete(self) -> bool:
        """Whether a table can be read below this header."""
        return not self.missing and not self.doubled and len(self.texts) <= MOST_COLUMNS

    def notes(self) -> frozenset[str]:
        """Say what was tolerated: other words for a column, columns that are not read, lines above."""
        known = {index: column for column, index in self.columns.items()}
        found = {
            f"unknown-column-ignored: {_short(text)}"
            for index, text in enumerate(self.texts)
            if index not in known and text.strip()
        }
        if any(self.texts[index].strip() != column for index, column in known.items()):
            found.add("header-aliases")
        if self.below_titles:
            found.add("title-row-skipped")
        return frozenset(found)


@attrs.frozen
class Row(Veiled):
    """One row near the top of a file: where it and the row after it start, and its cells as text."""

    line: int
    next_line: int
    cells: Sequence[str]


def find_header(rows: Iterable[Row], aliases: Aliases) -> Header | None:
    """Return the row that names most columns, the first of equals; None if none names any."""
    best: Header | None = None
    written_above = False
    for row in rows:
        found = _resolve(row, aliases, below_titles=written_above)
        if found.columns and (best is None or len(found.columns) > len(best.columns)):
            best = found
        written_above = written_above or any(text.strip() for text in row.cells)
    return best


def checked(header: Header | None, file: str) -> Header:
    """Return a header under which a table can be read; raise TransferRefused otherwise, naming the columns."""
    if header is None:
        raise refusal("no-header", file, rows=HEADER_WITHIN, columns=", ".join(sorted(REQUIRED)))
    if len(header.texts) > MOST_COLUMNS:
        raise refusal("too-many-columns", file, line=header.line, limit=MOST_COLUMNS)
    if header.doubled:
        raise refusal("duplicate-column", file, line=header.line, columns=", ".join(header.doubled))
    if header.missing:
        raise refusal("missing-column", file, line=header.line, columns=", ".join(header.missing))
    return header


def _resolve(row: Row, aliases: Aliases, *, below_titles: bool) -> Header:
    columns: dict[str, int] = {}
    doubled: list[str] = []
    texts = list(row.cells)
    while texts and not texts[-1].strip():
        texts.pop()
    for index, text in enumerate(texts):
        column = aliases.headers.get(normalise(text[:_LONGEST_NAME]))
        if column in columns and column not in doubled:
            doubled.append(column)
        if column is not None:
            columns.setdefault(column, index)
    return Header(
        line=row.line,
        next_line=row.next_line,
        texts=tuple(texts),
        columns=columns,
        doubled=tuple(doubled),
        below_titles=below_titles,
    )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_TEXT_IN_A_NOTE else flat[:_LONGEST_TEXT_IN_A_NOTE] + "…"
