"""How events and identities come out of the sealed layer: opened and decoded, one case or page by page."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from ..domain.case import Identity
from ..domain.errors import Erased
from ..domain.errors import InvalidValue
from ..domain.errors import StoreCorrupt
from ..domain.events import Event
from .codec import Codec
from .offered import opens_at_once
from .port import CaseStatus
from .port import IndexKind
from .port import Store
from .port import StoredEvent
from .port import Summary
from .sealing import Sealer

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_PAGE = 1000  # cases opened at a time


class OpenedRecords:
    """The cases of one store as they are read; `Records` adds what writes them.

    `ciphers` keeps those of the households that were opened, by household; None keeps none.
    """

    def __init__(
        self, store: Store, sealer: Sealer, codec: Codec | None = None, *, ciphers: "dict[str, AESGCM] | None" = None
    ) -> None:
        self.codec = codec or Codec()
        self.store = store
        self.sealer = sealer
        self._ciphers = ciphers

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
