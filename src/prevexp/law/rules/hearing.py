"""What the judge may grant at the hearing, and the appeal against what was decided.

Source: loi 89-462 art. 24 V, VII; CPC art. 490, 538, 642.
"""

from datetime import date

from ...domain.errors import InvalidValue
from ...domain.vocabulary import DecisionKind
from ..counting import StepCode
from ..counting import forward
from ..parameters import Factor
from ..period import Period
from ..reasoning import Reasoning
from ..reasoning import ResultValue
from ..reasoning import Values

_APPEALS = {DecisionKind.JUGEMENT: "appeal-judgment", DecisionKind.REFERE: "appeal-refere"}


def payment_time(
    reason: Reasoning,
    *,
    hearing_on: date | None = None,
    judged_on: date | None = None,
    monthly_terms: int | None = None,
    first_term_on: date | None = None,
    tenant_able_to_pay: bool | None = None,
    rent_resumed: bool | None = None,
    assignation_served_on: date | None = None,
    lease_concluded_on: date | None = None,
) -> Values:
    """Return whether time to pay may be granted, until when at most, and whether a plan keeps within it (H1).

    The hearing picks the version (inferred; the day of the judgment stands in for it). Values:
    `payment_delays_possible` with a hearing, `plan_end_latest` with a judgment, `within_limits` with its terms.
    """
    day = hearing_on or judged_on
    if day is None:
        return {"payment_delays_possible": None, "ask": "court"}
    rivals = {Factor.ASSIGNATION_SERVED: assignation_served_on, Factor.LEASE_CONCLUDED: lease_concluded_on}
    values: dict[str, ResultValue] = {}
    if judged_on is not None:
        longest = reason.period("payment-time-max", day, rivals, stand_in=None if hearing_on else "judged_on")
        assert longest is not None  # noqa: S101 - the delay is in force on every day
        values |= _plan(reason, longest, judged_on, monthly_terms, first_term_on)
    if hearing_on is not None:
        values |= _possible(
            able=tenant_able_to_pay, resumed=rent_resumed, required=reason.flag("rent-resumed", day, rivals)
        )
    return values


def clause_suspension(
    reason: Reasoning,
    *,
    hearing_on: date,
    suspension_asked: bool | None = None,
    tenant_able_to_pay: bool | None = None,
    rent_resumed: bool | None = None,
    assignation_served_on: date | None = None,
    lease_concluded_on: date | None = None,
) -> Values:
    """Return whether the judge may suspend the termination clause with the time granted (H2).

    Values: `clause_suspension_possible` (None: not known, with `ask`).
    """
    rivals = {Factor.ASSIGNATION_SERVED: assignation_served_on, Factor.LEASE_CONCLUDED: lease_concluded_on}
    must_ask = reason.flag("suspension-asked", hearing_on, rivals)
    found = _possible(
        able=tenant_able_to_pay, resumed=rent_resumed, required=reason.flag("rent-resumed", hearing_on, rivals)
    )
    possible = found["payment_delays_possible"]
    if not must_ask or possible is False:
        return {"clause_suspension_possible": possible, **_ask(found.get("ask") if possible is None else None)}
    if suspension_asked is False:
        return {"clause_suspension_possible": False}
    if suspension_asked is None:
        return {"clause_suspension_possible": None, "ask": "household"}
    return {"clause_suspension_possible": possible, **_ask(found.get("ask"))}


def appeal(reason: Reasoning, *, served_on: date, decision_kind: DecisionKind) -> Values:
    """Return the last day of the appeal against a judgment or a référé served on a day (H6).

    Values: `nominal_last_day`, `last_day` (moved as CPC art. 642 says), `effect_day`.
    """
    period = reason.period(_APPEALS[decision_kind], served_on)
    assert period is not None  # noqa: S101 - the delay is in force on every day
    return reason.counted(forward(served_on, period, reason.setting.calendar)).days()


def _plan(
    reason: Reasoning, longest: Period, judged_on: date, monthly_terms: int | None, first_term_on: date | None
) -> dict[str, ResultValue]:
    end = reason.counted(forward(judged_on, longest)).last_day
    if monthly_terms is None:
        return {"plan_end_latest": end}
    start, months = (judged_on, monthly_terms) if first_term_on is None else (first_term_on, max(0, monthly_terms - 1))
    try:
        last_term = Period(months, 0, f"P{months}M").after(start)
    except InvalidValue:  # more months than any calendar has
        return {"plan_end_latest": end, "last_term_on": None, "within_limits": False}
    reason.step(StepCode.COMPARED, first=last_term, second=end)
    return {"plan_end_latest": end, "last_term_on": last_term, "within_limits": last_term <= end}


def _possible(*, able: bool | None, resumed: bool | None, required: bool | None) -> dict[str, ResultValue]:
    """Say in three values whether time may be granted: able to pay, and the rent resumed where the law asks it."""
    if able is False or (required and resumed is False):
        return {"payment_delays_possible": False}
    if able is None:
        return {"payment_delays_possible": None, "ask": "household"}
    if required is None or (required and resumed is None):
        return {"payment_delays_possible": None, "ask": "household-or-landlord"}
    return {"payment_delays_possible": True}


def _ask(whom: ResultValue) -> dict[str, ResultValue]:
    return {} if whom is None else {"ask": whom}
