"""The chain over the journal: each row is hashed with the link before it, so that a change, a gap or a swap shows.

It runs over what is stored, sealed bodies included, and needs no key. What it cannot show alone is a tail cut off: for
that, a head (count and last link) is given to a third party from time to time and handed to `walk` as the anchor.
"""

from collections.abc import Iterable
from enum import StrEnum
from hashlib import sha256
from struct import Struct
from struct import error

from ..domain.errors import StoreCorrupt
from .port import Head
from .port import StoredEvent

START = Head(0, bytes(32))
"""The head of an empty journal."""

_HEADER = Struct(">QQIIQ")  # position, version and the lengths of stream, month and body: no two rows share an input


class Expected(StrEnum):
    """What should stand where a journal is not what was written."""

    NEXT_ROW = "next-row"
    FOLLOWING_ROW = "row-that-follows"
    ROW_OF_ANCHOR = "row-of-the-anchor"
    OWN_ANCHOR = "anchor-of-this-store"
    END_OF_MONTH = "end-its-head-tells-of"
    ROWS_OR_HEAD = "rows-or-a-head"
    LATER_MONTH = "later-month"
    NOTHING = "nothing"
    BEGINNING = "month-it-begins-in"


def next_link(previous: bytes, position: int, stream: str, version: int, month: str, body: bytes) -> bytes:
    """Return the link of a row: SHA-256 of the previous link, the clear header with lengths, and the sealed body."""
    name, when = stream.encode(), month.encode()
    header = _HEADER.pack(position, version, len(name), len(when), len(body))
    return sha256(b"".join((previous, header, name, when, body))).digest()


def walk(rows: Iterable[StoredEvent], anchor: Head | None = None) -> Head:
    """Check every row of a journal, by position, and return its head.

    Raises StoreCorrupt at the first row that is missing, moved or altered, or if the row the anchor names is not
    there or differs.
    """
    head, anchored = START, anchor in {None, START}
    for row in rows:
        try:
            expected = next_link(head.link, head.count + 1, row.stream, row.version, row.month, row.body)
        except (AttributeError, TypeError, error):  # a text where a number was
            expected = b""
        if row.position != head.count + 1 or row.link != expected:
            raise broken("cases", head.count + 1, Expected.FOLLOWING_ROW)
        head = Head(row.position, row.link)
        anchored = anchored or head == anchor
    if not anchored:
        raise broken("cases", anchor.count if anchor else 0, Expected.ROW_OF_ANCHOR)
    return head


def broken(journal: str, position: int | str, expected: Expected) -> StoreCorrupt:
    """Return the error for a place where a journal (`cases`, `access`) is not what was written, without any content."""
    text = f"the journal ({journal}) is broken at position {position}; expected there: {expected}"
    return StoreCorrupt(text, journal=journal, position=position, expected=str(expected))
