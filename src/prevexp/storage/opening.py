"""A store from its URL, and its records under the master key. A backend is loaded when its scheme is asked for."""

import os
from collections.abc import Callable
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from ..domain.errors import KeyUnavailable
from ..domain.errors import StoreUnavailable
from .codec import Codec
from .key_places import NO_OPENERS
from .key_places import KeyOpeners
from .key_places import KeyPlace
from .keys import KEY_BYTES
from .keys import KeyNotice
from .keys import KeyProvider
from .keys import MasterKey
from .keys import RandomBytes
from .port import Store
from .records import AfterCommit
from .records import Records
from .sealing import Sealer
from .sealing import needed_key

SCHEMES = ("memory:", "sqlite:///")
BUSY_SECONDS = 30.0

Backends = Mapping[str, Callable[..., Store]]
"""Scheme of a URL -> `open(url, *, busy_seconds)`, for the stores that plugins add."""

NO_BACKENDS: Backends = MappingProxyType({})


def open_store(url: str, *, busy_seconds: float = BUSY_SECONDS, backends: Backends = NO_BACKENDS) -> Store:
    """Open the store at a URL, made if it is not there.

    `memory:` lives as long as the process; `sqlite:///01.db` is a file in the current folder, `sqlite:////srv/01.db`
    one by its full path; other schemes are those of `backends`. `busy_seconds`: how long to wait for another process.
    Raises StoreUnavailable, StoreTooNew, StoreCorrupt, StoreBusy.
    """
    if url == "memory:":
        from .memory import MemoryStore

        return MemoryStore()
    scheme, colon, _ = url.partition(":")
    if colon and scheme in backends:
        return backends[scheme](url, busy_seconds=busy_seconds)
    path = file_of(url)
    if path is None:
        known = (*SCHEMES, *(f"{one}:" for one in sorted(backends)))
        raise StoreUnavailable(f"no store answers to this URL; known: {', '.join(known)}", known=known)
    from .sqlite import SqliteStore

    return SqliteStore.open(path, busy_seconds=busy_seconds)


def open_records(
    url: str,
    *,
    key: KeyProvider | KeyPlace | Path,
    key_openers: KeyOpeners = NO_OPENERS,
    random_bytes: RandomBytes = os.urandom,
    codec: Codec | None = None,
    backends: Backends = NO_BACKENDS,
    after_commit: AfterCommit | None = None,
) -> tuple[Records, tuple[KeyNotice, ...]]:
    """Open the store at a URL with its master key; return the records and what a person must be told about the key.

    `key` is the master key, or where it is kept. A key file is made with a new store and never again: a store whose key
    is missing is refused, not given another. A store in memory has its key in memory. Raises KeyMissing, KeyWrong,
    KeyDamaged, KeyUnavailable, each with what the store needs, and what `open_store` raises.
    """
    store = open_store(url, backends=backends)
    try:
        provider, notices = _provider(store, url, key, key_openers, random_bytes)
        return Records(
            store, Sealer.open(store, provider, random_bytes=random_bytes), codec, after_commit=after_commit
        ), notices
    except KeyUnavailable as error:
        with store:
            error.params.setdefault("needed", needed_key(store))
            error.params.setdefault("cases", store.count())
        if not isinstance(key, KeyProvider):
            error.params.setdefault("place", str(KeyPlace.of(key)))
        raise
    except BaseException:
        store.close()
        raise


def _provider(
    store: Store, url: str, key: KeyProvider | KeyPlace | Path, openers: KeyOpeners, random_bytes: RandomBytes
) -> tuple[KeyProvider, tuple[KeyNotice, ...]]:
    if url == "memory:":
        return MasterKey(random_bytes(KEY_BYTES), random_bytes=random_bytes), ()
    notices = []
    new = needed_key(store) is None
    if new:
        notices.append(KeyNotice.STORE_CREATED)
    if isinstance(key, KeyProvider):
        return key, tuple(notices)
    place = KeyPlace.of(key)
    if place.file is not None:
        if new and place.make(random_bytes=random_bytes):
            notices.append(KeyNotice.CREATED)
        if is_beside(place, url):
            notices.append(KeyNotice.BESIDE_STORE)
    return place.open(openers, random_bytes=random_bytes), tuple(notices)


def is_beside(place: KeyPlace, url: str) -> bool:
    """Say whether a key file lies in the folder of the store at a URL: who steals one has the other."""
    database = file_of(url)
    return bool(database and place.file and place.file.resolve().parent == database.resolve().parent)


def file_of(url: str) -> Path | None:
    """Return the file a URL names, None if it names none."""
    name = url.removeprefix("sqlite:///")
    return Path(name) if name not in {url, ""} else None
