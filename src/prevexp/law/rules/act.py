"""What surrounds a commandement de payer: the surety, the signal to the CCAPEX, prescription, the abandoned dwelling.

Source: loi 89-462 art. 7-1, 14-1, 24 I; décret 2015-1384 art. 14.
"""

from datetime import date

from ...domain.values import Cents
from ...domain.vocabulary import LandlordKind
from ..counting import StepCode
from ..counting import forward
from ..parameters import State
from ..period import Period
from ..policies import PolicyId
from ..reasoning import Note
from ..reasoning import Reasoning
from ..reasoning import ResultValue
from ..reasoning import Values

NOT_APPLICABLE = "rule-not-applicable"
SIGNALLED_LANDLORDS = frozenset({LandlordKind.NATURAL_PERSON, LandlordKind.FAMILY_SCI})


def surety_service(
    reason: Reasoning, *, served_on: date, surety: bool | None = None, surety_served_on: date | None = None
) -> Values:
    """Return by when a commandement served on the tenant is to be served on the surety, and whether it was (C7).

    Late service frees the surety of penalties and late interest; the act against the tenant stands. Values:
    `nominal_last_day`, `last_day`, `effect_day`, `surety_service` (in-time, late, None: not known),
    `surety_owes_penalties_and_late_interest`, `act_affected`.
    """
    if surety is False:
        return {"surety_service": NOT_APPLICABLE, "act_affected": False}
    period = reason.period("surety-service", served_on)
    assert period is not None  # noqa: S101 - the delay is in force on every day
    count = reason.counted(forward(served_on, period, reason.setting.calendar))
    values: dict[str, ResultValue] = {**count.days()}
    if surety_served_on is None:
        return {**values, "surety_service": None, "act_affected": False, "ask": "bailiff-or-act"}
    late = surety_served_on > count.last_day
    if late != (surety_served_on > count.nominal_last_day):
        reason.remark(Note.DISPUTED, "surety-service")
    return {
        **values,
        "surety_service": "late" if late else "in-time",
        "surety_owes_penalties_and_late_interest": not late,
        "act_affected": False,
    }


def ccapex_signal(
    reason: Reasoning,
    *,
    served_on: date,
    landlord_kind: LandlordKind | None = None,
    rent_cents: Cents | None = None,
    debt_cents: Cents | None = None,
    months_unpaid: int | None = None,
    prefectoral_months: int | None = None,
    prefectoral_rents: int | None = None,
) -> Values:
    """Return whether the officer must signal a commandement to the CCAPEX.

    Thresholds of the prefect until 28 July 2023 (C8a), then national ones (C8b). `rent_cents` is without charges.
    Values: `threshold_cents`, `ccapex_signal_due`; None is not known, with `ask`.
    Policies `ccapex-signal-thresholds`, `d2026-83-effect`.
    """
    months, rents = _signal_thresholds(reason, served_on, prefectoral_months, prefectoral_rents)
    threshold = None if rents is None or rent_cents is None else rents * rent_cents
    values: dict[str, ResultValue] = {"threshold_cents": threshold}
    if landlord_kind is LandlordKind.LEGAL_PERSON:
        return {**values, "ccapex_signal": NOT_APPLICABLE, "ccapex_signal_due": False}
    if landlord_kind not in SIGNALLED_LANDLORDS:
        return {**values, "ccapex_signal_due": None, "ask": "landlord"}
    long = None if months is None or months_unpaid is None else months_unpaid >= months
    large = None if threshold is None or debt_cents is None else debt_cents > 0 and debt_cents >= threshold
    if threshold is not None:
        reason.step(StepCode.THRESHOLD, cents=threshold, times=rents, of=(("rent_cents", rent_cents),))
    if long or large:
        return {**values, "ccapex_signal_due": True}
    if long is None or large is None:
        return {**values, "ccapex_signal_due": None, "ask": "prefecture" if None in (months, rents) else "landlord"}
    return {**values, "ccapex_signal_due": False}


def _signal_thresholds(
    reason: Reasoning, served_on: date, prefectoral_months: int | None, prefectoral_rents: int | None
) -> tuple[int | None, int | None]:
    if reason.setting.law.parameters["signal-warning"].on(served_on).value:
        reason.read("signal-warning", served_on)
        reason.policy(PolicyId.D2026_83_EFFECT)
        reason.remark(Note.DECREE_2026_83)
    months = _threshold(reason, "signal-months", served_on, prefectoral_months)
    return months, _threshold(reason, "signal-rents", served_on, prefectoral_rents)


def _threshold(reason: Reasoning, parameter: str, served_on: date, ordered: int | None) -> int | None:
    """Return a threshold of the law, or the one the prefect ordered while the law left it to each département."""
    version = reason.read(parameter, served_on)
    if version is not None and version.state is State.LOCAL:
        reason.policies[PolicyId.CCAPEX_SIGNAL_THRESHOLDS] = "unset" if ordered is None else "set"
        return ordered
    return reason.number(parameter, served_on)


def claim_prescription(reason: Reasoning, *, due_on: date, claimed_on: date | None = None) -> Values:
    """Return until when a rent due on `due_on` may be claimed (S2), and whether a claim made on a day is in time.

    Values: `lapses_after` (last day), `claimable` (None: no day of claim, or the law of that time is not known).
    """
    period = reason.period("claim-prescription", due_on)
    if period is None:
        return {"lapses_after": None, "claimable": None, "ask": "lawyer"}
    last = reason.counted(forward(due_on, period)).last_day
    return {"lapses_after": last, "claimable": None if claimed_on is None else claimed_on <= last}


def abandonment(reason: Reasoning, *, served_on: date, furnished: bool | None = None) -> Values:
    """Return when the notice of abandonment inside a commandement has run (C10); not for furnished lets.

    Values: `nominal_last_day`, `last_day`, `effect_day`; `abandonment` says if the rule does not apply.
    """
    if furnished:
        return {"abandonment": NOT_APPLICABLE}
    period = reason.period("abandonment-notice", served_on)
    assert isinstance(period, Period)  # noqa: S101 - the delay is in force on every day
    count = reason.counted(forward(served_on, period, reason.setting.calendar))
    values: dict[str, ResultValue] = {**count.days()}
    return values if furnished is False else {**values, "ask": "lease"}
