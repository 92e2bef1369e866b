"""The hooks a plugin may answer: seventeen that return typed objects, once; four that are told what happened.

A new hook, or a new argument with a default, is an addition; anything else is the next API level. `settings` is the
plugin's own section of the configuration, an object of the class it named in `PluginInfo.config`, None if it named
none; an implementation may leave it out of its arguments.
"""

from typing import TYPE_CHECKING
from typing import Any

import pluggy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prevexp.eligibility.rules import EligibilityRule
    from prevexp.evaluation.indicators import Indicator
    from prevexp.expressions import Fact
    from prevexp.law.deadlines import DeadlineRule
    from prevexp.law.review.checks import NoticeCheck

    from .contributions import Fault
    from .contributions import PackLocation
    from .contributions import PluginInfo
    from .notifying import Changes
    from .notifying import CommitContext
    from .notifying import RunManifest
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
    from .registry import Registry

hookspec = pluggy.HookspecMarker("prevexp")
hookimpl = pluggy.HookimplMarker("prevexp")


@hookspec
def prevexp_plugin() -> "PluginInfo":
    """Introduce the plugin; every plugin answers this hook, and it is asked first."""
    raise NotImplementedError


@hookspec
def prevexp_facts(settings: Any) -> "Iterable[Fact]":
    """Add facts that rules and indicators may read; ids are namespaced (`<plugin>.<name>`)."""
    raise NotImplementedError


@hookspec
def prevexp_eligibility_rules(settings: Any) -> "Iterable[EligibilityRule]":
    """Add questions that must be answered yes for a case to be eligible, or replace one by id with a reason."""
    raise NotImplementedError


@hookspec
def prevexp_indicators(settings: Any) -> "Iterable[Indicator]":
    """Add indicators, written as expressions over facts."""
    raise NotImplementedError


@hookspec
def prevexp_notice_checks(settings: Any) -> "Iterable[NoticeCheck]":
    """Add checks to the review of an act; ids are namespaced (`<plugin>.<name>`), none replaces another."""
    raise NotImplementedError


@hookspec
def prevexp_deadline_rules(settings: Any) -> "Iterable[DeadlineRule]":
    """Add deadlines to every case; kinds are namespaced (`<plugin>.<name>`), none replaces another."""
    raise NotImplementedError


@hookspec
def prevexp_event_types() -> "Iterable[EventType]":
    """Add events that cases may carry; every backend keeps them, with or without the plugin."""
    raise NotImplementedError


@hookspec
def prevexp_storage_backends() -> "Iterable[StorageBackend]":
    """Add stores, chosen by the scheme of a URL."""
    raise NotImplementedError


@hookspec
def prevexp_key_providers() -> "Iterable[KeyProviderOffer]":
    """Add keepers of the master key, chosen by the scheme of a place: a key service, a process that holds it."""
    raise NotImplementedError


@hookspec
def prevexp_connectors(settings: Any) -> "Iterable[Connector]":
    """Add ways to exchange with partners."""
    raise NotImplementedError


@hookspec
def prevexp_transfer_formats(settings: Any) -> "Iterable[TransferFormat]":
    """Add forms of the monthly list that no column map can read."""
    raise NotImplementedError


@hookspec
def prevexp_report_sections(settings: Any) -> "Iterable[ReportSection]":
    """Add parts to the bilan."""
    raise NotImplementedError


@hookspec
def prevexp_exporters() -> "Iterable[Exporter]":
    """Add forms in which what is published is written."""
    raise NotImplementedError


@hookspec
def prevexp_territory_packs() -> "Iterable[PackLocation]":
    """Name the folders of territory packs; nothing is read before the territory is asked for."""
    raise NotImplementedError


@hookspec
def prevexp_simulation_models(settings: Any) -> "Iterable[SimulationModel]":
    """Add models of caseloads."""
    raise NotImplementedError


@hookspec
def prevexp_cli_commands() -> "Iterable[CliCommand]":
    """Add commands to the command line; names of prevexp's own commands cannot be taken."""
    raise NotImplementedError


@hookspec
def prevexp_migrations() -> "Iterable[MigrationSet]":
    """Bring the data a plugin keeps in a store from one version to the next."""
    raise NotImplementedError


@hookspec
def prevexp_on_registry_built(registry: "Registry", settings: Any) -> None:
    """Be told once which plugins are in use; the registry does not change any more."""
    raise NotImplementedError


@hookspec
def prevexp_on_events_committed(changes: "Changes", context: "CommitContext", settings: Any) -> None:
    """Be told of a batch after it is durable: which cases changed by which kinds of events, never what they say."""
    raise NotImplementedError


@hookspec
def prevexp_on_run_finished(manifest: "RunManifest", settings: Any) -> None:
    """Be told that an intake, a report or a simulation ended, with what it was made of."""
    raise NotImplementedError


@hookspec
def prevexp_on_fault(fault: "Fault", settings: Any) -> None:
    """Be told of a fault of any plugin."""
    raise NotImplementedError
