"""A plugin that answers every hook of level 1 of the plugin contract."""

from pathlib import Path

import attrs

from prevexp.domain.vocabulary import ActKind
from prevexp.evaluation.facts import facts as counted
from prevexp.evaluation.indicators import Indicator
from prevexp.evaluation.indicators import Statistic
from prevexp.law.deadlines import Bearing
from prevexp.law.deadlines import DeadlineRule
from prevexp.law.review.checks import NoticeCheck
from prevexp.registry import CliCommand
from prevexp.registry import Connector
from prevexp.registry import Dtype
from prevexp.registry import EligibilityRule
from prevexp.registry import EventType
from prevexp.registry import Exporter
from prevexp.registry import Fact
from prevexp.registry import FieldGroup
from prevexp.registry import MigrationSet
from prevexp.registry import PackLocation
from prevexp.registry import PluginInfo
from prevexp.registry import ReportSection
from prevexp.registry import SimulationModel
from prevexp.registry import StorageBackend
from prevexp.registry import TransferFormat
from prevexp.registry import facts
from prevexp.registry import hookimpl
from prevexp.registry.offers import Direction

from .events import VisitAnnounced

HEARD = []
"""What the listeners were told, in order."""


@attrs.frozen(kw_only=True)
class Settings:
    """The plugin's section of the settings."""

    cap_cents: int = 500_000


def whole_rents(state, on):
    """Return how many whole rents the debt makes; None if either is not known."""
    arrears, rent = state.facts.arrears_cents, state.facts.rent_cents
    return arrears // rent if arrears is not None and rent else None


RENTS = Fact(
    id="frozen.rents",
    dtype=Dtype.INTEGER,
    unit="rents",
    question="Combien de loyers sont impayés ?",
    ask="au bailleur : le loyer et le décompte",
    data_categories=("G4",),
    read=whole_rents,
)


@hookimpl
def prevexp_plugin():
    return PluginInfo(
        id="frozen",
        api=1,
        title="Extension conservée",
        contact="equipe@example.org",
        data_categories=(FieldGroup.DEBT_AND_PROCEDURE,),
        config=Settings,
    )


@hookimpl
def prevexp_facts():
    return [RENTS]


@hookimpl
def prevexp_eligibility_rules(settings):
    cap = settings.cap_cents if settings else 500_000
    yield EligibilityRule(
        id="frozen.cap",
        question="Dette sous le plafond ?",
        source="convention, art. 3",
        expression=facts.arrears_cents <= cap,
        remedy="demander le décompte",
    )


@hookimpl
def prevexp_indicators(settings):
    yield Indicator(
        id="frozen.three",
        title="Trois tentatives et plus",
        definition="dossiers avec trois tentatives et plus / dossiers où un contact a été tenté",
        statistic=Statistic.SHARE,
        numerator=counted.attempts >= 3,
        denominator=counted.first_attempt_on.is_known(),
        source="projet de service",
    )


@hookimpl
def prevexp_notice_checks():
    from .checks import charter_letter

    acts = frozenset({ActKind.COMMANDEMENT_DE_PAYER})
    yield NoticeCheck(id="frozen.letter", act_kinds=acts, source="charte, art. 2", check=charter_letter)


@hookimpl
def prevexp_deadline_rules():
    yield DeadlineRule(
        kind="frozen.first-letter",
        title="Premier courrier",
        parameter="follow-up",
        needs=("received_on",),
        bearing=Bearing.DO_BY,
        presses=True,
    )


@hookimpl
def prevexp_event_types():
    yield EventType(id="frozen.visit-announced", slug=VisitAnnounced.slug, cls=VisitAnnounced)


@hookimpl
def prevexp_storage_backends():
    yield StorageBackend(
        id="frozen.memory", title="Mémoire", scheme="frozen", open="prevexp_frozen_level_1.later:open_store"
    )


@hookimpl
def prevexp_connectors():
    yield Connector(
        id="frozen.drawer",
        title="Tiroir",
        directions={Direction.OUTBOUND},
        data_categories={FieldGroup.IDENTITY},
        create="prevexp_frozen_level_1.later:Drawer",
    )


@hookimpl
def prevexp_transfer_formats():
    later = "prevexp_frozen_level_1.later"
    yield TransferFormat(
        id="frozen.list", title="Fiches", suffixes=(".fiches",), sniff=f"{later}:is_one", read=f"{later}:rows"
    )


@hookimpl
def prevexp_report_sections():
    yield ReportSection(id="frozen.word", title="Le mot", build="prevexp_frozen_level_1.later:passage")


@hookimpl
def prevexp_exporters():
    yield Exporter(
        id="frozen.tsv",
        title="Tabulations",
        format="frozen-tsv",
        media_type="text/tab-separated-values",
        suffixes=(".tsv",),
        write="prevexp_frozen_level_1.later:write",
    )


@hookimpl
def prevexp_territory_packs():
    yield PackLocation(department="99", root=Path(__file__).parent / "pack")


@hookimpl
def prevexp_simulation_models():
    yield SimulationModel(id="frozen.model", title="Ménages", generate="prevexp_frozen_level_1.later:generate")


@hookimpl
def prevexp_cli_commands():
    yield CliCommand(
        id="frozen.command", name="frozen", help="Saluer l'équipe.", load="prevexp_frozen_level_1.later:load"
    )


@hookimpl
def prevexp_migrations():
    yield MigrationSet(id="frozen.memo", title="Mémo", steps=("prevexp_frozen_level_1.later:as_object",))


@hookimpl
def prevexp_on_registry_built(registry):
    HEARD.append(("built", len(registry.infos)))


@hookimpl
def prevexp_on_events_committed(changes, context):
    HEARD.append(("committed", tuple(slug for change in changes for slug in change.events), context.territory))


@hookimpl
def prevexp_on_run_finished(manifest):
    HEARD.append(("finished", str(manifest.run), manifest.on))


@hookimpl
def prevexp_on_fault(fault):
    HEARD.append(("fault", fault.provenance.plugin))
