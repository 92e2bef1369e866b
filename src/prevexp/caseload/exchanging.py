"""Exchange with a partner: what is due goes out once, what comes in becomes events, line by line.

Source: call C14, C21, C26.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ..casework.decide import decide
from ..casework.evolve import evolve
from ..casework.referral.commands import NoteSendingFailed
from ..casework.refusal import Refusal
from ..domain.access import AccessAction
from ..domain.case import Case
from ..domain.errors import ConnectorFailed
from ..domain.errors import InvalidValue
from ..domain.events import Event
from ..domain.groups import Veiled
from ..domain.referral import SendingFailure
from ..domain.vocabulary import FieldGroup
from ..exchange.connectors import OutboundRow
from ..exchange.connectors import SendReceipt
from ..privacy.places import group_at
from ..registry.offers import Direction
from .connecting import Exchange
from .connecting import exchange_with
from .recording import record_stories
from .sendings import NotSent
from .sendings import ToSend
from .sendings import sendings
from .sharing import note_view

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
class Notes(Veiled):
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


def send_referrals(
    caseload: "Casebook", partner: str, *, on: date, folder: Path | str, at: "datetime", dry_run: bool
) -> Dispatch:
    """Hand a batch to a partner and write down what went; see `Caseload.send_referrals`."""
    exchange = exchange_with(caseload, partner, folder)
    exchange.require(Direction.OUTBOUND)
    wanted = [_tried(one, caseload, at) for one in sendings(caseload, partner, exchange.settings, on=on)]
    going = {one.row.row_id: one for one in wanted if one.row is not None and one.left is None}
    rows = [one.row for one in going.values() if one.row is not None]
    receipt = _asked_before(exchange, rows) if dry_run else _handed_over(caseload, exchange, going, rows, on=on, at=at)
    notes = Notes(plan=caseload.pack.work_plan, at=at)
    left = [_moved(one) for one in wanted if one.left is not None]
    sent: list[Moved] = []
    already: list[Moved] = []
    for row_id, one in going.items():
        day = receipt.already.get(row_id)
        if day is None and row_id not in receipt.sent:
            notes.note(one.case, _failure(one, SendingFailure.FAULT, on))
            left.append(attrs.evolve(_moved(one), left=NotSent.NOT_CONFIRMED.value))
            continue
        refused = notes.note(one.case, one.command if day is None else attrs.evolve(one.command, on=day))
        if refused is not None:
            left.append(attrs.evolve(_moved(one), left=refused.code.value, refusal=refused))
        else:
            (sent if day is None else already).append(_moved(one))
    if not dry_run:
        record_stories(caseload.records, notes.stories())
    return Dispatch(
        partner=partner, on=on, file=receipt.file, sent=tuple(sent), already=tuple(already), left=tuple(left)
    )


def _asked_before(exchange: Exchange, rows: Sequence[OutboundRow]) -> SendReceipt:
    """Return what a sending would give, as far as the partner can be asked."""
    known = exchange.poll()
    already = {row.row_id: known[row.row_id] for row in rows if row.row_id in known}
    return SendReceipt(file=None, sent=tuple(row.row_id for row in rows if row.row_id not in already), already=already)


def _handed_over(
    caseload: "Casebook",
    exchange: Exchange,
    going: Mapping[str, ToSend],
    rows: Sequence[OutboundRow],
    *,
    on: date,
    at: "datetime",
) -> SendReceipt:
    """Hand rows over; if nobody knows whether they arrived, that is written down and the error goes on.

    They go again under the same ids, by which the partner, or its receipts, tell them.
    """
    for one in going.values():
        _note_export(caseload, exchange, one)
    try:
        return exchange.send(rows, on=on)
    except (ConnectorFailed, OSError, InvalidValue) as error:
        reason = SendingFailure(error.reason) if isinstance(error, ConnectorFailed) else SendingFailure.UNREACHABLE
        notes = Notes(plan=caseload.pack.work_plan, at=at)
        for one in going.values():
            notes.note(one.case, _failure(one, reason, on))
        record_stories(caseload.records, notes.stories())
        raise


def _note_export(caseload: "Casebook", exchange: Exchange, one: ToSend) -> None:
    """Note what of a household is handed over; a reminder and an end name the referral and nothing else."""
    values = one.row.values if one.row else {}
    if one.view is None:
        caseload.note_access(
            AccessAction.EXPORTED,
            about=one.case.case_id,
            partner=exchange.partner,
            purpose=one.motion.name.lower(),
            groups=(FieldGroup.TECHNICAL,),
        )
        return
    places = [column.place for column in exchange.settings.columns if column.header in values]
    groups = {group for place in places if (group := group_at(place)) is not None}
    note_view(caseload, AccessAction.EXPORTED, one.case.case_id, one.view, groups)


def _failure(one: ToSend, reason: SendingFailure, on: date) -> NoteSendingFailed:
    return NoteSendingFailed(on=on, number=one.number, reason=reason)


def _tried(one: ToSend, caseload: "Casebook", at: "datetime") -> ToSend:
    """Return what is to be sent if it may be noted of its case, and why it stays otherwise: asked before it leaves."""
    if one.left is not None:
        return one
    refused = Notes(plan=caseload.pack.work_plan, at=at).note(one.case, one.command)
    return one if refused is None else attrs.evolve(one, left=refused.code.value, refusal=refused)


def _moved(one: ToSend) -> Moved:
    return Moved(case_id=one.case.case_id, number=one.number, motion=one.motion, left=one.left, refusal=one.refusal)
