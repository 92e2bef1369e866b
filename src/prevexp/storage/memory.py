"""The in-memory reference store: the contract in its simplest form, for tests, trials and `memory:`."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import Self

import attrs

from ..domain.errors import StaleVersion
from ..domain.errors import StoreConflict
from ..domain.errors import StoreError
from ..domain.errors import UnknownCase
from .chain import GENESIS
from .chain import link_after
from .chain import walk
from .cursors import after_cursor
from .cursors import cursor_for
from .port import CaseStatus
from .port import Head
from .port import IndexEntry
from .port import IndexKind
from .port import Page
from .port import Receipt
from .port import StoredEvent
from .port import StreamWrite
from .port import Summary


@attrs.define(kw_only=True)
class _Content:
    """All that a store holds; a batch works on a copy, so that a refused one leaves nothing behind."""

    journal: list[StoredEvent] = attrs.field(factory=list)
    streams: dict[str, Summary] = attrs.field(factory=dict)
    rows: dict[str, list[int]] = attrs.field(factory=dict)
    keys: dict[str, bytes] = attrs.field(factory=dict)
    identities: dict[str, bytes] = attrs.field(factory=dict)
    index: dict[IndexEntry, dict[str, None]] = attrs.field(factory=dict)
    receipts: dict[bytes, Receipt] = attrs.field(factory=dict)
    settings: dict[str, bytes] = attrs.field(factory=dict)

    def head(self) -> Head:
        """Return the end of the journal."""
        return Head(len(self.journal), self.journal[-1].link) if self.journal else GENESIS

    def apply(self, write: StreamWrite) -> None:
        """Apply one write."""
        known = self.streams.get(write.stream)
        actual = known.version if known else 0
        if known is None and write.expected_version:
            raise UnknownCase("no stream has this id", case_id=write.stream)
        if actual != write.expected_version:
            raise StaleVersion(write.stream, expected=write.expected_version, actual=actual)
        self.streams[write.stream] = summary = self._summary(write, known)
        if known is None and write.wrapped_key is not None:
            self.keys[summary.household] = write.wrapped_key
        if write.identity is not None and summary.household in self.keys:
            self.identities[summary.household] = write.identity
        for entry in write.unindex:
            self.index.get(entry, {}).pop(write.stream, None)
        for entry in write.index:
            self.index.setdefault(entry, {})[write.stream] = None
        self._append(write)

    def _summary(self, write: StreamWrite, known: Summary | None) -> Summary:
        version = write.expected_version + len(write.bodies)
        if known is not None:
            return attrs.evolve(known, version=version, status=write.status or known.status)
        if write.household is None or write.wrapped_key is None or write.territory is None or write.status is None:
            raise StoreConflict("a new stream brings household, key, territory and status", stream=write.stream)
        return Summary(write.stream, write.territory, write.status, write.month, version, write.household)

    def _append(self, write: StreamWrite) -> None:
        for version, body in enumerate(write.bodies, write.expected_version + 1):
            head = self.head()
            position = head.count + 1
            link = link_after(head.link, position, write.stream, version, write.month, body)
            self.journal.append(StoredEvent(position, write.stream, version, write.month, bytes(body), link))
            self.rows.setdefault(write.stream, []).append(position - 1)


def _copy(held: Any) -> Any:
    """Copy a collection; what stands in it is frozen, but for the small dicts and lists of streams."""
    if isinstance(held, list):
        return list(held)
    return {key: value.copy() if isinstance(value, dict | list) else value for key, value in held.items()}


class MemoryStore:
    """A store that dies with the process. See `port.Store`."""

    def __init__(self) -> None:
        self._held: _Content | None = _Content()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of everything."""
        self._held = None

    @property
    def _content(self) -> _Content:
        if self._held is None:
            raise StoreError("the store is closed")
        return self._held

    def commit(self, writes: Iterable[StreamWrite], *, receipt: Receipt | None = None) -> Head:
        """Write a batch, all or nothing."""
        held = self._content
        tried = _Content(**{field.name: _copy(getattr(held, field.name)) for field in attrs.fields(_Content)})
        for write in writes:
            tried.apply(write)
        if receipt is not None:
            if receipt.digest in tried.receipts:
                raise StoreConflict("this transfer was taken in already", transfer=receipt.transfer)
            tried.receipts[receipt.digest] = receipt
        self._held = tried
        return tried.head()

    def load(self, stream: str) -> tuple[StoredEvent, ...]:
        """Return a stream's rows by version."""
        content = self._content
        return tuple(content.journal[i] for i in content.rows.get(stream, ()))

    def load_many(self, streams: Sequence[str]) -> Iterator[tuple[str, tuple[StoredEvent, ...]]]:
        """Yield each known stream's rows, in the order asked."""
        return iter([(stream, rows) for stream in streams if (rows := self.load(stream))])

    def follow(self, after: int = 0, limit: int = 1000) -> tuple[StoredEvent, ...]:
        """Return rows past a position."""
        return tuple(self._content.journal[after : after + limit])

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
        asked = (territory, status, month)
        last = after_cursor(cursor, asked)
        rows = [row for row in self._filtered(*asked) if row.stream > last]
        page = tuple(rows[:limit])
        return Page(page, cursor_for(page[-1].stream, asked) if len(rows) > limit else None)

    def count(self, *, territory: str | None = None, status: CaseStatus | None = None, month: str | None = None) -> int:
        """Count what `find` would list."""
        return len(self._filtered(territory, status, month))

    def _filtered(self, territory: str | None, status: CaseStatus | None, month: str | None) -> list[Summary]:
        return [
            row
            for _, row in sorted(self._content.streams.items())
            if territory in (None, row.territory) and status in (None, row.status) and month in (None, row.month)
        ]

    def summaries(self, streams: Sequence[str]) -> Mapping[str, Summary]:
        """Return the summaries of the known ones."""
        return {stream: self._content.streams[stream] for stream in streams if stream in self._content.streams}

    def wrapped_keys(self, households: Sequence[str]) -> Mapping[str, bytes]:
        """Return the wrapped keys that are still there."""
        return {name: self._content.keys[name] for name in households if name in self._content.keys}

    def identities(self, households: Sequence[str]) -> Mapping[str, bytes]:
        """Return the sealed identities that are still there."""
        return {name: self._content.identities[name] for name in households if name in self._content.identities}

    def lookup(self, kind: IndexKind, digests: Sequence[bytes]) -> Mapping[bytes, tuple[str, ...]]:
        """Return digest -> streams, oldest first."""
        index = self._content.index
        found = ((digest, tuple(index.get(IndexEntry(kind, digest), ()))) for digest in digests)
        return {digest: streams for digest, streams in found if streams}

    def receipt(self, digest: bytes) -> Receipt | None:
        """Return the receipt of a transfer."""
        return self._content.receipts.get(digest)

    def receipts(self) -> tuple[Receipt, ...]:
        """Return all receipts in the order they were written."""
        return tuple(self._content.receipts.values())

    def setting(self, name: str) -> bytes | None:
        """Return a setting."""
        return self._content.settings.get(name)

    def set_setting(self, name: str, value: bytes) -> bytes:
        """Set a setting once."""
        return self._content.settings.setdefault(name, value)

    def head(self) -> Head:
        """Return the end of the journal."""
        return self._content.head()

    def verify(self, anchor: Head | None = None) -> Head:
        """Walk the whole chain."""
        return walk(self.follow, anchor)

    def erase(self, household: str) -> bool:
        """Destroy what opens a household."""
        content = self._content
        if content.keys.pop(household, None) is None:
            return False
        content.identities.pop(household, None)
        owned = {row.stream for row in content.streams.values() if row.household == household}
        for streams in content.index.values():
            for stream in owned:
                streams.pop(stream, None)
        return True
