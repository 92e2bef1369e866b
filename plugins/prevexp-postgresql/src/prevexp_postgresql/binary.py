"""Rows in the binary form of COPY, put together here: the driver's own way costs three times as much.

Each row is the number of its fields, then each field after its length in bytes; all numbers are big-endian.
Source: PostgreSQL documentation, COPY, "Binary Format".
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from functools import cache
from itertools import islice
from struct import Struct
from typing import Any
from typing import Final

_OPENING = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_END = b"\xff\xff"
_NULL = b"\xff\xff\xff\xff"
_AT_ONCE = 4_000  # rows handed to the driver as one piece: each costs a change of threads

_length = Struct(">i").pack
_vault = Struct(">hiqi").pack
_stream = Struct(">hiqi").pack
_stream_number = Struct(">iqi").pack
_stream_end = Struct(">iii").pack
_journal = Struct(">hiqiqiii").pack


def _vault_row(row: tuple[Any, ...]) -> bytes:
    number, id_, key, identity = row
    name = id_.encode()
    last = _NULL if identity is None else _length(len(identity)) + identity
    return b"".join((_vault(4, 8, number, len(name)), name, _length(len(key)), key, last))


def _stream_row(row: tuple[Any, ...]) -> bytes:
    number, id_, vault, territory, status, month, version, found_by = row
    name, place, word, when = id_.encode(), territory.encode(), status.encode(), month.encode()
    opening, middle = _stream(8, 8, number, len(name)), _stream_number(8, vault, len(place))
    end = _stream_end(4, version, len(found_by))
    return b"".join((opening, name, middle, place, _length(len(word)), word, _length(len(when)), when, end, found_by))


def _journal_row(row: tuple[Any, ...]) -> bytes:
    position, stream, version, month, body, link = row
    when = month.encode()
    opening = _journal(6, 8, position, 8, stream, 4, version, len(when))
    return b"".join((opening, when, _length(len(body)), body, _length(len(link)), link))


@cache
def _entry_with(length: int) -> Callable[..., bytes]:
    return Struct(f">hi{length}siq").pack


def _entry_row(row: tuple[Any, ...]) -> bytes:
    key, stream = row
    return _entry_with(len(key))(2, len(key), key, 8, stream)


ROWS: Final[dict[str, Callable[[tuple[Any, ...]], bytes]]] = {
    "vault": _vault_row,
    "stream": _stream_row,
    "journal": _journal_row,
    "entry": _entry_row,
}
"""How a row of each table that is filled in bulk is written."""


def written(table: str, rows: Iterable[tuple[Any, ...]]) -> Iterator[bytes]:
    """Yield the rows of a table in the binary form of COPY, in pieces."""
    left = map(ROWS[table], rows)
    yield _OPENING
    while piece := b"".join(islice(left, _AT_ONCE)):
        yield piece
    yield _END
