"""Reads the rows of a pack's CSV files: UTF-8, comma, a header with exactly the declared columns."""

import csv
import io
import re
from collections.abc import Collection
from collections.abc import Iterator
from itertools import takewhile

import attrs

from .problems import MOST_PROBLEMS
from .problems import PackProblem
from .problems import ProblemCode
from .problems import nearest

_WIDEST_HEADER = 100
"""Columns of a header that are looked at; no file of a pack has as many."""

_WHOLE = re.compile(r"[0-9]{1,9}")


@attrs.define(kw_only=True)
class CsvFile:
    """A CSV file being read and the problems found so far in the whole pack."""

    name: str
    problems: list[PackProblem]

    def read(self, text: str | None, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
        """Yield line and cells of each row of the right width; without the right header nothing is read."""
        if text is None:
            return
        rows = csv.reader(io.StringIO(text, newline=""))
        try:
            if self._right_header(next(rows, [])[:_WIDEST_HEADER], columns):
                for row in takewhile(lambda _: len(self.problems) < MOST_PROBLEMS, rows):
                    if len(row) == len(columns):
                        yield rows.line_num, row
                    else:
                        self.report(ProblemCode.WRONG_TYPE, rows.line_num, "", expected=f"{len(columns)} colonnes")
        except csv.Error as error:
            self.report(ProblemCode.UNREADABLE_FILE, rows.line_num, "", expected=f"CSV ({error})")

    def check(self, line: int, column: str, word: str, known: Collection[str]) -> None:
        """Note a cell whose word is not one of those known."""
        if word not in known:
            expected = ", ".join(sorted(known))
            self.report(ProblemCode.UNKNOWN_VALUE, line, column, expected=expected, nearest_to=nearest(word, known))

    def whole(self, line: int, column: str, cell: str) -> int:
        """Read a whole number of at most nine digits; 0 stands in for what is not one."""
        if _WHOLE.fullmatch(cell):
            return int(cell)
        self.report(ProblemCode.WRONG_TYPE, line, column, expected="nombre entier")
        return 0

    def report(
        self, code: ProblemCode, line: int, column: str, *, expected: str = "", nearest_to: str | None = None
    ) -> None:
        """Note a problem at a cell, or at the whole row if the column is empty."""
        if len(self.problems) >= MOST_PROBLEMS:
            return
        self.problems.append(
            PackProblem(code=code, file=self.name, line=line, key=column, expected=expected, nearest=nearest_to)
        )

    def _right_header(self, header: list[str], columns: tuple[str, ...]) -> bool:
        for missing in sorted(set(columns) - set(header)):
            self.report(ProblemCode.MISSING_KEY, 1, missing, nearest_to=nearest(missing, header))
        for unknown in sorted(set(header) - set(columns)):
            self.report(ProblemCode.UNKNOWN_KEY, 1, unknown, nearest_to=nearest(unknown, columns))
        if set(header) == set(columns) and tuple(header) != columns:
            self.report(ProblemCode.CONTRADICTION, 1, "", expected=",".join(columns))
        return tuple(header) == columns
