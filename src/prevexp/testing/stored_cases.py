"""Cases as a store is given them: what they say stands for sealed bytes. Light, for processes that are killed soon."""

from hashlib import sha256
from typing import Any

from prevexp.storage.port import IndexEntry
from prevexp.storage.port import IndexKind
from prevexp.storage.port import Store
from prevexp.storage.port import StreamWrite


def name(number: int, what: str = "case") -> str:
    """Return an identifier that tells nothing, as real ones do, and is the same each time."""
    return sha256(f"{what} {number}".encode()).hexdigest()[:32]


def entry(value: str, kind: IndexKind = IndexKind.NAME) -> IndexEntry:
    """Return an index entry for a value."""
    return IndexEntry(kind, sha256(value.encode()).digest()[:16])


def new_case(number: int, *, events: int = 1, **changes: Any) -> StreamWrite:
    """Return the first write of a case."""
    values: dict[str, Any] = {
        "stream": name(number),
        "expected_version": 0,
        "month": "2021-05",
        "bodies": tuple(f"sealed {number}.{version}".encode() for version in range(1, events + 1)),
        "household": name(number, "household"),
        "territory": "99",
        "wrapped_key": f"wrapped key {number}".encode(),
        "identity": f"sealed identity {number}".encode(),
        "index": (entry(f"value {number}"),),
    }
    return StreamWrite(**values | changes)


def more(number: int, version: int, *, events: int = 1, **changes: Any) -> StreamWrite:
    """Return a further write of a case that is at a version."""
    bodies = tuple(f"sealed {number}.{version + one}".encode() for one in range(1, events + 1))
    values: dict[str, Any] = {"stream": name(number), "expected_version": version, "month": "2021-06", "bodies": bodies}
    return StreamWrite(**values | changes)


def migrated() -> tuple[StreamWrite, ...]:
    """Return the writes an older store holds when a migration is tried."""
    return (new_case(1, events=3), new_case(2), more(2, 1, index=(entry("later"),)))


def counted(store: Store) -> bool:
    """Add one to the setting `count`; False if somebody else did at the same time."""
    read = store.setting("count") or b""
    return store.replace_setting("count", b"%d" % (int(read) + 1), after=read)
