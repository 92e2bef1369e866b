"""The part of the storage port that keeps small sealed things about a store as a whole, by name.

Keys and versions, documents, the access journal, what recalls erased households: each has names of its own, which begin
alike. A backend only knows names and bytes.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Protocol

STORE_KEY = "store-key"
"""The setting that holds the store's own key, wrapped: whoever wraps it anew changes the master key of the store."""


class Settings(Protocol):
    """Small values by name. Every method may raise StoreError subclasses, and then nothing has changed."""

    def setting(self, name: str) -> bytes | None:
        """Return a small setting of the store (wrapped keys, format version), None if it is not set."""
        ...

    def set_setting(self, name: str, value: bytes) -> bytes:
        """Set a setting if it is not there and return what is stored: two first openings agree."""
        ...

    def settings(self, prefix: str) -> Mapping[str, bytes]:
        """Return the settings whose names begin with a prefix, in the order of code points of their names."""
        ...

    def replace_setting(self, name: str, value: bytes, *, after: bytes) -> bool:
        """Put a value in the place of the one that was read; False, with nothing changed, if it is no longer there."""
        ...

    def drop_settings(self, names: Sequence[str]) -> int:
        """Take settings away, all or nothing, and return how many there were.

        When it returns, no byte of their values, nor of values replaced before, is left in the store's files; StoreBusy
        as in `erase`.
        """
        ...
