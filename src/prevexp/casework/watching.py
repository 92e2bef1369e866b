"""What a person decides on the contact that is due after an exchange. Source: call C13."""

from collections.abc import Mapping
from typing import Any

from ..domain import casework_events as work
from ..domain.case import Case
from ..domain.contact import FollowUpChoice
from ..domain.dated import inserted
from . import commands
from .follow_up import OPEN
from .follow_up import follow_up
from .refusal import RefusalCode
from .subject import Decision
from .subject import Situation
from .subject import Subject


def _end(now: Situation, command: commands.EndFollowUp) -> Decision:
    pending = follow_up(now.case, now.plan.law, on=command.on)
    if pending is None or pending.state not in OPEN:
        return now.refuse(RefusalCode.NO_FOLLOW_UP, on=command.on)
    return (now.say(work.FollowUpEnded, end=command.end),)


def _extend(now: Situation, command: commands.ExtendFollowUp) -> Decision:
    pending = follow_up(now.case, now.plan.law, on=command.on)
    if pending is None or pending.state not in OPEN:
        return now.refuse(RefusalCode.NO_FOLLOW_UP, on=command.on)
    if command.until <= max(pending.due_on, command.on):
        return now.refuse(RefusalCode.EXTENSION_TOO_SHORT, until=command.until, due_on=pending.due_on)
    return (now.say(work.FollowUpExtended, until=command.until),)


def _ended(case: Case, event: work.FollowUpEnded) -> Mapping[str, Any]:
    choice = FollowUpChoice(on=event.occurred_on, end=event.end)
    return {"follow_up_choices": inserted(case.follow_up_choices, choice)}


def _extended(case: Case, event: work.FollowUpExtended) -> Mapping[str, Any]:
    choice = FollowUpChoice(on=event.occurred_on, until=event.until)
    return {"follow_up_choices": inserted(case.follow_up_choices, choice)}


WATCHING = Subject(
    deciders={commands.EndFollowUp: _end, commands.ExtendFollowUp: _extend},
    effects={work.FollowUpEnded: _ended, work.FollowUpExtended: _extended},
)
