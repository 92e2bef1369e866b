"""What some columns of the SQL backend hold."""

from collections.abc import Iterable
from collections.abc import Iterator

from ..domain.errors import StoreCorrupt
from .port import CaseStatus
from .port import IndexKind

_KIND_CODES = {
    IndexKind.REFERENCE: b"\x01",
    IndexKind.DWELLING: b"\x02",
    IndexKind.NAME: b"\x03",
    IndexKind.PHONE: b"\x04",
    IndexKind.EMAIL: b"\x05",
    IndexKind.BIRTH: b"\x06",
    IndexKind.DUPLICATE: b"\x07",
}


def status_of(stream_id: str, status: str) -> CaseStatus:
    """Return the status of a case as it is stored. Raises StoreCorrupt if it is none."""
    try:
        return CaseStatus(status)
    except ValueError:
        raise StoreCorrupt("a case has a status that is none", stream=stream_id) from None


def key_of(kind: IndexKind, digest: bytes) -> bytes:
    """Return the key of an index entry: the digest first, so that the entries of all kinds spread evenly."""
    return digest + _KIND_CODES[kind]


def keys_in(found_by: bytes) -> Iterator[bytes]:
    """Yield the keys kept with a stream, each after its length."""
    start = 0
    while start < len(found_by):
        end = start + 1 + found_by[start]
        yield found_by[start + 1 : end]
        start = end


def joined(keys: Iterable[bytes]) -> bytes:
    """Return what is kept with a stream of the keys it is found by, so that erasure finds them again."""
    return b"".join([bytes((len(key),)) + key for key in keys])
