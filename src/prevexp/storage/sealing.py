"""Sealing, above the storage port: one key per household; what a backend keeps it cannot open.

AES-256-GCM with a random 96-bit nonce; the associated data name the table, the id, the version and the key version, so that a sealed record
moved elsewhere does not open. Blind index: HMAC-SHA-256 under a key of its own, cut to 16 bytes.
"""

import hashlib
import os
from collections.abc import Callable
from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from ..domain.errors import StoreCorrupt
from .keys import KEY_BYTES
from .keys import NONCE_BYTES
from .keys import KeyProvider
from .keys import RandomBytes
from .keys import cipher_of
from .port import Store

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_VERSION = b"1"
DIGEST_BYTES = 16
_BLOCK = 64


@attrs.frozen(repr=False, eq=False)
class HouseholdKey:
    """A household's key, opened, and as it is stored."""

    cipher: "AESGCM"
    wrapped: bytes


class BlindIndex:
    """Keyed digests by which equal values are found without being told: HMAC-SHA-256, its two inner states made once."""

    def __init__(self, key: bytes) -> None:
        padded = key.ljust(_BLOCK, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))

    def digest(self, kind: str, value: bytes) -> bytes:
        """Return the digest of a value of a kind; equal values of different kinds differ."""
        return self._keyed(kind.encode() + b"\0" + value)

    def digests(self, kind: str, values: Iterable[str]) -> list[bytes]:
        """Return the digests of many texts of a kind."""
        prefix, keyed = kind.encode() + b"\0", self._keyed
        return [keyed(prefix + value.encode()) for value in values]

    def _keyed(self, message: bytes) -> bytes:
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(message)
        outer.update(inner.digest())
        return outer.digest()[:DIGEST_BYTES]


class Sealer:
    """Makes household keys, seals and opens with them."""

    def __init__(self, keys: KeyProvider, *, random_bytes: RandomBytes = os.urandom) -> None:
        self._keys = keys
        self._random = random_bytes

    def new_key(self, household: str) -> HouseholdKey:
        """Make a household's key."""
        key = self._random(KEY_BYTES)
        return HouseholdKey(cipher_of(key), self._keys.wrap(key, _key_context(household)))

    def open_key(self, household: str, wrapped: bytes) -> HouseholdKey:
        """Open a household's key. Raises KeyUnavailable."""
        return HouseholdKey(cipher_of(self._keys.unwrap(wrapped, _key_context(household))), wrapped)

    def seal_event(self, key: HouseholdKey, stream: str, version: int, body: bytes) -> bytes:
        """Seal the event of a stream at a version."""
        return self._seal(key, _event_context(stream, version), body)

    def open_event(self, key: HouseholdKey, stream: str, version: int, sealed: bytes) -> bytes:
        """Open a sealed event. Raises StoreCorrupt."""
        return _open(key, _event_context(stream, version), sealed)

    def seal_identity(self, key: HouseholdKey, household: str, body: bytes) -> bytes:
        """Seal an identity."""
        return self._seal(key, _identity_context(household), body)

    def open_identity(self, key: HouseholdKey, household: str, sealed: bytes) -> bytes:
        """Open a sealed identity. Raises StoreCorrupt."""
        return _open(key, _identity_context(household), sealed)

    def seal_under_master(self, name: str, body: bytes) -> bytes:
        """Seal something of the store itself (its index key, a receipt) under the master key."""
        return self._keys.wrap(body, f"setting|{name}".encode())

    def open_under_master(self, name: str, sealed: bytes) -> bytes:
        """Open something of the store itself. Raises KeyUnavailable."""
        return self._keys.unwrap(sealed, f"setting|{name}".encode())

    def blind_index(self, store: Store) -> BlindIndex:
        """Return the store's blind index, making its key at the first opening."""
        stored = store.setting("index-key")
        if stored is None:
            stored = store.set_setting("index-key", self.seal_under_master("index-key", self._random(KEY_BYTES)))
        return BlindIndex(self.open_under_master("index-key", stored))

    def _seal(self, key: HouseholdKey, context: bytes, body: bytes) -> bytes:
        nonce = self._random(NONCE_BYTES)
        return nonce + key.cipher.encrypt(nonce, body, context)


def _open(key: HouseholdKey, context: bytes, sealed: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag

    try:
        return key.cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
    except (InvalidTag, ValueError):
        raise StoreCorrupt("a sealed record does not open: it was altered or moved") from None


def _key_context(household: str) -> bytes:
    return b"key|" + household.encode() + b"|" + KEY_VERSION


def _event_context(stream: str, version: int) -> bytes:
    return b"journal|%s|%d|%s" % (stream.encode(), version, KEY_VERSION)


def _identity_context(household: str) -> bytes:
    return b"identity|" + household.encode() + b"|" + KEY_VERSION


Opener = Callable[[str], HouseholdKey]
