"""The keys of a store that nobody has to open: shown, made, copied, changed, and what is left without them."""

from collections.abc import Callable
from datetime import UTC
from datetime import datetime
from pathlib import Path

import attrs

from ..domain.access import AccessAction
from ..domain.access import AccessLine
from ..domain.errors import KeyUnavailable
from ..domain.errors import PrevexpError
from ..registry import Registry
from ..storage.access import AccessJournal
from ..storage.codec import Codec
from ..storage.key_places import SCHEMES as OWN_PLACES
from ..storage.key_places import KeyOpeners
from ..storage.key_places import KeyPlace
from ..storage.keys import KeyProvider
from ..storage.keys import copy_of
from ..storage.opening import is_beside
from ..storage.rotation import EitherKey
from ..storage.rotation import Rotation
from ..storage.rotation import rotate
from ..storage.sealing import Sealer
from ..storage.survey import Survey
from ..storage.survey import survey
from .bare import open_bare
from .opening import key_openers
from .plugins import usual_registry

Key = KeyProvider | KeyPlace


@attrs.frozen(kw_only=True)
class KeysShown:
    """The key of a store, and the store as it is seen without it.

    `place` is where the key was looked for, None if it was handed over; `given` the name of the key found there;
    `problem` why there is none, or why it opens nothing. `mode` are the permissions of a key file, `beside` says that
    it lies in the folder of the store.
    """

    place: KeyPlace | None
    given: str | None
    problem: PrevexpError | None
    mode: int | None
    beside: bool
    survey: Survey

    @property
    def opens(self) -> bool:
        """Say whether the key at hand is the one the store needs."""
        return self.given is not None and self.given == self.survey.needed


def show_keys(store: str, key: Key, *, registry: Registry | None = None) -> KeysShown:
    """Say which master key the store at a URL needs, and what there is where it was looked for; nothing is opened.

    Raises StoreUnavailable, StoreCorrupt.
    """
    with open_bare(store) as opened:
        seen = survey(opened)
    given, problem = None, None
    try:
        given = provider_of(key, registry).key_id
    except KeyUnavailable as error:
        problem = error
    place = key if isinstance(key, KeyPlace) else None
    file = place.file if place else None
    return KeysShown(
        place=place,
        given=given,
        problem=problem,
        mode=file.stat().st_mode & 0o777 if file and file.exists() else None,
        beside=bool(place and is_beside(place, store)),
        survey=seen,
    )


def rotate_key(
    store: str,
    old: Key,
    new: Key,
    *,
    registry: Registry | None = None,
    actor: str = "",
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    progress: Callable[[int], None] = lambda _: None,
) -> Rotation:
    """Put a new master key in the place of the old one in the store at a URL; begun again, it goes on where it stopped.

    A new key file, or entry of the keyring, is made if it is not there. Writes a line of the access journal first.
    Raises KeyUnavailable subclasses, StoreError subclasses.
    """
    before, after = provider_of(old, registry), ready(new, registry)
    with open_bare(store) as opened:
        sealer = Sealer.open(opened, EitherKey(before, after))
        line = AccessLine(
            at=now(), actor=actor, action=AccessAction.KEYS_CHANGED, basis=f"{before.key_id}-{after.key_id}"
        )
        AccessJournal(opened, sealer, Codec()).note(line)
        return rotate(opened, before, after, progress=progress)


def new_key(place: str) -> str:
    """Make a new master key where there is none and return its name. Raises KeyUnavailable: no key is replaced."""
    where = KeyPlace.of(place)
    if not where.make():
        raise KeyUnavailable("there is a key already, and it is not replaced", taken=place)
    return where.open().key_id


def copy_key(key: Key, target: Path, *, registry: Registry | None = None) -> str:
    """Write a recovery copy of a master key into a new key file (0600) and return the name of the key.

    Raises KeyMissing, KeyUnavailable: a key its keeper does not give away is not copied, no file is replaced.
    """
    provider = provider_of(key, registry)
    copy_of(provider, target)
    return provider.key_id


def ready(new: "Key | str", registry: Registry | None) -> KeyProvider:
    """Return a master key that is to be used from now on, made where prevexp makes one."""
    if isinstance(new, str):
        new = KeyPlace.of(new)
    if isinstance(new, KeyPlace) and new.makes:
        new.make()
    return provider_of(new, registry)


def provider_of(key: Key, registry: Registry | None = None) -> KeyProvider:
    """Return the master key of a place. Raises KeyMissing, KeyUnavailable."""
    return key.open(_openers(key, registry)) if isinstance(key, KeyPlace) else key


def _openers(place: KeyPlace, registry: Registry | None) -> KeyOpeners:
    """Return the openers of plugins, which are loaded only for a place that is theirs."""
    if place.scheme in OWN_PLACES:
        return {}
    return key_openers(usual_registry() if registry is None else registry)
