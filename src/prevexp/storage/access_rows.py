"""How the access journal is laid in the settings of a store: its lines by month and number, the head of each month.

A line is its link and what is sealed; the last row of a month names the month that comes next. A head tells of a whole
month, and stays when its lines go.
"""

import re
from collections.abc import Iterable
from collections.abc import Mapping
from struct import Struct
from typing import Self

import attrs

from ..domain.errors import StoreCorrupt
from .chain import START
from .chain import Expected
from .chain import broken
from .chain import next_link

ACCESS = "access"
"""How the journal is called in errors."""

LINES = "access/"
HEADS = "access-head/"
FIRST = "access-first"
"""Setting that names the month of the first line."""

LINK_BYTES = 32
_MONTH_BYTES = 7
_LINE, _CLOSING = b"L", b"C"
_HEAD = Struct(f">{LINK_BYTES}s{LINK_BYTES}sQ{_MONTH_BYTES}s")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
_PLACE = re.compile(r"(\d{4}-\d{2})/(\d{8})", re.ASCII)


@attrs.frozen
class AccessHead:
    """The end of the access journal: its month, how many rows that has, the last link. What an anchor says of it."""

    month: str
    count: int
    link: bytes


NOTHING = AccessHead("", 0, START.link)
"""The head of an access journal without a line."""


@attrs.frozen
class Row:
    """One row of a month; `closes_for` is the month that comes next, if the row is the last of its own."""

    link: bytes
    kept: bytes = attrs.field(repr=False)
    closes_for: str = ""

    @classmethod
    def after(cls, head: AccessHead, sealed: bytes, *, closes_for: str = "") -> Self:
        """Return the row that comes after a head."""
        kept = _CLOSING + closes_for.encode() + sealed if closes_for else _LINE + sealed
        return cls(link_after(head, kept), kept, closes_for)

    @classmethod
    def read(cls, value: bytes) -> Self | None:
        """Return the row that a value holds, None if it holds none."""
        link, kept = value[:LINK_BYTES], value[LINK_BYTES:]
        if kept[:1] == _LINE:
            return cls(link, kept)
        month = kept[1 : 1 + _MONTH_BYTES].decode("ascii", "replace")
        return cls(link, kept, month) if kept[:1] == _CLOSING and is_month(month) else None

    @property
    def value(self) -> bytes:
        """What is stored of the row."""
        return self.link + self.kept

    @property
    def sealed(self) -> bytes:
        """What is sealed of the row."""
        return self.kept[1 + len(self.closes_for) :]


@attrs.frozen
class MonthHead:
    """What stays of a month that ended: the links before and at its end, its rows, the month that came next.

    `mark` is sealed once its lines may be gone.
    """

    opening: bytes
    link: bytes
    count: int
    next_month: str
    mark: bytes = attrs.field(default=b"", repr=False)

    @classmethod
    def read(cls, value: bytes) -> Self | None:
        """Return the head that a value holds, None if it holds none."""
        if len(value) < _HEAD.size:
            return None
        opening, link, count, month = _HEAD.unpack(value[: _HEAD.size])
        text = month.decode("ascii", "replace")
        return cls(opening, link, count, text, value[_HEAD.size :]) if is_month(text) else None

    @property
    def value(self) -> bytes:
        """What is stored of the head."""
        return _HEAD.pack(self.opening, self.link, self.count, self.next_month.encode()) + self.mark


def link_after(head: AccessHead, kept: bytes) -> bytes:
    """Return the link of the row after a head: as in the journal, over the link before, the place and what is kept."""
    return next_link(head.link, head.count + 1, LINES, 0, head.month, kept)


def is_month(text: str) -> bool:
    """Say whether a text is a month, YYYY-MM."""
    return _MONTH.fullmatch(text) is not None


def prefix_of(month: str) -> str:
    """Return how the names of a month's rows begin."""
    return f"{LINES}{month}/"


def place_of(month: str, number: int) -> str:
    """Return the name of a row; months and numbers sort as they follow each other."""
    return f"{prefix_of(month)}{number:08}"


def rows_of(month: str, stored: Mapping[str, bytes]) -> list[Row]:
    """Return the rows of a month in their order, given the settings under its prefix.

    Raises StoreCorrupt if one is missing, or is none.
    """
    found = []
    for number, (place, value) in enumerate(stored.items(), start=1):
        row = Row.read(value)
        if place != place_of(month, number) or row is None:
            raise broken_at(month, number, Expected.NEXT_ROW)
        found.append(row)
    return found


def by_month(stored: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    """Sort all rows by their month. Raises StoreCorrupt for a name that is none of a row."""
    found: dict[str, dict[str, bytes]] = {}
    for name, value in stored.items():
        place = _PLACE.fullmatch(name.removeprefix(LINES))
        if place is None or not is_month(place[1]):
            raise broken(ACCESS, "", Expected.NOTHING)
        found.setdefault(place[1], {})[name] = value
    return found


def heads_of(stored: Mapping[str, bytes]) -> dict[str, MonthHead]:
    """Return the heads by month, the oldest first. Raises StoreCorrupt for what is no head."""
    found = {}
    for name, value in stored.items():
        month, head = name.removeprefix(HEADS), MonthHead.read(value)
        if head is None or not is_month(month):
            raise broken(ACCESS, month, Expected.ROWS_OR_HEAD)
        found[month] = head
    return found


def broken_at(month: str, number: int, expected: Expected) -> StoreCorrupt:
    """Return the error for a row of the access journal that is not what was written."""
    return broken(ACCESS, f"{month}/{number}", expected)


def names_of(month: str, count: int) -> Iterable[str]:
    """Return the names of the rows of a month that has so many."""
    return [place_of(month, number) for number in range(1, count + 1)]
