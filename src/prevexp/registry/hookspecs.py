"""The hooks a plugin may answer. Each returns typed objects and is called once, when the registry is built.

A new hook or a new argument with a default is an addition; anything else is the next API level.
"""

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prevexp.law.deadlines import DeadlineRule
    from prevexp.law.review.checks import NoticeCheck

    from .contributions import PackLocation
    from .contributions import PluginInfo

hookspec = pluggy.HookspecMarker("prevexp")
hookimpl = pluggy.HookimplMarker("prevexp")


@hookspec
def prevexp_plugin() -> "PluginInfo":
    """Introduce the plugin; every plugin answers this hook, and it is asked first."""
    raise NotImplementedError


@hookspec
def prevexp_deadline_rules() -> "Iterable[DeadlineRule]":
    """Add deadlines to every case; kinds are namespaced (`<plugin>.<name>`), none replaces another."""
    raise NotImplementedError


@hookspec
def prevexp_notice_checks() -> "Iterable[NoticeCheck]":
    """Add checks to the review of an act; ids are namespaced (`<plugin>.<name>`), none replaces another."""
    raise NotImplementedError


@hookspec
def prevexp_territory_packs() -> "Iterable[PackLocation]":
    """Name the folders of territory packs; nothing is read before the territory is asked for."""
    raise NotImplementedError
