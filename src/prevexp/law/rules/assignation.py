"""Before the hearing: seizure of the CCAPEX, notice to the prefect, diagnosis, and an assignation that came too early.

Source: loi 89-462 art. 24 II to IV; décret 2021-8; avis Cass. 25-70.018.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from ...domain.vocabulary import LandlordKind
from ..counting import Count
from ..counting import StepCode
from ..counting import backward
from ..counting import forward
from ..counting import working_days
from ..parameters import Factor
from ..period import Period
from ..policies import PolicyId
from ..reasoning import Note
from ..reasoning import Reasoning
from ..reasoning import ResultValue
from ..reasoning import Values
from .act import NOT_APPLICABLE
from .clause import clause_delay

_EXEMPT = frozenset({LandlordKind.NATURAL_PERSON, LandlordKind.FAMILY_SCI})
_INADMISSIBLE: dict[str, ResultValue] = {"consequence": "claim-inadmissible", "harm_needed": False}


class BackwardReading(StrEnum):
    """How the old two months before the hearing are counted back (policy `backward-months`)."""

    STRICT = "strict"
    SAME_DAY_NUMBER = "same-day-number"


def ccapex_wait(
    reason: Reasoning,
    *,
    landlord_kind: LandlordKind | None = None,
    ccapex_seized_on: date | None = None,
    caf_reported_on: date | None = None,
    served_on: date | None = None,
) -> Values:
    """Return from when a legal person may have an assignation served after the CCAPEX was seized (A1).

    An earlier report to the CAF or MSA counts as the seizure while arrears last (F6). Values: `nominal_last_day`,
    `last_day`, `effect_day`, `earliest_assignation`; with `served_on`, `assignation` (too-early, in-time,
    rule-not-applicable).
    """
    if landlord_kind in _EXEMPT:
        return {"assignation": NOT_APPLICABLE}
    starts = [day for day in (ccapex_seized_on, caf_reported_on) if day is not None]
    if landlord_kind is not LandlordKind.LEGAL_PERSON or not starts:
        asked = "ccapex" if landlord_kind is LandlordKind.LEGAL_PERSON else "landlord"
        return {"earliest_assignation": None, "assignation": None, "ask": asked}
    instead = None if served_on else "ccapex_seized_on" if min(starts) == ccapex_seized_on else "caf_reported_on"
    period = reason.period("ccapex-wait", served_on or min(starts), stand_in=instead)
    if period is None:
        return {"assignation": NOT_APPLICABLE}
    count = reason.counted(forward(min(starts), period, reason.setting.calendar))
    earliest = reason.setting.calendar.next_ouvrable(count.effect_day)
    if earliest != count.effect_day:
        reason.step(StepCode.NO_SERVICE, first=count.effect_day, day=earliest)
    return {
        **count.days(),
        "earliest_assignation": earliest,
        **_served(reason, served_on, count, "ccapex-wait"),
    }


def prefect_notice(
    reason: Reasoning,
    *,
    hearing_on: date,
    served_on: date | None = None,
    prefect_notified_on: date | None = None,
    lease_concluded_on: date | None = None,
    backward_reading: BackwardReading | None = None,
) -> Values:
    """Return by when the assignation must be notified to the prefect before the hearing (A2), and whether it was.

    `served_on` is the day of the assignation, which picks the version. Never moved. Values: `latest_notification`,
    `first_late_day`; with `prefect_notified_on`, `notification` (in-time, late), `consequence`, `harm_needed`.
    """
    rivals = {Factor.HEARING: hearing_on, Factor.LEASE_CONCLUDED: lease_concluded_on}
    period = _notice_period(reason, served_on, hearing_on, rivals)
    if period is None:
        return {"latest_notification": None, "first_late_day": None, "notification": None, "ask": "bailiff-or-act"}
    lenient = _lenient(reason, backward_reading) if period.months else False
    count = reason.counted(backward(hearing_on, period, same_day_number=lenient))
    values: dict[str, ResultValue] = {"latest_notification": count.last_day, "first_late_day": count.effect_day}
    if served_on is not None and served_on > count.last_day:
        return {**values, "notification": "late", **_INADMISSIBLE}
    if prefect_notified_on is None:
        return values
    late = prefect_notified_on > count.last_day
    if period.months and prefect_notified_on == (count.last_day if lenient else count.effect_day):
        reason.remark(Note.DISPUTED, PolicyId.BACKWARD_MONTHS)
    return {**values, "notification": "late", **_INADMISSIBLE} if late else {**values, "notification": "in-time"}


def _notice_period(
    reason: Reasoning, served_on: date | None, hearing_on: date, rivals: Mapping[Factor, date | None]
) -> Period | None:
    """Return the version of the notice; of an assignation not seen it is known that it came before the hearing."""
    sure = served_on is None and len(reason.setting.law.parameters["prefect-notice"].up_to(hearing_on)) == 1
    if sure:
        return reason.period("prefect-notice", hearing_on, rivals, stand_in="hearing_on")
    return reason.period("prefect-notice", served_on, rivals)


def social_diagnosis(
    reason: Reasoning, *, dsf_body_seized_on: date | None = None, hearing_on: date | None = None
) -> Values:
    """Return by when the interview for the diagnosis is to be offered, and the diagnosis delivered (A5).

    Both in jours ouvrés. Values: `dsf_interview_offer_due`, `dsf_due` (policy `working-days-back`), `dsf_plan_by`.
    """
    values: dict[str, ResultValue] = {}
    calendar = reason.setting.calendar
    if dsf_body_seized_on is not None:
        days = reason.number("dsf-interview", dsf_body_seized_on)
        offered = reason.counted(working_days(dsf_body_seized_on, days, calendar)).last_day if days else None
        values["dsf_interview_offer_due"] = offered
    if hearing_on is not None:
        days = reason.number("dsf-delivery", hearing_on)
        clear = reason.policy(PolicyId.WORKING_DAYS_BACK) == "clear"
        due = reason.counted(working_days(hearing_on, -days, calendar)).last_day if days else None
        before = working_days(due, -1, calendar).last_day if due else None
        values |= {"dsf_due": before if clear else due, "dsf_plan_by": before}
    return values or {"dsf_interview_offer_due": None, "dsf_due": None, "ask": "prefecture"}


def premature_assignation(
    reason: Reasoning,
    *,
    commandement_served_on: date,
    served_on: date,
    lease_concluded_on: date | None = None,
    lease_renewed_on: date | None = None,
    clause_delay_in_lease: Period | None = None,
    delay_stated: Period | None = None,
) -> Values:
    """Return whether an assignation was served before the clause delay of its commandement had ended (A6).

    The action is then inadmissible. Values: those of the clause delay, and `assignation` (too-early, in-time, None).
    """
    found = clause_delay(
        reason,
        served_on=commandement_served_on,
        lease_concluded_on=lease_concluded_on,
        lease_renewed_on=lease_renewed_on,
        clause_delay_in_lease=clause_delay_in_lease,
        delay_stated=delay_stated,
    )
    reason.step(StepCode.PREMATURE)
    earliest = found["nominal_last_day"] or found["plan_by"]
    latest = found.get("no_later_than") or found["last_day"]
    assert isinstance(earliest, date)  # noqa: S101 - the day to plan by is always known
    assert isinstance(latest, date)  # noqa: S101 - so is the latest reading
    postponed = found.get("postponed_day")
    latest = max(latest, postponed) if isinstance(postponed, date) else latest
    if served_on <= earliest:
        return {**found, "assignation": "too-early", **_INADMISSIBLE}
    if served_on > latest:
        return {**found, "assignation": "in-time"}
    if found["last_day"] is None:
        return {**found, "assignation": None}
    reason.remark(Note.DISPUTED, PolicyId.ART642_ON_CLAUSE_DELAY if postponed is None else PolicyId.COVID_DAY)
    return {**found, "assignation": "too-early", **_INADMISSIBLE}


def _lenient(reason: Reasoning, reading: BackwardReading | None) -> bool:
    return (reading or reason.policy(PolicyId.BACKWARD_MONTHS)) == BackwardReading.SAME_DAY_NUMBER


def _served(reason: Reasoning, served_on: date | None, count: Count, about: str) -> dict[str, ResultValue]:
    """Say whether an act came too early; between the two readings of the end, that it is disputed as well."""
    if served_on is None:
        return {}
    if served_on > count.last_day:
        return {"assignation": "in-time"}
    if served_on > count.nominal_last_day:
        reason.remark(Note.DISPUTED, about)
    return {"assignation": "too-early", **_INADMISSIBLE}
