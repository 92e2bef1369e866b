"""The registry: everything the plugins in use offer, collected once, and those that were left out, with the reason."""

from collections.abc import Iterable
from collections.abc import Mapping
from importlib.metadata import EntryPoint
from importlib.metadata import version
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any
from typing import Self
from typing import Unpack

import attrs

from ..domain.provenance import Provenance
from .contributions import Fault
from .contributions import PackLocation
from .contributions import PluginInfo
from .hooks import RETURNING
from .loading import Loading
from .loading import Options
from .loading import in_order
from .locking import Lock
from .locking import LockedPlugin
from .notifying import Listener
from .running import FaultLog

if TYPE_CHECKING:
    from ..eligibility.rules import EligibilityRule
    from ..evaluation.indicators import Indicator
    from ..expressions import Fact
    from ..law.deadlines import DeadlineRule
    from ..law.review.checks import NoticeCheck
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


def _read_only(offers: Mapping[str, tuple[Any, ...]]) -> Mapping[str, tuple[Any, ...]]:
    return MappingProxyType(dict(offers))


@attrs.frozen(kw_only=True)
class Registry:
    """What the plugins in use offer, by (order, name), whatever the order in which they were found; it never changes.

    `offers` maps each hook that returns objects to all of them, each stamped with its provenance.
    """

    infos: tuple[tuple[Provenance, PluginInfo], ...] = ()
    offers: Mapping[str, tuple[Any, ...]] = attrs.field(factory=dict, repr=False, converter=_read_only)
    listeners: tuple[Listener, ...] = attrs.field(default=(), repr=False)
    faults: tuple[Fault, ...] = ()
    blocked: tuple[Provenance, ...] = attrs.field(
        default=(), metadata={"description": "found, and not loaded because a person said so"}
    )
    loading: Loading = attrs.field(factory=Loading, repr=False, eq=False)

    @classmethod
    def build(cls, points: Iterable[EntryPoint] | None = None, **options: Unpack[Options]) -> Self:
        """Load the plugins that are installed, and find every other in `faults`: no plugin's fault is raised.

        `points` replaces the entry points of the environment. `plugins` are modules or instances, `plugins_dir` a
        folder of files and packs. `only` and `without` name plugins by entry point, distribution, file or folder, and
        are heeded before any is imported. `settings` is a mapping id -> settings, or a file. A plugin that is not back
        within `import_seconds` is left behind. `strict` raises the first fault as PluginFault; `trace` is told of every
        call.

        Raises PluginsRefused for a name or a folder that is not there, SettingsInvalid for a file that cannot be read.
        """
        return cls.load(Loading(points=points, **options))

    @classmethod
    def load(cls, loading: Loading) -> Self:
        """Load the plugins as said; see `build`."""
        wanted, blocked = loading.chosen()
        used, faults = loading.asked(wanted)
        registry = cls(
            infos=tuple((one.origin, one.info) for one in used),
            offers={hook.name: in_order(one.offers[hook.name] for one in used) for hook in RETURNING},
            listeners=tuple(listener for one in used for listener in one.listeners),
            faults=(*faults, *loading.unused_settings(used, (*blocked, *wanted))),
            blocked=tuple(one.provenance for one in blocked),
            loading=loading,
        )
        log = registry.fault_log()
        log.tell("prevexp_on_registry_built", registry=registry)
        for fault in registry.faults:
            log.note(fault)
        log.close()
        return attrs.evolve(registry, faults=tuple(dict.fromkeys((*registry.faults, *log.faults))))

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as what was asked for, and what came of it: modules themselves cannot travel."""
        return _loaded_again, (self.loading.portable(), self.lock)

    @property
    def lock(self) -> Lock:
        """Which plugins are in use, in which versions, with the versions of the rules and indicators they bring."""
        return Lock(
            plugins=tuple(
                LockedPlugin(
                    plugin=origin.plugin,
                    distribution=origin.distribution,
                    version=origin.version,
                    digest=origin.digest,
                    api=info.api,
                )
                for origin, info in self.infos
            ),
            rules={rule.id: rule.version for rule in self.rules},
            indicators={one.id: getattr(one, "version", "") for one in self.indicators},
            prevexp=version("prevexp"),
        )

    def fault_log(self) -> FaultLog:
        """Return what calls these plugins in one run and keeps their faults; the registry itself does not change."""
        return FaultLog(listeners=self.listeners, strict=self.loading.strict, trace=self.loading.trace)

    @property
    def packs(self) -> "tuple[PackLocation, ...]":
        """Where territory packs lie."""
        return self.offers.get("prevexp_territory_packs", ())

    @property
    def facts(self) -> "tuple[Fact, ...]":
        """Facts that rules and indicators may read besides prevexp's own."""
        return self.offers.get("prevexp_facts", ())

    @property
    def rules(self) -> "tuple[EligibilityRule, ...]":
        """Rules of eligibility besides those of the call."""
        return self.offers.get("prevexp_eligibility_rules", ())

    @property
    def indicators(self) -> "tuple[Indicator, ...]":
        """Indicators besides prevexp's own."""
        return self.offers.get("prevexp_indicators", ())

    @property
    def notice_checks(self) -> "tuple[NoticeCheck, ...]":
        """Checks of an act besides the national checklist."""
        return self.offers.get("prevexp_notice_checks", ())

    @property
    def deadlines(self) -> "tuple[DeadlineRule, ...]":
        """Deadlines besides those of the law."""
        return self.offers.get("prevexp_deadline_rules", ())

    @property
    def event_types(self) -> "tuple[EventType, ...]":
        """Events besides those of the domain."""
        return self.offers.get("prevexp_event_types", ())

    @property
    def backends(self) -> "tuple[StorageBackend, ...]":
        """Stores besides the embedded ones."""
        return self.offers.get("prevexp_storage_backends", ())

    @property
    def key_providers(self) -> "tuple[KeyProviderOffer, ...]":
        """Keepers of the master key besides files, the environment and the keyring."""
        return self.offers.get("prevexp_key_providers", ())

    @property
    def connectors(self) -> "tuple[Connector, ...]":
        """Ways to partners besides files in folders."""
        return self.offers.get("prevexp_connectors", ())

    @property
    def transfer_formats(self) -> "tuple[TransferFormat, ...]":
        """Forms of the monthly list besides the tables that are read by columns."""
        return self.offers.get("prevexp_transfer_formats", ())

    @property
    def sections(self) -> "tuple[ReportSection, ...]":
        """Parts of the bilan besides prevexp's own."""
        return self.offers.get("prevexp_report_sections", ())

    @property
    def exporters(self) -> "tuple[Exporter, ...]":
        """Forms of output besides prevexp's own."""
        return self.offers.get("prevexp_exporters", ())

    @property
    def models(self) -> "tuple[SimulationModel, ...]":
        """Models of caseloads."""
        return self.offers.get("prevexp_simulation_models", ())

    @property
    def commands(self) -> "tuple[CliCommand, ...]":
        """Commands besides prevexp's own."""
        return self.offers.get("prevexp_cli_commands", ())

    @property
    def migrations(self) -> "tuple[MigrationSet, ...]":
        """Steps for the data that plugins keep in a store."""
        return self.offers.get("prevexp_migrations", ())


def _loaded_again(loading: Loading, lock: Lock) -> Registry:
    """Load the same plugins in another process. Raises LockDiffers if what is loaded is not the same."""
    registry = Registry.load(loading.unpacked())
    lock.require(registry.lock)
    return registry
