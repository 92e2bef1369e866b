"""Plugins and territory packs: what a plugin author imports, and how a territory is found by its name.

from prevexp.registry import EligibilityRule, PluginInfo, facts, hookimpl

What a plugin does not need to introduce itself is imported when it is named: listing plugins stays quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from ..domain.provenance import Provenance
from .contributions import Fault
from .contributions import PackLocation
from .contributions import Phase
from .contributions import PluginInfo
from .hookspecs import hookimpl

if TYPE_CHECKING:
    from ..domain.events import Event
    from ..domain.provenance import Replacement
    from ..domain.vocabulary import FieldGroup
    from ..eligibility.facts import facts
    from ..eligibility.rules import EligibilityRule
    from ..expressions import NOT_KNOWN
    from ..expressions import Dtype
    from ..expressions import Fact
    from ..expressions import Narrowing
    from .offers import CliCommand
    from .offers import Connector
    from .offers import EventType
    from .offers import Exporter
    from .offers import KeyProviderOffer
    from .offers import MigrationSet
    from .offers import ReportSection
    from .offers import SimulationModel
    from .offers import StorageBackend
    from .offers import TransferFormat
    from .pack import TerritoryPack
    from .reading import read_pack
    from .registry import Registry
    from .running import FaultLog
    from .territory import load_territory

_LATER = {
    "CliCommand": "prevexp.registry.offers",
    "Connector": "prevexp.registry.offers",
    "EventType": "prevexp.registry.offers",
    "Exporter": "prevexp.registry.offers",
    "KeyProviderOffer": "prevexp.registry.offers",
    "MigrationSet": "prevexp.registry.offers",
    "ReportSection": "prevexp.registry.offers",
    "SimulationModel": "prevexp.registry.offers",
    "StorageBackend": "prevexp.registry.offers",
    "TransferFormat": "prevexp.registry.offers",
    "Dtype": "prevexp.expressions",
    "EligibilityRule": "prevexp.eligibility.rules",
    "Event": "prevexp.domain.events",
    "Fact": "prevexp.expressions",
    "FieldGroup": "prevexp.domain.vocabulary",
    "NOT_KNOWN": "prevexp.expressions",
    "Narrowing": "prevexp.expressions",
    "Replacement": "prevexp.domain.provenance",
    "FaultLog": "prevexp.registry.running",
    "Registry": "prevexp.registry.registry",
    "TerritoryPack": "prevexp.registry.pack",
    "facts": "prevexp.eligibility.facts",
    "load_territory": "prevexp.registry.territory",
    "read_pack": "prevexp.registry.reading",
}

__all__ = [
    "NOT_KNOWN",
    "CliCommand",
    "Connector",
    "Dtype",
    "EligibilityRule",
    "Event",
    "EventType",
    "Exporter",
    "Fact",
    "Fault",
    "FaultLog",
    "FieldGroup",
    "KeyProviderOffer",
    "MigrationSet",
    "Narrowing",
    "PackLocation",
    "Phase",
    "PluginInfo",
    "Provenance",
    "Registry",
    "Replacement",
    "ReportSection",
    "SimulationModel",
    "StorageBackend",
    "TerritoryPack",
    "TransferFormat",
    "facts",
    "hookimpl",
    "load_territory",
    "read_pack",
]


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
