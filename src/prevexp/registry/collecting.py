"""Asking one plugin everything, once: what it returns is consumed, checked and stamped, or it is left out wholly."""

import traceback
from collections.abc import Callable
from collections.abc import Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any
from typing import TypeVar

import attrs
import pluggy

from ..domain.provenance import Provenance
from ..law.deadlines import DeadlineRule
from ..law.rules.table import national_rules
from . import hookspecs
from .contributions import API_LEVELS
from .contributions import Fault
from .contributions import Phase
from .contributions import PluginInfo
from .finding import Found
from .hooks import INTRODUCTION
from .hooks import RETURNING
from .hooks import TOLD
from .hooks import Hook
from .notifying import Listener

_PREFIX = "prevexp_"

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


@attrs.frozen
class _Function:
    """A plugin's function for a hook, and the arguments it takes."""

    call: Callable[..., Any]
    takes: tuple[str, ...]

    def __call__(self, settings: object) -> Any:
        return self.call(**{"settings": settings} if "settings" in self.takes else {})


def ask(found: Found, settings: Mapping[str, object]) -> Answers | Fault:
    """Import, register and ask one plugin; never raises for its fault, which is returned."""
    try:
        return _answers(found, settings)
    except _LeftOut as left_out:
        trace = "".join(traceback.format_exception(left_out.__cause__)) if left_out.__cause__ else ""
        return Fault(provenance=found.provenance, phase=left_out.phase, message=str(left_out), trace=trace)


def _answers(found: Found, settings: Mapping[str, object]) -> Answers:
    plugin = _guarded(Phase.IMPORT, found.load)
    if isinstance(plugin, type):
        raise _LeftOut(Phase.REGISTER, "a class is registered; a module or an instance is needed")
    functions = _hook_functions(found, plugin)
    info = _introduction(functions)
    own = settings.get(info.id)
    offers = {hook.name: _offered(hook, functions, info, own, found.provenance) for hook in RETURNING}
    listeners = (
        Listener(hook=name, function=functions[name].call, takes=functions[name].takes, provenance=found.provenance)
        for name in TOLD
        if name in functions
    )
    return Answers(origin=found.provenance, info=info, offers=offers, listeners=tuple(listeners))


def _introduction(functions: Mapping[str, _Function]) -> PluginInfo:
    if INTRODUCTION not in functions:
        raise _LeftOut(Phase.REGISTER, "the hook prevexp_plugin is missing: a plugin introduces itself")
    info = _guarded(Phase.COLLECT, partial(functions[INTRODUCTION], None))
    if not isinstance(info, PluginInfo):
        raise _LeftOut(Phase.COLLECT, f"prevexp_plugin returned {type(info).__name__}, one PluginInfo is needed")
    if info.api not in API_LEVELS:
        served = ", ".join(map(str, API_LEVELS))
        raise _LeftOut(Phase.API_LEVEL, f"written for plugin API {info.api}; this prevexp serves {served}")
    return info


def _guarded(phase: Phase, call: Callable[[], _T]) -> _T:
    """Call into a plugin; whatever it raises, SystemExit included, leaves the plugin out."""
    try:
        return call()
    except (Exception, SystemExit) as error:
        raise _LeftOut(phase, f"{type(error).__name__}: {error}") from error


def _hook_functions(found: Found, plugin: object) -> Mapping[str, _Function]:
    """Return the plugin's hook functions by name; an unknown hook is refused with the nearest right name."""
    manager = pluggy.PluginManager("prevexp")
    manager.add_hookspecs(hookspecs)
    _guarded(Phase.REGISTER, lambda: manager.register(plugin, name=found.provenance.plugin))
    functions = {}
    for caller in manager.get_hookcallers(plugin) or ():
        if not caller.has_spec():
            raise _LeftOut(Phase.REGISTER, f"unknown hook {caller.name}; {_meant(caller.name)}")
        (mine,) = caller.get_hookimpls()
        if mine.wrapper or mine.hookwrapper:
            raise _LeftOut(Phase.REGISTER, f"{caller.name} is a wrapper; hooks of prevexp only return objects")
        functions[caller.name] = _Function(mine.function, tuple(mine.argnames))
    return functions


def _meant(hook: str) -> str:
    known = [name.removeprefix(_PREFIX) for name in dir(hookspecs) if name.startswith(_PREFIX)]
    near = get_close_matches(hook.removeprefix(_PREFIX), known, n=1)
    return f"did you mean {_PREFIX}{near[0]}?" if near else f"it may need a plugin API above {max(API_LEVELS)}"


def _offered(
    hook: Hook, functions: Mapping[str, _Function], info: PluginInfo, settings: object, origin: Provenance
) -> tuple[Any, ...]:
    """Return what the plugin's hook yields, stamped; one object of another type or name leaves the whole plugin out."""
    if hook.name not in functions:
        return ()
    results: tuple[Any, ...] = _guarded(Phase.COLLECT, lambda: tuple(functions[hook.name](settings)))
    for result in results:
        if not isinstance(result, hook.type):
            needed = hook.type.__name__
            raise _LeftOut(Phase.COLLECT, f"{hook.name} returned {type(result).__name__}, {needed} is needed")
        name = str(getattr(result, hook.owned)) if hook.owned else ""
        if hook.owned and not name.startswith(f"{info.id}."):
            told = f"{hook.name}: {name}: its {hook.owned} begins with the plugin's id, {info.id}."
            raise _LeftOut(Phase.COLLECT, told)
        if hook.name in _CHECKS:
            _guarded(Phase.COLLECT, partial(_CHECKS[hook.name], result))
    return tuple(attrs.evolve(result, provenance=origin) for result in results)


def _rule_is_known(deadline: DeadlineRule) -> None:
    if deadline.rule is not None:
        national_rules().named(deadline.rule)


_CHECKS: Mapping[str, Callable[[Any], object]] = {"prevexp_deadline_rules": _rule_is_known}
"""What is checked of an offer besides its type and its name."""
