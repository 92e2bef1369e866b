"""Plugins and territory packs: what a plugin author imports, and how a territory is found by its name.

from prevexp.registry import PackLocation, PluginInfo, hookimpl
"""

from ..domain.provenance import Provenance
from .contributions import Fault
from .contributions import PackLocation
from .contributions import Phase
from .contributions import PluginInfo
from .hookspecs import hookimpl
from .pack import TerritoryPack
from .reading import read_pack
from .registry import Registry
from .territory import load_territory

__all__ = [
    "Fault",
    "PackLocation",
    "Phase",
    "PluginInfo",
    "Provenance",
    "Registry",
    "TerritoryPack",
    "hookimpl",
    "load_territory",
    "read_pack",
]
