"""The contact due after the last exchange in two ways: one at a time, moved by each exchange, with a defined end.

Nothing of it is stored but what a person decides: due and overdue come from the facts and a day, so that a week in
which nobody looked loses nothing. Source: call C13; the delay is the parameter `follow-up` of the law.
"""

from datetime import date
from enum import StrEnum
from itertools import zip_longest

import attrs

from ..domain.case import Case
from ..domain.contact import FollowUpChoice
from ..domain.dated import last_by
from ..domain.groups import Veiled
from ..domain.said import exchange_days
from ..domain.vocabulary import FollowUpEnd
from ..law.territory_law import TerritoryLaw
from .case_day import CaseDay
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
class FollowUp(Veiled):
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
    due = None if started is None else _due_on(day.case, law, started)
    if started is None or due is None:
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


@attrs.frozen(kw_only=True)
class Watch(Veiled):
    """A contact that fell due after the exchange of a day: whether it took place by its last day (I18)."""

    exchange_on: date
    due_on: date
    in_time: bool


def watches(case: Case, law: TerritoryLaw, *, on: date) -> tuple[Watch, ...]:
    """Return every contact whose last day came by a day, in the order of the exchanges; cancelled ones do not count."""
    days = exchange_days(case, on)
    found = (_watch(case, law, day, after) for day, after in zip_longest(days, days[1:]))
    return tuple(one for one in found if one is not None and one.due_on <= on)


def _watch(case: Case, law: TerritoryLaw, started: date, next_on: date | None) -> Watch | None:
    due = _due_on(case, law, started)
    over = next_on or date.max
    choices = [one for one in case.follow_up_choices if started <= one.on < over]
    due = next((one.until for one in reversed(choices) if one.until), due)
    ended = next((one for one in reversed(choices) if one.end), None)
    if due is None:
        return None
    done_on = ended.on if ended and ended.end is FollowUpEnd.DONE else over
    if done_on > due and ((ended and ended.end is FollowUpEnd.CANCELLED) or CaseDay.of(case, due).stopped):
        return None
    return Watch(exchange_on=started, due_on=due, in_time=done_on <= due)


def open_follow_up(case: Case, on: date) -> tuple[date, date | None] | None:
    """Return the exchange after which a contact is still due, and until when a person extended it."""
    started = exchange_in_hand(case, on)
    if started is None or CaseDay.of(case, on).stopped:
        return None
    choice = _choice(case, started, on)
    if choice is not None and choice.end is not None:
        return None
    return started, choice.until if choice is not None else None


def _due_on(case: Case, law: TerritoryLaw, exchange_on: date) -> date | None:
    due = law.ruling(_RULE, case.facts.commune, {"last_exchange_on": exchange_on}).values["follow_up_due"]
    return due if isinstance(due, date) else None


def _choice(case: Case, started: date, on: date) -> FollowUpChoice | None:
    """Return what was decided last about the contact due after an exchange: what was decided before it is over."""
    choice = last_by(case.follow_up_choices, on)
    return choice if choice is not None and choice.on >= started else None
