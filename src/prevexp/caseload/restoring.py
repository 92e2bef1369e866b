"""A backup made into a new store; what was erased since it was made is erased in it before anybody sees it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ..domain.access import AccessAction
from ..domain.safekeeping_errors import BackupRefused
from ..registry import Registry
from ..storage.backup import BackupProblem
from ..storage.backup import Manifest
from ..storage.backup import restored
from ..storage.opening import file_of
from ..storage.port import Head
from ..storage.port import Store
from .opening import caseload_over

if TYPE_CHECKING:
    from ..storage.keys import KeyProvider


@attrs.frozen(kw_only=True)
class Restored:
    """A store made of a backup: what the backup said of itself, and what is known to be missing.

    `missing` are the events between its end and the anchor; `erased` the households that were erased again.
    """

    manifest: Manifest
    missing: int
    erased: int


@attrs.frozen(kw_only=True)
class WithKey:
    """What is done to a restored store that takes its key, before it stands under its name.

    Its contents are checked against the pack of the territory; who was erased since the backup was made is erased
    again, as a file of `tombstones` says (`Caseload.export_tombstones`).
    """

    provider: "KeyProvider"
    territory: str
    registry: Registry | None = None
    tombstones: Path | None = None
    actor: str = ""
    now: Callable[[], datetime] | None = None

    def done_to(self, store: Store) -> int:
        """Check, erase again and write a line of the access journal; return how many households were erased."""
        caseload = caseload_over(
            store, self.provider, territory=self.territory, registry=self.registry, actor=self.actor, now=self.now
        )
        caseload.verify()
        erased = caseload.apply_tombstones(self.tombstones) if self.tombstones else 0
        caseload.note_access(AccessAction.RESTORED)
        return erased


def restore(backup: Path | str, store: str, *, anchor: Head | None = None, with_key: WithKey | None = None) -> Restored:
    """Make a new store at a URL of a backup; nothing stands there before all of it is checked, hash and chain first.

    An `anchor` that lies within the backup must fit; of one that lies after it, the events that are missing are
    counted. Without tombstones, households that were erased since are back.

    Raises BackupRefused (there is a store already; it is no backup, or not what was written), StoreCorrupt, StoreFull,
    StoreUnavailable, KeyUnavailable subclasses.
    """
    target = file_of(store)
    if target is None:
        raise BackupRefused(BackupProblem.NOT_OFFERED, "a backup is restored into a file: sqlite:///PATH")
    erased, missing = 0, 0

    def look(copy: Store) -> None:
        nonlocal erased, missing
        held = copy.head().count
        if anchor is not None and anchor.count <= held:
            copy.verify(anchor)
        missing = max(0, anchor.count - held) if anchor else 0
        if with_key is not None:
            erased = with_key.done_to(copy)

    manifest = restored(Path(backup), target, look=look)
    return Restored(manifest=manifest, missing=missing, erased=erased)
