"""An open store with its territory, its plugins and who is at work: what everything done with cases stands on."""

from collections.abc import Callable
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Self

import attrs

from .guarding import Guarded

if TYPE_CHECKING:
    from datetime import date

    from ..domain.access import AccessAction
    from ..domain.vocabulary import FieldGroup
    from ..registry import Fault
    from ..registry import FaultLog
    from ..registry import Registry
    from ..registry.locking import Lock
    from ..registry.pack import TerritoryPack
    from ..storage.records import Records
    from .listening import Listeners
    from .plugin_data import PluginData


@attrs.frozen(kw_only=True)
class PluginsInUse:
    """The plugins of an open store, what went wrong with them since, and those that are told what was written."""

    registry: "Registry"
    fault_log: "FaultLog"
    listeners: "Listeners"


class Desk(Guarded):
    """What is open, and by whom."""

    def __init__(
        self,
        *,
        records: "Records",
        pack: "TerritoryPack",
        plugins: PluginsInUse,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        actor: str = "",
        notices: tuple[str, ...] = (),
    ) -> None:
        self.records = records
        self.pack = pack
        self.registry = plugins.registry
        self.fault_log = plugins.fault_log
        self.listeners = plugins.listeners
        self.actor = actor
        self.notices = notices
        self._now = now
        self._new_id = new_id

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the store; closing twice is harmless."""
        self.records.close()
        self.fault_log.close()

    def faults(self) -> "tuple[Fault, ...]":
        """Return what went wrong with plugins so far: those left out at loading, and those that failed since."""
        return (*self.registry.faults, *self.pack.faults, *self.fault_log.faults)

    def plugin_data(self, name: str) -> "PluginData":
        """Return the document a plugin keeps in this store under the id of its `MigrationSet`.

        Raises PluginFault if no plugin in use offers one.
        """
        from .plugin_data import data_of

        return data_of(self.registry, self.records.documents, name)

    def lock(self) -> "Lock":
        """Return what is in use: plugins, rules, indicators and the territory's pack, each in its version."""
        from .plugins import lock_of

        return lock_of(self.registry, self.pack)

    def today(self) -> "date":
        """Return the day it is, UTC: nothing was written on a later one."""
        return self._now().date()

    def note_access(
        self,
        action: "AccessAction",
        *,
        about: str = "",
        partner: str = "",
        purpose: str = "",
        groups: "Iterable[FieldGroup]" = (),
        basis: str = "",
        count: int = 1,
    ) -> None:
        """Write a line of the access journal: who does what with a case, for whom and on which ground.

        Of several cases at once (`count`) it names none.

        It is written before what it tells of is handed out. Raises StoreError subclasses.
        """
        from ..domain.access import AccessLine

        line = AccessLine(
            at=self._now(),
            actor=self.actor,
            action=action,
            about=about,
            purpose=purpose,
            partner=partner,
            groups=tuple(groups),
            basis=basis,
            count=count,
        )
        self.records.access.note(line)
