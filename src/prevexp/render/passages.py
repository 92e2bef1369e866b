"""Parts of a bilan that plugins add, as they are read: text as it is, tables like every other one."""

import attrs

from prevexp.evaluation.blocks import Cell
from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.sections import AddedPassage
from prevexp.evaluation.sections import PlainTable

from .bilan_tables import CellView
from .bilan_tables import ColumnView
from .bilan_tables import RowView
from .bilan_tables import TableView
from .bilan_tables import cell_of


@attrs.frozen(kw_only=True)
class PassageView:
    """A passage with its tables laid out."""

    title: str
    origin: str
    paragraphs: tuple[str, ...]
    tables: tuple[TableView, ...]


def passage_view(added: AddedPassage) -> PassageView:
    """Return a passage as it is read."""
    passage = added.passage
    tables = tuple(_table(f"{added.section}-{i}", one) for i, one in enumerate(passage.tables, start=1))
    return PassageView(title=passage.title, origin=added.origin, paragraphs=passage.paragraphs, tables=tables)


def _table(name: str, table: PlainTable) -> TableView:
    return TableView(
        name=name,
        caption=table.caption,
        note="",
        indicators="",
        row_heading=table.heading,
        columns=tuple(ColumnView(label=one) for one in table.columns),
        rows=tuple(RowView(label=heading, cells=tuple(_cell(cell) for cell in cells)) for heading, cells in table.rows),
    )


def _cell(cell: Cell | str) -> CellView:
    return CellView(text=cell) if isinstance(cell, str) and not isinstance(cell, Gap) else cell_of(cell)
