"""Plugins and territory packs: what a plugin author imports, and how a territory is found by its name.

from prevexp.registry import PackLocation, PluginInfo, hookimpl
"""

from ..domain.provenance import Provenance
from .contributions import Fault
from .contributions import PackLocation
from .contributions import Phase
from .contributions import PluginInfo
from .hookspecs import hookimpl
from .offers import CliCommand
from .offers import Connector
from .offers import EventType
from .offers import Exporter
from .offers import MigrationSet
from .offers import ReportSection
from .offers import SimulationModel
from .offers import StorageBackend
from .offers import TransferFormat
from .pack import TerritoryPack
from .reading import read_pack
from .registry import Registry
from .territory import load_territory

__all__ = [
    "CliCommand",
    "Connector",
    "EventType",
    "Exporter",
    "Fault",
    "MigrationSet",
    "PackLocation",
    "Phase",
    "PluginInfo",
    "Provenance",
    "Registry",
    "ReportSection",
    "SimulationModel",
    "StorageBackend",
    "TerritoryPack",
    "TransferFormat",
    "hookimpl",
    "load_territory",
    "read_pack",
]
