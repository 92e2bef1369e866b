"""Where the master key comes from. It wraps the household keys and never touches what they seal.

Whoever holds it can read the store; without it nobody can, its owner included.
"""

import os
from collections.abc import Callable
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import Protocol
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ..domain.errors import KeyUnavailable
from ..domain.errors import StoreCorrupt

KEY_BYTES = 32
NONCE_BYTES = 12
RandomBytes = Callable[[int], bytes]

_FINGERPRINT = 8
_FORM = b"\x01"
_HEADING = """\
# prevexp master key. Whoever holds this file can read the households of its stores; without it nobody can.
# Keep a copy of it elsewhere, apart from the backups of the database.
"""


class KeyProvider(Protocol):
    """Wraps and unwraps household keys: a file, the environment, or a plugin that asks a key service."""

    @property
    def key_id(self) -> str:
        """A name of the master key that does not give it away."""
        ...

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Return a key sealed under the master key, bound to its context."""
        ...

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Return the key. Raises KeyUnavailable if another master key wrapped it, StoreCorrupt if it was altered."""
        ...


class KeyNotice(StrEnum):
    """What a person must be told when a store is opened; the words are rendered at the edge."""

    STORE_CREATED = "store-created"
    CREATED = "key-created"
    BESIDE_STORE = "key-beside-store"


class MasterKey:
    """A master key held in this process: AES-256-GCM, a fresh random nonce each time.

    A wrapped key is: form, fingerprint of the master key, nonce, ciphertext and tag.
    """

    def __init__(self, key: bytes, *, random_bytes: RandomBytes = os.urandom) -> None:
        if len(key) != KEY_BYTES:
            raise KeyUnavailable(f"a master key has {KEY_BYTES} bytes")
        self._cipher = AESGCM(key)
        self._random_bytes = random_bytes
        self._opening = _FORM + sha256(b"prevexp master key" + key).digest()[:_FINGERPRINT]

    @property
    def key_id(self) -> str:
        """The fingerprint of the key, in hexadecimal."""
        return self._opening[1:].hex()

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Return a key sealed under this one."""
        nonce = self._random_bytes(NONCE_BYTES)
        return self._opening + nonce + self._cipher.encrypt(nonce, key, context)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Return a key that this one wrapped. Raises KeyUnavailable, StoreCorrupt."""
        start = len(self._opening)
        if wrapped[:start] != self._opening:
            other = wrapped[1:start].hex()
            raise KeyUnavailable(f"the store needs the master key {other}, this is {self.key_id}", needed=other)
        try:
            return self._cipher.decrypt(wrapped[start : start + NONCE_BYTES], wrapped[start + NONCE_BYTES :], context)
        except (InvalidTag, ValueError):
            raise StoreCorrupt("a wrapped key does not open: it was altered or moved") from None


class FileKeyProvider(MasterKey):
    """The embedded default: a master key in a file that only its owner can read."""

    @classmethod
    def open(cls, path: Path, *, random_bytes: RandomBytes = os.urandom) -> Self:
        """Read the key file; raise KeyUnavailable if it is missing, no key file, or readable by others."""
        return cls(_read(path), random_bytes=random_bytes)

    @classmethod
    def create(cls, path: Path, *, random_bytes: RandomBytes = os.urandom) -> bool:
        """Make a new key file (0600), whole or not at all; False if there is one already. Raises KeyUnavailable."""
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            return not path.exists() and _write_whole(path, random_bytes(KEY_BYTES))
        except OSError as error:
            raise KeyUnavailable(f"the key file cannot be created: {error.strerror}", path=str(path)) from None


class EnvironmentKeyProvider(MasterKey):
    """A master key handed over in an environment variable: 64 hexadecimal digits."""

    @classmethod
    def open(cls, environment: Mapping[str, str], variable: str = "PREVEXP_MASTER_KEY") -> Self:
        """Read the variable; raise KeyUnavailable if it is not set or no key."""
        return cls(_from_hex(environment.get(variable, ""), f"the environment variable {variable}"))


def _read(path: Path) -> bytes:
    try:
        with path.open(encoding="ascii", errors="replace") as file:
            shared = os.name == "posix" and os.fstat(file.fileno()).st_mode & 0o077
            text = file.read(4096)
    except OSError as error:
        raise KeyUnavailable(f"the key file cannot be read: {error.strerror}", path=str(path)) from None
    if shared:
        raise KeyUnavailable("the key file can be read by others: its mode must be 0600", path=str(path))
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return _from_hex("".join(lines), "the key file")


def _from_hex(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyUnavailable(f"{where} does not hold a master key of {2 * KEY_BYTES} hexadecimal digits")
    return key


def _write_whole(path: Path, key: bytes) -> bool:
    """Write beside the place and link: another process sees the whole file or none, and the first to link wins."""
    handle, draft = mkstemp(dir=path.parent, prefix=f".{path.name}.")  # O_EXCL, mode 0600
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{_HEADING}{key.hex()}\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
            _sync_folder(path.parent)
            return True
        return False
    finally:
        Path(draft).unlink()


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
