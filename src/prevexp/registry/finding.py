"""Where plugins are found, by name, before any of them is imported: installed, in a folder, or handed over."""

from collections.abc import Callable
from collections.abc import Iterable
from functools import partial
from importlib.metadata import EntryPoint
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

import attrs

from ..domain.errors import PluginsRefused
from ..domain.provenance import Provenance
from .digesting import digest_of_bytes
from .digesting import digest_of_folder
from .digesting import digest_of_module
from .files import load_file
from .files import load_pack

GROUP = "prevexp"
_UNKNOWN = "?"


@attrs.frozen(kw_only=True)
class Found:
    """A plugin that was found and not imported yet; `aliases` are the names by which a person may mean it.

    `digest` says what was loaded, from what `load` returned.
    """

    provenance: Provenance
    aliases: frozenset[str]
    place: str = attrs.field(default="", metadata={"description": "module, file or folder"})
    load: Callable[[], object] = attrs.field(repr=False, eq=False)
    digest: Callable[[object], str] = attrs.field(default=lambda _: "", repr=False, eq=False)


def installed(points: Iterable[EntryPoint] | None = None) -> tuple[Found, ...]:
    """Return the plugins of the group `prevexp`, by name; `points` replaces the entry points of the environment."""
    found = entry_points(group=GROUP) if points is None else points
    return tuple(_of_point(point) for point in sorted(found, key=_name_and_origin))


def in_folder(folder: Path) -> tuple[Found, ...]:
    """Return the plugins that lie in a folder: files `*.py`, and packs (folders with a pack.toml).

    `_…` is left out, and so are tests, `test_….py`.

    Raises PluginsRefused if there is no such folder.
    """
    if not folder.is_dir():
        raise PluginsRefused(f"the folder of plugins {folder} is not there", reason="no-folder", folder=str(folder))
    every = [path for path in sorted(folder.iterdir()) if not path.name.startswith(("_", "."))]
    files = [_of_file(path) for path in every if is_plugin_file(path)]
    return (*files, *(_of_pack(path) for path in every if (path / "pack.toml").is_file()))


def is_plugin_file(path: Path) -> bool:
    """Say whether a file may be a plugin of one file, by its name."""
    return path.suffix == ".py" and not path.name.startswith("test_") and path.is_file()


def handed(plugins: Iterable[object]) -> tuple[Found, ...]:
    """Return plugins that are handed over, modules or instances, by the last part of their module's or class's name."""
    return tuple(_of_object(plugin) for plugin in plugins)


def _of_point(point: EntryPoint) -> Found:
    name, version = (point.dist.name, point.dist.version) if point.dist else (_UNKNOWN, _UNKNOWN)
    return Found(
        provenance=Provenance(plugin=point.name, distribution=name, version=version),
        aliases=frozenset({point.name, name} - {_UNKNOWN}),
        place=point.value,
        load=point.load,
        digest=lambda _: digest_of_module(point.module),
    )


def _of_file(path: Path) -> Found:
    content = path.read_bytes()
    return _of_path(path, path.stem, digest_of_bytes(content), partial(load_file, path, content))


def _of_pack(path: Path) -> Found:
    return _of_path(path, path.name, digest_of_folder(path), partial(load_pack, path))


def _of_path(path: Path, name: str, digest: str, load: Callable[[], object]) -> Found:
    """Return the plugin of a path: its version is the beginning of the digest of what it holds."""
    return Found(
        provenance=Provenance(plugin=name, distribution=path.name, version=digest[:8], digest=digest),
        aliases=frozenset({name}),
        place=str(path),
        load=load,
        digest=lambda _: digest,
    )


def _of_object(plugin: object) -> Found:
    module = plugin.__name__ if isinstance(plugin, ModuleType) else type(plugin).__module__
    name = (plugin if isinstance(plugin, ModuleType) else type(plugin)).__name__.rpartition(".")[2]
    return Found(
        provenance=Provenance(plugin=name, distribution=module, version=_UNKNOWN),
        aliases=frozenset({name}),
        place=module,
        load=lambda: plugin,
        digest=lambda _: digest_of_module(module),
    )


def _name_and_origin(point: EntryPoint) -> tuple[str, str, str]:
    return point.name, point.dist.name if point.dist else "", point.value
