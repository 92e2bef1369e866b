"""The pictures of the bilan, drawn from its protected tables and from nothing else."""

from prevexp.evaluation.bilan import Bilan
from prevexp.evaluation.blocks import BlockId
from prevexp.evaluation.blocks import Cell
from prevexp.evaluation.blocks import Measure
from prevexp.evaluation.blocks import RowKey
from prevexp.evaluation.blocks import Table

from . import french
from .bilan_tables import row_labels
from .charts import Bar
from .charts import MapTile
from .charts import Part
from .charts import Step
from .charts import Words
from .charts import bars
from .charts import funnel
from .charts import tile_map
from .palette import ACCENT

_VERDICTS = (
    (Measure.ELIGIBLE, ACCENT, "éligibles"),
    (Measure.TO_CHECK, "stripes", "à vérifier"),
    (Measure.NOT_ELIGIBLE, "dots", "non éligibles"),
)
_STEPS = {
    Measure.CASES: "Dossiers reçus",
    Measure.ELIGIBLE: "Éligibles",
    Measure.ALLOCATED: "Attribués à l’équipe",
    Measure.ATTEMPTED: "Contact tenté",
}
_GRID = 4
"""Tiles in a row where the territory declares no map."""


def funnel_of(bilan: Bilan) -> str:
    """Draw the funnel from the list to the first attempt."""
    table = bilan.table(BlockId.FUNNEL)
    steps = [Step(label, _count(table, measure, Measure.NUMBER)) for measure, label in _STEPS.items()]
    said = " ; ".join(f"{step.label} : {_said(step.value)}" for step in steps)
    return funnel("entonnoir", Words("De la liste au premier contact", f"Entonnoir. {said}."), steps)


def months_of(bilan: Bilan) -> str:
    """Draw the cases of each month by verdict."""
    table = bilan.table(BlockId.BY_MONTH)
    rows = []
    for month in bilan.scope.months:
        parts = tuple(Part(_count(table, month, measure), fill) for measure, fill, _ in _VERDICTS)
        rows.append(Bar(french.month(month), _count(table, month, Measure.CASES), parts))
    said = " ; ".join(f"{bar.label} : {_said(bar.total)}" for bar in rows)
    words = Words("Dossiers reçus par mois et par décision", f"Barres horizontales. Dossiers reçus : {said}.")
    return bars("mois", words, rows, [(fill, label) for _, fill, label in _VERDICTS])


def map_of(bilan: Bilan) -> str:
    """Draw the cases of each arrondissement as a tile map; without declared places, as a plain grid."""
    table, scope = bilan.table(BlockId.BY_ARRONDISSEMENT), bilan.scope
    declared = {tile.arrondissement: (tile.row, tile.column) for tile in scope.tiles}
    if not declared.keys() >= scope.arrondissements.keys():
        declared = {code: divmod(place, _GRID) for place, code in enumerate(scope.arrondissements)}
    name = row_labels(BlockId.BY_ARRONDISSEMENT, scope)
    tiles = [MapTile(name(code), *declared[code], _count(table, code, Measure.CASES)) for code in scope.arrondissements]
    said = " ; ".join(f"{tile.label} : {_said(tile.value)}" for tile in tiles)
    words = Words("Dossiers reçus par arrondissement", f"Carte en carreaux, un par arrondissement. {said}.")
    return tile_map("carte", words, tiles)


def has_map(bilan: Bilan) -> bool:
    """Say whether there are arrondissements to draw."""
    return bool(bilan.scope.arrondissements)


def _count(table: Table, key: RowKey, column: Measure) -> int | None:
    cell: Cell = table.cell(key, column)
    return cell if isinstance(cell, int) else None


def _said(value: int | None) -> str:
    return "masqué" if value is None else french.number(value)
