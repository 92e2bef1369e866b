"""What is published, as exporters get it: sheets of numbers after disclosure control, nothing behind them.

Everything here may leave: what is hidden is a `Gap` and cannot be had from a document.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP
from decimal import Decimal

import attrs

from prevexp.domain import spreadsheets
from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import identifier

from .bilan import Bilan
from .blocks import Gap
from .blocks import Rate


@attrs.frozen
class Named:
    """Something that has a slug for programs and words for people, such as an arrondissement or a stage."""

    id: str
    label: str


Entry = str | int | Decimal | Rate | Gap | Named
"""What a cell holds."""

neutralised = spreadsheets.neutralised
"""What an exporter passes a text through: a text that no spreadsheet takes for a formula."""


def plain(entry: Entry) -> str | int | Decimal:
    """Return a cell as programs read it: slugs, numbers, a rate as a decimal of four places; texts neutralised."""
    match entry:
        case Named():
            return neutralised(entry.id)
        case Gap():
            return str(entry)
        case Rate(part=part, whole=whole):
            return (Decimal(part) / whole).quantize(Decimal("0.0001"), ROUND_HALF_UP)
        case str():
            return neutralised(entry)
        case _:
            return entry


@attrs.frozen
class Column:
    """A column: its slug for programs, and its heading for people, French."""

    id: str
    label: str


@attrs.frozen(kw_only=True)
class Sheet:
    """One table; `id` is its slug. Raises InvalidValue for a row that has not one cell for each column."""

    id: str = attrs.field(validator=identifier)
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Entry, ...], ...]
    note: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a row of another length."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise InvalidValue(f"{self.id}: a row has one cell for each column", sheet=self.id)


@attrs.frozen(kw_only=True)
class Document:
    """A publication; `about` says what it covers, line by line, and `bilan` is there if it has a page of its own."""

    id: str = attrs.field(validator=identifier)
    title: str
    about: tuple[tuple[str, str], ...] = ()
    sheets: tuple[Sheet, ...]
    bilan: Bilan | None = attrs.field(default=None, repr=False)

    @property
    def entries(self) -> Iterator[Entry]:
        """Every cell, sheet by sheet."""
        for sheet in self.sheets:
            for row in sheet.rows:
                yield from row
