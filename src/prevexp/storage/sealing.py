"""Sealing, above the storage port: what a backend is given says nothing, and opens only in the place it was sealed for.

One AES-256 key per household, wrapped by the master key; AES-GCM with a random 96-bit nonce; the associated data
names the table, the form and the place, so that a sealed record that was moved does not open. A sealed record is:
form, nonce, ciphertext and tag.
"""

import hmac
import os
from collections.abc import Iterable
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ..domain.errors import KeyUnavailable
from ..domain.errors import StoreCorrupt
from .keys import KEY_BYTES
from .keys import NONCE_BYTES
from .keys import KeyProvider
from .keys import RandomBytes
from .keys import wrapped_by
from .port import IndexKind
from .port import Store
from .setting_port import STORE_KEY

DIGEST_BYTES = 16
_FORM = b"\x01"
_INDEX_KEY = "index-key"
_ACCESS_KEY = "access-key"
_TRANSFER = "transfer"
_PSEUDONYM = "pseudonym"
_TOMBSTONE = b"prevexp tombstones"

OWN_KEYS = (STORE_KEY, _INDEX_KEY, _ACCESS_KEY)
"""The settings that hold the keys of the store itself, each wrapped; that of the store first."""


def needed_key(store: Store) -> str | None:
    """Return the name of the master key a store needs; None if it has no keys yet: then none is lost."""
    wrapped = store.setting(STORE_KEY)
    return None if wrapped is None else wrapped_by(wrapped)


class Sealer:
    """Seals and opens what one store keeps; `wrapped_store_key` is the store's own key as it is wrapped there."""

    def __init__(
        self,
        provider: KeyProvider,
        *,
        index_key: bytes,
        store_key: bytes,
        access_key: bytes,
        wrapped_store_key: bytes,
        random_bytes: RandomBytes,
    ) -> None:
        self.provider = provider
        self.wrapped_store_key = wrapped_store_key
        self._random_bytes = random_bytes
        self._store_cipher = AESGCM(store_key)
        self._access_cipher = AESGCM(access_key)
        self._digests = {name: KeyedDigest(index_key, name) for name in (*map(str, IndexKind), _TRANSFER, _PSEUDONYM)}
        self._tombstone_key = hmac.digest(index_key, _TOMBSTONE, "sha256")

    @classmethod
    def open(cls, store: Store, provider: KeyProvider, *, random_bytes: RandomBytes = os.urandom) -> Self:
        """Return the sealer of a store; a new store is given its keys. Raises KeyUnavailable for another master key."""
        (_, index_key), (_, access_key), (kept, store_key) = (
            _setting_key(store, provider, name, random_bytes) for name in (_INDEX_KEY, _ACCESS_KEY, STORE_KEY)
        )
        return cls(
            provider,
            index_key=index_key,
            store_key=store_key,
            access_key=access_key,
            wrapped_store_key=kept,
            random_bytes=random_bytes,
        )

    def take(self, provider: KeyProvider, store: Store) -> None:
        """Go on with another master key, after the keys of a store were wrapped anew: they are the same inside."""
        stored = store.setting(STORE_KEY)
        assert stored is not None  # noqa: S101 - it was there when this sealer was made, and is never taken away
        self.provider, self.wrapped_store_key = provider, stored

    def new_household(self, household: str) -> tuple[AESGCM, bytes]:
        """Return a new household's cipher and its wrapped key."""
        key = self._random_bytes(KEY_BYTES)
        return AESGCM(key), wrapped(self.provider, key, key_context(household))

    def household(self, household: str, wrapped_key: bytes) -> AESGCM:
        """Return the cipher of a known household. Raises KeyUnavailable, StoreCorrupt."""
        return AESGCM(self.provider.unwrap(wrapped_key, key_context(household)))

    def seal_event(self, cipher: AESGCM, stream: str, version: int, body: bytes) -> bytes:
        """Seal an event's body for its place in a stream."""
        nonce = self._random_bytes(NONCE_BYTES)
        return _FORM + nonce + cipher.encrypt(nonce, body, f"journal|1|{version}|{stream}".encode())

    def open_event(self, cipher: AESGCM, stream: str, version: int, sealed: bytes) -> bytes:
        """Open an event's body. Raises StoreCorrupt if it was altered or moved."""
        return _open(cipher, sealed, f"journal|1|{version}|{stream}")

    def seal_identity(self, cipher: AESGCM, household: str, body: bytes) -> bytes:
        """Seal a household's identity."""
        nonce = self._random_bytes(NONCE_BYTES)
        return _FORM + nonce + cipher.encrypt(nonce, body, f"vault|1|identity|{household}".encode())

    def open_identity(self, cipher: AESGCM, household: str, sealed: bytes) -> bytes:
        """Open a household's identity. Raises StoreCorrupt if it was altered or moved."""
        return _open(cipher, sealed, f"vault|1|identity|{household}")

    def seal_receipt(self, digest: bytes, body: bytes) -> bytes:
        """Seal what is kept of a transfer, under the store's own key: it concerns no household."""
        nonce = self._random_bytes(NONCE_BYTES)
        return _FORM + nonce + self._store_cipher.encrypt(nonce, body, f"receipt|1|{digest.hex()}".encode())

    def open_receipt(self, digest: bytes, sealed: bytes) -> bytes:
        """Open what is kept of a transfer. Raises StoreCorrupt if it was altered or moved."""
        return _open(self._store_cipher, sealed, f"receipt|1|{digest.hex()}")

    def seal_document(self, name: str, body: bytes) -> bytes:
        """Seal a document that concerns the store as a whole, for its name, under the store's own key."""
        nonce = self._random_bytes(NONCE_BYTES)
        return _FORM + nonce + self._store_cipher.encrypt(nonce, body, f"document|1|{name}".encode())

    def open_document(self, name: str, sealed: bytes) -> bytes:
        """Open such a document. Raises StoreCorrupt if it was altered or moved."""
        return _open(self._store_cipher, sealed, f"document|1|{name}")

    def seal_access(self, place: str, body: bytes) -> bytes:
        """Seal what the access journal keeps in a place, under a key of its own."""
        nonce = self._random_bytes(NONCE_BYTES)
        return _FORM + nonce + self._access_cipher.encrypt(nonce, body, f"access|1|{place}".encode())

    def open_access(self, place: str, sealed: bytes) -> bytes:
        """Open what the access journal keeps. Raises StoreCorrupt if it was altered or moved."""
        return _open(self._access_cipher, sealed, f"access|1|{place}")

    def digests(self, kind: IndexKind, values: Iterable[str]) -> list[bytes]:
        """Return the blind digests of values of one kind, in their order."""
        digest = self._digests[kind].of
        return [digest(value.encode()) for value in values]

    def recall_digest(self, mark: str) -> bytes:
        """Return the digest by which a tombstone knows somebody again.

        Its key is derived from that of the index, and is not that: what a tombstone holds cannot be looked up there.
        """
        return hmac.digest(self._tombstone_key, mark.encode(), "sha256")[:DIGEST_BYTES]

    def transfer_digest(self, content: bytes) -> bytes:
        """Return the keyed digest of a transfer file, given its SHA-256 (or its bytes)."""
        return self._digests[_TRANSFER].of(content)

    def pseudonym(self, name: str) -> str:
        """Return another name for what is counted outside the store."""
        return self._digests[_PSEUDONYM].of(name.encode()).hex()


class KeyedDigest:
    """HMAC-SHA-256 of values of one kind, truncated to 16 bytes; the kind is part of what is hashed.

    The key is hashed in once and copied for each value: a third of the time of the one-shot function.
    """

    __slots__ = ("_inner", "_outer")

    def __init__(self, key: bytes, kind: str) -> None:
        block = key.ljust(64, b"\0")
        self._inner = sha256(bytes(byte ^ 0x36 for byte in block) + kind.encode() + b"\0")
        self._outer = sha256(bytes(byte ^ 0x5C for byte in block))

    def of(self, value: bytes) -> bytes:
        """Return the digest of a value."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(value)
        outer.update(inner.digest())
        return outer.digest()[:DIGEST_BYTES]


def _open(cipher: AESGCM, sealed: bytes, context: str) -> bytes:
    start = len(_FORM) + NONCE_BYTES
    try:
        if sealed[:1] == _FORM:
            return cipher.decrypt(sealed[1:start], sealed[start:], context.encode())
    except (InvalidTag, ValueError):
        pass
    raise StoreCorrupt(f"a sealed record does not open: it was altered or moved ({context})", place=context)


def key_context(household: str) -> bytes:
    """Return what a household's wrapped key is bound to."""
    return f"vault|1|key|{household}".encode()


def setting_context(name: str) -> bytes:
    """Return what a wrapped key of the store's own is bound to."""
    return f"setting|1|{name}".encode()


def wrapped(provider: KeyProvider, key: bytes, context: bytes) -> bytes:
    """Return a key under the master key of a provider. Raises KeyUnavailable for one that does not name its key."""
    made = provider.wrap(key, context)
    if wrapped_by(made) != provider.key_id:
        raise KeyUnavailable("this key provider does not say under which master key it wrapped a key")
    return made


def _setting_key(store: Store, provider: KeyProvider, name: str, random_bytes: RandomBytes) -> tuple[bytes, bytes]:
    """Return a key of the store's own, wrapped and plain, made the first time.

    Of two first openings one wins and both use its key.
    """
    context = setting_context(name)
    stored = store.setting(name)
    if stored is None:
        stored = store.set_setting(name, wrapped(provider, random_bytes(KEY_BYTES), context))
    return stored, provider.unwrap(stored, context)
