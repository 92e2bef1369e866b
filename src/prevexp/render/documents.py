"""What is published as sheets: the tables of a bilan, and indicators with the definition printed beside each number."""

from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from prevexp.domain.values import Month
from prevexp.evaluation.bilan import Bilan
from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Measure
from prevexp.evaluation.blocks import Place
from prevexp.evaluation.blocks import RowKey
from prevexp.evaluation.blocks import Table
from prevexp.evaluation.blocks import Whole
from prevexp.evaluation.documents import Column
from prevexp.evaluation.documents import Document
from prevexp.evaluation.documents import Entry
from prevexp.evaluation.documents import Named
from prevexp.evaluation.documents import Sheet
from prevexp.evaluation.indicators import MONTH
from prevexp.evaluation.indicators import Indicator
from prevexp.evaluation.results import IndicatorTable
from prevexp.evaluation.results import Result
from prevexp.evaluation.rows import BilanScope
from prevexp.evaluation.sections import AddedPassage

from . import french
from .bilan_tables import row_labels
from .bilan_words import BLOCKS
from .bilan_words import MEASURES
from .bilan_words import PLACES
from .labels import fact_label

HEADINGS = {
    MONTH: "Mois",
    "arrondissement": "Arrondissement",
    "rural": "Commune rurale",
    "stage": "Stade de la procédure",
    "first_channel": "Premier canal",
    "met_at": "Lieu de la rencontre",
    "assessed_at": "Lieu du diagnostic",
    "verdict": "Décision",
    "closure_outcome": "Devenir du ménage",
    "closure_reason": "Motif de clôture",
}
"""Breakdown -> its heading; another is headed by its name."""

_NUMBERS = (
    Column("n", "n"),
    Column("numerator", "Numérateur"),
    Column("denominator", "Dénominateur"),
    Column("value", "Valeur"),
    Column("p90", "9e décile"),
    Column("not_known", "Non connu"),
    Column("unsure", "Appartenance non connue"),
)
_DEFINED = (
    Column("unit", "Unité"),
    Column("mode", "Mode"),
    Column("definition", "Définition"),
    Column("clause", "Clauses"),
    Column("version", "Version"),
    Column("origin", "Origine"),
    Column("remark", "Remarque"),
)
_MODES = {"cohort": "cohorte", "activity": "activité"}
_UNITS = {"households": "ménages", "days": "jours", "contacts": "contacts", "persons": "personnes", "cents": "centimes"}


def indicators_document(table: IndicatorTable) -> Document:
    """Return a table of indicators as a document: one row for each indicator and cell."""
    by = tuple(Column(name, HEADINGS.get(name, name)) for name in table.by)
    named = (Column("indicator", "Indicateur"), Column("title", "Nom"))
    sheet = Sheet(
        id="indicators",
        title="Indicateurs",
        columns=(*named, *by, *_NUMBERS, *_DEFINED),
        rows=tuple(_rows(table)),
    )
    period = french.period(table.first, table.last)
    about = (
        ("Territoire", table.territory),
        ("Période", period),
        ("Situation observée au", french.day(table.observed_on)),
        ("Établi le", french.day(table.generated_on)),
        ("Secret statistique", f"effectifs de 1 à {table.threshold - 1} masqués, avec suppression complémentaire"),
        ("Logiciel", table.software),
        ("Extensions", locked(table.lock)),
    )
    return Document(id="indicators", title=f"Indicateurs {period} – {table.territory}", about=about, sheets=(sheet,))


def _rows(table: IndicatorTable) -> Iterator[tuple[Entry, ...]]:
    known = {one.id: one for one in table.indicators}
    for result in table.results:
        indicator = known[result.indicator]
        cells = (named_member(table, name, member) for name, member in zip(table.by, result.cell, strict=True))
        yield (indicator.id, indicator.title, *cells, *_numbers(result), *_defined(indicator), "")
    for fault in table.faults:
        gaps = (Gap.NOT_KNOWN,) * len(_NUMBERS)
        cells = (Named(str(Whole.ALL), "Ensemble") for _ in table.by)
        remark = f"défaut du plugin : {fault.message}"
        yield (fault.indicator, "", *cells, *gaps, "", "", "", "", "", fault.origin, remark)


def _numbers(result: Result) -> tuple[Entry, ...]:
    return tuple(getattr(result, column.id) for column in _NUMBERS)


def _defined(indicator: Indicator) -> tuple[Entry, ...]:
    return (
        Named(indicator.unit, _UNITS.get(indicator.unit, indicator.unit)),
        Named(str(indicator.mode), _MODES[indicator.mode]),
        indicator.definition,
        indicator.clause,
        indicator.version,
        str(indicator.provenance or "prevexp"),
    )


def named_member(table: IndicatorTable, name: str, member: str) -> Named:
    """Return a member of a breakdown with its French label."""
    if member == Whole.ALL:
        return Named(member, "Ensemble")
    if member in {Place.OUTSIDE, Place.NOT_KNOWN}:
        return Named(member, PLACES[Place(member)])
    if name == MONTH:
        return Named(member, french.month(Month.parse(member)))
    if member in {"yes", "no"}:
        return Named(member, french.answer(member == "yes"))
    return Named(member, table.names.get(member, "") if name == "arrondissement" else fact_label(member))


def locked(lock: Mapping[str, Any]) -> str:
    """Name the plugins something was made with: distribution, version, beginning of the hash of what was loaded."""
    told = [f"{one['distribution']} {one['version']} {one['digest'][:12]}".rstrip() for one in lock.get("plugins", ())]
    return ", ".join(told) or "aucune"


def bilan_document(bilan: Bilan) -> Document:
    """Return the tables of a bilan as a document, those that plugins add after prevexp's own."""
    scope = bilan.scope
    added = tuple(sheet for passage in bilan.passages for sheet in _added(passage))
    return Document(
        id="bilan",
        title=f"Bilan {french.period(scope.first, scope.last)} – {scope.territory}",
        about=(
            ("Territoire", scope.territory),
            ("Équipe", scope.team),
            ("Période", french.period(scope.first, scope.last)),
            ("Situation observée au", french.day(scope.observed_on)),
            ("Établi le", french.day(scope.generated_on)),
            ("Logiciel", scope.software),
            ("Extensions", locked(scope.lock)),
        ),
        sheets=(*(_sheet(table, scope) for table in bilan.tables), *added),
        bilan=bilan,
    )


def _sheet(table: Table, scope: BilanScope) -> Sheet:
    words, name = BLOCKS[table.id], row_labels(table.id, scope)
    return Sheet(
        id=str(table.id),
        title=words.caption,
        note=words.note,
        columns=(Column("row", words.rows), *(Column(str(one), MEASURES[one]) for one in table.columns)),
        rows=tuple((_key(row.key, name(row.key)), *row.cells) for row in table.rows),
    )


def _key(key: RowKey, label: str) -> Named:
    return Named(str(key) if not isinstance(key, Measure | Place | Whole) else key.value, label)


def _added(added: AddedPassage) -> Iterator[Sheet]:
    for number, table in enumerate(added.passage.tables, start=1):
        columns = (
            Column("row", table.heading),
            *(Column(f"c{i}", one) for i, one in enumerate(table.columns, start=1)),
        )
        rows = tuple((heading, *cells) for heading, cells in table.rows)
        yield Sheet(id=f"{added.section[:60]}-{number}", title=table.caption, columns=columns, rows=rows)
