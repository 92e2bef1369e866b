"""Where the master key comes from. It wraps the household keys and never touches what they seal.

Whoever holds it can read the store; without it nobody can, its owner included.
"""

import os
from collections.abc import Callable
from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Protocol
from typing import Self
from typing import runtime_checkable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ..domain.errors import KeyUnavailable
from ..domain.safekeeping_errors import KeyDamaged
from ..domain.safekeeping_errors import KeyMissing
from ..domain.safekeeping_errors import KeyWrong
from .whole_file import new_file

KEY_BYTES = 32
NONCE_BYTES = 12
RandomBytes = Callable[[int], bytes]

_FINGERPRINT = 8
_FORM = b"\x01"
_FRAME = len(_FORM) + _FINGERPRINT
_HEADING = """\
# prevexp master key. Whoever holds this file can read the households of its stores; without it nobody can.
# Keep a copy of it elsewhere, apart from the backups of the database.
"""


@runtime_checkable
class KeyProvider(Protocol):
    """Wraps and unwraps household keys: a file, the environment, or a plugin that asks a key service.

    It is asked once for each household that is read, and nothing it answers is kept: an erasure is seen at once. A
    service that is far away is better asked once, at opening, for a `MasterKey`.
    """

    @property
    def key_id(self) -> str:
        """A name of the master key that does not give it away: 16 hexadecimal digits."""
        ...

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Return a key sealed under the master key, bound to its context, as `framed` frames it.

        Raises KeyUnavailable if the master key cannot be used.
        """
        ...

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Return the key. Raises KeyWrong if another master key wrapped it, KeyDamaged if it was altered."""
        ...


def framed(key_id: str, sealed: bytes) -> bytes:
    """Return a sealed key with the name of the master key that sealed it: form, name, what was sealed."""
    return _FORM + bytes.fromhex(key_id) + sealed


def unframed(key_id: str, wrapped: bytes) -> bytes:
    """Return what was sealed under the master key of this name. Raises KeyWrong, which names the one that is needed."""
    needed = wrapped_by(wrapped)
    if needed != key_id:
        raise KeyWrong(f"the store needs the master key {needed}, this is {key_id}", needed=needed, given=key_id)
    return wrapped[_FRAME:]


def wrapped_by(wrapped: bytes) -> str:
    """Return the name of the master key that wrapped a key; nobody needs a key to read it. Raises KeyDamaged."""
    if len(wrapped) <= _FRAME or wrapped[:1] != _FORM:
        raise KeyDamaged("a wrapped key has lost its form: it was altered")
    return wrapped[1:_FRAME].hex()


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
        self._key = key
        self._cipher = AESGCM(key)
        self._random_bytes = random_bytes
        self._key_id = sha256(b"prevexp master key" + key).digest()[:_FINGERPRINT].hex()

    @property
    def key_id(self) -> str:
        """The fingerprint of the key, in hexadecimal."""
        return self._key_id

    def text(self) -> str:
        """Return the key as a key file holds it: whoever reads it can read the stores."""
        return key_text(self._key)

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Return a key sealed under this one."""
        nonce = self._random_bytes(NONCE_BYTES)
        return framed(self._key_id, nonce + self._cipher.encrypt(nonce, key, context))

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Return a key that this one wrapped. Raises KeyWrong, KeyDamaged."""
        sealed = unframed(self._key_id, wrapped)
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
        except (InvalidTag, ValueError):
            raise KeyDamaged("a wrapped key does not open: it was altered or moved") from None


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
            return not path.exists() and new_file(path, key_text(random_bytes(KEY_BYTES)))
        except OSError as error:
            raise KeyUnavailable(f"the key file cannot be created: {error.strerror}", path=str(path)) from None


class EnvironmentKeyProvider(MasterKey):
    """A master key handed over in an environment variable: 64 hexadecimal digits."""

    @classmethod
    def open(cls, environment: Mapping[str, str], variable: str = "PREVEXP_MASTER_KEY") -> Self:
        """Read the variable; raise KeyUnavailable if it is not set or no key."""
        if variable not in environment:
            raise KeyMissing(f"the environment variable {variable} is not set", place=f"env:{variable}")
        return cls(key_of(environment[variable], f"the environment variable {variable}"))


def copy_of(provider: KeyProvider, path: Path) -> None:
    """Write a master key held in this process into a new key file (0600). Raises KeyUnavailable."""
    if not isinstance(provider, MasterKey):
        raise KeyUnavailable("whoever keeps this key does not give it away", keeper=type(provider).__name__)
    try:
        if not new_file(path, provider.text()):
            raise KeyUnavailable("there is a file already, and it is not replaced", taken=path)
    except OSError as error:
        raise KeyUnavailable(f"the copy cannot be written: {error.strerror}", path=str(path)) from None


def _read(path: Path) -> bytes:
    try:
        with path.open(encoding="ascii", errors="replace") as file:
            shared = os.name == "posix" and os.fstat(file.fileno()).st_mode & 0o077
            text = file.read(4096)
    except FileNotFoundError:
        raise KeyMissing("the key file is not there", path=str(path), place=f"file:{path}") from None
    except OSError as error:
        raise KeyUnavailable(f"the key file cannot be read: {error.strerror}", path=str(path)) from None
    if shared:
        raise KeyUnavailable("the key file can be read by others: its mode must be 0600", path=str(path), shared=path)
    return key_of(text, "the key file")


def key_text(key: bytes) -> str:
    """Return a master key as a key file holds it."""
    return f"{_HEADING}{key.hex()}\n"


def key_of(text: str, where: str) -> bytes:
    """Return the master key written in a text; lines that begin with # say something else. Raises KeyUnavailable."""
    text = "".join(line for line in text.splitlines() if not line.startswith("#"))
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyUnavailable(f"{where} does not hold a master key of {2 * KEY_BYTES} hexadecimal digits")
    return key
