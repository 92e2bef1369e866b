"""Opening a caseload: the territory's pack, the key, the store.

The only place where a clock and randomness are handed in.
"""

import os
import secrets
from collections.abc import Callable
from datetime import UTC
from datetime import datetime
from functools import cache
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.access import checked_actor
from ..domain.event_types import EVENT_TYPES
from ..registry import Registry
from ..registry import load_territory
from ..registry.offers import resolved
from .desk import PluginsInUse
from .facade import Caseload
from .guarding import guarded
from .listening import Listeners
from .plugin_data import migrate
from .plugins import lock_of
from .plugins import usual_registry

if TYPE_CHECKING:
    from ..storage.codec import Codec
    from ..storage.key_places import KeyOpeners
    from ..storage.key_places import KeyPlace
    from ..storage.keys import KeyProvider
    from ..storage.opening import Backends
    from ..storage.port import Store


@guarded
def open_caseload(
    store: str,
    *,
    territory: str,
    key: "KeyProvider | KeyPlace | str | None" = None,
    key_file: Path | str | None = None,
    now: Callable[[], datetime] | None = None,
    new_id: Callable[[], str] | None = None,
    registry: Registry | None = None,
    actor: str = "",
) -> Caseload:
    """Open the caseload of a territory in the store at a URL (`sqlite:///01.db`, `memory:`); a new one is made.

    `key` says where the master key is (`file:PATH`, `env:NAME`, `keyring:SERVICE/NAME`, or a plugin's scheme), or is a
    `KeyProvider`; `key_file` is short for a file (0600). Without either, what PREVEXP_KEY, PREVEXP_KEY_FILE or
    PREVEXP_MASTER_KEY say is used, else `prevexp/master.key` in the user's configuration folder; a key file that is not
    there is made with a new store, with a notice. A store in memory has a key in memory.
    `now` gives the UTC instant of recording, `new_id` new identifiers (32 hexadecimal digits); give your own for runs
    that must repeat. `actor` is the pseudonym by which the access journal knows who is at work. `registry` holds the
    plugins to work with; without one, those that are installed are loaded, or those that PREVEXP_PLUGINS names. What
    they keep in the store is brought to their version of today.

    Raises InvalidValue for an actor that is no pseudonym, UnknownTerritory, PackInvalid, PluginFault, StoreUnavailable,
    StoreTooNew, StoreCorrupt, KeyMissing, KeyWrong, KeyDamaged, KeyUnavailable.
    """
    from ..storage.opening import open_records

    checked_actor(actor)
    registry = usual_registry() if registry is None else registry
    pack = load_territory(territory, registry=registry)
    fault_log = registry.fault_log()
    listeners = Listeners(fault_log, pack.department, lock=partial(lock_of, registry, pack))
    records, notices = open_records(
        store,
        key=key_of(key, key_file),
        key_openers=key_openers(registry),
        codec=codec_for(registry),
        backends=backends_for(store, registry),
        after_commit=listeners.after_commit,
    )
    try:
        migrate(registry, records.documents, fault_log)
    except BaseException:
        records.close()
        raise
    return Caseload(
        records=records,
        pack=pack,
        plugins=PluginsInUse(registry=registry, fault_log=fault_log, listeners=listeners),
        now=now or (lambda: datetime.now(UTC)),
        new_id=new_id or (lambda: secrets.token_hex(16)),
        notices=notices,
        actor=actor,
    )


def backends_for(store: str, registry: Registry) -> "Backends":
    """Return how plugins open the store at a URL: scheme -> function, none if its scheme is prevexp's own."""
    scheme = store.partition(":")[0]
    return {backend.scheme: resolved(backend, "open") for backend in registry.backends if backend.scheme == scheme}


def caseload_over(
    store: "Store",
    provider: "KeyProvider",
    *,
    territory: str,
    registry: Registry | None = None,
    now: Callable[[], datetime] | None = None,
    actor: str = "",
) -> Caseload:
    """Return the caseload of a territory over a store that somebody else opened and closes.

    Raises UnknownTerritory, PackInvalid, PluginFault, KeyUnavailable subclasses, StoreCorrupt.
    """
    from ..storage.records import Records
    from ..storage.sealing import Sealer

    registry = usual_registry() if registry is None else registry
    pack = load_territory(territory, registry=registry)
    fault_log = registry.fault_log()
    listeners = Listeners(fault_log, pack.department, lock=partial(lock_of, registry, pack))
    return Caseload(
        records=Records(store, Sealer.open(store, provider), codec_for(registry), after_commit=listeners.after_commit),
        pack=pack,
        plugins=PluginsInUse(registry=registry, fault_log=fault_log, listeners=listeners),
        now=now or (lambda: datetime.now(UTC)),
        new_id=lambda: secrets.token_hex(16),
        actor=actor,
    )


def key_openers(registry: Registry) -> "KeyOpeners":
    """Return how plugins open the places of master keys: scheme -> function."""
    return {offer.scheme: resolved(offer, "open") for offer in registry.key_providers}


def key_of(key: "KeyProvider | KeyPlace | str | None", key_file: Path | str | None = None) -> "KeyProvider | KeyPlace":
    """Return the master key that was handed over, or where it is kept; what is said goes before the environment.

    Raises KeyUnavailable for a place that is none.
    """
    from ..storage.key_places import KeyPlace

    if key is not None:
        return KeyPlace.of(key) if isinstance(key, str) else key
    return KeyPlace.of(Path(key_file)) if key_file else default_key_place()


def default_key_place() -> "KeyPlace":
    """Return where the master key is kept when nobody says: as the environment says, else in the user's own folder."""
    from ..storage.key_places import ENVIRONMENT
    from ..storage.key_places import KeyPlace

    if place := os.environ.get("PREVEXP_KEY"):
        return KeyPlace.of(place)
    if "PREVEXP_MASTER_KEY" in os.environ and not os.environ.get("PREVEXP_KEY_FILE"):
        return KeyPlace(ENVIRONMENT, "PREVEXP_MASTER_KEY")
    return KeyPlace.of(default_key_file())


def codec_for(registry: Registry) -> "Codec":
    """Return the codec of prevexp's events and of those plugins add."""
    if not registry.event_types:
        return _own_codec()
    from ..storage.codec import Codec

    own = {one.slug: one.cls for one in registry.event_types}
    return Codec({**EVENT_TYPES, **own}, {old: lift for one in registry.event_types for old, lift in one.lifts.items()})


@cache
def _own_codec() -> "Codec":
    """Return the codec of prevexp's events: nothing in it is a store's, and it takes a while to make."""
    from ..storage.codec import Codec

    return Codec()


def default_key_file() -> Path:
    """Return where the master key is kept when nobody says: never beside the database."""
    if named := os.environ.get("PREVEXP_KEY_FILE"):
        return Path(named)
    base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(base) / "prevexp" / "master.key"
