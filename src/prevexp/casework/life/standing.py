"""How a case stands on a day: open or closed, since when the work on it runs, whom a person should ask what.

Computed from dated facts: nothing is stored that the passing of time could make false. Source: call C20, C38.
"""

from datetime import date

from ...domain.answers import Proposal
from ...domain.case import Case
from ...domain.life import Closure
from ...domain.life import Reopening
from ...domain.life import ReopeningReason
from ...domain.said import last_exchange_on
from ...domain.values import CaseId


def closed(case: Case, on: date) -> bool:
    """Say whether a case is closed on a day; the day of its closure is one, the day of its reopening is not."""
    return case.closure_on(on) is not None


def restarted_on(case: Case, on: date) -> date | None:
    """Return the day from which the work runs anew by a day, None if it runs since the list first named the case.

    A case closed by mistake goes on as if it had never been closed; one that is opened again for another reason starts
    anew: what was tried or said before its closure moves no delay of today.
    """
    started, is_closed = None, False
    for fact in case.life:
        if fact.on > on:
            break
        if isinstance(fact, Reopening) and is_closed and fact.reason is not ReopeningReason.CLOSED_BY_MISTAKE:
            started = fact.on
        is_closed = isinstance(fact, Closure)
    return started


def exchange_in_hand(case: Case, on: date) -> date | None:
    """Return the day of the last exchange from which delays run by a day: one before a reopening moves none."""
    exchange, restarted = last_exchange_on(case, on), restarted_on(case, on)
    return None if exchange is None or (restarted is not None and exchange < restarted) else exchange


def listed_since_closure(case: Case, on: date) -> date | None:
    """Return the day on which a list brought something new of a case that is closed, None if none did.

    A list never opens a case again by itself: a person decides.
    """
    closure = case.closure_on(on)
    listed = case.last_listed_on
    return listed if closure is not None and closure.on < listed <= on and merged_into(case) is None else None


def merged_into(case: Case) -> CaseId | None:
    """Return the case that goes on in the place of one closed as its duplicate; None once it is opened again."""
    if case.closure is None or not case.same_cases:
        return None
    opened = max((fact.on for fact in case.life if isinstance(fact, Reopening)), default=date.min)
    kept = [one.kept_case for one in case.same_cases if one.on >= opened and one.kept_case not in (None, case.case_id)]
    return kept[-1] if kept else None


def open_proposals(case: Case) -> tuple[Proposal, ...]:
    """Return the cases that may be this one and of which nobody has said yet whether they are."""
    decided = {one.other_case for one in case.same_cases}
    return tuple(one for one in case.proposals if one.other_case not in decided)
