"""Plugins are found by entry point, imported one by one, asked once; one that fails is named and left out, wholly."""

import traceback
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from difflib import get_close_matches
from functools import partial
from importlib.metadata import EntryPoint
from importlib.metadata import entry_points
from typing import Any
from typing import TypeVar

import attrs
import pluggy

from prevexp.law.deadlines import DeadlineRule
from prevexp.law.review.checks import NoticeCheck
from prevexp.law.rules.table import national_rules

from . import hookspecs
from .contributions import API_LEVELS
from .contributions import Fault
from .contributions import PackLocation
from .contributions import Phase
from .contributions import PluginInfo
from .contributions import Provenance

GROUP = "prevexp"
_PREFIX = "prevexp_"

_T = TypeVar("_T")


@attrs.frozen(kw_only=True)
class Plugins:
    """What the installed plugins offer, in the order of their names, and those that were left out."""

    infos: tuple[tuple[Provenance, PluginInfo], ...] = ()
    packs: tuple[PackLocation, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()
    notice_checks: tuple[NoticeCheck, ...] = ()
    faults: tuple[Fault, ...] = ()


class _LeftOut(Exception):
    """Why a plugin is left out; caught where the plugin's name is known."""

    def __init__(self, phase: Phase, message: str) -> None:
        super().__init__(message)
        self.phase = phase


@attrs.frozen(kw_only=True)
class _Answers:
    """Everything one plugin answered."""

    origin: Provenance
    info: PluginInfo
    packs: tuple[PackLocation, ...]
    deadlines: tuple[DeadlineRule, ...]
    notice_checks: tuple[NoticeCheck, ...]


def load_plugins(found: Iterable[EntryPoint] | None = None) -> Plugins:
    """Load the plugins of the group `prevexp`; never raises for a plugin's fault, which is returned instead.

    `found` replaces the entry points of the environment. The result does not depend on the order of the entry points.
    """
    points = sorted(entry_points(group=GROUP) if found is None else found, key=_name_and_origin)
    manager = pluggy.PluginManager("prevexp")
    manager.add_hookspecs(hookspecs)
    loaded = [_load(manager, point, points) for point in points]
    answers = [one for one in loaded if isinstance(one, _Answers)]
    return Plugins(
        infos=tuple((one.origin, one.info) for one in answers),
        packs=tuple(attrs.evolve(pack, provenance=one.origin) for one in answers for pack in one.packs),
        deadlines=tuple(rule for one in answers for rule in one.deadlines),
        notice_checks=tuple(check for one in answers for check in one.notice_checks),
        faults=tuple(one for one in loaded if isinstance(one, Fault)),
    )


def _load(manager: pluggy.PluginManager, point: EntryPoint, points: Iterable[EntryPoint]) -> _Answers | Fault:
    """Load one plugin wholly, or say at which phase it failed."""
    origin = _provenance(point)
    namesakes = ", ".join(str(_provenance(p)) for p in points if p.name == point.name and p is not point)
    if namesakes:
        return Fault(provenance=origin, phase=Phase.FIND, message=f"the same name is taken by {namesakes}")
    try:
        return _answers(manager, point, origin)
    except _LeftOut as left_out:
        trace = "".join(traceback.format_exception(left_out.__cause__)) if left_out.__cause__ else ""
        return Fault(provenance=origin, phase=left_out.phase, message=str(left_out), trace=trace)


def _answers(manager: pluggy.PluginManager, point: EntryPoint, origin: Provenance) -> _Answers:
    """Import, register and ask one plugin; raises _LeftOut with the phase at which it failed."""
    plugin = _guarded(Phase.IMPORT, point.load)
    if isinstance(plugin, type):
        raise _LeftOut(Phase.REGISTER, "a class is registered; a module or an instance is needed")
    _guarded(Phase.REGISTER, lambda: manager.register(plugin, name=point.name))
    functions = _hook_functions(manager, plugin)
    if "prevexp_plugin" not in functions:
        raise _LeftOut(Phase.REGISTER, "the hook prevexp_plugin is missing: a plugin introduces itself")
    info = _guarded(Phase.COLLECT, functions["prevexp_plugin"])
    if not isinstance(info, PluginInfo):
        raise _LeftOut(Phase.COLLECT, f"prevexp_plugin returned {type(info).__name__}, one PluginInfo is needed")
    if info.api not in API_LEVELS:
        served = ", ".join(map(str, API_LEVELS))
        raise _LeftOut(Phase.API_LEVEL, f"written for plugin API {info.api}; this prevexp serves {served}")
    return _Answers(
        origin=origin,
        info=info,
        packs=_collected("prevexp_territory_packs", functions, PackLocation),
        deadlines=_deadlines(functions, info),
        notice_checks=_notice_checks(functions, info),
    )


def _deadlines(functions: Mapping[str, Callable[[], Any]], info: PluginInfo) -> tuple[DeadlineRule, ...]:
    """Return the deadlines a plugin adds; a kind that is not its own or a rule that is not known leaves it out."""
    found = _collected("prevexp_deadline_rules", functions, DeadlineRule)
    for one in found:
        if not one.kind.startswith(f"{info.id}."):
            raise _LeftOut(Phase.COLLECT, f"deadline {one.kind}: its kind begins with the plugin's id, {info.id}.")
        if one.rule is not None:
            _guarded(Phase.COLLECT, partial(national_rules().named, one.rule))
    return found


def _notice_checks(functions: Mapping[str, Callable[[], Any]], info: PluginInfo) -> tuple[NoticeCheck, ...]:
    """Return the checks a plugin adds to the review of an act; an id that is not its own leaves it out."""
    found = _collected("prevexp_notice_checks", functions, NoticeCheck)
    for one in found:
        if not one.id.startswith(f"{info.id}."):
            raise _LeftOut(Phase.COLLECT, f"check {one.id}: its id begins with the plugin's id, {info.id}.")
    return found


def _guarded(phase: Phase, call: Callable[[], _T]) -> _T:
    """Call into a plugin; whatever it raises, SystemExit included, leaves the plugin out."""
    try:
        return call()
    except (Exception, SystemExit) as error:
        raise _LeftOut(phase, f"{type(error).__name__}: {error}") from error


def _hook_functions(manager: pluggy.PluginManager, plugin: object) -> Mapping[str, Callable[[], Any]]:
    """Return the plugin's hook functions by name; an unknown hook is refused with the nearest right name."""
    functions = {}
    for caller in manager.get_hookcallers(plugin) or ():
        if not caller.has_spec():
            raise _LeftOut(Phase.REGISTER, f"unknown hook {caller.name}; {_meant(caller.name)}")
        mine = next(impl for impl in caller.get_hookimpls() if impl.plugin is plugin)
        if mine.wrapper or mine.hookwrapper:
            raise _LeftOut(Phase.REGISTER, f"{caller.name} is a wrapper; hooks of prevexp only return objects")
        functions[caller.name] = mine.function
    return functions


def _meant(hook: str) -> str:
    known = [name.removeprefix(_PREFIX) for name in dir(hookspecs) if name.startswith(_PREFIX)]
    near = get_close_matches(hook.removeprefix(_PREFIX), known, n=1)
    return f"did you mean {_PREFIX}{near[0]}?" if near else f"it may need a plugin API above {max(API_LEVELS)}"


def _collected(hook: str, functions: Mapping[str, Callable[[], Any]], kind: type[_T]) -> tuple[_T, ...]:
    """Return what the plugin's hook yields; one object of another type leaves the whole plugin out."""
    if hook not in functions:
        return ()
    results: tuple[Any, ...] = _guarded(Phase.COLLECT, lambda: tuple(functions[hook]()))
    for result in results:
        if not isinstance(result, kind):
            raise _LeftOut(Phase.COLLECT, f"{hook} returned {type(result).__name__}, {kind.__name__} is needed")
    return results


def _provenance(point: EntryPoint) -> Provenance:
    distribution = point.dist
    if distribution is None:
        return Provenance(plugin=point.name, distribution="?", version="?")
    return Provenance(plugin=point.name, distribution=distribution.name, version=distribution.version)


def _name_and_origin(point: EntryPoint) -> tuple[str, str, str]:
    return point.name, point.dist.name if point.dist else "", point.value
