"""Loading the plugins wanted: found, chosen, asked one by one; a worker process loads the same from the same words."""

from collections.abc import Iterable
from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING
from typing import Any
from typing import TypedDict

import attrs

from ..domain.provenance import Provenance
from .choosing import Choice
from .choosing import plain
from .contributions import Fault
from .contributions import Phase
from .contributions import Trace
from .finding import Found
from .finding import handed
from .finding import in_folder
from .finding import installed
from .hooks import name_of
from .problems import nearest
from .settings import PLUGINS
from .settings import Settings

if TYPE_CHECKING:
    from .collecting import Answers

IMPORT_SECONDS = 10.0
"""How long one plugin may take to import and to answer; a cold disk takes one or two."""


class Options(TypedDict, total=False):
    """What may be said of loading, by the names of `Loading`."""

    plugins: Iterable[object]
    plugins_dir: Path | None
    only: Iterable[str] | None
    without: Iterable[str]
    settings: Mapping[str, object] | Path | Settings | None
    import_seconds: float | None
    strict: bool
    trace: Trace | None


def _settings(given: Mapping[str, object] | Path | Settings | None) -> Settings:
    if isinstance(given, Settings):
        return given
    return Settings.read(given) if isinstance(given, Path) else Settings(given=dict(given or {}))


def _objects(given: Iterable[object]) -> tuple[object, ...]:
    return tuple(given)


def _excluded(given: Iterable[str]) -> frozenset[str]:
    return frozenset(given)


def _names(given: Iterable[str] | None) -> frozenset[str] | None:
    return None if given is None else frozenset(given)


def _points(given: Iterable[EntryPoint] | None) -> tuple[EntryPoint, ...] | None:
    return None if given is None else tuple(given)


@attrs.frozen(kw_only=True)
class Loading:
    """Which plugins are loaded and how: enough to load the same in another process."""

    points: tuple[EntryPoint, ...] | None = attrs.field(default=None, converter=_points)
    plugins: tuple[object, ...] = attrs.field(default=(), converter=_objects)
    plugins_dir: Path | None = None
    only: frozenset[str] | None = attrs.field(default=None, converter=_names)
    without: frozenset[str] = attrs.field(default=frozenset(), converter=_excluded)
    settings: Settings = attrs.field(default=None, converter=_settings)
    import_seconds: float | None = None
    strict: bool = False
    trace: Trace | None = attrs.field(default=None, repr=False, eq=False)

    @property
    def seconds(self) -> float:
        """How long one plugin may take."""
        return self.import_seconds or self.settings.import_seconds or IMPORT_SECONDS

    def found(self) -> tuple[Found, ...]:
        """Return every plugin there is, none imported. Raises PluginsRefused for a folder that is not there."""
        lying = in_folder(self.plugins_dir) if self.plugins_dir is not None else ()
        return tuple(sorted((*installed(self.points), *lying, *handed(self.plugins)), key=_order))

    def chosen(self) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
        """Return the plugins to load and those that are not. Raises PluginsRefused."""
        choice = Choice(only=self.only, without=self.without, disabled=self.settings.disabled)
        return choice.split(self.found())

    def asked(self, wanted: tuple[Found, ...]) -> "tuple[tuple[Answers, ...], tuple[Fault, ...]]":
        """Import and ask each plugin; return what those answered that can be used, and the faults of the others."""
        from .clashing import claims
        from .clashing import clashes

        loaded = [self._loaded(one, wanted) for one in wanted]
        answers = [one for one in loaded if not isinstance(one, Fault)]
        clashing = clashes({one.origin: claims(one.info, one.offers) for one in answers})
        left_out = {fault.provenance for fault in clashing}
        faults = [one for one in loaded if isinstance(one, Fault)]
        used = tuple(one for one in answers if one.origin not in left_out)
        return used, (*faults, *clashing)

    def unused_settings(self, used: "Iterable[Answers]", found: Iterable[Found]) -> tuple[Fault, ...]:
        """Return a fault for each table of settings that is nobody's, with the nearest id.

        The id of a plugin that was not loaded is not known: a name it has is enough.
        """
        known = {one.info.id for one in used}
        answering = {one.origin.plugin for one in used}
        elsewhere = {plain(alias) for one in found if one.provenance.plugin not in answering for alias in one.aliases}
        return tuple(
            _nobodys(plugin, self.settings.file, nearest(plugin, known))
            for plugin in sorted(self.settings.given.keys() - known)
            if plain(plugin) not in elsewhere
        )

    def portable(self) -> "Loading":
        """Return the same with modules named, as another process can be told it; a trace stays here."""
        named = tuple(_Named(one.__name__) if isinstance(one, ModuleType) else one for one in self.plugins)
        return attrs.evolve(self, plugins=named, trace=None)

    def unpacked(self) -> "Loading":
        """Return the same with the modules that `portable` named."""
        modules = (import_module(one.name) if isinstance(one, _Named) else one for one in self.plugins)
        return attrs.evolve(self, plugins=tuple(modules))

    def _loaded(self, one: Found, among: Iterable[Found]) -> "Answers | Fault":
        """Ask a plugin, unless another has its name: which of two works must not depend on a search path."""
        name = one.provenance.plugin
        namesakes = [str(two.provenance) for two in among if two.provenance.plugin == name and two is not one]
        if namesakes:
            told = f"the same name is taken by {', '.join(namesakes)}"
            return Fault(provenance=one.provenance, phase=Phase.FIND, message=told)
        from .collecting import ask

        return ask(one, self.settings, seconds=self.seconds, trace=self.trace)


@attrs.frozen
class _Named:
    """A module by its name: a module itself cannot be sent to another process."""

    name: str


def _order(one: Found) -> tuple[str, str, str]:
    return one.provenance.plugin, one.provenance.distribution, one.place


def _nobodys(plugin: str, file: str, near: str | None) -> Fault:
    meant = f"; did you mean {near}?" if near else ""
    whose = Provenance(plugin=plugin, distribution=file, version="?")
    return Fault(
        provenance=whose,
        phase=Phase.SETTINGS,
        object=f"[{PLUGINS}.{plugin}]",
        message=f"no plugin in use has this id{meant}",
    )


def in_order(offers: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Return objects by (order, name), whatever the order of their plugins."""
    every = [result for results in offers for result in results]
    return tuple(sorted(every, key=lambda one: (getattr(one, "order", 0), name_of(one))))
