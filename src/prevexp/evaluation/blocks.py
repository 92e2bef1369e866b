"""The data blocks of a bilan: tables of slugs and numbers. `prevexp.render` makes words, pictures and pages of them."""

from decimal import Decimal
from enum import StrEnum

import attrs

from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import Month


class Gap(StrEnum):
    """Why a cell has no number."""

    HIDDEN = "hidden"
    NOT_KNOWN = "not-known"
    NOTHING_TO_COUNT = "nothing-to-count"


class BlockId(StrEnum):
    """The tables of the first bilan, in the order they are read."""

    KEY_FIGURES = "key-figures"
    FUNNEL = "funnel"
    BY_MONTH = "by-month"
    BY_ARRONDISSEMENT = "by-arrondissement"
    BY_ZONE = "by-zone"
    NOT_ELIGIBLE = "not-eligible"
    TO_CHECK = "to-check"
    BY_STAGE = "by-stage"
    BY_ANSWER = "by-answer"
    DELAYS = "delays"
    CAPACITY = "capacity"
    LINES = "lines"
    REJECTED_FOR = "rejected-for"
    QUALITY = "quality"


class Measure(StrEnum):
    """What a number says: the columns of the tables, and the rows of those that list measures."""

    LINES_RECEIVED = "lines-received"
    LINES_ACCEPTED = "lines-accepted"
    LINES_UPDATED = "lines-updated"
    LINES_DUPLICATE = "lines-duplicate"
    LINES_REJECTED = "lines-rejected"
    CASES = "cases"
    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not-eligible"
    TO_CHECK = "to-check"
    ALLOCATED = "allocated"
    WAITING = "waiting"
    CLOSED_UNALLOCATED = "closed-unallocated"
    ATTEMPTED = "attempted"
    NOT_ATTEMPTED = "not-attempted"
    OPEN = "open"
    CLOSED = "closed"
    QUOTA = "quota"
    NUMBER = "number"
    SHARE_OF_QUOTA = "share-of-quota"
    SHARE_OF_CASES = "share-of-cases"
    SHARE_OF_LINES = "share-of-lines"
    SHARE_OF_ELIGIBLE = "share-of-eligible"
    SHARE_OF_PREVIOUS = "share-of-previous"
    SHARE_OF_NOT_ELIGIBLE = "share-of-not-eligible"
    SHARE_OF_TO_CHECK = "share-of-to-check"
    SHARE_OF_REJECTED = "share-of-rejected"
    MEDIAN_DAYS = "median-days"
    P90_DAYS = "p90-days"
    TO_ALLOCATION = "to-allocation"
    TO_FIRST_ATTEMPT = "to-first-attempt"
    TEAM_FTE = "team-fte"
    ALLOCATED_PER_FTE_AND_MONTH = "allocated-per-fte-and-month"
    OPEN_PER_FTE = "open-per-fte"
    WITH_PHONE = "with-phone"
    WITH_ADDRESS = "with-address"
    WITH_STAGE = "with-stage"
    WITH_DEBT = "with-debt"
    VERDICT_CHANGED = "verdict-changed"


class Place(StrEnum):
    """Where a case lies that lies in no known arrondissement; and the rural communes and the others (call C16)."""

    OUTSIDE = "outside"
    NOT_KNOWN = "not-known"
    RURAL = "rural"
    NOT_RURAL = "not-rural"


class Whole(StrEnum):
    """The row that sums up the others."""

    ALL = "all"


RowKey = Month | Measure | Place | Whole | str
"""What a row is about: a month, a measure, a place, the whole, or the slug of an arrondissement, rule, stage…"""


@attrs.frozen
class Rate:
    """A share with what it is a share of: a rate always carries its n."""

    part: int
    whole: int

    def __attrs_post_init__(self) -> None:
        """Refuse a share of nothing."""
        if self.whole <= 0 or self.part < 0:
            raise InvalidValue("a rate needs something to be a share of")


Cell = int | Decimal | Rate | Gap
"""A count, a measured number (days, cases per full-time equivalent), a rate, or why there is none."""


@attrs.frozen(kw_only=True)
class Row:
    """One row; `cells` in the order of the table's columns."""

    key: RowKey
    cells: tuple[Cell, ...]


@attrs.frozen(kw_only=True)
class Table:
    """One block: what a picture shows stands in its table, cell by cell.

    `indicators` are the ids of what it answers (`prevexp.evaluation.figures`). `multiple` says that a case
    may count in several rows, so that they do not add up to the whole.
    """

    id: BlockId
    columns: tuple[Measure, ...]
    rows: tuple[Row, ...]
    indicators: tuple[str, ...] = ()
    multiple: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse a row that has not one cell for each column, and two rows about one thing."""
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise InvalidValue(f"{self.id}: a row has one cell for each column")
        if len({row.key for row in self.rows}) < len(self.rows):
            raise InvalidValue(f"{self.id}: a row is given twice")

    def cell(self, key: RowKey, column: Measure) -> Cell:
        """Return the cell of a row and a column; raise KeyError if there is none."""
        for row in self.rows:
            if row.key == key:
                return row.cells[self.columns.index(column)]
        raise KeyError(key)
