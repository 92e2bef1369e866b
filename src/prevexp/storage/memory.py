"""The store in memory: the reference that says what a backend means. Nothing survives the process.

A batch works on a copy, which takes the place of the original when it is whole; what a reader holds never changes.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Self

import attrs

from ..domain.errors import StoreConflict
from ..domain.errors import StoreError
from .chain import walk
from .memory_contents import Contents
from .memory_contents import Household
from .port import CaseStatus
from .port import Head
from .port import IndexEntry
from .port import IndexKind
from .port import Page
from .port import Receipt
from .port import StoredEvent
from .port import StreamWrite
from .port import Summary
from .searching import Filters
from .searching import checked_limit


@attrs.define
class Memory:
    """What outlives a `MemoryStore` that is closed: hand the same one to another to reopen it or to share it."""

    contents: Contents = attrs.field(factory=Contents)
    lock: Lock = attrs.field(factory=Lock)


class MemoryStore:
    """The in-memory reference of the port; see `Store` for what each method means."""

    def __init__(self, memory: Memory | None = None) -> None:
        self._memory: Memory | None = memory or Memory()

    def commit(self, writes: Iterable[StreamWrite], *, receipt: Receipt | None = None) -> Head:
        """Write a batch, all or nothing."""
        batch = tuple(writes)  # before the lock: what makes the writes may read the store
        with self._changing() as contents:
            for write in batch:
                contents.write(write)
            if receipt is not None and receipt.digest in contents.receipts:
                raise StoreConflict("this transfer was taken in before")
            if receipt is not None:
                contents.receipts[receipt.digest] = receipt
            return contents.head()

    def load(self, stream: str) -> tuple[StoredEvent, ...]:
        """Return a stream's rows by version."""
        return self._contents.rows.get(stream, ())

    def load_many(self, streams: Sequence[str]) -> Iterator[tuple[str, tuple[StoredEvent, ...]]]:
        """Yield each known stream's rows, in the order asked."""
        rows = self._contents.rows
        return ((stream, rows[stream]) for stream in dict.fromkeys(streams) if stream in rows)

    def follow(self, after: int = 0, limit: int = 1000) -> tuple[StoredEvent, ...]:
        """Return the rows after a position."""
        return tuple(self._contents.journal[after : after + checked_limit(limit)])

    def find(
        self,
        *,
        territory: str | None = None,
        status: CaseStatus | None = None,
        month: str | None = None,
        cursor: str | None = None,
        limit: int = 1000,
    ) -> Page:
        """Return one page of summaries by stream id."""
        filters = Filters(territory=territory, status=status, month=month)
        after = filters.after(cursor)
        matching = (one for one in self._matching(filters) if one.stream > after)
        found = sorted(matching, key=lambda one: one.stream)[: checked_limit(limit) + 1]
        page = tuple(self._contents.summary(one.stream) for one in found[:limit])
        return Page(page, filters.cursor(page[-1].stream) if len(found) > limit else None)

    def count(self, *, territory: str | None = None, status: CaseStatus | None = None, month: str | None = None) -> int:
        """Count what `find` would list."""
        return len(self._matching(Filters(territory=territory, status=status, month=month)))

    def summaries(self, streams: Sequence[str]) -> Mapping[str, Summary]:
        """Return the summaries of the known ones."""
        return {one: self._contents.summary(one) for one in streams if one in self._contents.streams}

    def wrapped_keys(self, households: Sequence[str]) -> Mapping[str, bytes]:
        """Return the wrapped keys that are still there."""
        known = self._contents.households
        return {one: key for one in households if one in known and (key := known[one].wrapped_key) is not None}

    def identities(self, households: Sequence[str]) -> Mapping[str, bytes]:
        """Return the sealed identities that are still there."""
        known = self._contents.households
        return {one: sealed for one in households if one in known and (sealed := known[one].identity) is not None}

    def lookup(self, kind: IndexKind, digests: Sequence[bytes]) -> Mapping[bytes, tuple[str, ...]]:
        """Return the streams under each digest, the oldest first."""
        found_under = self._contents.found_under
        return {one: streams for one in digests if (streams := found_under(IndexEntry(kind, one)))}

    def receipt(self, digest: bytes) -> Receipt | None:
        """Return the receipt of a transfer."""
        return self._contents.receipts.get(digest)

    def receipts(self) -> tuple[Receipt, ...]:
        """Return all receipts in the order they were written."""
        return tuple(self._contents.receipts.values())

    def setting(self, name: str) -> bytes | None:
        """Return a setting."""
        return self._contents.settings.get(name)

    def set_setting(self, name: str, value: bytes) -> bytes:
        """Set a setting unless it is set, and return what is stored."""
        with self._open().lock:
            return self._contents.settings.setdefault(name, value)

    def settings(self, prefix: str) -> Mapping[str, bytes]:
        """Return the settings under a prefix."""
        return {name: value for name, value in sorted(self._contents.settings.items()) if name.startswith(prefix)}

    def replace_setting(self, name: str, value: bytes, *, after: bytes) -> bool:
        """Replace a setting that is still what was read."""
        with self._changing() as contents:
            found = contents.settings.get(name) == after
            contents.settings |= {name: value} if found else {}
            return found

    def drop_settings(self, names: Sequence[str]) -> int:
        """Take settings away."""
        with self._changing() as contents:
            return sum(contents.settings.pop(name, None) is not None for name in dict.fromkeys(names))

    def head(self) -> Head:
        """Return the end of the journal."""
        return self._contents.head()

    def verify(self, anchor: Head | None = None) -> Head:
        """Walk the whole chain and return its head."""
        return walk(self._contents.journal, anchor)

    def erase(self, *households: str) -> int:
        """Destroy the keys, identities and index entries of households."""
        with self._changing() as contents:
            known = contents.households
            gone = {one for one in households if one in known and known[one].wrapped_key is not None}
            known |= dict.fromkeys(gone, Household(None, None))
            for stream, summary in contents.streams.items():
                if summary.household in gone:
                    contents.unindex(stream, tuple(contents.index))
            return len(gone)

    def rewrap(self, keys: Mapping[str, tuple[bytes, bytes]]) -> int:
        """Replace the wrapped keys that are still what was read."""
        with self._changing() as contents:
            known = contents.households
            held = [one for one, (read, _) in keys.items() if one in known and known[one].wrapped_key == read]
            known |= {one: attrs.evolve(known[one], wrapped_key=keys[one][1]) for one in held}
            return len(held)

    def close(self) -> None:
        """Release the store."""
        self._memory = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @contextmanager
    def _changing(self) -> Iterator[Contents]:
        """Hold the lock and work on a copy, which counts when the block ends well."""
        memory = self._open()
        with memory.lock:
            contents = memory.contents.copy()
            yield contents
            memory.contents = contents

    def _open(self) -> Memory:
        if self._memory is None:
            raise StoreError("the store is closed")
        return self._memory

    @property
    def _contents(self) -> Contents:
        return self._open().contents

    def _matching(self, filters: Filters) -> list[Summary]:
        known, wanted = self._contents.streams.values(), filters.given().items()
        return [one for one in known if all(getattr(one, name) == value for name, value in wanted)]
