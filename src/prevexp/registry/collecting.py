"""Asking one plugin everything, once: what it returns is consumed, checked and stamped, or it is left out wholly."""

import time
import traceback
from collections.abc import Callable
from collections.abc import Mapping
from copy import deepcopy
from functools import partial
from itertools import islice
from typing import Any
from typing import TypeVar

import attrs

from ..domain.errors import SettingsInvalid
from ..domain.provenance import Provenance
from ..law.deadlines import DeadlineRule
from ..law.rules.table import national_rules
from .contributions import API_LEVELS
from .contributions import Fault
from .contributions import Phase
from .contributions import PluginInfo
from .contributions import Trace
from .event_checks import notes_its_own
from .fact_checks import can_be_noted
from .finding import Found
from .hooks import INTRODUCTION
from .hooks import RETURNING
from .hooks import TOLD
from .hooks import Hook
from .indicator_facts import is_of_indicators
from .limiting import TooLong
from .limiting import within
from .notifying import Listener
from .raising import line_of
from .registering import HookFunction
from .registering import Misregistered
from .registering import hook_functions
from .reserved import PLUGIN_IDS
from .reserved import RESERVED
from .settings import Settings
from .settings import UnreadableField

MOST = 10_000
"""More objects of one kind than this are a generator that does not end."""

_T = TypeVar("_T")


class _LeftOut(Exception):
    """Why a plugin is left out; caught where the plugin's name is known."""

    def __init__(self, phase: Phase, message: str) -> None:
        super().__init__(message)
        self.phase = phase


@attrs.frozen(kw_only=True)
class Answers:
    """Everything one plugin answered: hook -> objects, stamped with where they come from."""

    origin: Provenance
    info: PluginInfo
    offers: Mapping[str, tuple[Any, ...]]
    listeners: tuple[Listener, ...] = ()


def ask(found: Found, settings: Settings, *, seconds: float, trace: Trace | None = None) -> Answers | Fault:
    """Import, register and ask one plugin; never raises for its fault, which is returned.

    One that is not back within `seconds` is left behind on its own thread.
    """
    asking = _Asking(found=found, settings=settings, trace=trace)
    try:
        return within(seconds, asking.answers)
    except _LeftOut as left_out:
        trace_of = "".join(traceback.format_exception(left_out.__cause__)) if left_out.__cause__ else ""
        return Fault(provenance=found.provenance, phase=left_out.phase, message=str(left_out), trace=trace_of)
    except TooLong:
        told = f"not back within {seconds:g} s; it is left behind"
        return Fault(provenance=found.provenance, phase=asking.phase, message=told)


@attrs.define(kw_only=True)
class _Asking:
    """One plugin being asked, and how far that is."""

    found: Found
    settings: Settings
    trace: Trace | None
    phase: Phase = Phase.IMPORT

    def answers(self) -> Answers:
        plugin = self._guarded(Phase.IMPORT, self._timed("import", self.found.load))
        origin = attrs.evolve(self.found.provenance, digest=self._guarded(Phase.IMPORT, self._digest(plugin)))
        functions = self._registered(plugin)
        info = self._introduction(functions)
        own = self._own_settings(info)
        offers = {hook.name: self._offered(hook, functions, info, own, origin) for hook in RETURNING}
        listeners = (
            Listener(
                hook=name,
                function=functions[name].call,
                takes=functions[name].takes,
                provenance=origin,
                settings=own,
            )
            for name in TOLD
            if name in functions
        )
        return Answers(origin=origin, info=info, offers=offers, listeners=tuple(listeners))

    def _digest(self, plugin: object) -> Callable[[], str]:
        return partial(self.found.digest, plugin)

    def _registered(self, plugin: object) -> Mapping[str, HookFunction]:
        self.phase = Phase.REGISTER
        try:
            functions = self._guarded(Phase.REGISTER, partial(hook_functions, plugin), expected=Misregistered)
        except Misregistered as error:
            raise _LeftOut(Phase.REGISTER, str(error)) from None
        if INTRODUCTION not in functions:
            raise _LeftOut(Phase.REGISTER, "the hook prevexp_plugin is missing: a plugin introduces itself")
        return functions

    def _introduction(self, functions: Mapping[str, HookFunction]) -> PluginInfo:
        info = self._guarded(Phase.COLLECT, self._timed(INTRODUCTION, partial(functions[INTRODUCTION], None)))
        if not isinstance(info, PluginInfo):
            raise _LeftOut(Phase.COLLECT, f"prevexp_plugin returned {type(info).__name__}, one PluginInfo is needed")
        if info.api not in API_LEVELS:
            served = ", ".join(map(str, API_LEVELS))
            raise _LeftOut(Phase.API_LEVEL, f"written for plugin API {info.api}; this prevexp serves {served}")
        if info.id in PLUGIN_IDS:
            raise _LeftOut(Phase.COLLECT, f"the plugin id {info.id} is prevexp's own")
        return info

    def _own_settings(self, info: PluginInfo) -> object:
        """Return the settings of the plugin; a class that cannot hold them, or what does not fit it, is a fault."""
        self.phase = Phase.SETTINGS
        if info.config is not None and not attrs.has(info.config):
            raise _LeftOut(Phase.SETTINGS, f"{info.config.__name__} is no attrs class")
        expected = (SettingsInvalid, UnreadableField)
        try:
            return self._guarded(Phase.SETTINGS, lambda: self.settings.of(info.id, info.config), expected=expected)
        except expected as error:
            raise _LeftOut(Phase.SETTINGS, str(error)) from None

    def _offered(
        self, hook: Hook, functions: Mapping[str, HookFunction], info: PluginInfo, settings: object, origin: Provenance
    ) -> tuple[Any, ...]:
        """Return what the plugin's hook yields, stamped; one object that does not hold leaves the plugin out wholly."""
        if hook.name not in functions:
            return ()
        before = deepcopy(settings)
        returned = partial(_consumed, functions[hook.name], settings)
        results: tuple[Any, ...] = self._guarded(Phase.COLLECT, self._timed(hook.name, returned))
        if len(results) > MOST:
            raise _LeftOut(Phase.COLLECT, f"{hook.name} returned more than {MOST} objects; does it end?")
        if settings != before:
            raise _LeftOut(Phase.COLLECT, f"{hook.name} changed the settings it was given")
        for result in results:
            if problem := _problem(hook, info, result):
                raise _LeftOut(Phase.COLLECT, f"{hook.name} {problem}")
            if hook.name in _CHECKS:
                self._guarded(Phase.COLLECT, partial(_CHECKS[hook.name], result))
        return tuple(attrs.evolve(result, provenance=origin) for result in results)

    def _guarded(self, phase: Phase, call: Callable[[], _T], *, expected: Any = ()) -> _T:
        """Call into a plugin; whatever it raises, SystemExit included, leaves the plugin out."""
        self.phase = phase
        try:
            return call()
        except expected:
            raise
        except BaseException as error:
            hint = " (a fact of indicators, not of rules)" if is_of_indicators(error) else ""
            raise _LeftOut(phase, f"{type(error).__name__}: {error}{hint}{line_of(error)}") from error

    def _timed(self, what: str, call: Callable[[], _T]) -> Callable[[], _T]:
        """Return the call, told to the trace if there is one."""

        def timed() -> _T:
            started = time.perf_counter()
            returned = call()
            if self.trace is not None:
                number = len(returned) if isinstance(returned, tuple) else 1
                self.trace(self.found.provenance, what, number, (time.perf_counter() - started) * 1000)
            return returned

        return timed if self.trace is not None else call


def _consumed(function: HookFunction, settings: object) -> tuple[Any, ...]:
    return tuple(islice(function(settings), MOST + 1))


def _problem(hook: Hook, info: PluginInfo, result: Any) -> str:
    """Say why an object may not be registered; empty if it may."""
    if not isinstance(result, hook.type):
        return f"returned {type(result).__name__}, {hook.type.__name__} is needed"
    name = str(getattr(result, hook.owned)) if hook.owned else ""
    if hook.owned and not name.startswith(f"{info.id}."):
        return f"returned {name}: its {hook.owned} begins with the plugin's id, {info.id}."
    for attribute in hook.unique:
        if (value := str(getattr(result, attribute))) in RESERVED.get((hook.name, attribute), ()):
            return f"returned {name}: the {attribute} {value} is prevexp's own and cannot be taken"
    first, last = getattr(result, "valid_from", None), getattr(result, "valid_to", None)
    if first is not None and last is not None and last < first:
        return f"returned {name}: valid_to {last} is before valid_from {first}"
    return ""


def _rule_is_known(deadline: DeadlineRule) -> None:
    if deadline.rule is not None:
        national_rules().named(deadline.rule)


_CHECKS: Mapping[str, Callable[[Any], object]] = {
    "prevexp_deadline_rules": _rule_is_known,
    "prevexp_event_types": notes_its_own,
    "prevexp_facts": can_be_noted,
}
"""What is checked of an offer besides its type and its name."""
