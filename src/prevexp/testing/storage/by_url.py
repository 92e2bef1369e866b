"""The kit on whatever store a URL opens: what needs a hand behind the store's back is left out, and counted."""

import re
import shutil
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from typing import ClassVar

import attrs

from prevexp.domain.errors import InvalidValue
from prevexp.registry import Registry
from prevexp.storage.memory import Memory
from prevexp.storage.memory import MemoryStore
from prevexp.storage.opening import open_store
from prevexp.storage.port import Store
from prevexp.testing.conformance import ConformanceKit
from prevexp.testing.running import Report
from prevexp.testing.running import Tried
from prevexp.testing.running import run_kit

from . import StoreConformance
from .kit import Capability

_WITHOUT_HANDS = frozenset({Capability.CRASH, Capability.PROCESSES, Capability.FULL, Capability.STREAMS})
"""What can be tried with nothing but a URL."""

_NAME = "{name}"
_IN_FOLDER = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*:///)(?P<path>.+)")
_OPENING = """
from prevexp.caseload.opening import backends_for
from prevexp.registry import Registry
from prevexp.storage.opening import open_store
store = open_store({url!r}, backends=backends_for({url!r}, Registry.build()))
"""


def run_storage_conformance(
    url: str,
    *,
    registry: Registry | None = None,
    million: bool = False,
    progress: Callable[[Tried], None] = lambda _: None,
) -> Report:
    """Try the storage kit on fresh stores at a URL, and remove them if they are files.

    Each test has an empty store: below a folder made beside the path of the URL (`sqlite:///try/01.db`), or where
    `{name}` stands in it (`scheme://host/base?schema={name}`). `million` tries a million cases as well, in minutes.

    Raises InvalidValue if the URL leaves no room for several stores, and what opening the first raises.
    """
    stores = FreshStores.of(url)
    registry = Registry.build() if registry is None else registry
    try:
        _opened_once(stores, registry)
        kit = _kit_at(stores, registry, million=million)
        return run_kit(kit, name="storage", subject=_told(url), progress=progress)
    finally:
        stores.remove()


@attrs.define
class FreshStores:
    """URLs of stores that are not there yet; `folder` holds them all, None: they are no files."""

    pattern: str
    folder: Path | None
    made: int = 0

    @classmethod
    def of(cls, url: str) -> "FreshStores":
        """Return where fresh stores go for a URL."""
        token = token_hex(4)
        if url == "memory:":
            return cls(url, None)
        if _NAME in url:
            return cls(url.replace(_NAME, f"kit_{token}_{_NAME}"), None)
        found = _IN_FOLDER.fullmatch(url)
        if found is None:
            raise InvalidValue("each test needs an empty store: write {name} where the URL may differ")
        path = Path(found["path"])
        folder = path.parent / f"{path.stem}-kit-{token}"
        return cls(f"{found['scheme']}{folder}/{_NAME}{path.suffix}", folder)

    def next(self) -> str:
        """Return the URL of another one."""
        self.made += 1
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
        return self.pattern.replace(_NAME, str(self.made))

    def remove(self) -> None:
        """Remove those that are files."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def _opened_once(stores: FreshStores, registry: Registry) -> None:
    """Raise now what would fail every rule: a scheme nobody answers to, a server that is away."""
    from prevexp.caseload.opening import backends_for

    open_store(stores.next(), backends=backends_for(stores.pattern, registry)).close()


def _kit_at(stores: FreshStores, registry: Registry, *, million: bool) -> type[ConformanceKit]:
    if stores.pattern == "memory:":
        return InMemory
    from prevexp.caseload.opening import backends_for

    backends = backends_for(stores.pattern, registry)
    declared = _declared(stores.pattern, registry)
    able = {one for one in _WITHOUT_HANDS if one in declared} | ({Capability.MILLION} if million else set())

    class AtUrl(StoreConformance):
        capabilities: ClassVar[frozenset[StrEnum]] = frozenset(able)

        def make_store(self) -> Store:
            self.url = stores.next()
            return open_store(self.url, backends=backends)

        def reopen(self, store: Store) -> Store:
            store.close()
            return open_store(self.url, backends=backends)

        def second_connection(self, store: Store) -> Store:
            return open_store(self.url, backends=backends)

        def opening_source(self, store: Store) -> str:
            return _OPENING.format(url=self.url)

    return AtUrl


def _declared(url: str, registry: Registry) -> frozenset[str]:
    """Return the capabilities declared by the plugin whose scheme the URL has; those of SQLite if it is prevexp's."""
    scheme = url.partition(":")[0]
    found = [backend.capabilities for backend in registry.backends if backend.scheme == scheme]
    return found[0] if found else frozenset(Capability)


class InMemory(StoreConformance):
    """The store in memory: it is opened again by whoever holds the same memory; nothing outlives its process."""

    capabilities: ClassVar[frozenset[StrEnum]] = frozenset()

    def make_store(self) -> Store:
        """Return an empty store."""
        self.memory = Memory()
        return MemoryStore(self.memory)

    def reopen(self, store: Store) -> Store:
        """Close a store and open it again."""
        store.close()
        return MemoryStore(self.memory)

    def second_connection(self, store: Store) -> Store:
        """Open the same content once more."""
        return MemoryStore(self.memory)


def _told(url: str) -> str:
    """Return a URL without the password it may hold."""
    return re.sub(r"//[^/@]*@", "//…@", url)
