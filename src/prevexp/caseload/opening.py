"""Opening a caseload: the territory's pack, the key, the store.

The only place where a clock and randomness are handed in.
"""

import os
import secrets
from collections.abc import Callable
from datetime import UTC
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.event_types import EVENT_TYPES
from ..registry import Registry
from ..registry import load_territory
from ..registry.offers import resolved
from .facade import Caseload
from .guarding import guarded
from .listening import Listeners
from .plugin_data import migrate
from .plugins import lock_of
from .plugins import usual_registry

if TYPE_CHECKING:
    from ..storage.codec import Codec
    from ..storage.opening import Backends


@guarded
def open_caseload(
    store: str,
    *,
    territory: str,
    key_file: Path | str | None = None,
    now: Callable[[], datetime] | None = None,
    new_id: Callable[[], str] | None = None,
    registry: Registry | None = None,
) -> Caseload:
    """Open the caseload of a territory in the store at a URL (`sqlite:///01.db`, `memory:`); a new one is made.

    `key_file` holds the master key (0600); without one, the file PREVEXP_KEY_FILE names, else `prevexp/master.key`
    in the user's configuration folder, is used and created with a notice. A store in memory has a key in memory.
    `now` gives the UTC instant of recording, `new_id` new identifiers (32 hexadecimal digits); give your own for runs
    that must repeat. `registry` holds the plugins to work with; without one, those that are installed are loaded, or
    those that PREVEXP_PLUGINS names. What they keep in the store is brought to their version of today.

    Raises UnknownTerritory, PackInvalid, PluginFault, StoreUnavailable, StoreTooNew, StoreCorrupt, KeyUnavailable.
    """
    from ..storage.opening import open_records

    registry = usual_registry() if registry is None else registry
    pack = load_territory(territory, registry=registry)
    fault_log = registry.fault_log()
    listeners = Listeners(fault_log, pack.department, lock=partial(lock_of, registry, pack))
    records, notices = open_records(
        store,
        key_file=Path(key_file) if key_file else default_key_file(),
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
        registry=registry,
        fault_log=fault_log,
        listeners=listeners,
        records=records,
        pack=pack,
        now=now or (lambda: datetime.now(UTC)),
        new_id=new_id or (lambda: secrets.token_hex(16)),
        notices=notices,
    )


def backends_for(store: str, registry: Registry) -> "Backends":
    """Return how plugins open the store at a URL: scheme -> function, none if its scheme is prevexp's own."""
    scheme = store.partition(":")[0]
    return {backend.scheme: resolved(backend, "open") for backend in registry.backends if backend.scheme == scheme}


def codec_for(registry: Registry) -> "Codec":
    """Return the codec of prevexp's events and of those plugins add."""
    from ..storage.codec import Codec

    if not registry.event_types:
        return Codec()
    own = {one.slug: one.cls for one in registry.event_types}
    return Codec({**EVENT_TYPES, **own}, {old: lift for one in registry.event_types for old, lift in one.lifts.items()})


def default_key_file() -> Path:
    """Return where the master key is kept when nobody says: never beside the database."""
    if named := os.environ.get("PREVEXP_KEY_FILE"):
        return Path(named)
    base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(base) / "prevexp" / "master.key"
