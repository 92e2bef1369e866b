"""Plugins are found installed, in a folder or handed over; a person chooses by name before any is imported."""

from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest

from prevexp.domain.errors import PluginsRefused
from prevexp.registry import Phase
from prevexp.registry import PluginInfo
from prevexp.registry import Registry
from prevexp.registry import hookimpl

Install = Callable[..., list[EntryPoint]]

PLUGIN = """
from prevexp.registry import PluginInfo, hookimpl

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="{id}", api=1, title="Val-Perdu", contact="equipe@example.org")
"""


class Handed:
    """A plugin that is an instance."""

    @hookimpl
    def prevexp_plugin(self) -> PluginInfo:
        return PluginInfo(id="handed", api=1, title="Val-Perdu", contact="equipe@example.org")


@pytest.fixture
def folder(tmp_path: Path, pack: Path) -> Path:
    """Return a folder with a file, a pack, and what is no plugin."""
    found = tmp_path / "plugins"
    found.mkdir()
    (found / "one.py").write_text(PLUGIN.format(id="one"), encoding="utf-8")
    (found / "_draft.py").write_text("raise RuntimeError('not read')", encoding="utf-8")
    (found / "notes.txt").write_text("not read", encoding="utf-8")
    (found / "empty").mkdir()
    pack.rename(found / "d99")
    return found


def names(registry: Registry) -> list[str]:
    return [origin.plugin for origin, _ in registry.infos]


def test_files_and_packs_of_a_folder_are_plugins(folder: Path) -> None:
    """A data person drops a file or a pack into a folder; nothing is installed."""
    registry = Registry.build([], plugins_dir=folder)
    assert registry.faults == ()
    assert names(registry) == ["d99", "one"]
    assert [pack.department for pack in registry.packs] == ["99"]


def test_the_version_of_a_file_is_what_it_says(folder: Path) -> None:
    """A file has no version number: the beginning of its digest tells two editions apart."""
    (before, _), *_ = reversed(Registry.build([], plugins_dir=folder).infos)
    (folder / "one.py").write_text(PLUGIN.format(id="one") + "# corrected\n", encoding="utf-8")
    (after, _), *_ = reversed(Registry.build([], plugins_dir=folder).infos)
    assert before.version != after.version
    assert after.digest.startswith(after.version)


def test_a_file_does_not_take_the_place_of_an_installed_module(folder: Path) -> None:
    """A plugin called json.py breaks no import of json."""
    (folder / "json.py").write_text(PLUGIN.format(id="json") + "import json\njson.dumps({})\n", encoding="utf-8")
    assert names(Registry.build([], plugins_dir=folder)) == ["d99", "json", "one"]


def test_a_pack_that_cannot_be_read_is_a_fault_with_file_and_line(folder: Path) -> None:
    """The others work; the line to correct is named."""
    text = (folder / "d99" / "pack.toml").read_text(encoding="utf-8")
    (folder / "d99" / "pack.toml").write_text(text.replace('"99"', "99"), encoding="utf-8")
    registry = Registry.build([], plugins_dir=folder)
    (fault,) = registry.faults
    assert (fault.provenance.plugin, fault.phase) == ("d99", Phase.IMPORT)
    assert "pack.toml, ligne 2, department : valeur d’un autre type" in fault.message
    assert names(registry) == ["one"]


def test_modules_and_instances_are_handed_over() -> None:
    """An embedder or a test needs no installation."""
    module = ModuleType("team.local")
    exec(PLUGIN.format(id="local"), vars(module))
    assert names(Registry.build([], plugins=[Handed(), module])) == ["Handed", "local"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A mistyped folder is no empty one."""
    with pytest.raises(PluginsRefused, match="is not there"):
        Registry.build([], plugins_dir=tmp_path / "nowhere")


BROKEN = "raise RuntimeError('was imported')"


@pytest.mark.parametrize("name", ["bad-one", "prevexp-bad-one", "BAD_ONE", "Prevexp.Bad_One"])
def test_a_plugin_is_blocked_before_import_by_any_of_its_names(install: Install, name: str) -> None:
    """What is switched off never runs, whatever it is called by."""
    points = install(**{"bad-one": BROKEN, "good": PLUGIN.format(id="good")})
    registry = Registry.build(points, without=[name])
    assert registry.faults == ()
    assert names(registry) == ["good"]
    assert [one.plugin for one in registry.blocked] == ["bad-one"]


def test_only_the_plugins_named_are_loaded(install: Install, folder: Path) -> None:
    """An allow-list keeps out what is merely installed."""
    points = install(bad=BROKEN, good=PLUGIN.format(id="good"))
    registry = Registry.build(points, plugins_dir=folder, only=["good", "one"])
    assert (names(registry), registry.faults) == (["good", "one"], ())
    assert names(Registry.build(points, only=())) == []


def test_a_name_that_nothing_has_is_refused_with_the_nearest(install: Install) -> None:
    """Who mistypes what to switch off must not believe it is off."""
    points = install(bad=BROKEN, good=PLUGIN.format(id="good"))
    with pytest.raises(PluginsRefused, match=r"no plugin is called goode; did you mean good\?"):
        Registry.build(points, without=["goode"])
    with pytest.raises(PluginsRefused, match="there are: bad, good, prevexp-bad, prevexp-good"):
        Registry.build(points, only=["zzz"])
