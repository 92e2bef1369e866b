"""What the team's work adds to a case: dated facts, each list in the order of its days."""

from typing import Any

from ..domain import casework_events as work
from ..domain.agreement import Agreement
from ..domain.agreement import SharingAuthorisation
from ..domain.case import Case
from ..domain.contact import Attempt
from ..domain.contact import ChannelSafety
from ..domain.contact import FollowUpChoice
from ..domain.contact import Hold
from ..domain.events import ContactAttempted
from ..domain.vocabulary import AgreementStatus
from .dated import inserted


def spoken(state: Case, event: object) -> dict[str, Any]:
    """Return what changes after an attempt or what the household said; nothing for another event."""
    match event:
        case ContactAttempted():
            attempt = Attempt(
                attempted_on=event.occurred_on,
                channel=event.channel,
                outcome=event.outcome,
                place=event.place,
                workers=event.workers,
            )
            return {"attempts": inserted(state.attempts, attempt)}
        case work.ContactHeld():
            hold = Hold(on=event.occurred_on, until=event.until, reason=event.reason)
            return {"holds": inserted(state.holds, hold)}
        case work.HoldLifted():
            return {"holds": inserted(state.holds, Hold(on=event.occurred_on, until=None))}
        case work.ChannelSafetyNoted():
            noted = ChannelSafety(on=event.occurred_on, channel=event.channel, safe=event.safe)
            return {"channels": inserted(state.channels, noted)}
        case work.FollowUpEnded():
            return {"follow_up_choices": inserted(state.follow_up_choices, _choice(event))}
        case work.FollowUpExtended():
            return {"follow_up_choices": inserted(state.follow_up_choices, _choice(event))}
        case _:
            return _agreed(state, event)


def _agreed(state: Case, event: object) -> dict[str, Any]:
    match event:
        case work.AgreementGiven():
            given = Agreement(
                on=event.occurred_on, status=AgreementStatus.GIVEN, medium=event.medium, proof=event.proof
            )
            return {"agreements": inserted(state.agreements, given)}
        case work.AgreementRefused():
            refused = Agreement(on=event.occurred_on, status=AgreementStatus.REFUSED, medium=event.medium)
            return {"agreements": inserted(state.agreements, refused)}
        case work.AgreementWithdrawn():
            withdrawn = Agreement(on=event.occurred_on, status=AgreementStatus.WITHDRAWN, medium=event.medium)
            return {"agreements": inserted(state.agreements, withdrawn)}
        case work.SharingAuthorised() | work.SharingWithdrawn():
            return {"sharing": inserted(state.sharing, _sharing(event))}
        case _:
            return {}


def _sharing(event: work.SharingAuthorised | work.SharingWithdrawn) -> SharingAuthorisation:
    authorised = isinstance(event, work.SharingAuthorised)
    return SharingAuthorisation(
        on=event.occurred_on,
        partner=event.partner,
        group=event.group,
        authorised=authorised,
        medium=event.medium,
        proof=event.proof if isinstance(event, work.SharingAuthorised) else None,
    )


def _choice(event: work.FollowUpEnded | work.FollowUpExtended) -> FollowUpChoice:
    if isinstance(event, work.FollowUpEnded):
        return FollowUpChoice(on=event.occurred_on, end=event.end)
    return FollowUpChoice(on=event.occurred_on, until=event.until)
