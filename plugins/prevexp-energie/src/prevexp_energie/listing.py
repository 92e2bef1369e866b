"""Households whose energy is to be cut: who, which day, and what is new since the list was last looked at."""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

import attrs

from prevexp.domain.case import Case
from prevexp.domain.extra import noted_by
from prevexp.render.french import short_day

from .events import CutAnnounced
from .facts import LABELS

if TYPE_CHECKING:
    from prevexp.caseload import Caseload


@attrs.frozen(kw_only=True)
class AnnouncedCut:
    """One line of the list; a case is known by its reference and initials, nobody is named."""

    reference: str
    initials: str
    cut_on: date
    reply_by: date | None = None
    energy: str = attrs.field(default="", metadata={"description": "French"})
    noted_at: datetime | None = None
    new: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return attrs.asdict(self, value_serializer=lambda _, __, one: one.isoformat() if isinstance(one, date) else one)

    def __str__(self) -> str:
        reply = f", répondre au plus tard le {short_day(self.reply_by)}" if self.reply_by else ""
        new = " [nouveau]" if self.new else ""
        return f"{short_day(self.cut_on)}  {self.reference}  {self.initials}  {self.energy}{reply}{new}"


def announced_cuts(caseload: "Caseload", on: date, since: datetime | None) -> tuple[AnnouncedCut, ...]:
    """Return the cuts announced by a day for cases open on it, the nearest first; past ones stay until called off.

    New are letters noted after the instant `since`; all are, if there is none.
    """
    found = _cuts(caseload, caseload.cases(on=on), on, since)
    return tuple(sorted(found, key=lambda one: (one.cut_on, one.reference)))


def _cuts(caseload: "Caseload", cases: Iterable[Case], on: date, since: datetime | None) -> Iterator[AnnouncedCut]:
    from prevexp.caseload.listing import initials

    for case in cases:
        noted = {name: one.value for name, one in noted_by(case.extra, on).items()}
        cut_on, reply_by = noted.get("energie.cut_on"), noted.get("energie.reply_by")
        if not isinstance(cut_on, date) or case.closure_on(on) is not None:
            continue
        letters = (one for one in caseload.events(case.case_id, on=on) if isinstance(one, CutAnnounced))
        noted_at = max((one.recorded_at for one in letters), default=None)
        yield AnnouncedCut(
            reference=case.reference,
            initials=initials(caseload.identity(case.case_id)),
            cut_on=cut_on,
            reply_by=reply_by if isinstance(reply_by, date) else None,
            energy={str(word): label for word, label in LABELS.items()}.get(str(noted.get("energie.energy")), ""),
            noted_at=noted_at,
            new=noted_at is not None and (since is None or noted_at > since),
        )
