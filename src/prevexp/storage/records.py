"""The sealed layer the facade uses: events and identities in clear above, sealed bytes below; one way to write."""

from collections.abc import Callable
from collections.abc import Iterable
from typing import TYPE_CHECKING
from typing import Self

from ..domain.case import Identity
from ..domain.events import Event
from .access import AccessJournal
from .codec import Codec
from .documents import Documents
from .opened_records import OpenedRecords
from .port import CaseStatus
from .port import Head
from .port import IndexEntry
from .port import Receipt
from .port import Store
from .sealing import Sealer
from .tombstones import Tombstones
from .writes import CaseWrite
from .writes import Committed
from .writes import noted
from .writes import sealed

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

AfterCommit = Callable[[tuple[Committed, ...], Head], None]
"""Is handed what a batch did, and the end of the journal after it, once it is durable; it may not raise."""


class Records(OpenedRecords):
    """The cases of one store, opened with its keys: read as `OpenedRecords` does, written here."""

    def __init__(
        self,
        store: Store,
        sealer: Sealer,
        codec: Codec | None = None,
        *,
        after_commit: AfterCommit | None = None,
        ciphers: "dict[str, AESGCM] | None" = None,
    ) -> None:
        super().__init__(store, sealer, codec, ciphers=ciphers)
        self.documents = Documents(store, sealer)
        self.access = AccessJournal(store, sealer, self.codec)
        self.tombstones = Tombstones(store, sealer, self.codec)
        self._after_commit = after_commit

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
