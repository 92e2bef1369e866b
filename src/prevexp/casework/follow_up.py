"""The contact due after the last exchange in two ways: one at a time, moved by each exchange, with a defined end.

Nothing of it is stored but what a person decides: due and overdue come from the facts and a day, so that a week in
which nobody looked loses nothing. Source: call C13; the delay is the parameter `follow-up` of the law.
"""

from datetime import date
from enum import StrEnum

import attrs

from ..domain.case import Case
from ..domain.contact import FollowUpChoice
from ..domain.dated import last_by
from ..domain.said import refused
from ..law.territory_law import TerritoryLaw
from .case_day import CaseDay
from .life.standing import closed
from .life.standing import exchange_in_hand

_RULE = "O1"


class FollowUpState(StrEnum):
    """How the contact due after an exchange stands on a day."""

    DUE = "due"
    OVERDUE = "overdue"
    DONE = "done"
    LOST = "lost"
    CANCELLED = "cancelled"
    EXTENDED = "extended"


OPEN = frozenset({FollowUpState.DUE, FollowUpState.OVERDUE, FollowUpState.EXTENDED})
"""States in which the household is still to be contacted again."""


@attrs.frozen(kw_only=True)
class FollowUp:
    """The contact due after the exchange of a day; `due_on` is the last day on which it is in time."""

    state: FollowUpState
    exchange_on: date
    due_on: date


def follow_up(case: Case, law: TerritoryLaw, *, on: date) -> FollowUp | None:
    """Return how the follow-up contact of a case stands on a day; None before the first exchange."""
    return follow_up_on(CaseDay.of(case, on), law)


def follow_up_on(day: CaseDay, law: TerritoryLaw) -> FollowUp | None:
    """Return how the follow-up contact stands; None before the first exchange."""
    started = day.exchange_on
    if started is None:
        return None
    ruling = law.ruling(_RULE, day.case.facts.commune, {"last_exchange_on": started})
    due = ruling.values["follow_up_due"]
    if not isinstance(due, date):
        return None
    choice = _choice(day.case, started, day.on)
    end, until = (choice.end, choice.until) if choice is not None else (None, None)
    if end is not None:
        state = FollowUpState(end.value)
    elif day.stopped:
        state = FollowUpState.CANCELLED
    else:
        due = until or due
        in_time = FollowUpState.EXTENDED if until else FollowUpState.DUE
        state = in_time if day.on <= due else FollowUpState.OVERDUE
    return FollowUp(state=state, exchange_on=started, due_on=due)


def open_follow_up(case: Case, on: date) -> tuple[date, date | None] | None:
    """Return the exchange after which a contact is still due, and until when a person extended it."""
    started = exchange_in_hand(case, on)
    if started is None or refused(case, on) or closed(case, on):
        return None
    choice = _choice(case, started, on)
    if choice is not None and choice.end is not None:
        return None
    return started, choice.until if choice is not None else None


def _choice(case: Case, started: date, on: date) -> FollowUpChoice | None:
    """Return what was decided last about the contact due after an exchange: what was decided before it is over."""
    choice = last_by(case.follow_up_choices, on)
    return choice if choice is not None and choice.on >= started else None
