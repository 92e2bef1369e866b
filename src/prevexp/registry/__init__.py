"""Plugins and territory packs: what a plugin author imports, and how a territory is found by its name.

from prevexp.registry import PackLocation, PluginInfo, hookimpl
"""

from .contributions import Fault
from .contributions import PackLocation
from .contributions import Phase
from .contributions import PluginInfo
from .contributions import Provenance
from .hookspecs import hookimpl
from .loading import Plugins
from .loading import load_plugins
from .pack import TerritoryPack
from .reading import read_pack
from .territory import load_territory

__all__ = [
    "Fault",
    "PackLocation",
    "Phase",
    "PluginInfo",
    "Plugins",
    "Provenance",
    "TerritoryPack",
    "hookimpl",
    "load_plugins",
    "load_territory",
    "read_pack",
]
