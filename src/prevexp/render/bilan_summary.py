"""What the bilan says first: the key figures on cards, and a few sentences made of the same protected numbers."""

from collections.abc import Iterator
from decimal import Decimal

import attrs

from prevexp.evaluation.bilan import Bilan
from prevexp.evaluation.blocks import BlockId
from prevexp.evaluation.blocks import Cell
from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Measure
from prevexp.evaluation.blocks import Rate
from prevexp.evaluation.blocks import Whole

from . import french
from .bilan_tables import cell_of
from .bilan_tables import has_cases
from .bilan_words import MEASURES
from .charts import HIDDEN

M = Measure
PLURAL = 2
"""French nouns are plural from two on: 1,5 jour, 2 jours."""


@attrs.frozen
class Card:
    """One key figure, what it counts, and a line below."""

    label: str
    figure: str
    below: str
    hidden: bool


def cards_of(bilan: Bilan) -> tuple[Card, ...]:
    """Return the key figures, in the order of the work."""
    figures = bilan.table(BlockId.KEY_FIGURES)
    lines = figures.cell(M.LINES_RECEIVED, M.NUMBER)
    cards = [_card("Lignes reçues", lines, _lists(bilan.transfers))]
    for measure in (M.CASES, M.ELIGIBLE, M.TO_CHECK, M.NOT_ELIGIBLE, M.ALLOCATED, M.WAITING):
        share = figures.cell(measure, M.SHARE_OF_CASES)
        below = "nouveaux dans la période" if measure is M.CASES else _share(share, "des dossiers reçus")
        cards.append(_card(MEASURES[measure], figures.cell(measure, M.NUMBER), below))
    return tuple(cards)


def sentences_of(bilan: Bilan) -> tuple[str, ...]:
    """Return the bilan in a few sentences; a sentence about a hidden number is left out."""
    return tuple(_sentences(bilan))


def _sentences(bilan: Bilan) -> Iterator[str]:
    figures, delays = bilan.table(BlockId.KEY_FIGURES), bilan.table(BlockId.DELAYS)
    lines = bilan.table(BlockId.LINES)
    if not has_cases(bilan):
        yield "Aucun dossier n’a été reçu dans la période."
        return
    received, cases = figures.cell(M.LINES_RECEIVED, M.NUMBER), figures.cell(M.CASES, M.NUMBER)
    if isinstance(received, int) and isinstance(cases, int):
        yield (
            f"{french.counted(received, 'ligne reçue', 'lignes reçues')} en {_lists(bilan.transfers)}, "
            f"{french.counted(cases, 'dossier nouveau', 'dossiers nouveaux')}."
        )
    parts = [row.cells[0] for row in lines.rows if row.key is not Whole.ALL]
    if isinstance(received, int) and received and all(isinstance(part, int) for part in parts):
        words = ("nouveaux dossiers", "mises à jour", "sans changement", "rejetées")
        told = [f"{cell_of(part).text}{french.NBSP}{word}" for part, word in zip(parts, words, strict=True)]
        yield f"Les lignes se répartissent en {french.listed(told)}."
    waiting = figures.cell(M.WAITING, M.NUMBER)
    if isinstance(waiting, int):
        who = french.counted(waiting, "dossier éligible attend", "dossiers éligibles attendent")
        yield f"{who} une place dans le quota ou dans l’équipe."
    row = delays.rows[0]
    if not isinstance(row.cells[1], Gap):
        number, median, late = (cell_of(cell).text for cell in row.cells)
        unit = "jours" if isinstance(row.cells[1], Decimal) and row.cells[1] >= PLURAL else "jour"
        yield (
            f"Entre la réception et l’attribution : {median}{french.NBSP}{unit} en médiane, {late} au plus pour neuf "
            f"dossiers sur dix (n{french.NBSP}={french.NBSP}{number})."
        )


def _card(label: str, cell: Cell, below: str) -> Card:
    hidden = cell is Gap.HIDDEN
    return Card(label, HIDDEN if hidden else cell_of(cell).text, below, hidden)


def _share(cell: Cell, of: str) -> str:
    return f"{french.percent(cell.part, cell.whole)} {of}" if isinstance(cell, Rate) else ""


def _lists(number: int) -> str:
    return french.counted(number, "liste", "listes")
