"""What is pending for a household that has not answered yet: computed from facts and a day, never stored.

A week in which nobody looked loses nothing: a contact that was due stays due. Source: call C06, C22.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from enum import StrEnum

import attrs

from ..domain.case import Case
from ..domain.contact import Attempt
from ..domain.dated import last_by
from ..domain.said import last_exchange_on
from ..domain.said import refused
from ..domain.values import CaseId
from ..domain.vocabulary import Channel
from ..domain.vocabulary import MatchReason
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
    DOOR_TAKEN = "door_taken"
    REACHED = "reached"
    REFUSED = "refused"
    STOPPED = "stopped"
    EXHAUSTED = "exhausted"
    NO_CHANNEL = "no_channel"
    CLOSED = "closed"


@attrs.frozen(kw_only=True)
class NextContact:
    """What is pending: the day and the channel, if there is one; `attempts` were made since the allocation."""

    state: ContactState
    due_on: date | None = None
    channel: Channel | None = None
    attempts: int = 0


def next_contact(case: Case, plan: ContactPlan, on: date) -> NextContact:
    """Return the next contact of a case on a day, or why there is none."""
    tries = tuple(one for one in case.attempts if one.on <= on)
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


def unsafe_channels(case: Case, on: date) -> tuple[Channel, ...]:
    """Return the channels that would put somebody of the household at risk on a day. Reaches no partner."""
    noted = ((channel, last_by((one for one in case.channels if one.channel is channel), on)) for channel in Channel)
    return tuple(channel for channel, word in noted if word is not None and not word.safe)


def contacts_of(cases: Iterable[Case], plan: ContactPlan, on: date) -> Mapping[CaseId, NextContact]:
    """Return the next contact of every case; one door is not sent two teams on a day (co-tenants, two files)."""
    known = list(cases)
    door = _doors(known)
    there: dict[CaseId, frozenset[str]] = {}
    for case in known:
        for one in case.attempts:
            if one.on == on and one.channel in DOOR:
                went = frozenset(one.workers) or _team(case)
                there[door[case.case_id]] = there.get(door[case.case_id], went) | went
    found = {case.case_id: next_contact(case, plan, on) for case in known}
    for case in sorted(known, key=lambda one: (found[one.case_id].due_on or date.max, one.case_id)):
        pending = found[case.case_id]
        if pending.state is ContactState.DUE and pending.channel in DOOR:
            team = there.setdefault(door[case.case_id], _team(case))
            if not team & _team(case):
                found[case.case_id] = attrs.evolve(pending, state=ContactState.DOOR_TAKEN)
    return found


def _stopped(case: Case, plan: ContactPlan, tries: tuple[Attempt, ...], on: date) -> ContactState | None:
    if case.closed_on is not None and case.closed_on <= on:
        return ContactState.CLOSED
    if refused(case, on):
        return ContactState.REFUSED
    if last_exchange_on(case, on) is not None:
        return ContactState.REACHED
    if case.allocation is None or case.allocation.allocated_on > on:
        return ContactState.NOT_STARTED
    if (case.departed_on is not None and case.departed_on <= on) or any(one.outcome in plan.stops for one in tries):
        return ContactState.STOPPED
    return ContactState.EXHAUSTED if len(tries) >= plan.most_attempts else None


def _left(case: Case, plan: ContactPlan, tries: tuple[Attempt, ...], on: date) -> list[ContactStep]:
    """Return the steps that are left, in order: not taken yet, on a channel that is safe and of use."""
    useless = frozenset[Channel]().union(*(plan.drops.get(one.outcome, ()) for one in tries))
    excluded = useless.union(unsafe_channels(case, on))
    return [step for step in _untaken(plan, tries) if step.channel not in excluded]


def _untaken(plan: ContactPlan, tries: tuple[Attempt, ...]) -> list[ContactStep]:
    """Return the steps no attempt has taken; an attempt takes the first step left on its channel."""
    left = list(plan.steps)
    for attempt in tries:
        taken = next((step for step in left if step.channel is attempt.channel), None)
        if taken is not None:
            left.remove(taken)
    return left


def _due(case: Case, step: ContactStep, tries: tuple[Attempt, ...], on: date) -> tuple[date, bool]:
    """Return the day a step is due and whether a hold stands in its way."""
    assert case.allocation is not None  # noqa: S101 - `_stopped` lets only allocated cases through
    since = max(case.allocation.allocated_on, max((one.on for one in tries), default=case.allocation.allocated_on))
    due = since + timedelta(days=step.after_days)
    if step.channel in DOOR and any(one.on == due and one.channel in DOOR for one in tries):
        due += _DAY
    hold = last_by(case.holds, on)
    if hold is None or hold.until is None:
        return due, False
    return max(due, hold.until + _DAY), on <= hold.until


def _doors(cases: Iterable[Case]) -> Mapping[CaseId, CaseId]:
    """Return case -> the case that stands for its door: cases that may share a dwelling share a door."""
    known = list(cases)
    door = {case.case_id: case.case_id for case in known}

    def of(case_id: CaseId) -> CaseId:
        while door[case_id] != case_id:
            case_id = door[case_id]
        return case_id

    for case in known:
        for one in case.proposals:
            if one.reason is MatchReason.DWELLING_KNOWN and one.other_case in door:
                door[of(case.case_id)] = of(one.other_case)
    return {case_id: of(case_id) for case_id in door}


def _team(case: Case) -> frozenset[str]:
    taken = case.allocation
    return frozenset({one for one in (taken.social_worker, taken.legal_worker) if one}) if taken else frozenset()
