"""A table of the bilan as it is read: French headings, numbers as texts, gaps in words."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from decimal import Decimal

import attrs

from prevexp.domain.values import Month
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Stage
from prevexp.evaluation.bilan import Bilan
from prevexp.evaluation.blocks import BlockId
from prevexp.evaluation.blocks import Cell
from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Measure
from prevexp.evaluation.blocks import Place
from prevexp.evaluation.blocks import Rate
from prevexp.evaluation.blocks import Row
from prevexp.evaluation.blocks import RowKey
from prevexp.evaluation.blocks import Table
from prevexp.evaluation.blocks import Whole
from prevexp.evaluation.figures import number_of
from prevexp.evaluation.rows import BilanScope

from . import french
from .bilan_words import BLOCKS
from .bilan_words import FAULTS
from .bilan_words import MEASURES
from .bilan_words import PLACES
from .charts import HIDDEN
from .labels import label


@attrs.frozen(kw_only=True)
class CellView:
    """One cell: what is written, a smaller addition (the n of a rate), what a screen reader says instead, its class."""

    text: str
    more: str = ""
    spoken: str = ""
    kind: str = "number"


@attrs.frozen(kw_only=True)
class ColumnView:
    """The heading of a column, and the n its rates share."""

    label: str
    more: str = ""


@attrs.frozen(kw_only=True)
class RowView:
    """One row: its heading and cells; a total row is set apart."""

    label: str
    cells: tuple[CellView, ...]
    total: bool = False


@attrs.frozen(kw_only=True)
class TableView:
    """One table with everything said around it."""

    name: str
    caption: str
    note: str
    indicators: str
    row_heading: str
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]


_GAPS: Mapping[Gap, CellView] = {
    Gap.HIDDEN: CellView(text=HIDDEN, spoken="masqué", kind="hidden"),
    Gap.NOT_KNOWN: CellView(text="non connu", kind="gap"),
    Gap.NOTHING_TO_COUNT: CellView(text="–", spoken="sans objet", kind="gap"),
}


def view_of(table: Table, scope: BilanScope) -> TableView:
    """Return a table in words and written numbers."""
    words = BLOCKS[table.id]
    row_label = row_labels(table.id, scope)
    wholes = tuple(_common_whole(table, place) for place in range(len(table.columns)))
    return TableView(
        name=table.id,
        caption=words.caption,
        note=words.note,
        indicators=", ".join(dict.fromkeys(map(number_of, table.indicators))),
        row_heading=words.rows,
        columns=tuple(
            ColumnView(label=MEASURES[column], more=_n(whole) if whole and column is not Measure.SHARE_OF_QUOTA else "")
            for column, whole in zip(table.columns, wholes, strict=True)
        ),
        rows=tuple(
            RowView(
                label=row_label(row.key),
                cells=tuple(_cells(table, row, wholes)),
                total=row.key is Whole.ALL,
            )
            for row in table.rows
        ),
    )


def _common_whole(table: Table, place: int) -> int | None:
    """Return the n that all rates of a column share: it is written once, in the heading."""
    wholes = {cell.whole for row in table.rows if isinstance(cell := row.cells[place], Rate)}
    return wholes.pop() if len(wholes) == 1 else None


def _cells(table: Table, row: Row, wholes: Iterable[int | None]) -> Iterator[CellView]:
    """Yield the cells of a row; a share of the quota has its n in the column of the quota beside it."""
    for column, cell, said in zip(table.columns, row.cells, wholes, strict=True):
        view = cell_of(cell, said)
        yield attrs.evolve(view, more="") if column is Measure.SHARE_OF_QUOTA else view


def _n(whole: int) -> str:
    return f"n{french.NBSP}={french.NBSP}{french.number(whole)}"


def has_cases(bilan: Bilan) -> bool:
    """Say whether anything was received in the period."""
    return bilan.table(BlockId.BY_MONTH).cell(Whole.ALL, Measure.CASES) != 0


def cell_of(cell: Cell, said: int | None = None) -> CellView:
    """Return one cell as it is written; a rate shows its n, unless the heading of its column has `said` it."""
    match cell:
        case Gap():
            return _GAPS[cell]
        case Rate(part=part, whole=whole):
            return CellView(text=french.percent(part, whole), more="" if whole == said else _n(whole))
        case Decimal():
            return CellView(text=french.decimal(cell))
        case _:
            return CellView(text=french.number(cell))


def row_labels(block: BlockId, scope: BilanScope) -> Callable[[RowKey], str]:
    """Return the function that names the rows of a block."""
    slugs = _slugs(block, scope)

    def name(key: RowKey) -> str:
        match key:
            case Month():
                return french.month(key)
            case Measure():
                return MEASURES[key]
            case Place():
                return PLACES[key]
            case Whole():
                return "Ensemble"
            case _:
                return slugs.get(key, key)

    return name


def _slugs(block: BlockId, scope: BilanScope) -> Mapping[str, str]:
    match block:
        case BlockId.BY_ARRONDISSEMENT:
            return scope.arrondissements
        case BlockId.NOT_ELIGIBLE | BlockId.TO_CHECK:
            return {rule.id: rule.title for rule in scope.rules}
        case BlockId.BY_STAGE:
            return {stage: _capital(label(stage)) for stage in Stage}
        case BlockId.BY_ANSWER:
            return {answer: _capital(label(answer)) for answer in SocialServicesAnswer}
        case BlockId.REJECTED_FOR:
            return FAULTS
        case _:
            return {}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
