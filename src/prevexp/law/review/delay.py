"""The delay a commandement de payer announces: at least that of law and lease, and one only.

Source: loi 89-462 art. 24 I; avis Cass. 24-70.002.
"""

from collections.abc import Sequence
from datetime import date

from ..parameters import State
from ..period import Period
from ..policies import PolicyId
from ..reasoning import Note
from ..reasoning import Reasoning
from ..reasoning import ResultValue
from ..rules.clause import legal_delays
from .finding import Ask
from .finding import Found
from .finding import Why
from .finding import because
from .finding import defect
from .finding import not_applicable
from .finding import not_seen
from .finding import ok
from .finding import unknown
from .mentions import Contents


def announced_delay(
    reason: Reasoning,
    *,
    served_on: date | None = None,
    lease_concluded_on: date | None = None,
    lease_renewed_on: date | None = None,
    clause_delay_in_lease: Period | None = None,
    delay_stated: Period | None = None,
    no_delay_stated: bool | None = None,
) -> Found:
    """Return whether the delay announced is at least the longest of law and lease (C6b, C6c; figure: C2).

    A delay that is too short runs at its legal length. Values: `legal_delay`, `wrong_last_day` (the end the act
    announces, if too early), `act_void` (always None: that is for a judge).
    """
    if served_on is None:
        return not_seen(Ask.BAILIFF_OR_ACT, "served_on").with_values(act_void=None)
    legal, plausible = legal_delays(reason, served_on, lease_concluded_on, lease_renewed_on)
    values: dict[str, ResultValue] = {"legal_delay": legal, "act_void": None}
    if delay_stated is None:
        return _without_delay(reason, served_on, no_delay_stated=no_delay_stated).with_values(**values)
    reason.read("notice-contents", served_on)
    wanted = _wanted(reason, (legal,) if legal else plausible, clause_delay_in_lease, served_on)
    if delay_stated.after(served_on) < min(period.after(served_on) for period in wanted):
        wrong = delay_stated.after(served_on)
        needed = max(wanted, key=lambda period: period.after(served_on)) if legal else None
        reasons = because(Why.DELAY_TOO_SHORT, stated=delay_stated, wrong_last_day=wrong, needed=needed)
        return defect(reasons).with_values(**values, wrong_last_day=wrong)
    needed = wanted[0] if legal else None
    return _long_enough(reason, needed, clause_delay_in_lease).with_values(**values)


def one_delay(reason: Reasoning, *, served_on: date | None = None, delays_contradict: bool | None = None) -> Found:
    """Return whether the act announces one delay without contradicting itself."""
    reason.read("one-delay", served_on)
    if delays_contradict is None:
        return not_seen(Ask.BAILIFF_OR_ACT, "delays_contradict")
    return defect(because(Why.CONTRARY, inputs=("delays_contradict",))) if delays_contradict else ok()


def _wanted(reason: Reasoning, legal: Sequence[Period], in_lease: Period | None, served_on: date) -> Sequence[Period]:
    """Return the delays of which the one announced must reach the shortest: law, each lengthened by the lease."""
    if in_lease is None or reason.policy(PolicyId.LONGEST_DELAY) != "longest":
        return legal
    return tuple(max((period, in_lease), key=lambda one: one.after(served_on)) for period in legal)


def _long_enough(reason: Reasoning, needed: Period | None, in_lease: Period | None) -> Found:
    """Return ok only if the lease is known: its day picks the legal delay, and its own delay may be longer."""
    if needed is None:
        reason.remark(Note.LEASE_NOT_KNOWN)
        return not_seen(Ask.LEASE, "lease_concluded_on")
    if in_lease is None and reason.policy(PolicyId.LONGEST_DELAY) == "longest":
        return not_seen(Ask.LEASE, "clause_delay_in_lease")
    return ok(because(Why.DELAY_LONG_ENOUGH, needed=needed))


def _without_delay(reason: Reasoning, served_on: date, *, no_delay_stated: bool | None) -> Found:
    """Return what an act without a delay is: since the loi ELAN, one that lacks a mention."""
    version = reason.read("notice-contents", served_on)
    if version is not None and version.state is State.NOT_KNOWN:
        return unknown(Ask.LAWYER, because(Why.NOT_ESTABLISHED))
    if not no_delay_stated:
        return not_seen(Ask.BAILIFF_OR_ACT, "delay_stated")
    if version is not None and version.value == Contents.SIX_MENTIONS:
        return defect(because(Why.CONTRARY, inputs=("no_delay_stated",)))
    return not_applicable(because(Why.NOT_THEN))
