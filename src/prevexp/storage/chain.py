"""The chain over the journal: each row is hashed with the link before it, so that a change, a gap or a swap shows.

It runs over what is stored, sealed bodies included, and needs no key. What it cannot show alone is a tail cut off: for
that, a head (count and last link) is given to a third party from time to time and handed to `walk` as the anchor.
"""

from collections.abc import Iterable
from hashlib import sha256
from struct import Struct
from struct import error

from ..domain.errors import StoreCorrupt
from .port import Head
from .port import StoredEvent

START = Head(0, bytes(32))
"""The head of an empty journal."""

_HEADER = Struct(">QQIIQ")  # position, version and the lengths of stream, month and body: no two rows share an input


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
            position = head.count + 1
            raise StoreCorrupt(f"the journal is broken at position {position}", position=position)
        head = Head(row.position, row.link)
        anchored = anchored or head == anchor
    if not anchored:
        counted = anchor.count if anchor else 0
        raise StoreCorrupt(
            f"the journal of {head.count} rows does not hold the anchor at {counted}", count=head.count, anchor=counted
        )
    return head
