"""Cuts the text form of an expression into words, each with the place where it stands."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NoReturn

import attrs

from .errors import InvalidText
from .errors import TooDeep
from .fact import WORDS
from .fact import Scalar

LONGEST = 10_000
"""Characters of an expression: the longest rule of the call has some hundreds."""

_LARGEST = 2**63 - 1
_TOKEN = re.compile(
    r"(?P<space>\s+|\#[^\n]*)"
    r"|(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w-]))"
    r"|(?P<number>[0-9][0-9_]*(?!\w))"
    r"|(?P<text>'(?:[^']|'')*')"
    r"|(?P<quoted>`[^`\n]*`)"
    r"|(?P<name>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*|-[a-z0-9_]+)*(?!\w))"
    r"|(?P<sign><=|>=|==|!=|[<>+*(),-])"
)


@attrs.frozen
class Token:
    """A word of an expression: its kind (name, word, constant, sign, end), what it says, and where it stands."""

    kind: str
    text: str
    value: Scalar | None = attrs.field(repr=False)
    start: int


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the words of a text, and the end. Raises InvalidText with line and column."""
    if len(text) > LONGEST:
        raise TooDeep(f"an expression has at most {LONGEST} characters", limit=LONGEST, line=1, column=1)
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            refuse(text, at, found=text[at], expected="a fact, a constant, an operator or a bracket")
        at = found.end()
        if found.lastgroup != "space":
            yield _token(text, found.lastgroup or "", found.group(), found.start())
    yield Token("end", "", None, at)


def place_of(text: str, at: int) -> dict[str, int]:
    """Return line and column of a position, both from 1."""
    return {"line": text.count("\n", 0, at) + 1, "column": at - text.rfind("\n", 0, at)}


def refuse(text: str, at: int, *, found: str, expected: str) -> NoReturn:
    """Say what stands where, and what is expected there. Raises InvalidText."""
    place = place_of(text, at)
    told = f"line {place['line']}, column {place['column']}: {expected} is expected, not {found or 'the end'}"
    raise InvalidText(told, found=found, expected=expected, **place)


def _token(text: str, kind: str, word: str, at: int) -> Token:
    match kind:
        case "date":
            return Token("constant", word, _day(text, word, at), at)
        case "number":
            return Token("constant", word, _number(text, word, at), at)
        case "text":
            return Token("constant", word, word[1:-1].replace("''", "'"), at)
        case "quoted":
            return Token("name", word[1:-1], None, at)
        case "name" if word in WORDS:
            return Token("word", word, None, at)
    return Token(kind, word, None, at)


def _day(text: str, word: str, at: int) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        refuse(text, at, found=word, expected="a day of the calendar")


def _number(text: str, word: str, at: int) -> int:
    digits = word.replace("_", "")
    if len(digits) > len(str(_LARGEST)) or int(digits) > _LARGEST:
        refuse(text, at, found=f"{word[:20]}…", expected="a whole number of at most 64 bits")
    return int(digits)
