"""A store opened without its key or its territory: looked at, checked, copied, never read.

No plugin is imported, unless the scheme of the URL is a plugin's own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ..domain.safekeeping_errors import BackupRefused
from ..registry.offers import resolved
from ..storage.backup import BackupProblem
from ..storage.backup import Manifest
from ..storage.backup import backed_up
from ..storage.opening import BUSY_SECONDS
from ..storage.opening import NO_BACKENDS
from ..storage.opening import SCHEMES
from ..storage.opening import Backends
from ..storage.opening import open_store
from ..storage.port import Store
from ..storage.survey import Survey
from ..storage.survey import survey
from .plugins import usual_registry


def survey_store(store: str) -> Survey:
    """Say what can be said of the store at a URL without its key: how many cases, which master keys are needed."""
    with open_bare(store) as opened:
        return survey(opened)


def back_up_store(store: str, target: Path, *, made_at: datetime) -> Manifest:
    """Write a backup of the store at a URL into a new file and check its chain; needs neither key nor territory.

    Its contents are not opened, nor is a line written in the access journal: `Caseload.backup` does both. Raises
    BackupRefused, StoreCorrupt, StoreFull, StoreUnavailable.
    """
    if store == "memory:":
        raise BackupRefused(BackupProblem.NOT_OFFERED, "a store in memory holds what this process puts in")
    with open_bare(store) as opened:
        return backed_up(opened, target, made_at=made_at)


def bare_backends(store: str) -> Backends:
    """Return how the store at a URL is opened; a plugin is imported only if the scheme of the URL is a plugin's own."""
    if store.startswith(SCHEMES):
        return NO_BACKENDS
    scheme = store.partition(":")[0]
    return {one.scheme: resolved(one, "open") for one in usual_registry().backends if one.scheme == scheme}


@contextmanager
def open_bare(store: str) -> Iterator[Store]:
    """Open the store at a URL without its key."""
    opened = open_store(store, busy_seconds=BUSY_SECONDS, backends=bare_backends(store))
    try:
        yield opened
    finally:
        opened.close()
