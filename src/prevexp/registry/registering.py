"""The functions by which a plugin answers hooks, checked before any is called: known names, arguments, no wrappers."""

import inspect
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from functools import cache
from types import FunctionType
from types import ModuleType
from typing import Any

import attrs
import pluggy

from . import hookspecs
from .contributions import API_LEVELS
from .problems import nearest

_PREFIX = "prevexp_"


class Misregistered(Exception):
    """What is wrong with a hook function, in words for its author."""


@attrs.frozen
class HookFunction:
    """A plugin's function for a hook, and the arguments it takes."""

    call: Callable[..., Any]
    takes: tuple[str, ...]

    def __call__(self, settings: object) -> Any:
        """Call it with the plugin's own settings, if it takes them."""
        return self.call(**{"settings": settings} if "settings" in self.takes else {})


def hook_functions(plugin: object) -> Mapping[str, HookFunction]:
    """Return the plugin's hook functions by name. Raises Misregistered with everything that is wrong."""
    if isinstance(plugin, type):
        raise Misregistered("a class is registered; a module or an instance is needed")
    manager = pluggy.PluginManager("prevexp")
    marked = {name: opts for name in dir(plugin) if (opts := manager.parse_hookimpl_opts(plugin, name)) is not None}
    problems = [_unmarked(name) for name in _own_functions(plugin) if name not in marked]
    for name, options in marked.items():
        problems += _problems(options["specname"] or name, options, getattr(plugin, name))
    if problems:
        raise Misregistered("; ".join(problems))
    return {options["specname"] or name: _function(getattr(plugin, name)) for name, options in marked.items()}


@cache
def specified() -> Mapping[str, tuple[str, ...]]:
    """Return every hook with the arguments it may take."""
    return {
        name: tuple(inspect.signature(function).parameters)
        for name, function in vars(hookspecs).items()
        if name.startswith(_PREFIX)
    }


def _function(function: Callable[..., Any]) -> HookFunction:
    return HookFunction(function, tuple(inspect.signature(function).parameters))


def _own_functions(plugin: object) -> Iterable[str]:
    """Yield the functions named like hooks that the plugin itself defines; what it only imports is not meant."""
    for name in dir(plugin):
        if name.startswith(_PREFIX):
            found = inspect.unwrap(getattr(plugin, name))
            own = not isinstance(plugin, ModuleType) or getattr(found, "__module__", None) == plugin.__name__
            if own and isinstance(getattr(found, "__func__", found), FunctionType):
                yield name


def _unmarked(name: str) -> str:
    return f"{name} is not marked @hookimpl, nobody would call it"


def _problems(name: str, options: Any, function: Callable[..., Any]) -> Iterable[str]:
    known = specified()
    if name not in known:
        yield f"unknown hook {name}; {_meant(name, known)}"
        return
    if options["wrapper"] or options["hookwrapper"]:
        yield f"{name} is a wrapper; hooks of prevexp only return objects"
        return
    for argument in inspect.signature(function).parameters.values():
        if wrong := _wrong(argument, known[name]):
            yield f"{name}: {wrong}"


def _wrong(argument: inspect.Parameter, known: tuple[str, ...]) -> str:
    """Say what is wrong with an argument of an implementation; empty if nothing is."""
    if argument.kind in {argument.VAR_POSITIONAL, argument.VAR_KEYWORD}:
        return f"*{argument.name} would stay empty; name the arguments: {_listed(known)}"
    if argument.name not in known:
        near = nearest(argument.name, known)
        meant = f"did you mean {near}?" if near else f"it may take {_listed(known)}"
        return f"no argument {argument.name}; {meant}"
    if argument.kind is argument.KEYWORD_ONLY:
        return f"{argument.name} is keyword-only; hooks take plain arguments, take away the *"
    if argument.default is not argument.empty:
        return f"{argument.name} has a default; an argument that is named is always passed, take it away"
    return ""


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "no argument"


def _meant(hook: str, known: Iterable[str]) -> str:
    near = nearest(hook.removeprefix(_PREFIX), [name.removeprefix(_PREFIX) for name in known])
    return f"did you mean {_PREFIX}{near}?" if near else f"it may need a plugin API above {max(API_LEVELS)}"
