"""The storage port: what a backend must do.

It sees sealed bytes, positions, versions, the month and a few summary columns.

A backend never opens what it keeps: sealing happens above the port (`sealing.py`). The conformance kit
(`prevexp.testing.storage`) is the definition of this contract; a backend is chosen by the scheme of its URL.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol
from typing import Self

import attrs

from .setting_port import Settings


class CaseStatus(StrEnum):
    """Where a case stands for those who look for work; the few words a backend may read."""

    WAITING = "waiting"
    ALLOCATED = "allocated"
    CLOSED = "closed"


class IndexKind(StrEnum):
    """What a blind index finds: each entry is a keyed digest, never the value."""

    REFERENCE = "reference"
    DWELLING = "dwelling"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    BIRTH = "birth"
    DUPLICATE = "duplicate"


@attrs.frozen
class Head:
    """The end of the journal: an anchor to hand to a third party (count and hash of the last row)."""

    count: int
    link: bytes


@attrs.frozen
class StoredEvent:
    """One journal row as the backend keeps it; `link` hashes the link before, the clear header and the sealed body."""

    position: int
    stream: str
    version: int
    month: str
    body: bytes
    link: bytes


@attrs.frozen
class Summary:
    """The clear columns by which a case is found: `month` is its first write's, `version` its number of events.

    `wrapped_key` is its household's, as it is at that moment; None: erased.
    """

    stream: str
    territory: str
    status: CaseStatus
    month: str
    version: int
    household: str
    wrapped_key: bytes | None = attrs.field(default=None, repr=False)


@attrs.frozen
class IndexEntry:
    """One blind index entry of a stream."""

    kind: IndexKind
    digest: bytes


@attrs.frozen(kw_only=True)
class StreamWrite:
    """All that changes for one case in one atomic batch.

    `expected_version` is the number of events the writer has seen (0: the stream must be new); `bodies` are sealed.
    A new stream brings `household`, `territory`, at least one event and, if the household is new as well, its
    `wrapped_key`; its status is WAITING unless it says otherwise. `unindex` is taken away before `index` is added; an
    entry that is already there, or already gone, changes nothing. None leaves a thing as it is. `store_key` is the
    setting of that name as the writer read it who wrapped the key of a new household.
    """

    stream: str
    expected_version: int
    month: str
    bodies: tuple[bytes, ...] = ()
    household: str | None = None
    territory: str | None = None
    status: CaseStatus | None = None
    wrapped_key: bytes | None = None
    identity: bytes | None = None
    index: tuple[IndexEntry, ...] = ()
    unindex: tuple[IndexEntry, ...] = ()
    store_key: bytes | None = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class Receipt:
    """A transfer that was taken in: `digest` is keyed, `body` sealed (what was counted)."""

    digest: bytes
    transfer: str
    body: bytes


@attrs.frozen
class Page:
    """One page of a search; `cursor` continues it, None when there is no more."""

    summaries: tuple[Summary, ...]
    cursor: str | None


class Store(Settings, Protocol):
    """A backend. Every method may raise StoreError subclasses; a refused batch leaves nothing behind.

    One store may be used by several threads; several stores may be open on the same content.
    """

    def commit(self, writes: Iterable[StreamWrite], *, receipt: Receipt | None = None) -> Head:
        """Write a batch in the order given, all or nothing, and return the end of the journal once it is durable.

        The writes may be produced while the batch is written (they may read this store, and see it as it was).
        Raises, with nothing written: StaleVersion, StoreConflict (a household or a receipt is already there), Erased
        (an event, an identity or an index entry for an erased household), KeysChanged (the setting `store_key` is no
        longer what a new household's writer read: what it wrapped would open for nobody), StoreFull, StoreBusy, or
        whatever producing the writes raised.
        """
        ...

    def load(self, stream: str) -> tuple[StoredEvent, ...]:
        """Return a stream's rows by version; empty if it is unknown."""
        ...

    def load_many(self, streams: Sequence[str]) -> Iterator[tuple[str, tuple[StoredEvent, ...]]]:
        """Yield (stream, rows by version) for each known stream, once, in the order asked."""
        ...

    def follow(self, after: int = 0, limit: int = 1000) -> tuple[StoredEvent, ...]:
        """Return the rows after a position, by position (1, 2, 3…).

        No row ever appears before one that was already returned. `limit` is 1 to 10,000, else InvalidValue.
        """
        ...

    def find(
        self,
        *,
        territory: str | None = None,
        status: CaseStatus | None = None,
        month: str | None = None,
        cursor: str | None = None,
        limit: int = 1000,
    ) -> Page:
        """Return one page of summaries by stream id, in the order of code points; filters conjoin.

        Following the cursor, each stream comes once, whatever is written meanwhile. Raises InvalidValue for the cursor
        of another search, a limit outside 1 to 10,000, a status that is not one.
        """
        ...

    def count(self, *, territory: str | None = None, status: CaseStatus | None = None, month: str | None = None) -> int:
        """Count what `find` would list."""
        ...

    def summaries(self, streams: Sequence[str]) -> Mapping[str, Summary]:
        """Return the summaries of the known ones among these streams."""
        ...

    def wrapped_keys(self, households: Sequence[str]) -> Mapping[str, bytes]:
        """Return the wrapped keys of these households; an erased or unknown household is absent."""
        ...

    def identities(self, households: Sequence[str]) -> Mapping[str, bytes]:
        """Return the sealed identities of these households; an erased or unknown household is absent."""
        ...

    def lookup(self, kind: IndexKind, digests: Sequence[bytes]) -> Mapping[bytes, tuple[str, ...]]:
        """Return digest -> streams indexed under it, by the age of their first event; one without streams is absent."""
        ...

    def receipt(self, digest: bytes) -> Receipt | None:
        """Return the receipt of a transfer with this keyed digest, None if it was never taken in."""
        ...

    def receipts(self) -> tuple[Receipt, ...]:
        """Return all receipts in the order they were written."""
        ...

    def head(self) -> Head:
        """Return the end of the journal."""
        ...

    def verify(self, anchor: Head | None = None) -> Head:
        """Walk the whole chain and return its head.

        Raises StoreCorrupt at the first row that does not fit, or if the anchor's row is missing or differs.
        """
        ...

    def erase(self, *households: str) -> int:
        """Destroy the keys, identities and index entries of households; the journal rows stay, sealed for ever.

        All or nothing. Returns of how many there was something to destroy. When it returns, no byte of what was
        destroyed, by this call or one before, is left in the store's files; StoreBusy says that a reader still holds
        old pages: call it again. A backend may write much anew for it, once a call: give it all that is to go at once.
        """
        ...

    def rewrap(self, keys: Mapping[str, tuple[bytes, bytes]]) -> int:
        """Put new wrapped keys in the place of those that were read: household -> (read, new). Return how many changed.

        All or nothing. A household whose key is no longer the one that was read keeps what it has: an erased one stays
        erased, and two who change the master key at once do not undo each other.
        """
        ...

    def close(self) -> None:
        """Release the store; closing twice is harmless, using it afterwards is a StoreError."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *exception: object) -> None: ...
