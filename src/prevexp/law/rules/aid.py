"""Housing aid: when rent counts as unpaid, and by when the landlord reports it to the CAF or the MSA.

Source: CCH art. R.824-1, R.824-2 (décret 2026-84, from 1 January 2027), R.824-4.
"""

from datetime import date

from ...domain.values import Cents
from ...domain.vocabulary import AidPaidTo
from ..counting import StepCode
from ..counting import forward
from ..parameters import State
from ..policies import PolicyId
from ..reasoning import Note
from ..reasoning import Reasoning
from ..reasoning import ResultValue
from ..reasoning import Values


def aid_arrears(
    reason: Reasoning,
    *,
    debt_on: date,
    debt_cents: Cents | None = None,
    rent_cents: Cents | None = None,
    charges_cents: Cents | None = None,
    housing_aid_cents: Cents | None = None,
    aid_paid_to: AidPaidTo | None = None,
    months_since_first_default: int | None = None,
) -> Values:
    """Return whether arrears are constituted in the sense of the housing aid on the day of the debt (F1, F2).

    Until 31 December 2026 a debt of so many times the housing cost; from 1 January 2027 a sum, or so many months after
    the first default. Values: `threshold_cents`, `aid_arrears` (None: not known, with `ask`); until 2026 also
    `warn_threshold_cents`, the lower one of the readings, to help earlier (policy `aid-base`).
    """
    if reason.setting.law.parameters["aid-arrears-rents"].on(debt_on).state is State.NO_RULE:
        return _since_2027(reason, debt_on, debt_cents, months_since_first_default)
    times = reason.number("aid-arrears-rents", debt_on)
    base = _base(reason, rent_cents, charges_cents, housing_aid_cents, aid_paid_to)
    threshold = None if times is None or base is None else times * base
    values: dict[str, ResultValue] = {"threshold_cents": threshold}
    if times is not None and rent_cents is not None:
        least = max(0, rent_cents - (housing_aid_cents or 0)) if aid_paid_to is not AidPaidTo.TENANT else rent_cents
        values["warn_threshold_cents"] = times * least
    if threshold is None or debt_cents is None:
        return {**values, "aid_arrears": None, "ask": "caf-or-msa" if threshold is None else "landlord"}
    of = _of(reason, rent_cents, charges_cents, housing_aid_cents if aid_paid_to is AidPaidTo.LANDLORD else None)
    reason.step(StepCode.THRESHOLD, cents=threshold, times=times, of=of)
    return {**values, "aid_arrears": debt_cents > 0 and debt_cents >= threshold}


def aid_report(
    reason: Reasoning,
    *,
    debt_on: date,
    debt_cents: Cents | None = None,
    rent_cents: Cents | None = None,
    charges_cents: Cents | None = None,
    housing_aid_cents: Cents | None = None,
    aid_paid_to: AidPaidTo | None = None,
    months_since_first_default: int | None = None,
    constituted_on: date | None = None,
) -> Values:
    """Return by when the landlord reports constituted arrears to the CAF or MSA (F3).

    `constituted_on` is the day they were constituted; without it the day of the debt, if the debt is constituted then.
    Values: those of `aid_arrears`, and `caf_report_due` (None: nothing to report, or not known).
    """
    values = aid_arrears(
        reason,
        debt_on=debt_on,
        debt_cents=debt_cents,
        rent_cents=rent_cents,
        charges_cents=charges_cents,
        housing_aid_cents=housing_aid_cents,
        aid_paid_to=aid_paid_to,
        months_since_first_default=months_since_first_default,
    )
    if constituted_on is None and not values["aid_arrears"]:
        return {**values, "caf_report_due": None}
    start = constituted_on or debt_on
    period = reason.period("aid-report", start, stand_in=None if constituted_on else "debt_on")
    if period is None:
        return {**values, "caf_report_due": None}
    if constituted_on is None:
        reason.remark(Note.CONSTITUTION_NOT_KNOWN)
    return {**values, "caf_report_due": reason.counted(forward(start, period)).last_day}


def _since_2027(
    reason: Reasoning, debt_on: date, debt_cents: int | None, months_since_first_default: int | None
) -> dict[str, ResultValue]:
    months, limit = reason.number("aid-arrears-months", debt_on), reason.number("aid-arrears-cents", debt_on)
    assert months is not None  # noqa: S101 - the decree that ended the other rule set both
    assert limit is not None  # noqa: S101
    reason.remark(Note.TRANSITION, "aid-arrears-cents")
    reason.step(StepCode.THRESHOLD, cents=limit, times=None, of=())
    values: dict[str, ResultValue] = {"threshold_cents": limit}
    if debt_cents is None:
        return {**values, "aid_arrears": None, "ask": "landlord"}
    if debt_cents > limit or not debt_cents:
        return {**values, "aid_arrears": debt_cents > limit}
    if months_since_first_default is None:
        return {**values, "aid_arrears": None, "ask": "household-or-landlord"}
    return {**values, "aid_arrears": months_since_first_default >= months}


def _base(
    reason: Reasoning, rent: int | None, charges: int | None, aid: int | None, paid_to: AidPaidTo | None
) -> int | None:
    """Return the monthly housing cost that the threshold multiplies; None if a part of it is not known."""
    with_charges = reason.policy(PolicyId.AID_BASE) == "with-charges"
    parts = (rent, charges if with_charges else 0, aid if paid_to is AidPaidTo.LANDLORD else 0)
    if paid_to is None or None in parts:
        return None
    cost, extra, deducted = (part or 0 for part in parts)
    return max(0, cost + extra - deducted)


def _of(reason: Reasoning, rent: int | None, charges: int | None, aid: int | None) -> tuple[tuple[str, int], ...]:
    """Return the sums a threshold is made of, by the names of the inputs."""
    counted = charges if reason.policy(PolicyId.AID_BASE) == "with-charges" else None
    parts = (("rent_cents", rent), ("charges_cents", counted), ("housing_aid_cents", aid))
    return tuple((name, cents) for name, cents in parts if cents is not None)
