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
from ..domain.said import last_exchange_on
from ..domain.said import refused
from ..law.territory_law import TerritoryLaw

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
    started = last_exchange_on(case, on)
    if started is None:
        return None
    ruling = law.rules.compute(_RULE, law.in_commune(case.facts.commune), {"last_exchange_on": started})
    due = ruling.values["follow_up_due"]
    if not isinstance(due, date):
        return None
    choice = _choice(case, started, on) or FollowUpChoice(on=started)
    if choice.end is not None:
        state = FollowUpState(choice.end.value)
    elif _stopped(case, on):
        state = FollowUpState.CANCELLED
    else:
        due = choice.until or due
        in_time = FollowUpState.EXTENDED if choice.until else FollowUpState.DUE
        state = in_time if on <= due else FollowUpState.OVERDUE
    return FollowUp(state=state, exchange_on=started, due_on=due)


def follow_up_starts_on(case: Case, on: date) -> date | None:
    """Return the day of the exchange after which a contact is due by the delay of the call, None if none is."""
    found = _open(case, on)
    return found[0] if found is not None and found[1] is None else None


def follow_up_extended_to(case: Case, on: date) -> date | None:
    """Return the later last day a person gave the contact that is still due, None if none was given."""
    found = _open(case, on)
    return found[1] if found is not None else None


def _open(case: Case, on: date) -> tuple[date, date | None] | None:
    """Return the exchange after which a contact is still due, and until when a person extended it."""
    started = last_exchange_on(case, on)
    if started is None or _stopped(case, on):
        return None
    choice = _choice(case, started, on)
    if choice is not None and choice.end is not None:
        return None
    return started, choice.until if choice is not None else None


def _choice(case: Case, started: date, on: date) -> FollowUpChoice | None:
    """Return what was decided last about the contact due after an exchange: what was decided before it is over."""
    return last_by((one for one in case.follow_up_choices if one.on >= started), on)


def _stopped(case: Case, on: date) -> bool:
    """Say whether closure or the household's refusal ended it."""
    return refused(case, on) or (case.closed_on is not None and case.closed_on <= on)
