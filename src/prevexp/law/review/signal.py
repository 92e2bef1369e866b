"""Whom else a commandement de payer must reach: the surety, and the CCAPEX by the officer's signal (C7, C8).

Source: loi 89-462 art. 24 I; décret 2015-1384 art. 14.
"""

from datetime import date

from ...domain.values import Cents
from ...domain.vocabulary import LandlordKind
from ..reasoning import Reasoning
from ..rules.act import ccapex_signal
from ..rules.act import surety_service
from .finding import Ask
from .finding import Found
from .finding import Why
from .finding import all_read
from .finding import because
from .finding import defect
from .finding import not_applicable
from .finding import not_seen
from .finding import ok


def surety_in_time(
    reason: Reasoning,
    *,
    served_on: date | None = None,
    surety: bool | None = None,
    surety_served_on: date | None = None,
) -> Found:
    """Return whether the surety was served in time (C7); the act against the tenant stands in any case."""
    if surety_served_on is None and surety is not True:
        nobody = not_applicable(because(Why.NOBODY, input="surety"))
        return nobody if surety is False else not_seen(Ask.LEASE, "surety")
    if served_on is None:
        return not_seen(Ask.BAILIFF_OR_ACT, "served_on")
    values = surety_service(reason, served_on=served_on, surety=True, surety_served_on=surety_served_on)
    told = {name: value for name, value in values.items() if name != "ask"}
    due = because(Why.LATE, day=surety_served_on, due=values["last_day"])
    match values["surety_service"]:
        case "late":
            return defect(due).with_values(**told)
        case "in-time":
            return ok(because(Why.IN_TIME, day=surety_served_on, due=values["last_day"])).with_values(**told)
        case _:
            return not_seen(Ask.BAILIFF_OR_ACT, "surety_served_on").with_values(**told)


def signal_to_the_ccapex(
    reason: Reasoning,
    *,
    served_on: date | None = None,
    landlord_kind: LandlordKind | None = None,
    rent_cents: Cents | None = None,
    debt_cents: Cents | None = None,
    months_unpaid: int | None = None,
    prefectoral_months: int | None = None,
    prefectoral_rents: int | None = None,
    ccapex_signalled: bool | None = None,
) -> Found:
    """Return whether a commandement that had to be signalled to the CCAPEX was (C8a, C8b).

    Until 28 July 2023 the thresholds are the prefect's, and without them it is not known. Value: `ccapex_signal_due`.
    """
    if served_on is None:
        return not_seen(Ask.BAILIFF_OR_ACT, "served_on")
    values = ccapex_signal(
        reason,
        served_on=served_on,
        landlord_kind=landlord_kind,
        rent_cents=rent_cents,
        debt_cents=debt_cents,
        months_unpaid=months_unpaid,
        prefectoral_months=prefectoral_months,
        prefectoral_rents=prefectoral_rents,
    )
    due = values["ccapex_signal_due"]
    if due is None:
        names = _unseen(landlord_kind=landlord_kind, rent_cents=rent_cents, debt_cents=debt_cents, months=months_unpaid)
        return not_seen(Ask(str(values["ask"])), *names).with_values(ccapex_signal_due=None)
    found = all_read(Ask.CCAPEX, ccapex_signalled=ccapex_signalled) if due else not_applicable(because(Why.RULE_SPARES))
    return found.with_values(ccapex_signal_due=due)


def _unseen(*, months: int | None, **read: object) -> tuple[str, ...]:
    """Return the inputs that were not seen; all of them seen, it is the thresholds of the prefect that are missing."""
    named = {**read, "months_unpaid": months}
    missing = tuple(name for name, value in named.items() if value in (None, LandlordKind.NOT_KNOWN))
    return missing or ("prefectoral_months", "prefectoral_rents")
