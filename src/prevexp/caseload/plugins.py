"""Which plugins are loaded when nobody hands a registry over; the environment is read here and nowhere below."""

import os

import attrs

from ..registry import Registry
from ..registry.environment import loading_of
from ..registry.locking import Lock
from ..registry.pack import TerritoryPack


def usual_registry() -> Registry:
    """Load the plugins that the environment asks for; all that are installed if it says nothing."""
    return Registry.load(loading_of(os.environ))


def lock_of(registry: Registry, pack: TerritoryPack) -> Lock:
    """Return what a run is made with: the plugins in use, and the edition of the territory's pack by its content."""
    return attrs.evolve(registry.lock, packs={pack.department: f"{pack.edition} {pack.fingerprint[:12]}"})
