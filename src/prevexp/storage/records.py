"""The sealed layer the facade uses: events and identities in clear above, sealed bytes below; one way to write."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING
from typing import Self

from ..domain.case import Identity
from ..domain.errors import Erased
from ..domain.errors import InvalidValue
from ..domain.errors import StoreCorrupt
from ..domain.events import Event
from .access import AccessJournal
from .codec import Codec
from .documents import Documents
from .offered import opens_at_once
from .port import CaseStatus
from .port import Head
from .port import IndexEntry
from .port import IndexKind
from .port import Receipt
from .port import Store
from .port import StoredEvent
from .port import Summary
from .sealing import Sealer
from .tombstones import Tombstones
from .writes import CaseWrite
from .writes import Committed
from .writes import noted
from .writes import sealed

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_PAGE = 1000  # cases sealed or opened at a time
AfterCommit = Callable[[tuple[Committed, ...], Head], None]
"""Is handed what a batch did, and the end of the journal after it, once it is durable; it may not raise."""


class Records:
    """The cases of one store, opened with its keys."""

    def __init__(
        self,
        store: Store,
        sealer: Sealer,
        codec: Codec | None = None,
        *,
        after_commit: AfterCommit | None = None,
        ciphers: "dict[str, AESGCM] | None" = None,
    ) -> None:
        self.codec = codec or Codec()
        self.store = store
        self.documents = Documents(store, sealer)
        self.access = AccessJournal(store, sealer, self.codec)
        self.tombstones = Tombstones(store, sealer, self.codec)
        self.sealer = sealer
        self._after_commit = after_commit
        self._ciphers = ciphers

    def for_one_use_case(self) -> Self:
        """Return the same, which keep the ciphers of what they open for what they write; to be thrown away.

        No others keep any: an erasure is seen at once. One between reading and writing is seen by the store.
        """
        return type(self)(self.store, self.sealer, self.codec, after_commit=self._after_commit, ciphers={})

    def new_stream(
        self,
        case_id: str,
        household_id: str,
        bodies: tuple[bytes, ...],
        *,
        territory: str,
        month: str,
        identity: bytes | None = None,
        status: CaseStatus = CaseStatus.WAITING,
        index: tuple[IndexEntry, ...] = (),
    ) -> CaseWrite:
        """Return the first write of a new case, given bodies and identity as the codec writes them."""
        return CaseWrite(
            case_id=case_id,
            household_id=household_id,
            expected_version=0,
            month=month,
            bodies=bodies,
            identity=identity,
            territory=territory,
            status=status,
            index=index,
        )

    def write(
        self,
        case_id: str,
        household_id: str,
        events: Iterable[Event],
        *,
        expected_version: int,
        month: str,
        status: CaseStatus | None = None,
        identity: Identity | None = None,
        index: tuple[IndexEntry, ...] = (),
    ) -> CaseWrite:
        """Return a further write of a known case; `expected_version` is the number of events its writer has seen."""
        return CaseWrite(
            case_id=case_id,
            household_id=household_id,
            expected_version=expected_version,
            month=month,
            bodies=tuple(map(self.codec.encode, events)),
            identity=None if identity is None else self.codec.encode_identity(identity),
            status=status,
            index=index,
        )

    def commit(self, writes: Iterable[CaseWrite], *, receipt: Receipt | None = None) -> Head:
        """Seal and write a batch, all or nothing; a batch names a new case once.

        Raises StaleVersion, UnknownCase, Erased, StoreConflict (the receipt's transfer was taken in before),
        StoreError subclasses. Whoever is to be told of what was written is told once it is durable.
        """
        ciphers = self._ciphers or {}
        if self._after_commit is None:
            return self.store.commit(sealed(writes, self.store, self.sealer, ciphers), receipt=receipt)
        batch: dict[str, Committed] = {}
        head = self.store.commit(sealed(noted(writes, batch), self.store, self.sealer, ciphers), receipt=receipt)
        if batch:
            self._after_commit(tuple(batch.values()), head)
        return head

    def sealed_receipt(self, digest: bytes, transfer: str, body: bytes) -> Receipt:
        """Return what is to be kept of a transfer, sealed under the store's own key."""
        return Receipt(digest=digest, transfer=transfer, body=self.sealer.seal_receipt(digest, body))

    def erase(self, *household_ids: str) -> int:
        """Destroy keys, identities and index entries of households for ever; return of how many there were any.

        All or nothing; one call for many costs little more than one for a single household. Raises StoreBusy as
        `Store.erase` does.
        """
        return self.store.erase(*household_ids)

    def events_of(self, case_id: str) -> tuple[Event, ...]:
        """Return what happened to a case, in order; nothing if it is unknown. Raises Erased."""
        found = self._one(case_id)
        if found is None:
            return ()
        summary, rows = found
        if summary.wrapped_key is None:
            raise Erased("the household of this case was erased", case_id=case_id)
        return self._decoded(case_id, self._opened(summary.household, summary.wrapped_key, rows))

    def events_of_many(self, case_ids: Sequence[str]) -> Iterator[tuple[str, tuple[Event, ...]]]:
        """Yield (case id, events) in the order asked; erased and unknown cases are absent."""
        for case_id, bodies in self.bodies_of_many(case_ids):
            yield case_id, self._decoded(case_id, bodies)

    def all_events(
        self, *, territory: str | None = None, status: CaseStatus | None = None, month: str | None = None
    ) -> Iterator[tuple[str, tuple[Event, ...]]]:
        """Yield (case id, events) of every case that is not erased, a page in memory at a time."""
        cursor = None
        while True:
            page = self.store.find(territory=territory, status=status, month=month, cursor=cursor, limit=_PAGE)
            yield from self.events_of_many([summary.stream for summary in page.summaries])
            if (cursor := page.cursor) is None:
                return

    def bodies_of_many(self, case_ids: Sequence[str]) -> Iterator[tuple[str, tuple[bytes, ...]]]:
        """Yield (case id, bodies in clear) in the order asked: what `events_of_many` decodes."""
        left = iter(case_ids)
        while part := list(islice(left, _PAGE)):
            found = self.store.summaries(part)
            for case_id, _, bodies in self.opened(found, self.store.load_many([one for one in part if one in found])):
                yield case_id, bodies

    def opened(
        self, found: Mapping[str, Summary], told: Iterable[tuple[str, Sequence[StoredEvent]]]
    ) -> Iterator[tuple[str, Sequence[StoredEvent], tuple[bytes, ...]]]:
        """Yield (case id, rows, their bodies in clear) of rows of these cases; those of the erased are absent."""
        for case_id, rows in told:
            summary = found[case_id]
            if summary.wrapped_key is not None:
                yield case_id, rows, self._opened(summary.household, summary.wrapped_key, rows)

    def identity(self, household_id: str) -> Identity:
        """Return who the people of a household are; an empty Identity if nothing is known of them. Raises Erased."""
        if not self.store.wrapped_keys([household_id]):
            raise Erased("the household was erased, or was never there", household_id=household_id)
        return self.identities([household_id]).get(household_id, Identity())

    def identities(self, household_ids: Sequence[str]) -> Mapping[str, Identity]:
        """Return household id -> identity; erased and unknown households are absent."""
        bodies, keys = self.store.identities(household_ids), self.store.wrapped_keys(household_ids)
        return {one: self._identity(one, keys[one], body) for one, body in bodies.items() if one in keys}

    def digests(self, kind: IndexKind, values: Iterable[str]) -> list[bytes]:
        """Return the blind digests of values in normal form, in their order."""
        return self.sealer.digests(kind, values)

    def streams_under(self, kind: IndexKind, digests: Sequence[bytes]) -> Mapping[bytes, tuple[str, ...]]:
        """Return digest -> case ids indexed under it, the oldest case first."""
        return self.store.lookup(kind, digests)

    def transfer_digest(self, content_digest: bytes) -> bytes:
        """Return the keyed digest under which a transfer with this content is remembered."""
        return self.sealer.transfer_digest(content_digest)

    def receipt(self, digest: bytes) -> bytes | None:
        """Return what is kept of a transfer by its keyed digest, None if it was never taken in."""
        found = self.store.receipt(digest)
        return None if found is None else self.sealer.open_receipt(digest, found.body)

    def receipts(self) -> tuple[bytes, ...]:
        """Return what is kept of every transfer, in the order they were taken in."""
        return tuple(self.sealer.open_receipt(one.digest, one.body) for one in self.store.receipts())

    def verify(self, anchor: Head | None = None) -> Head:
        """Walk the journal's chain and return its head. Raises StoreCorrupt."""
        return self.store.verify(anchor)

    def close(self) -> None:
        """Release the store; closing twice is harmless."""
        self.store.close()

    def _one(self, case_id: str) -> tuple[Summary, Sequence[StoredEvent]] | None:
        if opens_at_once(self.store):
            return self.store.opened(case_id)
        summary = self.store.summaries([case_id]).get(case_id)
        return None if summary is None else (summary, self.store.load(case_id))

    def _decoded(self, case_id: str, bodies: Iterable[bytes]) -> tuple[Event, ...]:
        try:
            return tuple(map(self.codec.decode, bodies))
        except InvalidValue as error:
            raise StoreCorrupt(f"an event of a case cannot be read: {error}", case_id=case_id) from None

    def _opened(self, household: str, wrapped_key: bytes, rows: Sequence[StoredEvent]) -> tuple[bytes, ...]:
        cipher = self.sealer.household(household, wrapped_key)
        if self._ciphers is not None:
            self._ciphers[household] = cipher
        return tuple([self.sealer.open_event(cipher, row.stream, row.version, row.body) for row in rows])

    def _identity(self, household: str, wrapped_key: bytes, body: bytes) -> Identity:
        cipher = self.sealer.household(household, wrapped_key)
        try:
            return self.codec.decode_identity(self.sealer.open_identity(cipher, household, body))
        except InvalidValue as error:
            raise StoreCorrupt(f"an identity cannot be read: {error}", household_id=household) from None
