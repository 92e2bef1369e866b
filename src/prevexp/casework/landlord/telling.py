"""What a landlord may be told, built from the landlord's side alone.

No function here takes a case: by their types they cannot reach an agreement, a contact with the household, a budget or
a reason. What they give is what a letter or a view may hold. Source: call C10, C12, C23; privacy notes §2.
"""

from datetime import date

import attrs

from ...domain.dated import last_by
from ...domain.groups import Veiled
from ...domain.landlord import LandlordSide
from ...domain.landlord import MediationAnswer
from ...domain.landlord import MediationResult
from .plan import LandlordPlan


@attrs.frozen(kw_only=True)
class GuaranteeTold:
    """One guarantee; `fits` says whether this lease may call upon it, None: the landlord knows whether they took it."""

    id: str
    fits: bool | None
    label: str | None = None


@attrs.frozen(kw_only=True)
class MediationTold(Veiled):
    """A mediation as the landlord lived it. Why it ended without an agreement is not told."""

    offered_on: date
    answer: MediationAnswer | None
    answered_on: date | None
    met_on: tuple[date, ...]
    ended_on: date | None
    agreed: bool


def guarantees_to_tell(
    plan: LandlordPlan, *, on: date, lease_concluded_on: date | None = None
) -> tuple[GuaranteeTold, ...]:
    """Return the guarantees that exist on a day, in the order of the plan; the day of the lease is the landlord's."""
    return tuple(
        GuaranteeTold(id=entry.id, fits=entry.fits(lease_concluded_on), label=entry.label)
        for entry in plan.guarantees.values()
        if entry.exists(on)
    )


def mediation_to_tell(side: LandlordSide, number: int, *, on: date) -> MediationTold | None:
    """Return what the landlord may be told on a day of the mediation of a number, None if it was not offered."""
    offer = next((one for one in side.offers if one.number == number and one.on <= on), None)
    if offer is None:
        return None
    reply = last_by((one for one in side.replies if one.mediation == number), on)
    end = last_by((one for one in side.ends if one.mediation == number), on)
    return MediationTold(
        offered_on=offer.on,
        answer=reply.answer if reply else None,
        answered_on=reply.on if reply else None,
        met_on=tuple(one.on for one in side.meetings if one.mediation == number and one.on <= on),
        ended_on=end.on if end else None,
        agreed=end is not None and end.result is MediationResult.AGREEMENT,
    )
