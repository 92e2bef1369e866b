"""From a command to the events it makes, or to a refusal. Pure: the instant and the territory's plan are passed in."""

from collections.abc import Callable
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Any
from typing import TypeVar

from ..domain import casework_events as work
from ..domain.case import Case
from ..domain.events import ContactAttempted
from ..domain.events import Event
from ..domain.vocabulary import AttemptOutcome
from ..domain.vocabulary import Place
from . import commands
from .contact_plan import WorkPlan
from .follow_up import OPEN
from .follow_up import follow_up
from .next_contact import held_until
from .refusal import Refusal
from .refusal import RefusalCode
from .said import agreed
from .said import shares

Decision = tuple[Event, ...] | Refusal

_E = TypeVar("_E", bound=Event)

_ANY_DAY = (commands.WithdrawAgreement, commands.WithdrawSharing)
"""What a household may say at any time, the end of the team's work included."""

_PARIS_AHEAD = timedelta(hours=2)  # Paris is never further ahead of UTC: a later day has not begun there


def decide(case: Case, command: commands.Command, *, at: datetime, plan: WorkPlan) -> Decision:
    """Return the events a command makes on a case, or why it is refused; `at` is the instant of noting it, UTC.

    Whatever the command, an event that needs the household's agreement comes only with one in force on its day.
    """
    impossible = _impossible(case, command, at)
    if impossible is not None:
        return impossible
    decided = _decided(case, command, at, plan)
    return decided if isinstance(decided, Refusal) else checked(case, decided)


def checked(case: Case, events: tuple[Event, ...]) -> Decision:
    """Return the events, or a refusal if one needs an agreement and none is in force on its day (call C22)."""
    for event in events:
        if event.needs_agreement and not agreed(case, event.occurred_on):
            return _refusal(RefusalCode.AGREEMENT_MISSING, on=event.occurred_on)
    return events


def _impossible(case: Case, command: commands.Command, at: datetime) -> Refusal | None:
    """Refuse a day to come, one before the list named the case, and, but for a withdrawal, one after its end."""
    on = command.on
    if on > (at + _PARIS_AHEAD).date():
        return _refusal(RefusalCode.IN_THE_FUTURE, on=on)
    if on < case.received_on:
        return _refusal(RefusalCode.BEFORE_RECEPTION, on=on, received_on=case.received_on)
    if case.closed_on is not None and on > case.closed_on and not isinstance(command, _ANY_DAY):
        return _refusal(RefusalCode.CASE_CLOSED, on=on, closed_on=case.closed_on)
    return None


def _decided(case: Case, command: commands.Command, at: datetime, plan: WorkPlan) -> Decision:
    say = _saying(case, command, at)
    match command:
        case commands.RecordAttempt():
            return _attempt(command, say)
        case commands.HoldContact() | commands.LiftHold():
            return _hold(case, command, say)
        case commands.NoteChannelSafety():
            return (say(work.ChannelSafetyNoted, channel=command.channel, safe=command.safe),)
        case commands.AuthoriseSharing() | commands.WithdrawSharing():
            return _sharing(case, command, say)
        case commands.EndFollowUp() | commands.ExtendFollowUp():
            return _follow_up(case, command, plan, say)
        case _:
            return _agreement(case, command, say)


Say = Callable[..., Any]


def _saying(case: Case, command: commands.Command, at: datetime) -> Say:
    """Return a function that makes events of this case, day and instant."""

    def say(kind: type[_E], **fields: Any) -> _E:
        return kind(case_id=case.case_id, occurred_on=command.on, recorded_at=at, **fields)

    return say


def _attempt(command: commands.RecordAttempt, say: Say) -> Decision:
    if command.outcome is AttemptOutcome.MET and command.place is Place.REMOTE:
        return _refusal(RefusalCode.MET_AT_A_DISTANCE)
    fields = {"channel": command.channel, "outcome": command.outcome, "place": command.place}
    return (say(ContactAttempted, **fields, workers=command.workers),)


def _agreement(case: Case, command: commands.Command, say: Say) -> Decision:
    in_force = agreed(case, command.on)
    match command:
        case commands.GiveAgreement() | commands.RefuseAgreement() if in_force:
            return _refusal(RefusalCode.AGREEMENT_IN_FORCE, on=command.on)
        case commands.GiveAgreement():
            return (say(work.AgreementGiven, medium=command.medium, proof=command.proof),)
        case commands.RefuseAgreement():
            return (say(work.AgreementRefused, medium=command.medium),)
        case commands.WithdrawAgreement() if in_force:
            return (say(work.AgreementWithdrawn, medium=command.medium),)
        case commands.WithdrawAgreement():
            return _refusal(RefusalCode.NOTHING_TO_WITHDRAW, on=command.on)
        case _:
            raise TypeError(f"no decision is known for a {type(command).__name__}")


def _sharing(case: Case, command: commands.AuthoriseSharing | commands.WithdrawSharing, say: Say) -> Decision:
    groups = tuple(dict.fromkeys(command.groups))
    shared = {"partner": command.partner, "medium": command.medium}
    if isinstance(command, commands.AuthoriseSharing):
        return tuple(say(work.SharingAuthorised, **shared, group=group, proof=command.proof) for group in groups)
    if not all(shares(case, command.partner, group, command.on) for group in groups):
        return _refusal(RefusalCode.NOTHING_TO_WITHDRAW, on=command.on)
    return tuple(say(work.SharingWithdrawn, **shared, group=group) for group in groups)


def _hold(case: Case, command: commands.HoldContact | commands.LiftHold, say: Say) -> Decision:
    if isinstance(command, commands.LiftHold):
        held = held_until(case, command.on) is not None
        return (say(work.HoldLifted),) if held else _refusal(RefusalCode.NO_HOLD, on=command.on)
    if command.until < command.on:
        return _refusal(RefusalCode.HOLD_TOO_SHORT, on=command.on, until=command.until)
    return (say(work.ContactHeld, until=command.until, reason=command.reason),)


def _follow_up(
    case: Case, command: commands.EndFollowUp | commands.ExtendFollowUp, plan: WorkPlan, say: Say
) -> Decision:
    pending = follow_up(case, plan.law, on=command.on)
    if pending is None or pending.state not in OPEN:
        return _refusal(RefusalCode.NO_FOLLOW_UP, on=command.on)
    if isinstance(command, commands.EndFollowUp):
        return (say(work.FollowUpEnded, end=command.end),)
    if command.until <= max(pending.due_on, command.on):
        return _refusal(RefusalCode.EXTENSION_TOO_SHORT, until=command.until, due_on=pending.due_on)
    return (say(work.FollowUpExtended, until=command.until),)


def _refusal(code: RefusalCode, **days: date) -> Refusal:
    return Refusal(code=code, params={name: day.isoformat() for name, day in days.items()})
