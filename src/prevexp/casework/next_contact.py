"""What is pending for a household that has not answered yet: computed from facts and a day, never stored.

A week in which nobody looked loses nothing: a contact that was due stays due. Source: call C06, C22.
"""

from datetime import date
from datetime import timedelta
from enum import StrEnum

import attrs

from ..domain.case import Case
from ..domain.contact import Attempt
from ..domain.groups import Veiled
from ..domain.said import unsafe_channels
from ..domain.vocabulary import Channel
from .case_day import CaseDay
from .contact_plan import DOOR
from .contact_plan import ContactPlan
from .contact_plan import ContactStep

_DAY = timedelta(days=1)


class ContactState(StrEnum):
    """How the first contact of a household stands on a day, and why it is stopped or waits."""

    NOT_STARTED = "not_started"
    PLANNED = "planned"
    DUE = "due"
    HELD = "held"
    REACHED = "reached"
    REFUSED = "refused"
    OBJECTED = "objected"
    LIMITED = "limited"
    STOPPED = "stopped"
    EXHAUSTED = "exhausted"
    NO_CHANNEL = "no_channel"
    CLOSED = "closed"


TO_DECIDE = frozenset({ContactState.STOPPED, ContactState.EXHAUSTED, ContactState.NO_CHANNEL})
"""States in which the plan ended without an answer: a person decides."""


@attrs.frozen(kw_only=True)
class NextContact(Veiled):
    """What is pending: the day and the channel, if there is one; `attempts` count since the last reopening."""

    state: ContactState
    due_on: date | None = None
    channel: Channel | None = None
    attempts: int = 0


def next_contact(case: Case, plan: ContactPlan, on: date) -> NextContact:
    """Return the next contact of a case on a day, or why there is none."""
    return next_contact_on(CaseDay.of(case, on), plan)


def next_contact_on(day: CaseDay, plan: ContactPlan) -> NextContact:
    """Return the next contact of a case, or why there is none."""
    attempts = len(day.tries)
    stopped = _stopped(day, plan)
    if stopped is not None:
        return NextContact(state=stopped, attempts=attempts)
    untaken = _untaken(plan, day.tries)
    step = _first_left(day, plan, untaken)
    if step is None:
        state = ContactState.NO_CHANNEL if untaken else ContactState.EXHAUSTED
        return NextContact(state=state, attempts=attempts)
    due = _due(day, step)
    state = ContactState.DUE if due <= day.on else ContactState.PLANNED
    if day.held_until is not None:
        state = ContactState.HELD
    return NextContact(state=state, due_on=due, channel=step.channel, attempts=attempts)


def decision_since(day: CaseDay) -> date:
    """Return the day since which a person is to decide: the last on which something was noted of reaching a case."""
    case, on = day.case, day.on
    assert case.allocation is not None  # noqa: S101 - only an allocated case waits for a decision
    days = [one.on for one in case.attempts if one.on <= on]
    days += [one.on for one in case.channels if one.on <= on]
    days += [case.departed_on] if case.departed_on is not None and case.departed_on <= on else []
    return max(case.allocation.allocated_on, *days) if days else case.allocation.allocated_on


def _stopped(day: CaseDay, plan: ContactPlan) -> ContactState | None:
    if day.closed:
        return ContactState.CLOSED
    if day.limited:
        return ContactState.LIMITED
    if day.objected:
        return ContactState.OBJECTED
    if day.refused:
        return ContactState.REFUSED
    if day.exchange_on is not None:
        return ContactState.REACHED
    if not day.allocated:
        return ContactState.NOT_STARTED
    departed_on = day.case.departed_on
    if departed_on is not None and departed_on <= day.on:
        return ContactState.STOPPED
    if not plan.stops.isdisjoint([one.outcome for one in day.tries]):
        return ContactState.STOPPED
    return ContactState.EXHAUSTED if len(day.tries) >= plan.most_attempts else None


def _first_left(day: CaseDay, plan: ContactPlan, untaken: list[ContactStep]) -> ContactStep | None:
    """Return the first step that is left: not taken yet, on a channel that is safe and of use."""
    excluded = set(unsafe_channels(day.case, day.on))
    for one in day.tries:
        if one.outcome in plan.drops:
            excluded |= plan.drops[one.outcome]
    for step in untaken:
        if step.channel not in excluded:
            return step
    return None


def _untaken(plan: ContactPlan, tries: tuple[Attempt, ...]) -> list[ContactStep]:
    """Return the steps no attempt has taken; an attempt takes the first step left on its channel."""
    tried = [attempt.channel for attempt in tries]
    left = []
    for step in plan.steps:
        if step.channel in tried:
            tried.remove(step.channel)
        else:
            left.append(step)
    return left


def _due(day: CaseDay, step: ContactStep) -> date:
    """Return the day a step is due, after the last hold."""
    allocation, tries = day.case.allocation, day.tries
    assert allocation is not None  # noqa: S101 - `_stopped` lets only allocated cases through
    since = max(allocation.allocated_on, day.restarted_on or date.min, tries[-1].on if tries else date.min)
    due = since + timedelta(days=step.after_days)
    if step.channel in DOOR and any(one.on == due and one.channel in DOOR for one in tries):
        due += _DAY
    return due if day.hold_until is None else max(due, day.hold_until + _DAY)
