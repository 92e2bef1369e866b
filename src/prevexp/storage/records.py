"""The sealed layer the application uses: events and identities in clear above, sealed bytes below, one way to write."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Self

from ..domain.case import Identity
from ..domain.errors import Erased
from ..domain.events import Event
from .codec import Codec
from .codec import UnknownEvent
from .keys import KeyProvider
from .port import CaseStatus
from .port import Head
from .port import IndexEntry
from .port import IndexKind
from .port import Receipt
from .port import Store
from .port import StoredEvent
from .port import StreamWrite
from .sealing import HouseholdKey
from .sealing import Sealer

Events = tuple[Event | UnknownEvent, ...]
PAGE = 2000


class Records:
    """Events and identities of cases in a store. Erased households are left out of listings."""

    def __init__(self, store: Store, keys: KeyProvider, codec: Codec | None = None) -> None:
        self.store = store
        self.codec = codec or Codec()
        self.sealer = Sealer(keys)
        self._blind = self.sealer.blind_index(store)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the store."""
        self.store.close()

    def digests(self, kind: IndexKind, values: Sequence[str]) -> list[bytes]:
        """Return the blind digests of values of a kind."""
        return self._blind.digests(kind, values)

    def streams_under(self, kind: IndexKind, digests: Sequence[bytes]) -> Mapping[bytes, tuple[str, ...]]:
        """Return digest -> cases indexed under it, oldest first."""
        return self.store.lookup(kind, digests)

    def transfer_digest(self, digest: bytes) -> bytes:
        """Return the keyed digest of a transfer file from its SHA-256."""
        return self._blind.digest("transfer", digest)

    def receipt(self, digest: bytes) -> bytes | None:
        """Return what was kept of a transfer, None if it was never taken in."""
        found = self.store.receipt(digest)
        return None if found is None else self._open_receipt(found)

    def receipts(self) -> tuple[bytes, ...]:
        """Return what was kept of every transfer, in order."""
        return tuple(self._open_receipt(receipt) for receipt in self.store.receipts())

    def sealed_receipt(self, digest: bytes, transfer: str, body: bytes) -> Receipt:
        """Return the receipt of a transfer, sealed."""
        return Receipt(digest=digest, transfer=transfer, body=self.sealer.seal_under_master(f"receipt|{transfer}", body))

    def _open_receipt(self, receipt: Receipt) -> bytes:
        return self.sealer.open_under_master(f"receipt|{receipt.transfer}", receipt.body)

    def new_stream(
        self,
        case_id: str,
        household: str,
        bodies: Sequence[bytes],
        *,
        identity: bytes,
        territory: str,
        month: str,
        status: CaseStatus,
        index: tuple[IndexEntry, ...],
    ) -> StreamWrite:
        """Seal a new case of a new household: encoded events and encoded identity."""
        key, seal = self.sealer.new_key(household), self.sealer.seal_event
        return StreamWrite(
            stream=case_id,
            expected_version=0,
            month=month,
            bodies=tuple(seal(key, case_id, version, body) for version, body in enumerate(bodies, 1)),
            household=household,
            territory=territory,
            status=status,
            wrapped_key=key.wrapped,
            identity=self.sealer.seal_identity(key, household, identity),
            index=index,
        )

    def write(
        self,
        case_id: str,
        household: str,
        events: Sequence[Event],
        *,
        expected_version: int,
        month: str,
        status: CaseStatus | None = None,
        identity: Identity | None = None,
        index: tuple[IndexEntry, ...] = (),
    ) -> StreamWrite:
        """Seal what changes of a known case. Raises Erased if its household's key is gone."""
        key = self._key(household)
        encode, seal = self.codec.encode, self.sealer.seal_event
        numbered = enumerate(events, expected_version + 1)
        sealed = None if identity is None else self.codec.encode_identity(identity)
        return StreamWrite(
            stream=case_id,
            expected_version=expected_version,
            month=month,
            bodies=tuple(seal(key, case_id, version, encode(event)) for version, event in numbered),
            status=status,
            identity=None if sealed is None else self.sealer.seal_identity(key, household, sealed),
            index=index,
        )

    def commit(self, writes: Iterable[StreamWrite], *, receipt: Receipt | None = None) -> Head:
        """Write a batch, all or nothing."""
        return self.store.commit(writes, receipt=receipt)

    def events_of(self, case_id: str) -> Events:
        """Return what happened to a case, in order; nothing if it is unknown. Raises Erased."""
        rows = self.store.load(case_id)
        if not rows:
            return ()
        household = self.store.summaries([case_id])[case_id].household
        return self._opened(self._key(household), case_id, rows)

    def events_of_many(self, case_ids: Sequence[str]) -> Iterator[tuple[str, Events]]:
        """Yield each known case with what happened to it, in the order asked; erased ones are left out."""
        for start in range(0, len(case_ids), PAGE):
            asked = case_ids[start : start + PAGE]
            households = {name: summary.household for name, summary in self.store.summaries(asked).items()}
            keys = self._keys(list(households.values()))
            for case_id, rows in self.store.load_many(asked):
                if (key := keys.get(households[case_id])) is not None:
                    yield case_id, self._opened(key, case_id, rows)

    def all_events(self, *, territory: str) -> Iterator[tuple[str, Events]]:
        """Yield every case of a territory with what happened to it, by case id, a page at a time."""
        cursor, first = None, True
        while first or cursor is not None:
            page = self.store.find(territory=territory, cursor=cursor, limit=PAGE)
            yield from self.events_of_many([summary.stream for summary in page.summaries])
            cursor, first = page.cursor, False

    def identity(self, household: str) -> Identity:
        """Return a household's identity. Raises Erased."""
        found = self.identities([household])
        if household not in found:
            raise Erased("the household was erased, or nothing was ever known of it", household=household)
        return found[household]

    def identities(self, households: Sequence[str]) -> dict[str, Identity]:
        """Return the identities of households that are not erased."""
        keys, sealed = self._keys(households), self.store.identities(households)
        return {
            name: self.codec.decode_identity(self.sealer.open_identity(keys[name], name, body))
            for name, body in sealed.items()
            if name in keys
        }

    def erase(self, household: str) -> bool:
        """Destroy a household's key, identity and index entries. False if there was nothing."""
        return self.store.erase(household)

    def verify(self, anchor: Head | None = None) -> Head:
        """Walk the chain of the journal and return its head."""
        return self.store.verify(anchor)

    def _opened(self, key: HouseholdKey, case_id: str, rows: Iterable[StoredEvent]) -> Events:
        decode, opened = self.codec.decode, self.sealer.open_event
        return tuple(decode(opened(key, case_id, row.version, row.body)) for row in rows)

    def _key(self, household: str) -> HouseholdKey:
        found = self._keys([household])
        if household not in found:
            raise Erased("the household was erased: its key is destroyed", household=household)
        return found[household]

    def _keys(self, households: Sequence[str]) -> dict[str, HouseholdKey]:
        wrapped = self.store.wrapped_keys(list(dict.fromkeys(households)))
        return {name: self.sealer.open_key(name, key) for name, key in wrapped.items()}
