"""What a backend gives the kit, and what the kit's tests share."""

from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from prevexp.storage.port import Store
from prevexp.storage.port import StoredEvent
from prevexp.storage.port import Summary
from prevexp.testing.conformance import ConformanceKit
from prevexp.testing.stored_cases import name


class Capability(StrEnum):
    """What a backend may lack by its nature, or a run by its URL alone by its means; `MEANS` says what each is."""

    CRASH = "crash"
    FILE = "file"
    TAMPER = "tamper"
    PROCESSES = "processes"
    FULL = "full"
    LOCKS = "locks"
    DURABLE = "durable"
    MIGRATE = "migrate"
    ENCRYPTION = "encryption"
    STREAMS = "streams"
    MILLION = "million"


MEANS: Mapping[Capability, str] = {
    Capability.CRASH: "Another process can open it; what was acknowledged outlives a kill (`opening_source`).",
    Capability.FILE: "The store is a file with a schema version: it can be spoiled, and written by a newer version.",
    Capability.TAMPER: "The tests can reach behind the store's back (`alter_row`, `cut_tail`).",
    Capability.PROCESSES: "Several processes may write at once (`opening_source`).",
    Capability.FULL: "It writes files of its own process, which a limit on their size fills (`opening_source`).",
    Capability.LOCKS: "One writer at a time holds a lock others wait for (`impatient`, `locked`).",
    Capability.DURABLE: "The tests can cut the power: what was not forced to disk is lost (`power_cut`).",
    Capability.MIGRATE: "There are earlier versions of its schema (`versions`, `make_older`).",
    Capability.ENCRYPTION: "Its bytes can be read: what they give away, what an erasure leaves (`stored_bytes`).",
    Capability.STREAMS: "A long batch is written while it is produced, and not held in memory.",
    Capability.MILLION: "A million cases are tried, which takes minutes.",
}
"""Capability -> what it says, and in brackets what the kit then asks of a backend."""


class Kit(ConformanceKit):
    """The base of the kit: a backend overrides what raises NotImplementedError, as far as it has the capability."""

    capabilities: ClassVar[frozenset[StrEnum]] = frozenset(
        {Capability.CRASH, Capability.FILE, Capability.TAMPER, Capability.PROCESSES}
    )
    versions: ClassVar[tuple[int, ...]] = ()

    def begin(self, folder: Path) -> None:
        """Prepare one test."""
        self._base, self._made = folder, 0
        self._opened: list[Store] = []
        super().begin(folder)

    def end(self) -> None:
        """Close what a test left open."""
        for store in self._opened:
            store.close()

    def make_store(self) -> Store:
        """Return an empty store; each call another one, its files, if any, in `self.folder`."""
        raise NotImplementedError

    def reopen(self, store: Store) -> Store:
        """Close a store and open it again."""
        raise NotImplementedError

    def second_connection(self, store: Store) -> Store:
        """Open the same content once more, as another process would."""
        raise NotImplementedError

    def alter_row(self, store: Store, position: int) -> None:
        """Change the body of a journal row behind the store's back (TAMPER)."""
        raise NotImplementedError

    def cut_tail(self, store: Store, position: int) -> None:
        """Delete the journal rows after a position behind the store's back, as if they had never been (TAMPER)."""
        raise NotImplementedError

    def opening_source(self, store: Store) -> str:
        """Return Python source that opens the same store as `store` in another process (CRASH, PROCESSES, FULL)."""
        raise NotImplementedError

    def make_newer(self, store: Store) -> None:
        """Close a store and mark it as written by a newer version (FILE)."""
        raise NotImplementedError

    def spoil(self, store: Store) -> None:
        """Close a store and overwrite its file with something else (FILE)."""
        raise NotImplementedError

    def impatient(self, store: Store) -> Store:
        """Open the same content once more, waiting a tenth of a second for a lock at most (LOCKS)."""
        raise NotImplementedError

    def locked(self, store: Store) -> AbstractContextManager[object]:
        """Hold, while the context lasts, the lock a writer holds (LOCKS)."""
        raise NotImplementedError

    def power_cut(self, store: Store) -> Store:
        """Return the store as it is found after the power went: what was not forced to disk is gone (DURABLE)."""
        raise NotImplementedError

    def make_older(self, version: int) -> Store:
        """Return a store an earlier version made and filled with `migrated()`, opened by this one (MIGRATE)."""
        raise NotImplementedError

    def stored_bytes(self, store: Store) -> bytes:
        """Return all the bytes of the store's files (ENCRYPTION)."""
        raise NotImplementedError

    def new(self) -> Store:
        """Return an empty store in a folder of its own, closed at the end of the test."""
        self._made += 1
        self.folder = self._base / f"store-{self._made}"
        self.folder.mkdir()
        return self.closing(self.make_store())

    def and_reopened(self, store: Store, *others: Store) -> Iterator[Store]:
        """Yield a store, others that have it open, and at last the store closed and opened again."""
        yield from (store, *others)
        yield self.closing(self.reopen(store))

    def closing(self, store: Store) -> Store:
        """Close a store at the end of the test."""
        self._opened.append(store)
        return store


def bodies(store: Store, number: int) -> list[bytes]:
    """Return the bodies of a case as they are stored."""
    return [row.body for row in store.load(name(number))]


def everything(store: Store) -> tuple[object, ...]:
    """Return all that a store shows of its journal, its cases and its settings, to compare before and after."""
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
    named = tuple(store.settings("").items())
    return store.head(), tuple(rows), tuple(summaries), dict(keys), dict(identities), store.receipts(), named
