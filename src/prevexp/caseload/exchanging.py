"""Exchange with a partner by file: what is due goes out once, what comes in becomes events, line by line.

Source: call C14, C21, C26.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ..casework.decide import decide
from ..casework.evolve import evolve
from ..casework.refusal import Refusal
from ..domain.case import Case
from ..domain.errors import InvalidValue
from ..domain.events import Event
from ..exchange.fileconnector import FileConnector
from .recording import record_stories
from .sendings import ToSend
from .sendings import sendings

if TYPE_CHECKING:
    from datetime import datetime

    from ..casework.contact_plan import WorkPlan
    from ..exchange.connectors import Motion
    from .casebook import Casebook


@attrs.frozen(kw_only=True)
class Moved:
    """One referral concerned by a sending: its case, number, what was sent of it, and why it stayed, if it did.

    `left` is a code of `NotSent` or of a refusal, which then stands beside it with its days.
    """

    case_id: str
    number: int
    motion: "Motion"
    left: str | None = None
    refusal: Refusal | None = None


@attrs.frozen(kw_only=True)
class Dispatch:
    """What went to a partner on a day: `file` is the batch (None: nothing new), `already` was sent before."""

    partner: str
    on: date
    file: Path | None
    sent: tuple[Moved, ...]
    already: tuple[Moved, ...]
    left: tuple[Moved, ...]


@attrs.define(kw_only=True)
class Notes:
    """Events to be written for several cases in one batch, each decided on the case after those before it."""

    plan: "WorkPlan"
    at: "datetime"
    before: dict[str, Case] = attrs.field(factory=dict)
    after: dict[str, Case] = attrs.field(factory=dict)
    events: dict[str, list[Event]] = attrs.field(factory=dict)

    def note(self, case: Case, command: object) -> Refusal | None:
        """Decide on a command and keep what comes of it; return the refusal if it is refused."""
        now = self.after.get(case.case_id, case)
        decided = decide(now, command, at=self.at, plan=self.plan)  # type: ignore[arg-type]
        if isinstance(decided, Refusal):
            return decided
        self.keep(case, decided)
        return None

    def keep(self, case: Case, events: Iterable[Event]) -> None:
        """Keep events of a case."""
        self.before.setdefault(case.case_id, case)
        for event in events:
            self.after[case.case_id] = evolve(self.after.get(case.case_id, case), event)
            self.events.setdefault(case.case_id, []).append(event)

    def stories(self) -> list[tuple[Case, tuple[Event, ...]]]:
        """Return each case as it was read, with its new events."""
        return [(self.before[case_id], tuple(events)) for case_id, events in self.events.items()]


def connector_of(caseload: "Casebook", partner: str, folder: Path | str) -> FileConnector:
    """Return the connector of a partner below a folder; raise InvalidValue, with those there are, if it has none."""
    settings = caseload.pack.connector_for(partner)
    if settings is None:
        known = tuple(slug for slug in caseload.pack.addressees if caseload.pack.connector_for(slug))
        raise InvalidValue(f"no exchange by file with this partner; known: {', '.join(known)}", known=known)
    return FileConnector(partner=partner, settings=settings, folder=Path(folder) / partner)


def send_referrals(
    caseload: "Casebook", partner: str, *, on: date, folder: Path | str, at: "datetime", dry_run: bool
) -> Dispatch:
    """Lay a batch for a partner and write down what went; see `Caseload.send_referrals`."""
    connector = connector_of(caseload, partner, folder)
    wanted = [_tried(one, caseload, at) for one in sendings(caseload, partner, connector.settings, on=on)]
    rows = [one.row for one in wanted if one.row is not None and one.left is None]
    known: Mapping[str, date] = connector.poll()
    file = None if dry_run else connector.send(rows, on=on).file
    notes = Notes(plan=caseload.pack.work_plan, at=at)
    left = [_moved(one) for one in wanted if one.left is not None]
    sent: list[Moved] = []
    already: list[Moved] = []
    for one in (one for one in wanted if one.left is None and one.row is not None):
        assert one.row is not None  # noqa: S101 - filtered above
        day = known.get(one.row.row_id)
        refused = notes.note(one.case, one.command if day is None else attrs.evolve(one.command, on=day))
        if refused is not None:
            left.append(attrs.evolve(_moved(one), left=refused.code.value, refusal=refused))
        else:
            (sent if day is None else already).append(_moved(one))
    if not dry_run:
        record_stories(caseload.records, notes.stories())
    return Dispatch(partner=partner, on=on, file=file, sent=tuple(sent), already=tuple(already), left=tuple(left))


def _tried(one: ToSend, caseload: "Casebook", at: "datetime") -> ToSend:
    """Return what is to be sent if it may be noted of its case, and why it stays otherwise: asked before it leaves."""
    if one.left is not None:
        return one
    refused = Notes(plan=caseload.pack.work_plan, at=at).note(one.case, one.command)
    return one if refused is None else attrs.evolve(one, left=refused.code.value, refusal=refused)


def _moved(one: ToSend) -> Moved:
    return Moved(case_id=one.case.case_id, number=one.number, motion=one.motion, left=one.left, refusal=one.refusal)
