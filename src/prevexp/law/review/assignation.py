"""The assignation: neither before the CCAPEX had its time nor before the clause delay ended, and told to the prefect.

Source: loi 89-462 art. 24 II, III; avis Cass. 25-70.018.
"""

from datetime import date
from datetime import timedelta

from ...domain.vocabulary import LandlordKind
from ..period import Period
from ..policies import PolicyId
from ..reasoning import Reasoning
from ..reasoning import Values
from ..rules.act import NOT_APPLICABLE
from ..rules.assignation import ccapex_wait
from ..rules.assignation import prefect_notice
from ..rules.assignation import premature_assignation
from .finding import Ask
from .finding import Found
from .finding import Why
from .finding import because
from .finding import defect
from .finding import not_applicable
from .finding import not_seen
from .finding import ok

_DAY = timedelta(days=1)


def wait_after_the_ccapex(
    reason: Reasoning,
    *,
    served_on: date | None = None,
    landlord_kind: LandlordKind | None = None,
    ccapex_seized_on: date | None = None,
    caf_reported_on: date | None = None,
) -> Found:
    """Return whether a legal person waited after the seizure of the CCAPEX (A1). Value: `earliest_assignation`."""
    values = ccapex_wait(
        reason,
        served_on=served_on,
        landlord_kind=landlord_kind,
        ccapex_seized_on=ccapex_seized_on,
        caf_reported_on=caf_reported_on,
    )
    if landlord_kind is LandlordKind.LEGAL_PERSON and served_on is None:
        return not_seen(Ask.BAILIFF_OR_ACT, "served_on")
    outcome = values.get("assignation")
    if outcome == NOT_APPLICABLE:
        return not_applicable(because(Why.RULE_SPARES))
    if outcome == "in-time":
        return ok().with_values(**_told(values))
    if outcome == "too-early":
        early = because(Why.TOO_EARLY, day=served_on, earliest=values["earliest_assignation"])
        return defect(early).with_values(**_told(values))
    if landlord_kind is not LandlordKind.LEGAL_PERSON:
        return not_seen(Ask.LANDLORD, "landlord_kind")
    return not_seen(Ask.CCAPEX, "ccapex_seized_on")


def notice_to_the_prefect(
    reason: Reasoning,
    *,
    served_on: date | None = None,
    hearing_on: date | None = None,
    prefect_notified: bool | None = None,
    prefect_notified_on: date | None = None,
    lease_concluded_on: date | None = None,
) -> Found:
    """Return whether the assignation was notified to the prefect early enough before the hearing (A2).

    Policy `backward-months` for the old two months. Values: `latest_notification`, `first_late_day`.
    """
    if hearing_on is None:
        return not_seen(Ask.BAILIFF_OR_ACT, "hearing_on")
    if lease_concluded_on is None and reason.policy(PolicyId.RULE_FACTOR) == "lease":
        return not_seen(Ask.LEASE, "lease_concluded_on")
    values = prefect_notice(
        reason,
        hearing_on=hearing_on,
        served_on=served_on,
        prefect_notified_on=prefect_notified_on,
        lease_concluded_on=lease_concluded_on,
    )
    return _notified(
        values,
        served_on=served_on,
        prefect_notified=True if prefect_notified_on is not None else prefect_notified,
        prefect_notified_on=prefect_notified_on,
    ).with_values(**_told(values))


def clause_delay_over(
    reason: Reasoning,
    *,
    commandement_served_on: date | None = None,
    served_on: date | None = None,
    lease_concluded_on: date | None = None,
    lease_renewed_on: date | None = None,
    clause_delay_in_lease: Period | None = None,
    delay_stated: Period | None = None,
) -> Found:
    """Return whether the assignation came after the clause delay of its commandement (A6).

    The longest of law, lease and act counts, so both delays must have been read. Value: `last_day`.
    """
    if commandement_served_on is None or served_on is None:
        name = "served_on" if served_on is None else "commandement_served_on"
        return not_seen(Ask.BAILIFF_OR_ACT, name)
    announced_count = reason.policy(PolicyId.LONGEST_DELAY) == "longest"
    values = premature_assignation(
        reason,
        commandement_served_on=commandement_served_on,
        served_on=served_on,
        lease_concluded_on=lease_concluded_on,
        lease_renewed_on=lease_renewed_on,
        clause_delay_in_lease=clause_delay_in_lease if announced_count else None,
        delay_stated=delay_stated if announced_count else None,
    )
    last = values.get("postponed_day") or values.get("last_day")
    told = {"last_day": last}
    if values["assignation"] == "too-early" or (isinstance(last, date) and served_on <= last):
        ended = last if isinstance(last, date) else values["plan_by"]
        assert isinstance(ended, date)  # noqa: S101 - the day to plan by is always known
        return defect(because(Why.TOO_EARLY, day=served_on, earliest=ended + _DAY)).with_values(**told)
    if values["assignation"] is None:
        return not_seen(Ask.LEASE, "lease_concluded_on").with_values(**told)
    read = {"clause_delay_in_lease": clause_delay_in_lease, "delay_stated": delay_stated}
    unseen = tuple(name for name, period in read.items() if period is None)
    if unseen and announced_count:
        ask = Ask.LEASE if "clause_delay_in_lease" in unseen else Ask.BAILIFF_OR_ACT
        return not_seen(ask, *unseen).with_values(**told)
    return ok().with_values(**told)


def _notified(
    values: Values, *, served_on: date | None, prefect_notified: bool | None, prefect_notified_on: date | None
) -> Found:
    latest = values["latest_notification"]
    if values.get("notification") == "late":
        return defect(because(Why.LATE, day=prefect_notified_on or served_on, due=latest))
    if prefect_notified is False:
        return defect(because(Why.CONTRARY, inputs=("prefect_notified",)))
    if latest is None:
        return not_seen(Ask.BAILIFF_OR_ACT, "served_on")
    if prefect_notified_on is None:
        return not_seen(Ask.PREFECTURE, "prefect_notified_on")
    return ok(because(Why.IN_TIME, day=prefect_notified_on, due=latest))


def _told(values: Values) -> Values:
    """Return the values of the rule that a check passes on: finding and sanction say the rest."""
    kept = ("nominal_last_day", "last_day", "earliest_assignation", "latest_notification", "first_late_day")
    return {name: values[name] for name in kept if name in values}
