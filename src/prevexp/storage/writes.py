"""What a case writes, in clear, and its sealing on the way to the store."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

import attrs

from ..domain.errors import Erased
from ..domain.errors import UnknownCase
from .codec import slug_of
from .port import CaseStatus
from .port import IndexEntry
from .port import Store
from .port import StreamWrite

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from .sealing import Sealer

_SLICE = 1000  # cases whose keys are asked for at a time


@attrs.frozen(kw_only=True)
class CaseWrite:
    """All that changes for one case, in clear: `StreamWrite` is what the store is given of it.

    `bodies` and `identity` are as the codec writes them. A new case brings its territory; its household is new with it.
    """

    case_id: str
    household_id: str
    expected_version: int
    month: str
    bodies: tuple[bytes, ...] = attrs.field(default=(), repr=False)
    identity: bytes | None = attrs.field(default=None, repr=False)
    territory: str | None = None
    status: CaseStatus | None = None
    index: tuple[IndexEntry, ...] = attrs.field(default=(), repr=False)
    unindex: tuple[IndexEntry, ...] = attrs.field(default=(), repr=False)


@attrs.frozen(kw_only=True)
class Committed:
    """What a batch that is durable did to one case: its version after it, the slugs of the new events."""

    case_id: str
    version: int
    events: tuple[str, ...]


def noted(writes: Iterable[CaseWrite], batch: dict[str, Committed]) -> Iterator[CaseWrite]:
    """Yield the writes as they come and note in `batch`, by case, what they will have done; never what they say."""
    for write in writes:
        before = batch.get(write.case_id)
        events = tuple(map(slug_of, write.bodies))
        batch[write.case_id] = Committed(
            case_id=write.case_id,
            version=write.expected_version + len(events),
            events=events if before is None else (*before.events, *events),
        )
        yield write


def sealed(
    writes: Iterable[CaseWrite], store: Store, sealer: "Sealer", opened: "Mapping[str, AESGCM]"
) -> Iterator[StreamWrite]:
    """Yield each write sealed: a new household under a new key, a known one under its own.

    `opened` are the ciphers of households the same use case has read: the store is not asked for their keys again, and
    refuses the write by itself if one was erased since. Raises UnknownCase, Erased, KeyUnavailable, StoreCorrupt.
    """
    left = iter(writes)
    while part := list(islice(left, _SLICE)):
        keys = _keys_of([one for one in part if one.household_id not in opened], store)
        for write in part:
            cipher = opened.get(write.household_id)
            if cipher is None and write.household_id in keys:
                cipher = sealer.household(write.household_id, keys[write.household_id])
            yield _sealed(write, cipher, sealer)


def _keys_of(writes: Sequence[CaseWrite], store: Store) -> Mapping[str, bytes]:
    """Return the wrapped keys of the known households that have something to seal."""
    known = [one for one in writes if one.territory is None and (one.bodies or one.identity is not None)]
    keys = store.wrapped_keys([one.household_id for one in known]) if known else {}
    for one in known:
        if one.household_id not in keys:
            if store.summaries([one.case_id]):
                raise Erased("the household of this case was erased", case_id=one.case_id)
            raise UnknownCase("no case has this id", case_id=one.case_id)
    return keys


def _sealed(write: CaseWrite, cipher: "AESGCM | None", sealer: "Sealer") -> StreamWrite:
    new = write.territory is not None
    wrapped_key: bytes | None = None
    if new:
        cipher, wrapped_key = sealer.new_household(write.household_id)
    bodies: tuple[bytes, ...] = ()
    identity = None
    if cipher is not None:
        seal, case_id = sealer.seal_event, write.case_id
        first = write.expected_version + 1
        bodies = tuple([seal(cipher, case_id, version, body) for version, body in enumerate(write.bodies, start=first)])
        if write.identity is not None:
            identity = sealer.seal_identity(cipher, write.household_id, write.identity)
    return StreamWrite(
        stream=write.case_id,
        expected_version=write.expected_version,
        month=write.month,
        bodies=bodies,
        household=write.household_id if new else None,
        territory=write.territory,
        status=write.status,
        wrapped_key=wrapped_key,
        identity=identity,
        index=write.index,
        unindex=write.unindex,
        store_key=sealer.wrapped_store_key if new else None,
    )
