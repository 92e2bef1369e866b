"""One sealed value about a store as a whole: of two who change it at once, one begins again."""

from collections.abc import Callable

from .port import Store
from .sealing import Sealer


class SealedSetting:
    """A value under a name of its own, sealed under the store's key; nothing of an earlier one is read again."""

    def __init__(self, store: Store, sealer: Sealer, name: str) -> None:
        self._store = store
        self._sealer = sealer
        self._name = name

    def read(self) -> bytes | None:
        """Return the value, None if it was never set. Raises StoreCorrupt."""
        sealed = self._store.setting(self._name)
        return None if sealed is None else self._sealer.open_document(self._name, sealed)

    def mark(self) -> bytes | None:
        """Return what tells one state of the value from another, without opening it."""
        return self._store.setting(self._name)

    def change(self, made: Callable[[bytes | None], bytes]) -> None:
        """Put what is made of the value in its place; made anew if somebody else was faster."""
        while True:
            sealed = self._store.setting(self._name)
            before = None if sealed is None else self._sealer.open_document(self._name, sealed)
            after = self._sealer.seal_document(self._name, made(before))
            if sealed is None:
                if self._store.set_setting(self._name, after) == after:
                    return
            elif self._store.replace_setting(self._name, after, after=sealed):
                return
