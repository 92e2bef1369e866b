"""Which plugins are loaded when nobody hands a registry over; the environment is read here and nowhere below."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import attrs

from ..domain.safekeeping_errors import BackupRefused
from ..registry import Registry
from ..registry.environment import loading_of
from ..registry.locking import Lock
from ..registry.offers import resolved
from ..registry.pack import TerritoryPack
from ..storage.backup import BackupProblem
from ..storage.backup import Manifest
from ..storage.backup import backed_up
from ..storage.opening import BUSY_SECONDS
from ..storage.opening import NO_BACKENDS
from ..storage.opening import SCHEMES
from ..storage.opening import Backends
from ..storage.opening import open_store
from ..storage.port import Head
from ..storage.port import Store
from ..storage.survey import Survey
from ..storage.survey import survey


def usual_registry() -> Registry:
    """Load the plugins that the environment asks for; all that are installed if it says nothing."""
    return Registry.load(loading_of(os.environ))


def lock_of(registry: Registry, pack: TerritoryPack) -> Lock:
    """Return what a run is made with: the plugins in use, and the edition of the territory's pack by its content."""
    return attrs.evolve(registry.lock, packs={pack.department: f"{pack.edition} {pack.fingerprint[:12]}"})


def survey_store(store: str) -> Survey:
    """Say what can be said of the store at a URL without its key: how many cases, which master keys are needed."""
    with open_bare(store) as opened:
        return survey(opened)


def bare_backends(store: str) -> Backends:
    """Return how the store at a URL is opened; a plugin is imported only if the scheme of the URL is a plugin's own."""
    if store.startswith(SCHEMES):
        return NO_BACKENDS
    scheme = store.partition(":")[0]
    return {one.scheme: resolved(one, "open") for one in usual_registry().backends if one.scheme == scheme}


def back_up_store(store: str, target: Path, *, made_at: datetime) -> Manifest:
    """Write a backup of the store at a URL into a new file and check its chain; needs neither key nor territory.

    Its contents are not opened, nor is a line written in the access journal: `Caseload.backup` does both. Raises
    BackupRefused, StoreCorrupt, StoreFull, StoreUnavailable.
    """
    if store == "memory:":
        raise BackupRefused(BackupProblem.NOT_OFFERED, "a store in memory holds what this process puts in")
    with open_bare(store) as opened:
        return backed_up(opened, target, made_at=made_at)


@contextmanager
def open_bare(store: str) -> Iterator[Store]:
    """Open the store at a URL without its key; a plugin is imported only for a scheme of its own."""
    opened = open_store(store, busy_seconds=BUSY_SECONDS, backends=bare_backends(store))
    try:
        yield opened
    finally:
        opened.close()


def verify_store(store: str, *, anchor: Head | None = None) -> Head:
    """Walk the journal's chain of the store at a URL and return its head; needs neither key nor territory.

    No plugin is imported, unless the scheme of the URL is a plugin's own. Raises StoreCorrupt, StoreUnavailable.
    """
    with open_bare(store) as opened:
        return opened.verify(anchor)
