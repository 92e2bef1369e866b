"""The store in memory: the reference that says what a backend means. Nothing survives the process.

A batch works on a copy, which takes the place of the original when it is whole; what a reader holds never changes.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from threading import Lock
from typing import Self

import attrs

from ..domain.errors import StoreConflict
from ..domain.errors import StoreError
from .admission import KeyState
from .admission import admit
from .chain import START
from .chain import next_link
from .chain import walk
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


@attrs.frozen
class _Household:
    """What is kept of a household; without a key it is erased."""

    wrapped_key: bytes | None
    identity: bytes | None


@attrs.define
class _Contents:
    """What is stored. The values of the mappings are replaced, never changed."""

    journal: list[StoredEvent] = attrs.field(factory=list)
    streams: dict[str, Summary] = attrs.field(factory=dict)
    rows: dict[str, tuple[StoredEvent, ...]] = attrs.field(factory=dict)
    households: dict[str, _Household] = attrs.field(factory=dict)
    index: dict[IndexEntry, frozenset[str]] = attrs.field(factory=dict)
    receipts: dict[bytes, Receipt] = attrs.field(factory=dict)
    settings: dict[str, bytes] = attrs.field(factory=dict)

    def copy(self) -> "_Contents":
        return _Contents(*(part.copy() for part in attrs.asdict(self, recurse=False).values()))

    def head(self) -> Head:
        return Head(self.journal[-1].position, self.journal[-1].link) if self.journal else START

    def write(self, write: StreamWrite) -> None:
        """Put one write in; raise what `admit` raises."""
        known = self.streams.get(write.stream)
        household = known.household if known else write.household or ""
        admit(write, version=known.version if known else 0, key=self._key_state(household))
        summary = known or Summary(write.stream, write.territory or "", CaseStatus.WAITING, write.month, 0, household)
        version, status = write.expected_version + len(write.bodies), write.status or summary.status
        self.streams[write.stream] = attrs.evolve(summary, version=version, status=status)
        if write.wrapped_key is not None or write.identity is not None:
            kept = self.households.get(household, _Household(write.wrapped_key, None))
            identity = kept.identity if write.identity is None else write.identity
            self.households[household] = _Household(kept.wrapped_key, identity)
        for number, body in enumerate(write.bodies, start=write.expected_version + 1):
            self._append(write.stream, number, write.month, body)
        self.unindex(write.stream, write.unindex)
        for entry in write.index:
            self.index[entry] = self.index.get(entry, frozenset()) | {write.stream}

    def unindex(self, stream: str, entries: Iterable[IndexEntry]) -> None:
        """Take index entries of a stream away."""
        for entry in entries:
            self.index[entry] = self.index.get(entry, frozenset()) - {stream}

    def found_under(self, entry: IndexEntry) -> tuple[str, ...]:
        """Return the streams under an entry, oldest first."""
        return tuple(sorted(self.index.get(entry, ()), key=lambda stream: self.rows[stream][0].position))

    def summary(self, stream: str) -> Summary:
        """Return the summary of a known stream, with its household's key as it is now."""
        known = self.streams[stream]
        return attrs.evolve(known, wrapped_key=self.households[known.household].wrapped_key)

    def _append(self, stream: str, version: int, month: str, body: bytes) -> None:
        head = self.head()
        link = next_link(head.link, head.count + 1, stream, version, month, body)
        row = StoredEvent(head.count + 1, stream, version, month, body, link)
        self.journal.append(row)
        self.rows[stream] = (*self.rows.get(stream, ()), row)

    def _key_state(self, household: str) -> KeyState:
        found = self.households.get(household)
        if found is None:
            return KeyState.UNKNOWN
        return KeyState.DESTROYED if found.wrapped_key is None else KeyState.HELD


@attrs.define
class Memory:
    """What outlives a `MemoryStore` that is closed: hand the same one to another to reopen it or to share it."""

    contents: _Contents = attrs.field(factory=_Contents)
    lock: Lock = attrs.field(factory=Lock)


class MemoryStore:
    """The in-memory reference of the port; see `Store` for what each method means."""

    def __init__(self, memory: Memory | None = None) -> None:
        self._memory: Memory | None = memory or Memory()

    def commit(self, writes: Iterable[StreamWrite], *, receipt: Receipt | None = None) -> Head:
        """Write a batch, all or nothing."""
        batch = tuple(writes)  # before the lock: what makes the writes may read the store
        memory = self._open()
        with memory.lock:
            contents = memory.contents.copy()
            for write in batch:
                contents.write(write)
            if receipt is not None and receipt.digest in contents.receipts:
                raise StoreConflict("this transfer was taken in before")
            if receipt is not None:
                contents.receipts[receipt.digest] = receipt
            memory.contents = contents
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

    def head(self) -> Head:
        """Return the end of the journal."""
        return self._contents.head()

    def verify(self, anchor: Head | None = None) -> Head:
        """Walk the whole chain and return its head."""
        return walk(self._contents.journal, anchor)

    def erase(self, household: str) -> bool:
        """Destroy a household's key, identity and index entries."""
        memory = self._open()
        with memory.lock:
            contents = memory.contents.copy()
            known = contents.households.get(household)
            if known is None or known.wrapped_key is None:
                return False
            contents.households[household] = _Household(None, None)
            for stream, summary in contents.streams.items():
                if summary.household == household:
                    contents.unindex(stream, tuple(contents.index))
            memory.contents = contents
            return True

    def close(self) -> None:
        """Release the store."""
        self._memory = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _open(self) -> Memory:
        if self._memory is None:
            raise StoreError("the store is closed")
        return self._memory

    @property
    def _contents(self) -> _Contents:
        return self._open().contents

    def _matching(self, filters: Filters) -> list[Summary]:
        known, wanted = self._contents.streams.values(), filters.given().items()
        return [one for one in known if all(getattr(one, name) == value for name, value in wanted)]
