"""A territory pack: where its folder lies. Nothing of it is read before the territory is asked for."""

from pathlib import Path

from prevexp.registry import PackLocation
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="d99", api=1, title="Val-Perdu", contact="equipe@example.org")


@hookimpl
def prevexp_territory_packs():
    yield PackLocation(department="99", root=Path(__file__).parent / "pack")
