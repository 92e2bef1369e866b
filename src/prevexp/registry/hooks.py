"""What each hook returns, and by which attributes what it returns is told apart from everybody else's."""

from importlib import import_module
from typing import Any

import attrs

INTRODUCTION = "prevexp_plugin"


@attrs.frozen
class Hook:
    """A hook that returns objects of one kind, `module:class`, imported when a plugin answers it.

    `owned` is the attribute that begins with the plugin's id and a dot; `unique` are those of which there is one of
    each value among all plugins.
    """

    name: str
    kind: str
    owned: str | None = "id"
    unique: tuple[str, ...] = ("id",)

    @property
    def type(self) -> type[Any]:
        """The class of what the hook returns."""
        module, _, name = self.kind.partition(":")
        found: type[Any] = getattr(import_module(module), name)
        return found


_OFFERS = "prevexp.registry.offers"

RETURNING: tuple[Hook, ...] = (
    Hook("prevexp_facts", "prevexp.expressions:Fact"),
    Hook("prevexp_eligibility_rules", "prevexp.eligibility.rules:EligibilityRule"),
    Hook("prevexp_indicators", "prevexp.evaluation.indicators:Indicator"),
    Hook("prevexp_notice_checks", "prevexp.law.review.checks:NoticeCheck"),
    Hook("prevexp_deadline_rules", "prevexp.law.deadlines:DeadlineRule", owned="kind", unique=("kind",)),
    Hook("prevexp_event_types", f"{_OFFERS}:EventType", owned="slug", unique=("id", "slug")),
    Hook("prevexp_storage_backends", f"{_OFFERS}:StorageBackend", unique=("id", "scheme")),
    Hook("prevexp_key_providers", f"{_OFFERS}:KeyProviderOffer", unique=("id", "scheme")),
    Hook("prevexp_connectors", f"{_OFFERS}:Connector"),
    Hook("prevexp_transfer_formats", f"{_OFFERS}:TransferFormat"),
    Hook("prevexp_report_sections", f"{_OFFERS}:ReportSection"),
    Hook("prevexp_exporters", f"{_OFFERS}:Exporter", unique=("id", "format")),
    Hook("prevexp_territory_packs", "prevexp.registry.contributions:PackLocation", owned=None, unique=()),
    Hook("prevexp_simulation_models", f"{_OFFERS}:SimulationModel"),
    Hook("prevexp_cli_commands", f"{_OFFERS}:CliCommand", unique=("id", "name")),
    Hook("prevexp_migrations", f"{_OFFERS}:MigrationSet"),
)
"""Two packs of one département are told when the territory is asked for: both may be installed, one is used."""

TOLD = (
    "prevexp_on_registry_built",
    "prevexp_on_events_committed",
    "prevexp_on_run_finished",
    "prevexp_on_fault",
)


def name_of(offer: Any) -> str:
    """Return the name by which an object that a plugin offers is known."""
    return str(next(getattr(offer, name) for name in ("id", "kind", "department") if hasattr(offer, name)))
