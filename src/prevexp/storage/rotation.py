"""Another master key for a store: every key it keeps is wrapped anew, nothing that is sealed is touched.

The store's own key is first: from that moment no household is written any more by who has the store open with the
master key of before (`admission.admit_key`), so that those that are left can only grow fewer. Killed at any step, it is
begun again with both master keys and goes on.
"""

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping

import attrs

from ..domain.safekeeping_errors import KeyDamaged
from ..domain.safekeeping_errors import KeyWrong
from .keys import KeyProvider
from .keys import wrapped_by
from .port import Store
from .sealing import OWN_KEYS
from .sealing import key_context
from .sealing import setting_context
from .sealing import wrapped

_PAGE = 1000
_TRIAL = b"prevexp key provider trial       "


@attrs.frozen
class Rotation:
    """What a change of the master key did: how many keys were wrapped anew, and which it could not wrap anew.

    `left` counts households by the name of the master key they still need, `damaged` those whose key opens with none.
    """

    changed: int
    left: Mapping[str, int]
    damaged: int


class EitherKey:
    """Two master keys while one takes the place of the other: either unwraps what it wrapped, the new one wraps.

    A key provider itself: with it a store is read whole at any step of a change.
    """

    def __init__(self, old: KeyProvider, new: KeyProvider) -> None:
        self._old, self._new = old, new

    @property
    def key_id(self) -> str:
        """The name of the new master key."""
        return self._new.key_id

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Return a key under the new master key."""
        return self._new.wrap(key, context)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Return a key that either wrapped. Raises KeyWrong if a third one did, KeyDamaged."""
        return (self._new if wrapped_by(wrapped) == self.key_id else self._old).unwrap(wrapped, context)

    def anew(self, key: bytes, context: bytes) -> bytes:
        """Return a wrapped key under the new master key. Raises KeyWrong if it is under a third one, KeyDamaged."""
        return wrapped(self._new, self.unwrap(key, context), context)


def rotate(
    store: Store, old: KeyProvider, new: KeyProvider, *, progress: Callable[[int], None] = lambda _: None
) -> Rotation:
    """Put a new master key in the place of the old one; `progress` is told how many keys are wrapped anew so far.

    Raises KeyWrong if a key of the store's own is under neither, KeyUnavailable if the new one does not work, StoreBusy
    if it is all done, but a reader still holds old pages: then ask again.
    """
    _try(new)
    both = EitherKey(old, new)
    changed = sum(_own_key_anew(store, name, both) for name in OWN_KEYS)
    while True:
        left: dict[str, str] = {}
        before = changed
        for keys in _wrapped_otherwise(store, new.key_id):
            changed += store.rewrap(_anew(keys, both, left))
            progress(changed)
        if changed == before:
            break
    store.drop_settings(())  # what was replaced is gone from the files as well
    counted = Counter(left.values())
    return Rotation(changed, {one: counted[one] for one in sorted(counted) if one}, counted[""])


def _try(new: KeyProvider) -> None:
    """See that the new master key opens what it wraps, before anything depends on it."""
    context = b"trial"
    if new.unwrap(wrapped(new, _TRIAL, context), context) != _TRIAL:
        raise KeyDamaged("the new master key does not open what it wrapped")


def _own_key_anew(store: Store, name: str, both: EitherKey) -> bool:
    context = setting_context(name)
    while (stored := store.setting(name)) is not None and wrapped_by(stored) != both.key_id:
        if store.replace_setting(name, both.anew(stored, context), after=stored):
            return True
    return False


def _wrapped_otherwise(store: Store, key_id: str) -> Iterator[Mapping[str, bytes]]:
    """Yield household -> wrapped key of those that another master key wrapped, a page of cases at a time."""
    cursor = None
    while True:
        page = store.find(cursor=cursor, limit=_PAGE)
        keys = {one.household: one.wrapped_key for one in page.summaries if one.wrapped_key is not None}
        if other := {one: key for one, key in keys.items() if _named(key) != key_id}:
            yield other
        if (cursor := page.cursor) is None:
            return


def _named(key: bytes) -> str:
    try:
        return wrapped_by(key)
    except KeyDamaged:
        return ""


def _anew(keys: Mapping[str, bytes], both: EitherKey, left: dict[str, str]) -> dict[str, tuple[bytes, bytes]]:
    """Return household -> (key as read, key wrapped anew); note in `left` those that neither master key opens."""
    made = {}
    for household, key in keys.items():
        try:
            made[household] = (key, both.anew(key, key_context(household)))
        except KeyWrong as error:
            left[household] = str(error.params["needed"])
        except KeyDamaged:
            left[household] = ""
    return made
