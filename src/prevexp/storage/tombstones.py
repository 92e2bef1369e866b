"""By what somebody who was erased is known again: blind digests, so that no list and no backup brings the file back.

A tombstone names nobody and no case. Each is a sealed setting under the digest of its household, so that laying it
twice is laying it once. Source: privacy notes §3.
"""

import json
from collections.abc import Iterable
from datetime import date

import attrs

from ..domain.erasure import ErasureReason
from ..domain.errors import InvalidValue
from ..domain.errors import StoreCorrupt
from ..domain.values import one_of
from ..domain.values import plain_date
from ..domain.values import texts
from .codec import Codec
from .port import Store
from .sealing import Sealer

_PREFIX = "tombstone/"
_WHAT = "tombstone"
_FILE = "tombstones"


@attrs.frozen(kw_only=True)
class Tombstone:
    """What is kept of one household that was erased.

    `household` and `marks` are keyed digests, in hexadecimal; `listed_until` is the last day on which a list named the
    old file: what a list says of an earlier day is the old debt.
    """

    on: date = attrs.field(validator=plain_date)
    reason: ErasureReason = attrs.field(validator=one_of(ErasureReason))
    household: str
    listed_until: date = attrs.field(validator=plain_date)
    marks: tuple[str, ...] = attrs.field(validator=texts, repr=False)


class Tombstones:
    """The tombstones of one store."""

    def __init__(self, store: Store, sealer: Sealer, codec: Codec) -> None:
        self._store = store
        self._sealer = sealer
        self._codec = codec

    def digest(self, mark: str) -> str:
        """Return the keyed digest of a mark, in hexadecimal."""
        return self._sealer.recall_digest(mark).hex()

    def of_household(self, household_id: str) -> str:
        """Return the digest by which a household is known again in a backup."""
        return self.digest(f"household|{household_id}")

    def lay(self, tombstone: Tombstone) -> None:
        """Keep a tombstone; durable when this returns. The first one of a household stays."""
        place = _PREFIX + tombstone.household
        self._store.set_setting(place, self._sealer.seal_document(place, self._codec.encode_entity(tombstone, _WHAT)))

    def take_up(self, household_id: str) -> None:
        """Take the tombstone of a household away that was not erased after all."""
        self._store.drop_settings([_PREFIX + self.of_household(household_id)])

    def all(self) -> tuple[Tombstone, ...]:
        """Return all tombstones. Raises StoreCorrupt."""
        found = self._store.settings(_PREFIX).items()
        return tuple(self._read(self._sealer.open_document(place, sealed)) for place, sealed in found)

    def exported(self) -> bytes:
        """Return all tombstones for a file, sealed under the store's key: only a store with that key reads them."""
        bodies = [self._codec.encode_entity(one, _WHAT).decode() for one in self.all()]
        return self._sealer.seal_document(_FILE, json.dumps(bodies).encode())

    def imported(self, content: bytes) -> tuple[Tombstone, ...]:
        """Read such a file. Raises StoreCorrupt if it is another store's, or was altered."""
        bodies = json.loads(self._sealer.open_document(_FILE, content))
        return tuple(self._read(body.encode()) for body in bodies)

    def lay_all(self, tombstones: Iterable[Tombstone]) -> None:
        """Keep tombstones that another state of the store had."""
        for one in tombstones:
            self.lay(one)

    def _read(self, body: bytes) -> Tombstone:
        try:
            return self._codec.decode_entity(body, Tombstone, _WHAT)
        except InvalidValue as error:
            raise StoreCorrupt(f"a tombstone cannot be read: {error}") from None
