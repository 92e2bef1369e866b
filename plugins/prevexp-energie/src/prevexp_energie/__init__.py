"""Announced cuts of energy, on the cases of prevexp."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from prevexp.domain.vocabulary import FieldGroup
from prevexp.registry import EligibilityRule
from prevexp.registry import Fact
from prevexp.registry import Fault
from prevexp.registry import PluginInfo
from prevexp.registry import Registry
from prevexp.registry import hookimpl
from prevexp.registry.notifying import Changes
from prevexp.registry.notifying import RunManifest
from prevexp.registry.offers import CliCommand
from prevexp.registry.offers import EventType
from prevexp.registry.offers import MigrationSet
from prevexp.registry.offers import SimulationModel
from prevexp.registry.offers import TransferFormat

from . import counting
from . import memory
from .events import CutAnnounced
from .facts import DEADLINES
from .facts import FACTS
from .rules import capped
from .rules import charter_letter
from .settings import EnergieSettings

if TYPE_CHECKING:
    from prevexp.law.deadlines import DeadlineRule
    from prevexp.law.review.checks import NoticeCheck


@hookimpl
def prevexp_plugin() -> PluginInfo:
    """Introduce the plugin."""
    return PluginInfo(
        id="energie",
        api=1,
        title="Coupures d’énergie annoncées",
        contact="voir README.md",
        data_categories=(FieldGroup.DEBT_AND_PROCEDURE, FieldGroup.BUDGET),
        config=EnergieSettings,
    )


@hookimpl
def prevexp_event_types() -> Iterator[EventType]:
    """Add the letter of a supplier."""
    yield EventType(id="energie.cut-announced", slug=CutAnnounced.slug, cls=CutAnnounced)


@hookimpl
def prevexp_facts() -> Iterator[Fact]:
    """Add what the letter says, and the days left."""
    yield from FACTS


@hookimpl
def prevexp_deadline_rules() -> "Iterator[DeadlineRule]":
    """Add the day to answer by and the day of the cut."""
    yield from DEADLINES


@hookimpl
def prevexp_eligibility_rules(settings: EnergieSettings) -> Iterator[EligibilityRule]:
    """Add the cap of the convention, if there is one."""
    if settings.cap is not None:
        yield capped(settings.cap)


@hookimpl
def prevexp_notice_checks(settings: EnergieSettings) -> "Iterator[NoticeCheck]":
    """Add the letter of the charter, if there is one."""
    if settings.charter is not None:
        yield charter_letter(settings.charter)


@hookimpl
def prevexp_transfer_formats() -> Iterator[TransferFormat]:
    """Add the list of fixed width."""
    yield TransferFormat(
        id="energie.fsl",
        title="Liste à largeurs fixes d’un FSL (hypothèse)",
        suffixes=(".fsl",),
        sniff="prevexp_energie.fsl_list:is_one",
        read="prevexp_energie.fsl_list:rows",
    )


@hookimpl
def prevexp_cli_commands() -> Iterator[CliCommand]:
    """Add `prevexp energie list`."""
    yield CliCommand(
        id="energie.command",
        name="energie",
        help="Coupures d’énergie annoncées aux ménages.",
        load="prevexp_energie.command:load",
    )


@hookimpl
def prevexp_migrations() -> Iterator[MigrationSet]:
    """Say what the list remembers."""
    yield MigrationSet(id=memory.MEMO, steps=(memory.as_object, memory.as_instant))


@hookimpl
def prevexp_simulation_models() -> Iterator[SimulationModel]:
    """Add a small model, for trials."""
    yield SimulationModel(
        id="energie.letters", title="Ménages et lettres de coupure", generate="prevexp_energie.model:generate"
    )


@hookimpl
def prevexp_on_registry_built(registry: Registry, settings: EnergieSettings) -> None:
    """Count starts, with how many plugins were in use."""
    counting.note(settings.counts, f"start with {len(registry.infos)}")


@hookimpl
def prevexp_on_events_committed(changes: Changes, settings: EnergieSettings) -> None:
    """Count letters of suppliers."""
    counting.note(settings.counts, "letters", counting.letters(changes))


@hookimpl
def prevexp_on_run_finished(manifest: RunManifest, settings: EnergieSettings) -> None:
    """Count runs."""
    counting.note(settings.counts, f"run {manifest.run}")


@hookimpl
def prevexp_on_fault(fault: Fault, settings: EnergieSettings) -> None:
    """Count faults of any plugin: whose and at which step, not what was said."""
    counting.note(settings.counts, f"fault {fault.provenance.plugin} {fault.phase}")
