"""Calling what a plugin offers, at run time: whatever it raises becomes a fault that names it, and the rest goes on."""

import time
from collections.abc import Callable
from typing import Any
from typing import TypeVar

import attrs

from ..domain.errors import PluginFault
from ..domain.provenance import Provenance
from .contributions import Fault
from .contributions import Trace
from .hooks import name_of
from .notifying import Listener
from .notifying import tell
from .raising import raised

_T = TypeVar("_T")

_ON_FAULT = "prevexp_on_fault"


@attrs.define(kw_only=True)
class FaultLog:
    """Calls plugins for one run and keeps their faults, each once with how often it happened.

    `listeners` are told of each fault once. `strict` raises PluginFault instead of going on, for a plugin's author.
    """

    listeners: tuple[Listener, ...] = ()
    strict: bool = False
    trace: Trace | None = None
    _counts: dict[Fault, int] = attrs.field(factory=dict, init=False)
    _spent: dict[tuple[Provenance, str], tuple[int, float]] = attrs.field(factory=dict, init=False)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults of the run, in the order in which they first happened."""
        return tuple(self._counts)

    def count(self, fault: Fault) -> int:
        """Return how often a fault happened."""
        return self._counts.get(fault, 0)

    def call(self, offer: Any, function: Callable[..., _T], *arguments: object, **named: object) -> _T | Fault:
        """Call a function of an object that a plugin offers; return what it returns, or its fault.

        `offer` carries a provenance and an id. What prevexp itself brings has no provenance and is called unguarded:
        what it raises is a bug of prevexp. Raises PluginFault if `strict`.
        """
        if offer.provenance is None:
            return function(*arguments, **named)
        started = time.perf_counter()
        try:
            return function(*arguments, **named)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plugin raises, the rest goes on
            return self.note(raised(offer.provenance, name_of(offer), error), error)
        finally:
            self._spend(offer.provenance, name_of(offer), started)

    def note(self, fault: Fault, cause: BaseException | None = None) -> Fault:
        """Keep a fault, tell who listens if it is a new one, and return it. Raises PluginFault if `strict`."""
        if self.strict:
            raise PluginFault(str(fault), fault=fault) from cause
        new = fault not in self._counts
        self._counts[fault] = self.count(fault) + 1
        if new and fault.object != _ON_FAULT:
            self.tell(_ON_FAULT, fault=fault)
        return fault

    def tell(self, hook: str, **arguments: object) -> None:
        """Tell every listener of a hook, each alone: one that fails is a fault and stops no other."""
        for listener in self.listeners:
            if listener.hook == hook:
                started = time.perf_counter()
                faults = tell((listener,), hook, **arguments)
                self._spend(listener.provenance, hook, started)
                for fault in faults:
                    self.note(fault)

    def close(self) -> None:
        """Tell the trace, if there is one, how often each object was called since the last time, and for how long."""
        if self.trace is not None:
            for (origin, what), (number, seconds) in self._spent.items():
                self.trace(origin, what, number, seconds * 1000)
        self._spent.clear()

    def _spend(self, origin: Provenance, what: str, started: float) -> None:
        if self.trace is not None:
            number, seconds = self._spent.get((origin, what), (0, 0.0))
            self._spent[origin, what] = (number + 1, seconds + time.perf_counter() - started)
