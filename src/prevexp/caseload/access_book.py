"""Who looked at or handed on what: written before it is handed out, read by whoever watches over it, gone in time."""

from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

import attrs

from ..domain.access import AccessAction
from ..domain.access import AccessLine
from ..domain.errors import Erased
from ..domain.errors import InvalidValue
from ..privacy.access_keeping import keeping_on
from ..privacy.sensitive import sensitive_groups
from .desk import Desk

if TYPE_CHECKING:
    from ..domain.vocabulary import FieldGroup
    from ..storage.access_chain import AccessChain
    from ..storage.anchors import Anchor


@attrs.frozen(kw_only=True)
class NotedAccess:
    """One line of the access journal under its number: the month it was written in, and its place there."""

    month: str
    number: int
    line: AccessLine


_AHEAD = timedelta(days=1)
"""How far a calendar day may be ahead of the day in UTC."""


class AccessBook(Desk):
    """The access journal of a caseload; see `docs/how-to/audit.md` for what writes a line and what does not."""

    def access(
        self, *, month: str | None = None, case_id: str | None = None, actor: str | None = None
    ) -> tuple[NotedAccess, ...]:
        """Return the lines of the access journal, the oldest first: all that are kept, or those of a month (YYYY-MM).

        `case_id` keeps those about one case; a line about several cases at once names none of them. `actor` keeps one
        person's. Raises StoreCorrupt.
        """
        journal = self.records.access
        found = (
            NotedAccess(month=of, number=number, line=line)
            for of in journal.months()
            if month is None or of == month
            for number, line in enumerate(journal.lines(of), start=1)
        )
        return tuple(
            one
            for one in found
            if (case_id is None or one.line.about == case_id) and (actor is None or one.line.actor == actor)
        )

    def export_access(self, *, month: str | None = None) -> tuple[NotedAccess, ...]:
        """Return the same to be handed to somebody who watches over it; that it is handed out is a line itself."""
        self.note_access(AccessAction.EXPORTED, purpose="access-journal", count=0)
        return self.access(month=month)

    def verify_access(self, anchor: "Anchor | None" = None) -> "AccessChain":
        """Walk the chain of the access journal, open every line, and return what there is.

        Raises StoreCorrupt where it is broken, or if the anchor does not fit.
        """
        return self.records.access.verify(anchor.access if anchor else None)

    def access_overdue(self, *, on: date) -> tuple[str, ...]:
        """Return the months of lines that are kept too long on a day: `forget_access` takes them away."""
        return self.records.access.stale(self._first_kept(on))

    def forget_access(self, *, on: date) -> tuple[str, ...]:
        """Take away the lines that are older than the territory keeps them on a day, and return their months.

        Whole months go; that it was done is a line itself. The head of each month stays, so that the chain can still
        be verified. Raises InvalidValue for a day to come, StoreBusy while a reader holds old pages: ask again.
        """
        if on > self._now().date() + _AHEAD:
            raise InvalidValue("a day to come: what is to be kept today would go")
        line = AccessLine(
            at=self._now(), actor=self.actor, action=AccessAction.FORGOTTEN, purpose="access-journal", count=0
        )
        return self.records.access.forget(self._first_kept(on), line)

    def _first_kept(self, on: date) -> str:
        return str(keeping_on(self.pack.access_keeping, on).first_kept(on))


def note_read(desk: Desk, events: Iterable[object], *, about: str) -> None:
    """Note that what happened to a case is shown, if it says something of the sensitive groups (G7, G8)."""
    if groups := sensitive_groups(events):
        desk.note_access(AccessAction.READ, about=about, groups=in_order(groups))


@contextmanager
def opening(desk: Desk, case_id: str) -> Iterator[None]:
    """Note it if what is opened belongs to a household that was erased; that it fails is told all the same."""
    try:
        yield
    except Erased:
        desk.note_access(AccessAction.REFUSED, about=case_id, purpose="erased")
        raise


def in_order(groups: "Iterable[FieldGroup]") -> "tuple[FieldGroup, ...]":
    """Return groups in the order of their numbers."""
    return tuple(sorted(groups, key=lambda group: int(group.value[1:])))
