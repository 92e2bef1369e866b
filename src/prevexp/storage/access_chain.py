"""The access journal walked from its first month to its end: no key is needed, and no month may be missing.

Each month begins with the link at which the one before ended; where lines went after their time, its head stands for
them. As in the journal of the cases, a tail that was cut off shows only against an anchor kept elsewhere.
"""

from collections.abc import Mapping

import attrs

from .access_rows import ACCESS
from .access_rows import FIRST
from .access_rows import HEADS
from .access_rows import LINES
from .access_rows import NOTHING
from .access_rows import AccessHead
from .access_rows import MonthHead
from .access_rows import Row
from .access_rows import broken_at
from .access_rows import by_month
from .access_rows import heads_of
from .access_rows import is_month
from .access_rows import link_after
from .access_rows import rows_of
from .chain import Expected
from .chain import broken
from .setting_port import Settings


@attrs.frozen(kw_only=True)
class AccessMonth:
    """One month of the access journal: how many lines it has or had, whether they are still there."""

    month: str
    lines: int
    kept: bool


@attrs.frozen(kw_only=True)
class AccessChain:
    """An access journal that is whole; `anchor_gone` says that the anchor's own month went, and cannot be compared."""

    head: AccessHead
    months: tuple[AccessMonth, ...] = ()
    anchor_gone: bool = False

    @property
    def lines(self) -> int:
        """How many lines are there."""
        return sum(one.lines for one in self.months if one.kept)


def walk_access(store: Settings, anchor: AccessHead | None = None) -> AccessChain:
    """Check every row and every head, and return what there is.

    Raises StoreCorrupt at the first row or head that is missing, moved or altered, or if the anchor's row is not there
    or differs.
    """
    first, heads, rows = _snapshot(store)
    walk = _Walk(anchor=None if anchor == NOTHING else anchor)
    month = first
    while month:
        month = walk.month(month, heads.pop(month, None), rows.pop(month, {}))
    if left := sorted({*heads, *rows}):
        raise broken_at(left[0], 1, Expected.NOTHING)
    walk.require_anchor()
    return AccessChain(head=walk.head, months=tuple(walk.months), anchor_gone=walk.anchor_gone)


@attrs.define
class _Walk:
    anchor: AccessHead | None
    head: AccessHead = NOTHING
    months: list[AccessMonth] = attrs.field(factory=list)
    anchored: bool = False
    anchor_gone: bool = False

    def month(self, month: str, known: MonthHead | None, stored: Mapping[str, bytes]) -> str:
        """Walk a month and return the one after it, empty at the end."""
        if month <= self.head.month:
            raise broken_at(month, 1, Expected.LATER_MONTH)
        opening = AccessHead(month, 0, self.head.link)
        self._reach(opening)
        if not stored and known is not None:
            return self._gone(month, known)
        last = self._rows(month, rows_of(month, stored))
        kept = MonthHead(opening.link, self.head.link, self.head.count, last)
        if known is not None and (not last or attrs.evolve(known, mark=b"") != kept):
            raise broken_at(month, self.head.count, Expected.END_OF_MONTH)
        self.months.append(AccessMonth(month=month, lines=self.head.count - bool(last), kept=True))
        return last

    def require_anchor(self) -> None:
        """Raise StoreCorrupt if the row of the anchor was not met."""
        if self.anchor is not None and not (self.anchored or self.anchor_gone):
            raise broken_at(self.anchor.month, self.anchor.count, Expected.ROW_OF_ANCHOR)

    def _rows(self, month: str, rows: list[Row]) -> str:
        for number, row in enumerate(rows, start=1):
            if row.link != link_after(self.head, row.kept) or (row.closes_for and number < len(rows)):
                raise broken_at(month, number, Expected.FOLLOWING_ROW)
            self._reach(AccessHead(month, number, row.link))
        return rows[-1].closes_for if rows else ""

    def _gone(self, month: str, known: MonthHead) -> str:
        if not known.mark or known.opening != self.head.link:
            raise broken_at(month, 1, Expected.ROWS_OR_HEAD)
        if self.anchor is not None and self.anchor.month == month and 0 < self.anchor.count < known.count:
            self.anchor_gone = True
        self.months.append(AccessMonth(month=month, lines=known.count - 1, kept=False))
        self._reach(AccessHead(month, known.count, known.link))
        return known.next_month

    def _reach(self, head: AccessHead) -> None:
        self.head = head
        self.anchored = self.anchored or head == self.anchor


def _snapshot(store: Settings) -> tuple[str, dict[str, MonthHead], dict[str, dict[str, bytes]]]:
    """Return the first month, the heads and the rows; no month ended and no lines went while they were read."""
    while True:
        heads = store.settings(HEADS)
        rows = store.settings(LINES)
        if store.settings(HEADS) == heads:
            break
    first = (store.setting(FIRST) or b"").decode("ascii", "replace")
    if first and not is_month(first):
        raise broken(ACCESS, first, Expected.BEGINNING)
    return first, heads_of(heads), by_month(rows)
