"""Telling plugins what happened, once it is durable: a batch that was written, a run that ended.

What they are told holds ids, versions and slugs, never what an event says. A plugin that fails is named in the fault
log and to those who listen for faults; what was written stays, and the others are told.
"""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from ..registry.notifying import Change
from ..registry.notifying import Changes
from ..registry.notifying import CommitContext
from ..registry.notifying import Fresh
from ..registry.notifying import Run
from ..registry.notifying import RunManifest

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..registry import FaultLog
    from ..registry.locking import Lock
    from ..storage.port import Head
    from ..storage.records import AfterCommit
    from ..storage.writes import Committed

_COMMITTED = "prevexp_on_events_committed"
_FINISHED = "prevexp_on_run_finished"


class Listeners:
    """The plugins that are told what happens in one territory's store; those of them that fail stand in `log`."""

    def __init__(self, log: "FaultLog", territory: str, *, lock: "Callable[[], Lock]") -> None:
        self._log = log
        self._territory = territory
        self._lock = lock

    @property
    def after_commit(self) -> "AfterCommit | None":
        """What a store calls after a batch; None, which costs nothing, if nobody listens."""
        return self._committed if self._heard(_COMMITTED) else None

    def finished(self, run: Run, on: date) -> None:
        """Tell that a run ended, with the lock of the plugins it was made with."""
        if self._heard(_FINISHED):
            manifest = RunManifest(run=run, territory=self._territory, on=on, lock=self._lock())
            self._log.tell(_FINISHED, manifest=manifest)

    def _heard(self, hook: str) -> bool:
        return any(one.hook == hook for one in self._log.listeners)

    def _committed(self, batch: "tuple[Committed, ...]", head: "Head") -> None:
        context = CommitContext(territory=self._territory, position=head.count)
        self._log.tell(_COMMITTED, changes=Fresh(partial(_changes, batch)), context=context)


def _changes(batch: "tuple[Committed, ...]") -> Changes:
    return tuple(Change(case_id=one.case_id, version=one.version, events=one.events) for one in batch)
