"""Where a master key is kept, in one line: `file:PATH`, `env:NAME`, `keyring:SERVICE/NAME`, or a scheme of a plugin."""

import os
from collections.abc import Callable
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from typing import Self

import attrs

from ..domain.errors import KeyUnavailable
from ..domain.errors import PrevexpError
from ..domain.safekeeping_errors import KeyMissing
from .keys import KEY_BYTES
from .keys import EnvironmentKeyProvider
from .keys import FileKeyProvider
from .keys import KeyProvider
from .keys import MasterKey
from .keys import RandomBytes
from .keys import key_of

FILE, ENVIRONMENT, KEYRING = "file", "env", "keyring"
SCHEMES = (FILE, ENVIRONMENT, KEYRING)

KeyOpeners = Mapping[str, Callable[[str], KeyProvider]]
"""Scheme of a place -> `open(place)`, for the key providers that plugins add."""

NO_OPENERS: KeyOpeners = MappingProxyType({})


@attrs.frozen
class KeyPlace:
    """A place where a master key is kept; it says where, never what."""

    scheme: str
    address: str

    @classmethod
    def of(cls, place: "KeyPlace | Path | str") -> Self:
        """Return the place a text names. Raises KeyUnavailable if it does not begin with a scheme."""
        if isinstance(place, KeyPlace):
            return cls(place.scheme, place.address)
        if isinstance(place, Path):
            return cls(FILE, str(place))
        scheme, colon, address = place.partition(":")
        if not colon or not address or not scheme.isidentifier():
            known = tuple(f"{one}:" for one in SCHEMES)
            raise KeyUnavailable("the place of a key begins with its scheme, such as file:PATH", known=known)
        return cls(scheme, address)

    def __str__(self) -> str:
        return f"{self.scheme}:{self.address}"

    @property
    def file(self) -> Path | None:
        """The key file, if the key is kept in one."""
        return Path(self.address) if self.scheme == FILE else None

    @property
    def makes(self) -> bool:
        """Say whether prevexp makes keys there."""
        return self.scheme in {FILE, KEYRING}

    def open(
        self,
        openers: KeyOpeners = NO_OPENERS,
        *,
        random_bytes: RandomBytes = os.urandom,
        environment: Mapping[str, str] | None = None,
    ) -> KeyProvider:
        """Return what wraps with the key kept there. Raises KeyMissing, KeyUnavailable."""
        if self.scheme == FILE:
            return FileKeyProvider.open(Path(self.address), random_bytes=random_bytes)
        if self.scheme == ENVIRONMENT:
            return EnvironmentKeyProvider.open(os.environ if environment is None else environment, self.address)
        if self.scheme == KEYRING:
            return MasterKey(_in_keyring(self), random_bytes=random_bytes)
        if self.scheme not in openers:
            known = tuple(f"{one}:" for one in (*SCHEMES, *sorted(openers)))
            raise KeyUnavailable(f"nothing keeps keys under {self.scheme}:; known: {', '.join(known)}", known=known)
        return _opened(openers[self.scheme], str(self))

    def make(self, *, random_bytes: RandomBytes = os.urandom) -> bool:
        """Make a new master key there; False if there is one. Raises KeyUnavailable where prevexp makes none."""
        if self.scheme == FILE:
            return FileKeyProvider.create(Path(self.address), random_bytes=random_bytes)
        if self.scheme == KEYRING:
            service, name = _entry(self)
            if _asked(self, "get_password", service, name) is not None:
                return False
            _asked(self, "set_password", service, name, random_bytes(KEY_BYTES).hex())
            return True
        raise KeyUnavailable(f"no key is made under {self.scheme}: whoever keeps it makes it", place=str(self))


def _opened(open_: Callable[[str], KeyProvider], place: str) -> KeyProvider:
    """Open a plugin's provider; whatever else it raises says no more than its kind."""
    try:
        return open_(place)
    except PrevexpError:
        raise
    except Exception as error:
        raise KeyUnavailable(f"the key provider failed: {type(error).__name__}", place=place) from error


def _in_keyring(place: KeyPlace) -> bytes:
    service, name = _entry(place)
    text = _asked(place, "get_password", service, name)
    if text is None:
        raise KeyMissing("the keyring has no such entry", place=str(place))
    return key_of(text, "the entry of the keyring")


def _entry(place: KeyPlace) -> tuple[str, str]:
    service, slash, name = place.address.partition("/")
    if not service or not slash or not name:
        raise KeyUnavailable("a place in the keyring is written keyring:SERVICE/NAME", place=str(place))
    return service, name


def _asked(place: KeyPlace, method: str, *arguments: str) -> Any:
    """Ask the keyring of the session, which may be locked, or not there at all."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        raise KeyUnavailable("the keyring needs prevexp[keyring]", place=str(place), needs="prevexp[keyring]") from None
    try:
        return getattr(keyring, method)(*arguments)
    except KeyringError as error:
        raise KeyUnavailable(f"the keyring refused: {type(error).__name__}", place=str(place)) from None
