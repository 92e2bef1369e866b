"""Who had an act served, and on whom: each tenant, the spouse or PACS partner, the one who acts for the landlord.

Source: loi 89-462 art. 9-1; code civil art. 1751; CPC art. 117, 119.
"""

from datetime import date

from ..reasoning import Reasoning
from .finding import Ask
from .finding import Found
from .finding import Why
from .finding import all_read
from .finding import because
from .finding import defect
from .finding import not_applicable
from .finding import not_seen
from .finding import ok


def spouse(
    reason: Reasoning,
    *,
    served_on: date | None = None,
    has_spouse: bool | None = None,
    spouse_known_to_landlord: bool | None = None,
    spouse_served: bool | None = None,
) -> Found:
    """Return whether the spouse or PACS partner was served, if the landlord had been told of them.

    One who was not made known to the landlord is bound by what was served on the tenant (art. 9-1).
    """
    reason.read("spouse-bound", served_on)
    if spouse_known_to_landlord is False:
        return ok(because(Why.BOUND_ANYWAY))
    if spouse_served:
        return ok()
    if has_spouse is False:
        return not_applicable(because(Why.NOBODY, input="has_spouse"))
    if spouse_known_to_landlord is None:
        return not_seen(Ask.HOUSEHOLD_OR_LANDLORD, "spouse_known_to_landlord")
    if spouse_served is None:
        return not_seen(Ask.BAILIFF_OR_ACT, "spouse_served")
    return defect(because(Why.CONTRARY, inputs=("spouse_served",)))


def each_tenant(reason: Reasoning, *, served_on: date | None = None, cotenants_served: bool | None = None) -> Found:
    """Return whether every holder of the lease was served; true as well where there is one only."""
    reason.read("each-tenant", served_on)
    return all_read(Ask.BAILIFF_OR_ACT, cotenants_served=cotenants_served)


def requester(
    reason: Reasoning,
    *,
    served_on: date | None = None,
    requester_is_landlord: bool | None = None,
    requester_has_power: bool | None = None,
) -> Found:
    """Return whether the one who had the act served is the landlord, or has power to act for them."""
    reason.read("requester-power", served_on)
    if requester_is_landlord:
        return ok()
    return all_read(Ask.LANDLORD, requester_has_power=requester_has_power)
