"""What is to go to a partner by file on a day: new referrals, reminders that are due, word that one is over.

Source: call C14, C26; RGPD art. 19.
"""

import base64
import hashlib
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ..casework.due import Task
from ..casework.referral import commands
from ..casework.referral.connector import ConnectorSettings
from ..casework.referral.duties import next_reminder
from ..casework.referral.duties import standings
from ..casework.referral.standing import Standing
from ..casework.referral.standing import standing
from ..casework.refusal import Refusal
from ..domain.case import Case
from ..domain.referral import ReferralMeans
from ..domain.referral import ReferralStatus
from ..domain.referral import Sent
from ..exchange.connectors import Motion
from ..exchange.connectors import OutboundRow
from .reading import cases_of
from .reading import events_of
from .sharing import view_of

if TYPE_CHECKING:
    from ..casework.command import Command
    from ..privacy.view import View
    from ..storage.records import Records
    from .casebook import Casebook


class NotSent(StrEnum):
    """Why something stays with the team; other codes are those of refused commands."""

    NOT_BY_FILE = "not-by-file"
    NOTHING_MAY_LEAVE = "nothing-may-leave"
    OVER_SINCE = "over-since"
    NOT_CONFIRMED = "not-confirmed"


@attrs.frozen(kw_only=True)
class ToSend:
    """One row to send, the view it is from, the command that notes it; `left` says why it stays, if it does."""

    case: Case = attrs.field(repr=lambda case: case.case_id)
    number: int
    motion: Motion
    command: "Command"
    row: OutboundRow | None = None
    view: "View | None" = attrs.field(default=None, repr=False)
    left: str | None = None
    refusal: Refusal | None = None


def reference_of(records: "Records", partner: str, case_id: str, number: int) -> str:
    """Return the name a partner knows a referral by: the same for ever, another for each partner, no id of prevexp.

    It stands for the idempotency key `case_id/number`; only the key of the store leads back to it.
    """
    said = hashlib.sha256(f"referral/{partner}/{case_id}/{number}".encode()).digest()
    text = base64.b32encode(records.transfer_digest(said)[:10]).decode()
    return "-".join(text[place : place + 4] for place in range(0, len(text), 4))


def bare(reference: str) -> str:
    """Return the letters and digits of a reference, as they are compared: a partner may write it in its own way."""
    return "".join(filter(str.isalnum, reference.upper()))


def sendings(caseload: "Casebook", partner: str, settings: ConnectorSettings, *, on: date) -> Iterator[ToSend]:
    """Yield what is to go to a partner on a day, oldest case first; of a closed case, only word of an end."""
    plan = caseload.pack.referral_plan
    for case in cases_of(caseload.records, caseload.pack):
        for stand in standings(case, plan, on=on):
            over = case.closure_on(on) is not None and not stand.to_tell
            if over or stand.referral.partner != partner:
                continue
            if stand.status is ReferralStatus.PROPOSED:
                yield _referral(caseload, case, stand, settings, on)
            elif stand.to_tell:
                command = commands.TellReferralEnd(on=on, number=stand.referral.number)
                yield _word(caseload, case, stand, Motion.END, command, "fin")
            elif (due := next_reminder(stand, plan)) and due.due_on <= on and due.task is Task.REMIND_PARTNER:
                reminder = commands.RemindPartner(on=on, number=stand.referral.number)
                yield _word(caseload, case, stand, Motion.REMINDER, reminder, f"relance/{due.due_on.isoformat()}")


def _referral(caseload: "Casebook", case: Case, stand: Standing, settings: ConnectorSettings, on: date) -> ToSend:
    """Return a new referral with what its partner may see, or why it stays.

    What is known of later days counts too: nothing leaves today that was taken back tomorrow, noted already.
    """
    referral = stand.referral
    command = commands.SendReferral(on=on, number=referral.number, means=ReferralMeans.FILE)
    kept = ToSend(case=case, number=referral.number, motion=Motion.REFERRAL, command=command)
    sent_for = settings.sent_for(referral.purpose)
    if sent_for is None:
        return attrs.evolve(kept, left=NotSent.NOT_BY_FILE)
    if _over_since(caseload, case, stand):
        return attrs.evolve(kept, left=NotSent.OVER_SINCE)
    asked = {"partner": referral.partner, "purpose": sent_for.shared_for}
    last = max([on, *(getattr(event, "occurred_on", on) for event in events_of(caseload.records, case.case_id))])
    now, later = (view_of(caseload, case.case_id, **asked, on=day) for day in (on, last))
    if now.empty or later.empty:
        return attrs.evolve(kept, left=NotSent.NOTHING_MAY_LEAVE)
    reference = reference_of(caseload.records, referral.partner, case.case_id, referral.number)
    row = OutboundRow(
        row_id=reference,
        motion=Motion.REFERRAL,
        reference=reference,
        on=on,
        purpose=sent_for.words,
        values={
            one.header: value_at(now, one.place) for one in settings.columns if value_at(later, one.place) is not None
        },
    )
    return attrs.evolve(kept, row=row, view=now)


def _over_since(caseload: "Casebook", case: Case, stand: Standing) -> bool:
    """Say whether a referral ended on a later day, as is known already."""
    return standing(case, stand.referral, caseload.pack.referral_plan, on=date.max).ended_on is not None


def _word(caseload: "Casebook", case: Case, stand: Standing, motion: Motion, command: "Command", said: str) -> ToSend:
    """Return a reminder or an end: it names the referral and holds nothing of the household."""
    referral = stand.referral
    kept = ToSend(case=case, number=referral.number, motion=motion, command=command)
    if not any(isinstance(move, Sent) and move.means is ReferralMeans.FILE for move in referral.moves):
        return attrs.evolve(kept, left=NotSent.NOT_BY_FILE)
    if motion is Motion.REMINDER and _over_since(caseload, case, stand):
        return attrs.evolve(kept, left=NotSent.OVER_SINCE)
    reference = reference_of(caseload.records, referral.partner, case.case_id, referral.number)
    row = OutboundRow(row_id=f"{reference}/{said}", motion=motion, reference=reference, on=command.on, purpose="")
    return attrs.evolve(kept, row=row)


def value_at(view: "View", place: str) -> object:
    """Return what stands at a place of a view, None for what may not leave or is not known."""
    first, *names = place.split(".")
    found: object = {"facts": view.facts, "identity": view.identity, "extracts": view.extracts}[first]
    for name in names:
        if not isinstance(found, Mapping):
            return None
        found = found.get(name)
    return found
