"""The Seine-Saint-Denis as data: the folder `pack` says everything, this module only says where it lies."""

from collections.abc import Iterable
from pathlib import Path

from prevexp.registry import PackLocation
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin() -> PluginInfo:
    """Introduce the plugin."""
    return PluginInfo(id="d93", api=1, title="Seine-Saint-Denis", contact="voir pack/pack.toml")


@hookimpl
def prevexp_territory_packs() -> Iterable[PackLocation]:
    """Name the folder of the pack."""
    return [PackLocation(department="93", root=Path(__file__).parent / "pack")]
