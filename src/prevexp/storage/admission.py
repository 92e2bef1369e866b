"""Whether a write may enter: the rules of `Store.commit`, the same in every backend."""

from enum import Enum

from ..domain.errors import Erased
from ..domain.errors import StaleVersion
from ..domain.errors import StoreConflict
from ..domain.errors import StoreError
from ..domain.safekeeping_errors import KeysChanged
from .port import StreamWrite


class KeyState(Enum):
    """What the store knows of a household's key."""

    UNKNOWN = "unknown"
    HELD = "held"
    DESTROYED = "destroyed"


def admit(write: StreamWrite, *, version: int, key: KeyState) -> None:
    """Accept a write to a stream that is at `version` (0: new) and whose household's key is in this state.

    Raises StaleVersion (with both versions), StoreConflict (the household is already there, or the stream belongs to
    another), Erased (nobody could read it, or it could be read again), StoreError (a new stream lacks what it brings).
    """
    if version != write.expected_version:
        raise StaleVersion(write.stream, expected=write.expected_version, actual=version)
    if version == 0:
        _admit_new(write, key)
    elif write.household is not None or write.territory is not None or write.wrapped_key is not None:
        raise StoreConflict("a stream keeps its household, its key and its territory", stream=write.stream)
    elif key is KeyState.DESTROYED and (write.bodies or write.identity is not None or write.index):
        raise Erased("the household was erased: nothing of it may be written again", stream=write.stream)


def admit_key(write: StreamWrite, store_key: bytes | None) -> None:
    """Accept the wrapped key of a new household, given the store's own as it is inside the transaction.

    Raises KeysChanged if the master key was changed since the writer read it: nobody could open what it wrapped.
    """
    if write.store_key is not None and write.store_key != store_key:
        raise KeysChanged("the master key of the store was changed: open the store again, with the new one")


def _admit_new(write: StreamWrite, key: KeyState) -> None:
    if write.household is None or write.territory is None or not write.bodies:
        raise StoreError("a new stream brings its household, its territory and an event", stream=write.stream)
    if key is KeyState.DESTROYED:
        raise Erased("the household was erased: a new case needs a new household", stream=write.stream)
    if key is KeyState.HELD and write.wrapped_key is not None:
        raise StoreConflict("the household already has a key", stream=write.stream)
    if key is KeyState.UNKNOWN and write.wrapped_key is None:
        raise StoreError("a new household brings its wrapped key", stream=write.stream)
