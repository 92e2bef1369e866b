"""The journal's chain: each row's link holds the one before, so that no row can be altered, moved, added or taken out unseen.

The chain runs over what is stored (sealed bytes and clear header): erasing a household's key does not break it. Cutting the last rows
shows only against an anchor kept elsewhere.
"""

import hashlib
import struct
from collections.abc import Callable
from collections.abc import Sequence

from ..domain.errors import StoreCorrupt
from .port import Head
from .port import StoredEvent

GENESIS = Head(0, hashlib.sha256(b"prevexp journal v1").digest())
"""The head of an empty journal."""

_HEADER = struct.Struct(">32sQQHHI")


def link_after(previous: bytes, position: int, stream: str, version: int, month: str, body: bytes) -> bytes:
    """Return a row's link: SHA-256 over the previous link, the clear header with its lengths, and the sealed body."""
    name, period = stream.encode(), month.encode()
    header = _HEADER.pack(previous, position, version, len(name), len(period), len(body))
    return hashlib.sha256(header + name + period + body).digest()


def walk(follow: Callable[[int], Sequence[StoredEvent]], anchor: Head | None) -> Head:
    """Walk a journal from its beginning and return its head.

    `follow(after)` gives the next rows. Raises StoreCorrupt at the first row that does not fit, or if the anchor's row is missing.
    """
    head, anchored = GENESIS, anchor in (None, GENESIS)
    while rows := follow(head.count):
        for row in rows:
            expected = link_after(head.link, head.count + 1, row.stream, row.version, row.month, row.body)
            if row.position != head.count + 1 or row.link != expected:
                raise StoreCorrupt("the chain of the journal is broken", position=head.count + 1)
            head = Head(row.position, row.link)
            anchored = anchored or head == anchor
    if not anchored:
        raise StoreCorrupt("the journal does not hold the anchor: rows were cut or replaced", count=head.count)
    return head
