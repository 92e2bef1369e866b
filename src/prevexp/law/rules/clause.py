"""The termination clause after a commandement de payer: its delay, the day it takes effect, the day to plan by.

Source: loi 89-462 art. 24 I; CPC art. 640 to 642; avis Cass. 24-70.002; ordonnance 2020-306 art. 4.
"""

from collections.abc import Sequence
from datetime import date
from datetime import timedelta

from ..calendar import Calendar
from ..counting import StepCode
from ..counting import forward
from ..parameters import Factor
from ..period import Period
from ..policies import PolicyId
from ..reasoning import Note
from ..reasoning import Reasoning
from ..reasoning import ResultValue
from ..reasoning import Values

_DAY = timedelta(days=1)
_PARAMETER = "clause-delay"


def clause_delay(
    reason: Reasoning,
    *,
    served_on: date,
    lease_concluded_on: date | None = None,
    lease_renewed_on: date | None = None,
    clause_delay_in_lease: Period | None = None,
    delay_stated: Period | None = None,
    debt_born_on: date | None = None,
) -> Values:
    """Return when the clause may take effect after a commandement de payer served on `served_on`.

    The day the lease was concluded picks the legal delay (C2); a renewed lease is an open question (C2b, policy
    `renewed-lease`); the longest of law, lease and act protects (policy `longest-delay`). Values: `clause_delay`,
    `nominal_last_day`, `last_day` (policy `art642-on-clause-delay`), `effect_day` (policy `acquisition-day`), all None
    if the lease is not known and could matter; `plan_by`, the earliest plausible last day, always; `policy`, the open
    question that decided, if one did; `postponed_day` if the freeze of 2020 applies (C11).
    """
    legal, plausible = legal_delays(reason, served_on, lease_concluded_on, lease_renewed_on)
    announced = _protecting(reason, clause_delay_in_lease, delay_stated)
    shorter = [delay_stated] if delay_stated else []
    soonest = min((*plausible, *shorter), key=lambda period: period.after(served_on))
    values: dict[str, ResultValue] = {"plan_by": soonest.after(served_on)}
    if PolicyId.RENEWED_LEASE in reason.policies:
        values["policy"] = PolicyId.RENEWED_LEASE
    if lease_concluded_on is None:
        reason.remark(Note.LEASE_NOT_KNOWN if legal is None else Note.LEASE_NOT_READ)
    if legal is None:
        unknown = dict.fromkeys(("clause_delay", "nominal_last_day", "last_day", "effect_day"))
        return {
            **unknown,
            **values,
            "no_later_than": _latest(reason, served_on, (*plausible, *announced)),
            "ask": "lease",
        }
    chosen = _longest(reason, served_on, legal, announced)
    if chosen is not legal:
        values["policy"] = PolicyId.LONGEST_DELAY
    if delay_stated is not None and delay_stated.after(served_on) < chosen.after(served_on):
        reason.remark(Note.STATED_TOO_SHORT)
    found = _ends(reason, served_on, chosen, debt_born_on)
    if found["nominal_last_day"] != values["plan_by"]:
        reason.step(StepCode.PLAN_BY, period=soonest, day=values["plan_by"])
    return {**found, **values}


def covid_freeze(
    reason: Reasoning,
    *,
    served_on: date,
    lease_concluded_on: date | None = None,
    lease_renewed_on: date | None = None,
    debt_born_on: date | None = None,
) -> Values:
    """Return by how many days the freeze of spring 2020 put the clause off: 0 if its delay did not end in that time.

    Source: ordonnance 2020-306 art. 4 (C11); policy `covid-day`.
    """
    found = clause_delay(
        reason,
        served_on=served_on,
        lease_concluded_on=lease_concluded_on,
        lease_renewed_on=lease_renewed_on,
        debt_born_on=debt_born_on,
    )
    return {"postponement_days": 0, "postponed_day": None, **found}


def legal_delays(
    reason: Reasoning, served_on: date, lease_concluded_on: date | None, lease_renewed_on: date | None
) -> tuple[Period | None, Sequence[Period]]:
    """Return the legal delay (None: it depends on the lease, which is not known) and every delay that is plausible."""
    parameter = reason.setting.law.parameters[_PARAMETER]
    if lease_concluded_on is None:
        possible = parameter.up_to(served_on)
        plausible = [version.value for version in possible if isinstance(version.value, Period)]
        if len(possible) > 1:
            reason.step(StepCode.NOT_KNOWN, about=Factor.LEASE_CONCLUDED)
            return None, plausible
        return reason.period(_PARAMETER, served_on, stand_in="served_on"), plausible
    first = reason.period(_PARAMETER, lease_concluded_on)
    assert first is not None  # noqa: S101 - the delay is in force on every day
    if lease_renewed_on is None or lease_renewed_on > served_on:
        return first, (first,)
    renewed = parameter.on(lease_renewed_on).value
    if not isinstance(renewed, Period) or renewed == first:
        return first, (first,)
    kept = first if str(first) == reason.policy(PolicyId.RENEWED_LEASE) else renewed
    reason.period(_PARAMETER, lease_renewed_on, stand_in="lease_renewed_on")
    reason.step(StepCode.RENEWED, period=kept)
    reason.remark(Note.OPEN_QUESTION, PolicyId.RENEWED_LEASE)
    return kept, (first, renewed)


def _protecting(reason: Reasoning, *announced: Period | None) -> list[Period]:
    """Return the delays of lease and act that may protect longer than the law, none if the policy keeps to the law."""
    found = [period for period in announced if period is not None]
    return found if found and reason.policy(PolicyId.LONGEST_DELAY) == "longest" else []


def _longest(reason: Reasoning, served_on: date, legal: Period, announced: Sequence[Period]) -> Period:
    """Return the delay that protects longest, of the law and of what lease and act announce."""
    chosen = max((legal, *announced), key=lambda period: period.after(served_on))
    if any(period.after(served_on) != legal.after(served_on) for period in announced):
        reason.step(StepCode.LONGEST, period=chosen)
    return chosen


def _ends(reason: Reasoning, served_on: date, delay: Period, debt_born_on: date | None) -> dict[str, ResultValue]:
    count = reason.counted(forward(served_on, delay, _calendar_if_moved(reason)))
    if not reason.setting.calendar.ouvre(count.nominal_last_day):
        reason.remark(Note.DISPUTED, PolicyId.ART642_ON_CLAUSE_DELAY)
    next_day = reason.policy(PolicyId.ACQUISITION_DAY) == "next-day"
    values: dict[str, ResultValue] = {
        "clause_delay": delay,
        **count.days(),
        **_frozen(reason, count.nominal_last_day, debt_born_on, next_day=next_day),
    }
    if not next_day and "postponed_day" not in values:
        reason.step(StepCode.ACQUIRED, day=count.last_day)
        values["effect_day"] = count.last_day
    return values


def _calendar_if_moved(reason: Reasoning) -> Calendar | None:
    return reason.setting.calendar if reason.policy(PolicyId.ART642_ON_CLAUSE_DELAY) == "yes" else None


def _frozen(reason: Reasoning, due: date, debt_born_on: date | None, *, next_day: bool) -> dict[str, ResultValue]:
    """Return what the freeze of 2020 changes: as many days as had run in it, counted again from its end."""
    parameter = reason.setting.law.parameters["covid-freeze"]
    window = parameter.on(due)
    if not isinstance(window.value, date) or window.valid_from is None:
        return {}
    reason.read("covid-freeze", due)
    since = max(window.valid_from, debt_born_on or window.valid_from)
    days = max(0, (due - since).days)
    postponed = window.value + timedelta(days=days)
    reason.step(StepCode.COVID, since=since, due=due, days=days, resumes=window.value, day=postponed)
    last = reason.policy(PolicyId.COVID_DAY) == "last-day"
    effect = postponed + _DAY if last and next_day else postponed
    reason.step(StepCode.COVID_DAY, day=postponed, effect=effect, last=last)
    reason.remark(Note.OPEN_QUESTION, PolicyId.COVID_DAY)
    if debt_born_on is None:
        reason.remark(Note.DEBT_BIRTH_NOT_KNOWN)
    return {"postponement_days": days, "postponed_day": postponed, "effect_day": effect}


def _latest(reason: Reasoning, served_on: date, periods: Sequence[Period]) -> date:
    """Return the latest last day that any of the delays may have."""
    calendar = _calendar_if_moved(reason)
    return max(forward(served_on, period, calendar).last_day for period in periods)
