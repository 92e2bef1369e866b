"""Reaching a household: attempts, holds, channels that put somebody at risk. Source: call C06, C08."""

from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any

from ..domain import casework_events as work
from ..domain.case import Case
from ..domain.contact import Attempt
from ..domain.contact import ChannelSafety
from ..domain.contact import Hold
from ..domain.dated import inserted
from ..domain.events import ContactAttempted
from ..domain.vocabulary import AttemptOutcome
from ..domain.vocabulary import Place
from . import commands
from .case_day import CaseDay
from .contact_plan import WorkPlan
from .due import Due
from .due import Task
from .next_contact import TO_DECIDE
from .next_contact import ContactState
from .next_contact import decision_since
from .next_contact import next_contact_on
from .refusal import RefusalCode
from .subject import Decision
from .subject import Situation
from .subject import Subject


def _attempt(now: Situation, command: commands.RecordAttempt) -> Decision:
    if command.outcome is AttemptOutcome.MET and command.place is Place.REMOTE:
        return now.refuse(RefusalCode.MET_AT_A_DISTANCE)
    fields = {"channel": command.channel, "outcome": command.outcome, "place": command.place}
    return (now.say(ContactAttempted, **fields, workers=command.workers),)


def _hold(now: Situation, command: commands.HoldContact) -> Decision:
    if command.until < command.on:
        return now.refuse(RefusalCode.HOLD_TOO_SHORT, on=command.on, until=command.until)
    return (now.say(work.ContactHeld, until=command.until, reason=command.reason),)


def _lift(now: Situation, command: commands.LiftHold) -> Decision:
    held = CaseDay.of(now.case, command.on).held_until is not None
    return (now.say(work.HoldLifted),) if held else now.refuse(RefusalCode.NO_HOLD, on=command.on)


def _channel(now: Situation, command: commands.NoteChannelSafety) -> Decision:
    return (now.say(work.ChannelSafetyNoted, channel=command.channel, safe=command.safe),)


def _attempted(case: Case, event: ContactAttempted) -> Mapping[str, Any]:
    attempt = Attempt(
        attempted_on=event.occurred_on,
        channel=event.channel,
        outcome=event.outcome,
        place=event.place,
        workers=event.workers,
    )
    return {"attempts": inserted(case.attempts, attempt)}


def _held(case: Case, event: work.ContactHeld) -> Mapping[str, Any]:
    hold = Hold(on=event.occurred_on, until=event.until, reason=event.reason)
    return {"holds": inserted(case.holds, hold)}


def _lifted(case: Case, event: work.HoldLifted) -> Mapping[str, Any]:
    return {"holds": inserted(case.holds, Hold(on=event.occurred_on, until=None))}


def _noted(case: Case, event: work.ChannelSafetyNoted) -> Mapping[str, Any]:
    noted = ChannelSafety(on=event.occurred_on, channel=event.channel, safe=event.safe)
    return {"channels": inserted(case.channels, noted)}


def _due(day: CaseDay, plan: WorkPlan) -> Iterable[Due]:
    """Make the step of the plan due since its day, or, where the plan ended without an answer, a decision."""
    contact = next_contact_on(day, plan.contact)
    if contact.state is ContactState.DUE and contact.due_on is not None and contact.channel is not None:
        yield Due(task=Task.FIRST_CONTACT, due_on=contact.due_on, about=contact.channel.value)
    elif contact.state in TO_DECIDE:
        yield Due(task=Task.DECIDE, due_on=decision_since(day), about=contact.state.value)


REACHING = Subject(
    deciders={
        commands.RecordAttempt: _attempt,
        commands.HoldContact: _hold,
        commands.LiftHold: _lift,
        commands.NoteChannelSafety: _channel,
    },
    effects={
        ContactAttempted: _attempted,
        work.ContactHeld: _held,
        work.HoldLifted: _lifted,
        work.ChannelSafetyNoted: _noted,
    },
    due=_due,
)
