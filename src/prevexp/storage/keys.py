"""Who keeps the master key: it wraps every household's key, and without it nothing of a store can be read."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Protocol

from ..domain.errors import KeyUnavailable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
RandomBytes = Callable[[int], bytes]


class KeyProvider(Protocol):
    """Wraps and unwraps keys; a KMS plugin never lets the master key out."""

    @property
    def key_id(self) -> str:
        """Name of the master key in use."""
        ...

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Return a key sealed under the master key; `context` must be given again to open it."""
        ...

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Open a wrapped key. Raises KeyUnavailable if it was wrapped by another master key or for another context."""
        ...


class MasterKey:
    """A master key held in memory: the base of the file, environment and throw-away providers."""

    def __init__(self, key: bytes, *, key_id: str, random_bytes: RandomBytes = os.urandom) -> None:
        if len(key) != KEY_BYTES:
            raise KeyUnavailable(f"a master key has {KEY_BYTES} bytes", key_id=key_id)
        self._key_id = key_id
        self._cipher = cipher_of(key)
        self._random = random_bytes

    @property
    def key_id(self) -> str:
        """Name of the master key in use."""
        return self._key_id

    def __repr__(self) -> str:
        return f"{type(self).__name__}(key_id={self._key_id!r})"

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Return a key sealed under the master key."""
        nonce = self._random(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, key, context)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Open a wrapped key."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], context)
        except (InvalidTag, ValueError):
            raise KeyUnavailable("the store was sealed under another master key", key_id=self._key_id) from None


def cipher_of(key: bytes) -> "AESGCM":
    """Return AES-256-GCM under a key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)


def throw_away_key(random_bytes: RandomBytes = os.urandom) -> MasterKey:
    """Return a master key that dies with the process: for stores in memory."""
    return MasterKey(random_bytes(KEY_BYTES), key_id="memory")


def key_from_environment(name: str = "PREVEXP_MASTER_KEY") -> MasterKey:
    """Return the master key written in hexadecimal in an environment variable. Raises KeyUnavailable."""
    try:
        key = bytes.fromhex(os.environ[name])
    except (KeyError, ValueError):
        raise KeyUnavailable(f"{name} does not hold 64 hexadecimal digits", variable=name) from None
    return MasterKey(key, key_id=f"env:{name}")


def key_from_file(path: Path, *, random_bytes: RandomBytes = os.urandom) -> tuple[MasterKey, bool]:
    """Return the master key of a file and whether the file was made now (mode 0600).

    Raises KeyUnavailable if others can read the file, or if it holds no key.
    """
    created = False
    if not path.exists():
        created = _create(path, random_bytes(KEY_BYTES))
    return MasterKey(_read(path), key_id=f"file:{path.name}", random_bytes=random_bytes), created


def _create(path: Path, key: bytes) -> bool:
    """Write a new key file, 0600 from its first byte; False if another process was faster."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    except OSError:
        raise KeyUnavailable("the key file cannot be made", path=str(path)) from None
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return True


def _read(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_IMODE(mode) & (stat.S_IRWXG | stat.S_IRWXO):
            raise KeyUnavailable("the key file can be read by others: chmod 600", path=str(path))
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        raise KeyUnavailable("the key file cannot be read or holds no key", path=str(path)) from None
