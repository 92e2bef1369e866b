"""The registry: everything the plugins in use offer, collected once, and those that were left out, with the reason."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING
from typing import Any
from typing import Self

import attrs

from ..domain.provenance import Provenance
from .collecting import Answers
from .collecting import ask
from .contributions import Fault
from .contributions import PackLocation
from .contributions import Phase
from .contributions import PluginInfo
from .finding import Found
from .finding import installed
from .hooks import RETURNING
from .notifying import Listener
from .notifying import tell

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
    from .offers import MigrationSet
    from .offers import ReportSection
    from .offers import SimulationModel
    from .offers import StorageBackend
    from .offers import TransferFormat


@attrs.frozen(kw_only=True)
class Registry:
    """What the plugins in use offer, by (order, name), whatever the order in which they were found; it never changes.

    `offers` maps each hook that returns objects to all of them, each stamped with its provenance.
    """

    infos: tuple[tuple[Provenance, PluginInfo], ...] = ()
    offers: Mapping[str, tuple[Any, ...]] = attrs.field(factory=dict, repr=False)
    listeners: tuple[Listener, ...] = attrs.field(default=(), repr=False)
    faults: tuple[Fault, ...] = ()

    @classmethod
    def build(cls, points: Iterable[EntryPoint] | None = None, *, settings: Mapping[str, object] | None = None) -> Self:
        """Load the plugins that are installed; never raises for a plugin's fault, which stands in `faults`.

        `points` replaces the entry points of the environment, `settings` maps the id of a plugin to its settings.
        """
        found = installed(points)
        loaded = [_loaded(one, found, settings or {}) for one in found]
        faults = [one for one in loaded if isinstance(one, Fault)]
        answers = [one for one in loaded if isinstance(one, Answers)]
        clashing = _clashes(answers)
        used = [one for one in answers if one.origin not in {fault.provenance for fault in clashing}]
        registry = cls(
            infos=tuple((one.origin, one.info) for one in used),
            offers={hook.name: _in_order(one.offers[hook.name] for one in used) for hook in RETURNING},
            listeners=tuple(listener for one in used for listener in one.listeners),
            faults=(*faults, *clashing),
        )
        told = tell(registry.listeners, "prevexp_on_registry_built", registry=registry)
        return attrs.evolve(registry, faults=(*registry.faults, *told))

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


def _loaded(one: Found, among: Iterable[Found], settings: Mapping[str, object]) -> Answers | Fault:
    """Ask a plugin, unless another has its name: which of two works must not depend on a search path."""
    name = one.provenance.plugin
    namesakes = [str(two.provenance) for two in among if two.provenance.plugin == name and two is not one]
    if namesakes:
        told = f"the same name is taken by {', '.join(namesakes)}"
        return Fault(provenance=one.provenance, phase=Phase.FIND, message=told)
    return ask(one, settings)


def _clashes(answers: Iterable[Answers]) -> tuple[Fault, ...]:
    """Return a fault for every plugin whose id, or the name of an object, is another's too; both are left out."""
    claims: defaultdict[tuple[str, str], list[Provenance]] = defaultdict(list)
    for one in answers:
        claims["plugin id", one.info.id].append(one.origin)
        for hook in RETURNING:
            for result in one.offers[hook.name]:
                for attribute in hook.unique:
                    claims[f"{hook.name} {attribute}", str(getattr(result, attribute))].append(one.origin)
    return tuple(
        Fault(
            provenance=origin,
            phase=Phase.COLLECT,
            object=name,
            message=f"{what} {name} is given twice, by {' and by '.join(map(str, origins))}",
        )
        for (what, name), origins in sorted(claims.items())
        if len(origins) > 1
        for origin in dict.fromkeys(origins)
    )


def _in_order(offers: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    every = [result for results in offers for result in results]
    return tuple(sorted(every, key=lambda one: (getattr(one, "order", 0), _name(one))))


def _name(offer: Any) -> str:
    return str(next(getattr(offer, name) for name in ("id", "kind", "department") if hasattr(offer, name)))
