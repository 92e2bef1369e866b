"""Which plugins are loaded when nobody hands a registry over; the environment is read here and nowhere below."""

import os

import attrs

from ..registry import Registry
from ..registry.environment import loading_of
from ..registry.locking import Lock
from ..registry.offers import resolved
from ..registry.pack import TerritoryPack
from ..storage.opening import BUSY_SECONDS
from ..storage.opening import SCHEMES
from ..storage.opening import open_store
from ..storage.port import Head


def usual_registry() -> Registry:
    """Load the plugins that the environment asks for; all that are installed if it says nothing."""
    return Registry.load(loading_of(os.environ))


def lock_of(registry: Registry, pack: TerritoryPack) -> Lock:
    """Return what a run is made with: the plugins in use, and the edition of the territory's pack by its content."""
    return attrs.evolve(registry.lock, packs={pack.department: f"{pack.edition} {pack.fingerprint[:12]}"})


def verify_store(store: str, *, anchor: Head | None = None) -> Head:
    """Walk the journal's chain of the store at a URL and return its head; needs neither key nor territory.

    No plugin is imported, unless the scheme of the URL is a plugin's own. Raises StoreCorrupt, StoreUnavailable.
    """
    backends = {}
    if not store.startswith(SCHEMES):
        scheme = store.partition(":")[0]
        backends = {one.scheme: resolved(one, "open") for one in usual_registry().backends if one.scheme == scheme}
    opened = open_store(store, busy_seconds=BUSY_SECONDS, backends=backends)
    try:
        return opened.verify(anchor)
    finally:
        opened.close()
