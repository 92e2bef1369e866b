"""Which plugins are loaded when nobody hands a registry over; the environment is read here and nowhere below."""

import os
import sys
from collections.abc import Iterable
from collections.abc import Mapping
from pathlib import Path

import attrs

from ..domain.provenance import Provenance
from ..registry import Registry
from ..registry.loading import Loading
from ..registry.locking import Lock
from ..registry.offers import resolved
from ..registry.pack import TerritoryPack
from ..storage.opening import BUSY_SECONDS
from ..storage.opening import SCHEMES
from ..storage.opening import open_store
from ..storage.port import Head

NONE = "none"
ALL = "all"
_OFF = frozenset({"", "0"})


def loading_of(
    environment: Mapping[str, str],
    *,
    chosen: str | None = None,
    without: Iterable[str] = (),
    plugins_dir: Path | None = None,
    config: Path | None = None,
) -> Loading:
    """Return which plugins to load and how; what is given goes before the environment.

    `chosen` (PREVEXP_PLUGINS) is `all`, `none` or names separated by commas; `plugins_dir` (PREVEXP_PLUGINS_DIR) a
    folder of files and packs; `config` (PREVEXP_CONFIG) a file of settings. PREVEXP_STRICT=1 raises the first fault,
    PREVEXP_TRACE_PLUGINS=1 writes each call to the standard error. Raises SettingsInvalid.
    """
    folder = plugins_dir or _path(environment.get("PREVEXP_PLUGINS_DIR"))
    return Loading(
        only=_names(chosen or environment.get("PREVEXP_PLUGINS") or ALL),
        without=without,
        plugins_dir=folder,
        settings=config or _path(environment.get("PREVEXP_CONFIG")),
        strict=environment.get("PREVEXP_STRICT", "") not in _OFF,
        trace=_traced if environment.get("PREVEXP_TRACE_PLUGINS", "") not in _OFF else None,
    )


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


def _names(chosen: str) -> frozenset[str] | None:
    if chosen in {ALL, NONE}:
        return None if chosen == ALL else frozenset()
    return frozenset(name.strip() for name in chosen.split(",") if name.strip())


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None


def _traced(origin: Provenance, what: str, number: int, milliseconds: float) -> None:
    sys.stderr.write(f"prevexp plugins: {origin} {what} {number} {milliseconds:.2f} ms\n")
