"""A store from its URL, and its records under the master key. A backend is loaded when its scheme is asked for."""

import os
from collections.abc import Callable
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from ..domain.errors import StoreUnavailable
from .codec import Codec
from .keys import KEY_BYTES
from .keys import FileKeyProvider
from .keys import KeyNotice
from .keys import KeyProvider
from .keys import MasterKey
from .keys import RandomBytes
from .port import Store
from .records import Records
from .sealing import Sealer
from .sealing import is_sealed

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
    path = _file_of(url)
    if path is None:
        known = (*SCHEMES, *(f"{one}:" for one in sorted(backends)))
        raise StoreUnavailable(f"no store answers to this URL; known: {', '.join(known)}", known=known)
    from .sqlite import SqliteStore

    return SqliteStore.open(path, busy_seconds=busy_seconds)


def open_records(
    url: str,
    *,
    key_file: Path,
    random_bytes: RandomBytes = os.urandom,
    codec: Codec | None = None,
    backends: Backends = NO_BACKENDS,
) -> tuple[Records, tuple[KeyNotice, ...]]:
    """Open the store at a URL with its master key; return the records and what a person must be told about the key.

    The key file is made with a new store and never again: a store whose key is missing is refused, not given another.
    A store in memory has its key in memory. Raises KeyUnavailable and what `open_store` raises.
    """
    store = open_store(url, backends=backends)
    try:
        provider, notices = _provider(store, url, key_file, random_bytes)
        return Records(store, Sealer.open(store, provider, random_bytes=random_bytes), codec), notices
    except BaseException:
        store.close()
        raise


def _provider(
    store: Store, url: str, key_file: Path, random_bytes: RandomBytes
) -> tuple[KeyProvider, tuple[KeyNotice, ...]]:
    if url == "memory:":
        return MasterKey(random_bytes(KEY_BYTES), random_bytes=random_bytes), ()
    notices = []
    if not is_sealed(store):
        notices.append(KeyNotice.STORE_CREATED)
        if FileKeyProvider.create(key_file, random_bytes=random_bytes):
            notices.append(KeyNotice.CREATED)
    database = _file_of(url)
    if database is not None and key_file.resolve().parent == database.resolve().parent:
        notices.append(KeyNotice.BESIDE_STORE)
    return FileKeyProvider.open(key_file, random_bytes=random_bytes), tuple(notices)


def _file_of(url: str) -> Path | None:
    """Return the file a URL names, None if it names none."""
    name = url.removeprefix("sqlite:///")
    return Path(name) if name not in {url, ""} else None
