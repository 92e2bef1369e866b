"""From bytes to JSON objects, one a line: bounded before anything is parsed, and nothing of a line is ever repeated."""

import json
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from typing import NoReturn

import attrs

from ...domain.groups import Veiled
from .results import EntryFault
from .results import LineRefused

LARGEST_FILE = 16 * 2**20
"""Bytes of a file: a year of a large team is a few megabytes."""

LONGEST_LINE = 2**16
"""Bytes of a line: the longest entry has some thousands."""

MOST_LINES = 100_000
DEEPEST = 8
"""Brackets in brackets; an entry has three."""


@attrs.frozen
class RawLine(Veiled):
    """One object of the file and the number of its line."""

    line: int
    content: dict[str, Any] = attrs.field(repr=False)


class _Unreadable(Exception):
    def __init__(self, fault: EntryFault) -> None:
        super().__init__()
        self.fault = fault


def content_of(source: Path | Iterable[str]) -> bytes:
    """Return the bytes of a file, or of lines; of what is too large, one byte more than is read.

    Raises OSError.
    """
    if isinstance(source, Path):
        with source.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    text = bytearray()
    for line in source:
        text += line.rstrip("\n").encode("utf-8", "surrogatepass") + b"\n"
        if len(text) > LARGEST_FILE:
            break
    return bytes(text)


def read_lines(content: bytes) -> Iterator[RawLine | LineRefused]:
    """Yield each line that is not empty as an object, or why it is none."""
    if len(content) > LARGEST_FILE:
        yield _refused(1, EntryFault.FILE_TOO_LARGE, most=LARGEST_FILE)
        return
    if content.count(b"\n") > MOST_LINES:
        yield _refused(1, EntryFault.TOO_MANY_LINES, most=MOST_LINES)
        return
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            yield _read(number, line)


def _read(number: int, line: bytes) -> RawLine | LineRefused:
    if len(line) > LONGEST_LINE:
        return _refused(number, EntryFault.LINE_TOO_LONG, most=LONGEST_LINE)
    try:
        found = _parsed(line)
    except _Unreadable as error:
        return _refused(number, error.fault)
    except (ValueError, RecursionError):
        return _refused(number, EntryFault.NOT_JSON)
    if type(found) is not dict:
        return _refused(number, EntryFault.NOT_AN_OBJECT)
    return RawLine(number, found)


def _parsed(line: bytes) -> Any:
    """Return what a line says; ValueError, RecursionError or _Unreadable for what is not exactly JSON."""
    text = line.decode("utf-8")
    if _depth(text) > DEEPEST:
        raise _Unreadable(EntryFault.NOT_JSON)
    found = json.loads(text, object_pairs_hook=_each_once, parse_constant=_no_number)
    canonical(found)
    return found


def canonical(found: Any) -> bytes:
    """Return the one writing of what a line says; ValueError for half a character, which nobody can store."""
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _depth(text: str) -> int:
    """Return how deep brackets stand in brackets at most; those within texts count, which errs on the safe side."""
    deep = deepest = 0
    for sign in text:
        if sign in "[{":
            deep += 1
            deepest = max(deepest, deep)
        elif sign in "]}":
            deep -= 1
    return deepest


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Unreadable(EntryFault.DUPLICATE_KEY)
    return found


def _no_number(_: str) -> NoReturn:
    raise _Unreadable(EntryFault.NOT_JSON)


def _refused(line: int, code: EntryFault, **params: object) -> LineRefused:
    return LineRefused(line=line, code=code, params={name: str(value) for name, value in params.items()})
