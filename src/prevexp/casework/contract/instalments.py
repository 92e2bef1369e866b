"""Equal monthly instalments that add up exactly. Pure arithmetic on cents and days."""

from datetime import date

from ...domain.engagement import MOST_INSTALMENTS
from ...domain.engagement import Instalment
from ...domain.errors import InvalidValue
from ...domain.values import Cents
from ...law.period import Period


def equal_instalments(total_cents: int, *, months: int, first_due_on: date) -> tuple[Instalment, ...]:
    """Return so many monthly instalments of one amount; the last one also carries the cents that do not divide.

    Each falls on the day of the month of the first; a month that has no such day has it on its last day, and the next
    month on the day again: 31 January, 28 February, 31 March. Raises InvalidValue if an instalment would be nothing.
    """
    if not 1 <= months <= MOST_INSTALMENTS or total_cents < months:
        raise InvalidValue(f"months: 1 to {MOST_INSTALMENTS}, and at least a cent for each, are needed")
    each, rest = divmod(total_cents, months)
    amounts = [each] * (months - 1) + [each + rest]
    return _monthly(amounts, first_due_on)


def instalments_of(each_cents: int, total_cents: int, *, first_due_on: date) -> tuple[Instalment, ...]:
    """Return monthly instalments of a given amount until the total is reached; the last one is what is left.

    Days as in `equal_instalments`. Raises InvalidValue if there were none, or too many to be meant.
    """
    if each_cents < 1 or not 1 <= total_cents <= each_cents * MOST_INSTALMENTS:
        raise InvalidValue(f"each_cents: an amount that makes 1 to {MOST_INSTALMENTS} instalments is needed")
    whole, rest = divmod(total_cents, each_cents)
    return _monthly([each_cents] * whole + ([rest] if rest else []), first_due_on)


def month_after(day: date, months: int) -> date:
    """Return the same day so many months later, the last day of the month if that month has no such day."""
    return Period.parse(f"P{months}M").after(day)


def _monthly(amounts: list[int], first: date) -> tuple[Instalment, ...]:
    return tuple(Instalment(due_on=month_after(first, i), cents=Cents(cents)) for i, cents in enumerate(amounts))
