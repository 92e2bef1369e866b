"""Telling plugins what happened, once it is durable: a batch that was written, a run that ended.

What they are told holds ids, versions and slugs, never what an event says. A plugin that fails is named in the log, in
`faults` and to those who listen for faults; what was written stays, and the others are told.
"""

import logging
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from ..registry.notifying import Change
from ..registry.notifying import Changes
from ..registry.notifying import CommitContext
from ..registry.notifying import Fresh
from ..registry.notifying import Run
from ..registry.notifying import RunManifest
from ..registry.notifying import tell

if TYPE_CHECKING:
    from ..registry import Fault
    from ..registry import Registry
    from ..storage.port import Head
    from ..storage.records import AfterCommit
    from ..storage.writes import Committed

_COMMITTED = "prevexp_on_events_committed"
_FINISHED = "prevexp_on_run_finished"
_FAULT = "prevexp_on_fault"

log = logging.getLogger("prevexp.plugins")


class Listeners:
    """The plugins that are told what happens in one territory's store; `faults` keeps those of them that failed."""

    def __init__(self, registry: "Registry", territory: str) -> None:
        self.faults: list[Fault] = []
        self._listeners = registry.listeners
        self._territory = territory

    @property
    def after_commit(self) -> "AfterCommit | None":
        """What a store calls after a batch; None, which costs nothing, if nobody listens."""
        return self._committed if any(one.hook == _COMMITTED for one in self._listeners) else None

    def finished(self, run: Run, on: date) -> None:
        """Tell that a run ended."""
        manifest = RunManifest(run=run, territory=self._territory, on=on)
        self._note(tell(self._listeners, _FINISHED, manifest=manifest))

    def _committed(self, batch: "tuple[Committed, ...]", head: "Head") -> None:
        context = CommitContext(territory=self._territory, position=head.count)
        changes = Fresh(partial(_changes, batch))
        self._note(tell(self._listeners, _COMMITTED, changes=changes, context=context))

    def _note(self, faults: "tuple[Fault, ...]") -> None:
        """Log the faults and tell them on; of one who cannot hear of a fault nobody is told again."""
        for fault in faults:
            self.faults.append(fault)
            log.warning("%s", fault)
            for deaf in tell(self._listeners, _FAULT, fault=fault):
                self.faults.append(deaf)
                log.warning("%s", deaf)


def _changes(batch: "tuple[Committed, ...]") -> Changes:
    return tuple(Change(case_id=one.case_id, version=one.version, events=one.events) for one in batch)
