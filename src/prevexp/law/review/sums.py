"""The sums of a commandement de payer: what may not be claimed, what was not yet due.

Source: loi 89-462 art. 4, 7-1, 24 I.
"""

from datetime import date

from ...domain.values import Cents
from ..counting import forward
from ..policies import PolicyId
from ..reasoning import Reasoning
from .finding import Ask
from .finding import Found
from .finding import Why
from .finding import all_read
from .finding import because
from .finding import defect
from .finding import not_seen
from .finding import ok
from .finding import unknown
from .finding import worst


def sums_excluded(
    reason: Reasoning,
    *,
    served_on: date | None = None,
    lease_concluded_on: date | None = None,
    oldest_term_due_on: date | None = None,
    fees_claimed_cents: Cents | None = None,
    other_sums_claimed_cents: Cents | None = None,
) -> Found:
    """Return whether the account leaves out lapsed terms (S2), fees never chargeable (S3) and what is not rent.

    Value: `excess_cents`, the fees and other sums together (None: not known); lapsed terms come on top. Policy
    `partial-validity`: the excess is reported, nothing is said of the rest of the act.
    """
    reason.read("never-chargeable", lease_concluded_on)
    reason.policy(PolicyId.PARTIAL_VALIDITY)
    found = worst(
        _lapsed(reason, served_on, oldest_term_due_on),
        _excess("fees_claimed_cents", fees_claimed_cents),
        _excess("other_sums_claimed_cents", other_sums_claimed_cents),
    )
    sums = (fees_claimed_cents, other_sums_claimed_cents)
    return found.with_values(excess_cents=None if None in sums else sum(cents or 0 for cents in sums))


def debt_due(
    reason: Reasoning,
    *,
    served_on: date | None = None,
    latest_term_due_on: date | None = None,
    debt_contested: bool | None = None,
    aid_credited: bool | None = None,
) -> Found:
    """Return whether the debt was certain and due on the day of the act, aid and payments credited."""
    reason.read("debt-due", served_on)
    certain = None if debt_contested is None else not debt_contested
    read = all_read(Ask.HOUSEHOLD_OR_LANDLORD, debt_contested=certain, aid_credited=aid_credited)
    return worst(_all_due(served_on, latest_term_due_on), read)


def _all_due(served_on: date | None, latest_term_due_on: date | None) -> Found:
    if served_on is None:
        return not_seen(Ask.BAILIFF_OR_ACT, "served_on")
    if latest_term_due_on is None:
        return not_seen(Ask.HOUSEHOLD_OR_LANDLORD, "latest_term_due_on")
    return defect(because(Why.TERM_NOT_DUE, due=latest_term_due_on)) if latest_term_due_on > served_on else ok()


def _lapsed(reason: Reasoning, served_on: date | None, due_on: date | None) -> Found:
    """Return whether the oldest term claimed could still be claimed on the day of the act."""
    if due_on is None:
        return not_seen(Ask.HOUSEHOLD_OR_LANDLORD, "oldest_term_due_on")
    period = reason.period("claim-prescription", due_on)
    if period is None:
        return unknown(Ask.LAWYER, because(Why.NOT_ESTABLISHED))
    if served_on is None:
        return not_seen(Ask.BAILIFF_OR_ACT, "served_on")
    last = reason.counted(forward(due_on, period)).last_day
    return defect(because(Why.TERM_LAPSED, due=due_on, last=last)) if served_on > last else ok()


def _excess(name: str, cents: Cents | None) -> Found:
    if cents is None:
        return not_seen(Ask.HOUSEHOLD_OR_LANDLORD, name)
    return defect(because(Why.EXCESS, input=name, cents=cents)) if cents else ok()
