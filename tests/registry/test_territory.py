"""A territory is found by the number of its département, the name of its plugin, or its folder."""

from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from prevexp.domain.errors import PackInvalid
from prevexp.domain.errors import PluginFault
from prevexp.domain.errors import UnknownTerritory
from prevexp.registry import Registry
from prevexp.registry import load_territory

Install = Callable[..., list[EntryPoint]]


@pytest.fixture
def source(pack: Path) -> str:
    """Return a plugin that names the small pack."""
    return f"""
from pathlib import Path
from prevexp.registry import PackLocation, PluginInfo, hookimpl

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="d99", api=1, title="Val-Perdu", contact="equipe@example.org")

@hookimpl
def prevexp_territory_packs():
    return [PackLocation(department="99", root=Path({str(pack)!r}))]
"""


@pytest.mark.parametrize("name", ["99", "departement-99"])
def test_an_installed_pack_is_found_by_number_and_by_name(install: Install, source: str, name: str) -> None:
    """The pack says which distribution it came from."""
    registry = Registry.build(install(**{"departement-99": source}))
    found = load_territory(name, registry=registry)
    assert found.name == "Val-Perdu"
    assert str(found.provenance) == "departement-99 (prevexp-departement-99 1.0)"


def test_a_folder_needs_no_plugin(pack: Path) -> None:
    """A data person tries a pack where it lies; as a text, a path has a separator."""
    assert load_territory(pack).provenance is None
    assert load_territory(str(pack)) == load_territory(pack)


def test_a_folder_of_that_name_does_not_hide_the_installed_pack(
    install: Install, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`99` is the département, whatever lies in the working directory; `./99` is the folder."""
    (tmp_path / "99").mkdir()
    monkeypatch.chdir(tmp_path)
    assert load_territory("99", registry=Registry.build(install(d99=source))).name == "Val-Perdu"
    with pytest.raises(UnknownTerritory, match=r"no pack\.toml in the folder 99"):
        load_territory("./99")


def test_an_unknown_territory_is_told_with_what_is_installed_and_what_to_install(install: Install, source: str) -> None:
    """Who mistypes a number sees the right ones; who lacks a pack sees its name."""
    with pytest.raises(UnknownTerritory) as refused:
        load_territory("98", registry=Registry.build(install(d99=source)))
    assert refused.value.params["installed"] == ("99",)
    assert refused.value.params["distribution"] == "prevexp-departement-98"
    assert "installed: 99" in str(refused.value)


def test_a_broken_plugin_of_that_territory_is_named_instead_of_not_found(install: Install) -> None:
    """What is installed and broken is not said to be missing."""
    registry = Registry.build(install(**{"departement-99": "raise RuntimeError('no')"}))
    with pytest.raises(PluginFault, match=r"departement-99 1\.0"):
        load_territory("99", registry=registry)


def test_a_broken_plugin_of_another_territory_does_not_matter(install: Install, source: str) -> None:
    """One département's mistake does not stop the next."""
    registry = Registry.build(install(**{"departement-98": "raise RuntimeError('no')", "departement-99": source}))
    assert load_territory("99", registry=registry).department == "99"


def test_two_packs_for_one_departement_are_refused_and_both_named(install: Install, source: str) -> None:
    """Which of the two holds is for a person to say."""
    registry = Registry.build(install(one=source, two=source.replace("d99", "other")))
    with pytest.raises(PackInvalid, match=r"one \(prevexp-one 1\.0\), two \(prevexp-two 1\.0\)"):
        load_territory("99", registry=registry)
