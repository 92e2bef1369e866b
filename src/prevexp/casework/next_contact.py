"""What is pending for a household that has not answered yet: computed from facts and a day, never stored.

A week in which nobody looked loses nothing: a contact that was due stays due. Source: call C06, C22.
"""

from datetime import date
from datetime import timedelta
from enum import StrEnum

import attrs

from ..domain.case import Case
from ..domain.contact import Attempt
from ..domain.dated import last_by
from ..domain.said import refused
from ..domain.said import unsafe_channels
from ..domain.vocabulary import Channel
from .contact_plan import DOOR
from .contact_plan import ContactPlan
from .contact_plan import ContactStep
from .life.standing import closed
from .life.standing import exchange_in_hand
from .life.standing import restarted_on

_DAY = timedelta(days=1)
_NONE = frozenset[Channel]()


class ContactState(StrEnum):
    """How the first contact of a household stands on a day, and why it is stopped or waits."""

    NOT_STARTED = "not_started"
    PLANNED = "planned"
    DUE = "due"
    HELD = "held"
    REACHED = "reached"
    REFUSED = "refused"
    STOPPED = "stopped"
    EXHAUSTED = "exhausted"
    NO_CHANNEL = "no_channel"
    CLOSED = "closed"


TO_DECIDE = frozenset({ContactState.STOPPED, ContactState.EXHAUSTED, ContactState.NO_CHANNEL})
"""States in which the plan ended without an answer: a person decides."""


@attrs.frozen(kw_only=True)
class NextContact:
    """What is pending: the day and the channel, if there is one; `attempts` count since the last reopening."""

    state: ContactState
    due_on: date | None = None
    channel: Channel | None = None
    attempts: int = 0


def next_contact(case: Case, plan: ContactPlan, on: date) -> NextContact:
    """Return the next contact of a case on a day, or why there is none."""
    begun = restarted_on(case, on) or date.min
    tries = tuple(one for one in case.attempts if begun <= one.on <= on)
    stopped = _stopped(case, plan, tries, on)
    if stopped is not None:
        return NextContact(state=stopped, attempts=len(tries))
    step = next(iter(_left(case, plan, tries, on)), None)
    if step is None:
        state = ContactState.NO_CHANNEL if _untaken(plan, tries) else ContactState.EXHAUSTED
        return NextContact(state=state, attempts=len(tries))
    due, held = _due(case, step, tries, on)
    state = ContactState.HELD if held else ContactState.DUE if due <= on else ContactState.PLANNED
    return NextContact(state=state, due_on=due, channel=step.channel, attempts=len(tries))


def held_until(case: Case, on: date) -> date | None:
    """Return the last day of the hold in force on a day, None if there is none."""
    hold = last_by(case.holds, on)
    return hold.until if hold is not None and hold.until is not None and on <= hold.until else None


def decision_since(case: Case, on: date) -> date:
    """Return the day since which a person is to decide: the last on which something was noted of reaching a case."""
    assert case.allocation is not None  # noqa: S101 - only an allocated case waits for a decision
    days = [one.on for one in case.attempts if one.on <= on]
    days += [one.on for one in case.channels if one.on <= on]
    days += [case.departed_on] if case.departed_on is not None and case.departed_on <= on else []
    return max(case.allocation.allocated_on, *days) if days else case.allocation.allocated_on


def _stopped(case: Case, plan: ContactPlan, tries: tuple[Attempt, ...], on: date) -> ContactState | None:
    if closed(case, on):
        return ContactState.CLOSED
    if refused(case, on):
        return ContactState.REFUSED
    if exchange_in_hand(case, on) is not None:
        return ContactState.REACHED
    if case.allocation is None or case.allocation.allocated_on > on:
        return ContactState.NOT_STARTED
    if (case.departed_on is not None and case.departed_on <= on) or any(one.outcome in plan.stops for one in tries):
        return ContactState.STOPPED
    return ContactState.EXHAUSTED if len(tries) >= plan.most_attempts else None


def _left(case: Case, plan: ContactPlan, tries: tuple[Attempt, ...], on: date) -> list[ContactStep]:
    """Return the steps that are left, in order: not taken yet, on a channel that is safe and of use."""
    excluded = set(unsafe_channels(case, on))
    for one in tries:
        excluded |= plan.drops.get(one.outcome, _NONE)
    return [step for step in _untaken(plan, tries) if step.channel not in excluded]


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


def _due(case: Case, step: ContactStep, tries: tuple[Attempt, ...], on: date) -> tuple[date, bool]:
    """Return the day a step is due and whether a hold stands in its way."""
    assert case.allocation is not None  # noqa: S101 - `_stopped` lets only allocated cases through
    begun = max(case.allocation.allocated_on, restarted_on(case, on) or date.min)
    since = max(begun, tries[-1].on) if tries else begun
    due = since + timedelta(days=step.after_days)
    if step.channel in DOOR and any(one.on == due and one.channel in DOOR for one in tries):
        due += _DAY
    hold = last_by(case.holds, on)
    if hold is None or hold.until is None:
        return due, False
    return max(due, hold.until + _DAY), on <= hold.until
