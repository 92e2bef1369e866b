"""The rows of a separated text: quotes read strictly, a damaged row set apart, a quote never closed refused.

Declared rules. A quote opens a cell only as its first character; inside, two quotes are one and line breaks belong to
the cell. Text after a closing quote damages its row: the row is a fault and reading goes on with the next physical
line. A quote that is not closed by the end of the file, nor within the bounds below, refuses the file: what is text
and what is table can no longer be told.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from typing import Self
from typing import TextIO

from prevexp.domain.errors import TransferRefused

from .refusals import LONGEST_CELL
from .refusals import MOST_COLUMNS
from .refusals import refusal

LONGEST_LINE = 16 * 1024 * 1024
"""Characters of the longest physical line that is read."""

MOST_LINES_IN_A_ROW = 1_000
"""Physical lines over which the quoted cells of one row may spread."""

MOST_SEPARATORS = MOST_COLUMNS * LONGEST_CELL
"""Separators in one physical line: more do not fit into the cells a table may have, quoted ones included."""

_SEPARATORS = ";,\t"
_IN_A_CELL = r'[^;,\t"\r\n]'
# The look behind makes a search begin where a run does: else runs just short enough would be read from each character.
_LONG_RUN = re.compile(rf"(?<!{_IN_A_CELL})({_IN_A_CELL}{{{LONGEST_CELL + 1}}}){_IN_A_CELL}+")


class PhysicalLines:
    """The lines of a text, one by one, with the means to give back those a damaged row has swallowed.

    A run of characters longer than the longest cell is cut just above that length: the cell stays too long, the
    memory stays small.
    """

    def __init__(self, source: TextIO, file: str) -> None:
        self.file = file
        self.number = 0
        self.taken: list[str] = []
        self._source = source
        self._given_back: deque[str] = deque()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._given_back.popleft() if self._given_back else self._read()
        if not line:
            raise StopIteration
        if len(self.taken) == MOST_LINES_IN_A_ROW:
            raise self.unclosed_quote()
        self.number += 1
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """Return all lines of the current row but the first."""
        self._given_back.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1

    def start(self) -> int:
        """Begin a new row and return the line it starts on."""
        self.taken.clear()
        return self.number + 1

    def unclosed_quote(self) -> TransferRefused:
        """Build the refusal that names the line on which the current row starts."""
        return refusal("unclosed-quote", self.file, line=self.number - len(self.taken) + 1)

    def _read(self) -> str:
        line = self._source.readline(LONGEST_LINE)
        if len(line) <= LONGEST_CELL:
            return line
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            raise refusal("line-too-long", self.file, line=self.number + 1, limit=LONGEST_LINE)
        if max(map(line.count, _SEPARATORS)) > MOST_SEPARATORS:
            raise refusal("too-many-separators", self.file, line=self.number + 1, limit=MOST_SEPARATORS)
        return _LONG_RUN.sub(r"\1", line)


def open_text(path: Path, encoding: str, errors: str = "replace") -> TextIO:
    """Open a text: what cannot be decoded becomes U+FFFD, a fault of its cell; every kind of line end a line feed."""
    return path.open(encoding=encoding, errors=errors, newline=None)


class TextRow(NamedTuple):
    """One row: the physical line it starts on, its cells, and the reason if it cannot be read."""

    line: int
    cells: list[str]
    fault: str | None


def text_rows(lines: PhysicalLines, separator: str) -> Iterator[TextRow]:
    """Yield all rows of a text; raise TransferRefused for a quote that is never closed or a line beyond all measure."""
    rows = csv.reader(lines, delimiter=separator, strict=True)
    start = lines.start()
    while True:
        try:
            for cells in rows:
                yield TextRow(start, cells, None)
                start = lines.start()
        except csv.Error as error:
            yield TextRow(start, [], _reason(str(error), lines))
            rows = csv.reader(lines, delimiter=separator, strict=True)
            start = lines.start()
        else:
            return


def _reason(error: str, lines: PhysicalLines) -> str:
    if error.startswith("unexpected end of data"):
        raise lines.unclosed_quote()
    if not error.startswith("field larger"):
        lines.give_back()
        return "unclosed-quote"
    if len(lines.taken) > 1:
        raise lines.unclosed_quote()
    return "cell-too-long"
