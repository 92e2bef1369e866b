"""Parts of a bilan that a territory or a plugin adds: what they are given, and the blocks of data they return.

A section sees what may be published and no row of a case; it returns data, and `prevexp.render` makes the page of it.
"""

import attrs

from prevexp.domain.errors import InvalidValue

from .blocks import Cell
from .blocks import Table
from .results import IndicatorTable
from .rows import BilanScope


@attrs.frozen(kw_only=True)
class SectionContext:
    """What a section may read: what the bilan covers, its tables and the indicators, all after disclosure control."""

    scope: BilanScope
    tables: tuple[Table, ...]
    indicators: IndicatorTable


@attrs.frozen(kw_only=True)
class PlainTable:
    """A table in words: headings, and rows of a heading and cells; French."""

    caption: str
    heading: str = attrs.field(default="", metadata={"description": "what the rows are"})
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell | str, ...]], ...]

    def __attrs_post_init__(self) -> None:
        """Refuse a row that has not one cell for each column."""
        if any(len(cells) != len(self.columns) for _, cells in self.rows):
            raise InvalidValue(f"{self.caption}: a row has one cell for each column")


@attrs.frozen(kw_only=True)
class Passage:
    """One part of a bilan: a title, paragraphs of plain text, tables. Text is shown as it is, never read as HTML."""

    title: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[PlainTable, ...] = ()


@attrs.frozen(kw_only=True)
class AddedPassage:
    """A passage with the section it comes from, and whose that is."""

    section: str
    passage: Passage
    origin: str = attrs.field(default="", metadata={"description": "empty: the territory's or prevexp's own"})


@attrs.frozen(kw_only=True)
class MissingPassage:
    """A section that could not be built, or that is asked for and not there: named, so that nobody misses it unseen."""

    section: str
    reason: str
