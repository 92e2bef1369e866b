"""What a person names to have it tried: a file, a folder, a pack, the checkout of a distribution, a plugin by name."""

import os
import tomllib
from functools import cached_property
from pathlib import Path

import attrs

from prevexp.registry import Registry
from prevexp.registry.choosing import plain
from prevexp.registry.finding import GROUP
from prevexp.registry.finding import is_plugin_file
from prevexp.registry.loading import Loading

_TESTS = "tests"
_PACK = "pack.toml"
_PROJECT = "pyproject.toml"


@attrs.frozen(kw_only=True)
class PackPlace:
    """A territory pack: how it is called, where it lies, and by what it is loaded (a name, or its folder)."""

    name: str
    root: Path
    territory: str | Path


@attrs.define(kw_only=True, slots=False)
class Target:
    """What is tried: `said` as a person wrote it, how its plugins are loaded, where packs and tests of it lie."""

    said: str
    loading: Loading
    lying: tuple[Path, ...] = ()
    tests: tuple[Path, ...] = ()

    @classmethod
    def of(cls, said: str, loading: Loading, *, tests: Path | None = None) -> "Target":
        """Return what a person means; `loading` says how plugins are loaded here.

        It is a path if it has a separator, ends in .py or is "."; else the name of a plugin, a file or folder that is
        there, or the number of the département whose pack is installed. `tests` is a file or a folder that holds the
        kits of its author; without it they are looked for beside a file, in a folder and in its `tests`.
        """
        found = cls._at(Path(said).resolve(), said, loading) if _is_path(said, loading) else cls._named(said, loading)
        return found if tests is None else attrs.evolve(found, tests=_tests_in(tests))

    @cached_property
    def registry(self) -> Registry:
        """What the plugins of the target offer; those that could not be loaded are in its `faults`."""
        return Registry.load(self.loading)

    @cached_property
    def packs(self) -> tuple[PackPlace, ...]:
        """Its territory packs: those that lie there, and those its plugins bring."""
        brought = [(pack.provenance.plugin, pack.root) for pack in self.registry.packs if pack.provenance]
        return (
            *(PackPlace(name=folder.name, root=folder, territory=folder) for folder in self.lying),
            *(PackPlace(name=name, root=root, territory=name) for name, root in brought),
        )

    @classmethod
    def _named(cls, said: str, loading: Loading) -> "Target":
        name = said if plain(said) in _names(loading) else _pack_of(said, loading)
        return cls(said=said, loading=attrs.evolve(loading, only=(name,)))

    @classmethod
    def _at(cls, path: Path, said: str, loading: Loading) -> "Target":
        if path.suffix == ".py":
            only = attrs.evolve(loading, plugins_dir=path.parent, only=(path.stem,))
            return cls(said=said, loading=only, tests=_tests_in(path.parent))
        if (path / _PACK).is_file():
            return cls(said=said, loading=attrs.evolve(loading, only=()), lying=(path,))
        if names := _entry_points(path / _PROJECT):
            return cls(said=said, loading=attrs.evolve(loading, only=names), tests=_tests_in(path))
        every = sorted(path.iterdir())
        names = tuple(one.stem for one in every if is_plugin_file(one) and not one.name.startswith(("_", ".")))
        return cls(
            said=said,
            loading=attrs.evolve(loading, plugins_dir=path, only=names),
            lying=tuple(one for one in every if (one / _PACK).is_file()),
            tests=_tests_in(path),
        )


def _is_path(said: str, loading: Loading) -> bool:
    if said in {os.curdir, os.pardir} or said.endswith(".py") or os.sep in said or (os.altsep or os.sep) in said:
        return True
    return plain(said) not in _names(loading) and Path(said).exists()


def _names(loading: Loading) -> set[str]:
    """Return the names by which plugins are meant here, as they are compared."""
    return {plain(alias) for one in loading.found() for alias in one.aliases}


def _pack_of(department: str, loading: Loading) -> str:
    """Return the name of the one plugin that brings the pack of a département, or what was said if there is none."""
    packs = Registry.load(loading).packs
    names = {pack.provenance.plugin for pack in packs if pack.department == department and pack.provenance}
    return names.pop() if len(names) == 1 else department


def _tests_in(place: Path) -> tuple[Path, ...]:
    """Return the files of tests at a place, by the names pytest gives them."""
    if place.is_file():
        return (place,)
    return tuple(sorted((*place.glob("test_*.py"), *place.glob(f"{_TESTS}/**/test_*.py"))))


def _entry_points(project: Path) -> tuple[str, ...]:
    """Return the names of the plugins that a pyproject.toml declares."""
    if not project.is_file():
        return ()
    declared = tomllib.loads(project.read_text(encoding="utf-8")).get("project", {})
    return tuple(declared.get("entry-points", {}).get(GROUP, {}))
