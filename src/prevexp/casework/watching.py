"""What a person decides on the contact that is due after an exchange. Source: call C13."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ..domain import casework_events as work
from ..domain.case import Case
from ..domain.contact import FollowUpChoice
from ..domain.dated import inserted
from . import commands
from .case_day import CaseDay
from .contact_plan import WorkPlan
from .due import Due
from .due import Task
from .follow_up import OPEN
from .follow_up import FollowUpState
from .follow_up import follow_up
from .follow_up import follow_up_on
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


def _due(day: CaseDay, plan: WorkPlan) -> Iterable[Due]:
    """Make the contact after the last exchange due, from some days before its last day (the plan says how many) on."""
    pending = follow_up_on(day, plan.law)
    if pending is None or pending.state not in OPEN:
        return
    if day.on >= pending.due_on - timedelta(days=plan.contact.follow_up_notice_days):
        extended = pending.state is FollowUpState.EXTENDED
        yield Due(task=Task.FOLLOW_UP, due_on=pending.due_on, about=pending.state.value if extended else None)


WATCHING = Subject(
    deciders={commands.EndFollowUp: _end, commands.ExtendFollowUp: _extend},
    effects={work.FollowUpEnded: _ended, work.FollowUpExtended: _extended},
    due=_due,
)
