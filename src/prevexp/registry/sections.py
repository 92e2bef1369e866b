"""Reads the tables of a TOML file with types; what does not fit becomes a problem with its line."""

import re
import tomllib
from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any
from typing import TypeVar

import attrs

from prevexp.domain.errors import InvalidValue

from .problems import MOST_PROBLEMS
from .problems import PackProblem
from .problems import ProblemCode
from .problems import nearest

_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)

KeyPath = tuple[str | int, ...]

LONGEST_TOML = 1_000_000
"""Characters of the longest TOML file that is read: the largest of a pack has some thousands."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_WHERE = re.compile(r"at line (\d+)")


def toml_table(text: str) -> dict[str, Any]:
    """Return what a TOML text says, numbers exactly as written.

    Raises TOMLDecodeError, for what the parser chokes on as well: too long a number or text, tables too deep.
    """
    if len(text) > LONGEST_TOML:
        raise tomllib.TOMLDecodeError(f"more than {LONGEST_TOML} characters")
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError:
        raise
    except (ValueError, ArithmeticError, RecursionError):
        raise tomllib.TOMLDecodeError("a number too long, or tables too deep") from None


@attrs.define(kw_only=True)
class TomlFile:
    """A TOML file being read, and the problems found so far in the whole pack."""

    name: str
    problems: list[PackProblem]
    content: str = ""
    readable: bool = True

    @cached_property
    def lines(self) -> Mapping[KeyPath, int]:
        """On which line each table and key stands."""
        return _lines_of_keys(self.content)

    def read(self, text: str | None) -> "Section":
        """Parse the file; one that is not TOML is one problem; what it lacks is not told again."""
        table: dict[str, Any] = {}
        self.readable = text is not None
        self.content = text or ""
        try:
            table = toml_table(self.content)
        except tomllib.TOMLDecodeError as error:
            self.readable = False
            where = _WHERE.search(str(error))
            self.problems.append(
                PackProblem(
                    code=ProblemCode.UNREADABLE_FILE,
                    file=self.name,
                    line=int(where[1]) if where else None,
                    expected=f"TOML ({error})",
                )
            )
        return Section(file=self, path=(), table=table)


@attrs.define(kw_only=True)
class Section:
    """One table: each key is read with the type it must have; a placeholder stands in for what is wrong.

    Nothing is built from placeholders: `build` makes the object only if every key of the table was right.
    """

    file: TomlFile
    path: KeyPath
    table: Mapping[str, Any]
    seen: set[str] = attrs.field(factory=set)
    faulty: set[str] = attrs.field(factory=set)

    def text(self, key: str, default: str | None = None) -> str:
        """Read a text that is not empty."""
        value = self._typed(key, str, "texte", default, "")
        if value == "" and default is None and key in self.table:
            self.report(ProblemCode.WRONG_TYPE, key, expected="texte non vide")
        return value

    def whole(self, key: str, default: int | None = None) -> int:
        """Read a whole number, zero or more."""
        value = self._typed(key, int, "nombre entier", default, 0)
        if value < 0:
            self.report(ProblemCode.WRONG_TYPE, key, expected="nombre entier, zéro ou plus")
        return value

    def number(self, key: str) -> Decimal:
        """Read a number that may have decimals, exactly as written."""
        if type(self.table.get(key)) is int:
            return Decimal(self.whole(key))
        return self._typed(key, Decimal, "nombre", None, Decimal(0))

    def flag(self, key: str) -> bool:
        """Read true or false."""
        return self._typed(key, bool, "true ou false", None, default_for_error=False)

    def day(self, key: str) -> date:
        """Read a calendar date."""
        return self._typed(key, date, "date (2021-04-01, sans guillemets)", None, date.min)

    def day_if_any(self, key: str) -> date | None:
        """Read a calendar date that may be absent."""
        self.seen.add(key)
        return self.day(key) if key in self.table else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts."""
        found = tuple(self._typed(key, list, "liste de textes", None, []))
        if any(type(item) is not str for item in found):
            self.report(ProblemCode.WRONG_TYPE, key, expected="liste de textes")
            return ()
        return found

    def choice(self, key: str, kind: type[_E], default: _E | None = None) -> _E:
        """Read one word of a closed vocabulary."""
        word = self.text(key, default.value if default else None)
        return next(iter(self._members(key, (word,), kind)), next(iter(kind)))

    def choices(self, key: str, kind: type[_E]) -> tuple[_E, ...]:
        """Read a list of words of a closed vocabulary."""
        return self._members(key, self.texts(key), kind)

    def section(self, key: str) -> "Section":
        """Read a table inside this one."""
        return self._inner(key, self._typed(key, dict, f"table [{key}]", None, {}))

    def sections(self, key: str) -> "list[Section]":
        """Read the tables of a list, [[key]]; none is an empty list."""
        found = self._typed(key, list, f"tables [[{key}]]", [], [])
        if any(type(item) is not dict for item in found):
            self.report(ProblemCode.WRONG_TYPE, key, expected=f"tables [[{key}]]")
            return []
        return [self._inner(key, item, index) for index, item in enumerate(found)]

    def build(self, make: Callable[[], _T]) -> _T | None:
        """Make the object if the table is sound, keys nobody asked for included."""
        self.close()
        if self.faulty:
            return None
        try:
            return make()
        except InvalidValue as error:
            self.report(ProblemCode.CONTRADICTION, "", expected=str(error))
            return None

    def close(self) -> None:
        """Refuse the keys nobody asked for."""
        for key in sorted(self.table.keys() - self.seen)[:MOST_PROBLEMS]:
            self.report(ProblemCode.UNKNOWN_KEY, key, nearest_to=nearest(key, self.seen))

    def report(self, code: ProblemCode, key: str, *, expected: str = "", nearest_to: str | None = None) -> None:
        """Note a problem at a key, or at the table itself if the key is empty or absent."""
        self.faulty.add(key)
        if not self.file.readable or len(self.file.problems) >= MOST_PROBLEMS:
            return
        path = (*self.path, key) if key else self.path
        self.file.problems.append(
            PackProblem(
                code=code,
                file=self.file.name,
                line=_line_of(path, self.file.lines),
                key=".".join(part for part in path if isinstance(part, str)),
                expected=expected,
                nearest=nearest_to,
            )
        )

    def _typed(self, key: str, kind: type[_T], expected: str, default: _T | None, default_for_error: _T) -> _T:
        self.seen.add(key)
        if key not in self.table:
            if default is None:
                self.report(ProblemCode.MISSING_KEY, key, expected=expected)
                return default_for_error
            return default
        value = self.table[key]
        if type(value) is not kind:
            self.report(ProblemCode.WRONG_TYPE, key, expected=expected)
            return default_for_error
        return value

    def _members(self, key: str, words: tuple[str, ...], kind: type[_E]) -> tuple[_E, ...]:
        known = {member.value: member for member in kind}
        for word in words:
            if word not in known and word:
                self.report(ProblemCode.UNKNOWN_VALUE, key, expected=", ".join(known), nearest_to=nearest(word, known))
        return tuple(known[word] for word in words if word in known)

    def _inner(self, key: str, table: Mapping[str, Any], index: int | None = None) -> "Section":
        path = (*self.path, key) if index is None else (*self.path, key, index)
        return Section(file=self.file, path=path, table=table)


def _line_of(path: KeyPath, lines: Mapping[KeyPath, int]) -> int | None:
    """Return the line of a key, or of the nearest table around it that has one: what stands inline has none."""
    around = (path[:length] for length in range(len(path), 0, -1))
    return next((lines[one] for one in around if one in lines), None)


def _lines_of_keys(text: str) -> dict[KeyPath, int]:
    """Say on which line each table and key stands; tomllib does not tell."""
    lines: dict[KeyPath, int] = {}
    tables: dict[KeyPath, int] = {}
    here: KeyPath = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            here = tuple(header[2].split("."))
            for end in range(1, len(here)):
                lines.setdefault(here[:end], number)
            if header[1] == "[[":
                tables[here] = tables.get(here, -1) + 1
                here = (*here, tables[here])
            lines[here] = number
        elif key := _KEY.match(line):
            lines.setdefault((*here, key[1]), number)
    return lines
