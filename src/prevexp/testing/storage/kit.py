"""What a backend gives the kit, and what the kit's tests share."""

import functools
import inspect
from collections.abc import Callable
from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any
from typing import ClassVar
from typing import TypeVar

import pytest

from prevexp.storage.port import IndexEntry
from prevexp.storage.port import IndexKind
from prevexp.storage.port import Store
from prevexp.storage.port import StoredEvent
from prevexp.storage.port import StreamWrite
from prevexp.storage.port import Summary

AnyKit = TypeVar("AnyKit", bound="Kit")


class Capability(StrEnum):
    """What a backend may lack by its nature."""

    CRASH = "crash"
    """Another process can open the store, and what was acknowledged outlives a kill."""

    FILE = "file"
    """The store is a file with a schema version: it can be spoiled, and written by a newer version."""


class Kit:
    """The base of the kit: a backend overrides what raises NotImplementedError."""

    capabilities: ClassVar[frozenset[Capability]] = frozenset(Capability)
    folder: Path

    @pytest.fixture(autouse=True)
    def _in_folder(self, tmp_path: Path) -> Iterator[None]:
        self.folder = tmp_path
        self._opened: list[Store] = []
        yield
        for store in self._opened:
            store.close()

    def make_store(self) -> Store:
        """Return an empty store; one call, one store."""
        raise NotImplementedError

    def reopen(self, store: Store) -> Store:
        """Close a store and open it again."""
        raise NotImplementedError

    def second_connection(self, store: Store) -> Store:
        """Open the same content once more, as another process would."""
        raise NotImplementedError

    def alter_row(self, store: Store, position: int) -> None:
        """Change the body of a journal row behind the store's back."""
        raise NotImplementedError

    def cut_tail(self, store: Store, position: int) -> None:
        """Delete the journal rows after a position behind the store's back, as if they had never been."""
        raise NotImplementedError

    def opening_source(self, store: Store) -> str:
        """Return Python source that opens the same store as `store` in another process (CRASH)."""
        raise NotImplementedError

    def make_newer(self, store: Store) -> None:
        """Close a store and mark it as written by a newer version (FILE)."""
        raise NotImplementedError

    def spoil(self, store: Store) -> None:
        """Close a store and overwrite its file with something else (FILE)."""
        raise NotImplementedError

    def new(self) -> Store:
        """Return an empty store that is closed at the end of the test."""
        return self.closing(self.make_store())

    def closing(self, store: Store) -> Store:
        """Close a store at the end of the test."""
        self._opened.append(store)
        return store

    def need(self, capability: Capability) -> None:
        """Skip a test for a backend without a capability."""
        if capability not in self.capabilities:
            pytest.skip(f"not tried: the backend has no capability {capability!r}")


def conformance(test: Callable[[AnyKit], None]) -> Callable[[AnyKit], None]:
    """Mark a test of the kit: its docstring begins with its number and is told with a failure."""
    text = inspect.cleandoc(test.__doc__ or "")

    @functools.wraps(test)
    def told(kit: AnyKit) -> None:
        try:
            test(kit)
        except (Exception, pytest.fail.Exception) as failure:
            failure.add_note(text)
            raise

    return told


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


def bodies(store: Store, number: int) -> list[bytes]:
    """Return the bodies of a case as they are stored."""
    return [row.body for row in store.load(name(number))]


def everything(store: Store) -> tuple[object, ...]:
    """Return all that a store shows of its journal and its cases, to compare before and after."""
    summaries: list[Summary] = []
    rows: list[StoredEvent] = []
    cursor, after = None, 0
    while True:
        page = store.find(cursor=cursor)
        summaries += page.summaries
        if (cursor := page.cursor) is None:
            break
    while found := store.follow(after):
        rows += found
        after = found[-1].position
    households = [summary.household for summary in summaries]
    keys, identities = store.wrapped_keys(households), store.identities(households)
    return store.head(), tuple(rows), tuple(summaries), dict(keys), dict(identities), store.receipts()
