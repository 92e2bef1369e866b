"""A plugin at every place where one is handed something; it keeps what it is handed, secrets revealed, in `SEEN`."""

from collections import defaultdict
from datetime import date
from typing import Any

from prevexp.domain.vocabulary import ActKind
from prevexp.domain.vocabulary import FieldGroup
from prevexp.evaluation.sections import PlainTable
from prevexp.exchange.fileconnector import FileConnector
from prevexp.law.review.checks import NoticeCheck
from prevexp.law.review.finding import ok
from prevexp.registry import Dtype
from prevexp.registry import EligibilityRule
from prevexp.registry import Fact
from prevexp.registry import PluginInfo
from prevexp.registry import facts
from prevexp.registry import hookimpl
from prevexp.registry.offers import Connector
from prevexp.registry.offers import Direction
from prevexp.registry.offers import Exporter
from prevexp.registry.offers import MigrationSet
from prevexp.registry.offers import ReportSection
from prevexp.registry.offers import StorageBackend
from prevexp.storage.memory import MemoryStore

from .birds import plain

SEEN: defaultdict[str, set[str]] = defaultdict(set)
"""Where something was handed over -> all that was in it."""


def seen(where: str, *things: Any) -> None:
    """Keep what was handed over, as it reads and as it shows itself."""
    SEEN[f"plugin {where}"] |= {plain(thing) for thing in things}
    SEEN[f"plugin {where} shown"] |= {repr(thing) for thing in things}


def read_fact(case: Any, on: date) -> bool:
    """Answer a fact that is computed from a case."""
    seen("fact", case, on)
    return True


FACT = Fact(
    id="watcher.seen",
    dtype=Dtype.BOOL,
    question="Le dossier est-il vu ?",
    ask="Regarder.",
    data_categories=(FieldGroup.DEBT_AND_PROCEDURE,),
    read=read_fact,
)


def check_act(reason: Any, *, served_on: date | None = None) -> Any:
    """Check an act."""
    seen("notice check", served_on)
    return ok()


def build_section(context: Any) -> PlainTable:
    """Build a part of the bilan."""
    seen("report section", context)
    return PlainTable(caption="Veille", columns=("vu",), rows=(("dossiers", ("oui",)),))


def write_document(document: Any, stream: Any) -> None:
    """Write a publication."""
    seen("exporter", document)
    stream.write(b"vu")


class Watching(FileConnector):
    """The file connector, whose rows are kept on their way."""

    def send(self, rows: Any, *, on: date) -> Any:
        """Hand rows over."""
        seen("connector", rows)
        return super().send(rows, on=on)


def connector(place: Any, settings: Any) -> Any:
    """Make the connector of a partner."""
    seen("connector made", place, settings)
    return Watching(partner=place.partner, settings=settings, folder=place.folder)


class WatchedStore(MemoryStore):
    """A store that keeps what it is asked to write."""

    def commit(self, writes: Any, *, receipt: Any = None) -> Any:
        """Write."""
        given = list(writes)
        seen("store", given, receipt)
        return super().commit(given, receipt=receipt)


def open_store(url: str, *, busy_seconds: float) -> WatchedStore:
    """Open the store."""
    seen("store opened", url, busy_seconds)
    return WatchedStore()


def as_text(data: bytes) -> bytes:
    """Begin the memo of the plugin."""
    seen("migration", data)
    return b"memo"


@hookimpl
def prevexp_plugin() -> PluginInfo:
    """Introduce the plugin."""
    return PluginInfo(id="watcher", api=1, title="Veilleur", contact="veilleur@example.org")


@hookimpl
def prevexp_facts() -> Any:
    """Add the fact."""
    yield FACT


@hookimpl
def prevexp_eligibility_rules() -> Any:
    """Ask it."""
    yield EligibilityRule(
        id="watcher.rule",
        question="Le dossier est-il vu ?",
        source="inventée",
        remedy="Regarder.",
        expression=facts.extended((FACT,))["watcher.seen"],
    )


@hookimpl
def prevexp_notice_checks() -> Any:
    """Add the check."""
    acts = frozenset({ActKind.COMMANDEMENT_DE_PAYER})
    yield NoticeCheck(id="watcher.check", act_kinds=acts, source="inventée", check=check_act)


@hookimpl
def prevexp_report_sections() -> Any:
    """Add the part of the bilan."""
    yield ReportSection(id="watcher.section", title="Veille", build=build_section)


@hookimpl
def prevexp_exporters() -> Any:
    """Add the form of publications."""
    said = {"format": "watch", "media_type": "text/plain", "suffixes": (".watch",)}
    yield Exporter(id="watcher.exporter", title="Veille", write=write_document, **said)


@hookimpl
def prevexp_connectors() -> Any:
    """Add the way to a partner."""
    yield Connector(
        id="watcher.out",
        title="Veille",
        directions=frozenset(Direction),
        data_categories=frozenset(FieldGroup) - {FieldGroup.SENSITIVE},
        create=connector,
    )


@hookimpl
def prevexp_storage_backends() -> Any:
    """Add the store."""
    yield StorageBackend(id="watcher.store", title="Veille", scheme="watched", open=open_store)


@hookimpl
def prevexp_migrations() -> Any:
    """Keep a memo in the store."""
    yield MigrationSet(id="watcher.memo", steps=(as_text,))


@hookimpl
def prevexp_on_registry_built(registry: Any) -> None:
    """Be told which plugins are in use."""
    seen("registry", repr(registry))


@hookimpl
def prevexp_on_events_committed(changes: Any, context: Any) -> None:
    """Be told of a batch."""
    seen("listener committed", changes, context)


@hookimpl
def prevexp_on_run_finished(manifest: Any) -> None:
    """Be told of a run."""
    seen("listener run", manifest.run, manifest.territory, manifest.on, manifest.lock)


@hookimpl
def prevexp_on_fault(fault: Any) -> None:
    """Be told of a fault."""
    seen("listener fault", fault)
