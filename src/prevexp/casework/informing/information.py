"""By when a household is to be told what is done with its data, and whether it was.

Its data come from a list, not from itself: within a month of their receipt, and at the latest at the first
communication with it. Source: RGPD art. 14-3; the month is the parameter `inform-person` of the law.
"""

from datetime import date

import attrs

from ...domain.case import Case
from ...domain.contact import Attempt
from ...domain.groups import Veiled
from ...domain.said import is_exchange
from ...domain.vocabulary import AttemptOutcome
from ...domain.vocabulary import Channel
from ...law.territory_law import TerritoryLaw

_RULE = "O5"
_WRITTEN = frozenset({Channel.LETTER, Channel.EMAIL})
_NOT_ARRIVED = frozenset({AttemptOutcome.BAD_ADDRESS, AttemptOutcome.RETURNED_MAIL, AttemptOutcome.GONE})


@attrs.frozen(kw_only=True)
class InformationDue(Veiled):
    """How the information of a household stands on a day; `due_on` is its last day, None before the RGPD."""

    informed_on: date | None
    due_on: date | None

    def missing(self, on: date) -> bool:
        """Say whether its last day is over and the household still not told, or told too late."""
        if self.due_on is None:
            return False
        return self.due_on < (self.informed_on or on)


def information(case: Case, law: TerritoryLaw, *, on: date) -> InformationDue:
    """Return by when the household is to be informed, from what is known on a day, and since when it is."""
    told = min((one.on for one in case.informed if one.on <= on), default=None) if case.informed else None
    month_later = law.ruling(_RULE, case.facts.commune, {"received_on": case.received_on}).values["inform_due"]
    due = month_later if isinstance(month_later, date) else None
    for one in case.attempts:
        if one.attempted_on > on or due is None or due < one.attempted_on:
            break
        if communicates(one):
            due = one.attempted_on
            break
    return InformationDue(informed_on=told, due_on=due)


def communicates(attempt: Attempt) -> bool:
    """Say whether an attempt is a communication with the household: an exchange, or a letter that arrived.

    A text message or a door notice only asks to be called back: they have no room for the information (our reading).
    """
    written = attempt.channel in _WRITTEN and attempt.outcome not in _NOT_ARRIVED
    return written or is_exchange(attempt)
