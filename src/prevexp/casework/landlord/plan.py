"""What a territory sets for its landlords: the guarantees there are, and by when things are to be done. Data.

Source: call C12 (guarantees), C10 (mediation); field notes V13: what is done differs in each département.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import attrs

from ...domain.errors import InvalidValue
from ...domain.values import Maybe
from ...domain.values import count
from ...domain.values import identifier
from ...domain.values import one_of
from ...domain.values import plain_date

_LONGEST = 365


class InformFrom(StrEnum):
    """The day from which the delay to inform a landlord runs."""

    AGREEMENT = "agreement"
    ALLOCATION = "allocation"


@attrs.frozen(kw_only=True)
class GuaranteeEntry:
    """One guarantee: since when it exists, for which leases it can have been taken. None is "not established".

    `at_signing`: it helps with a lease only if it was there when the lease was signed; the others stay open.
    """

    id: str = attrs.field(validator=identifier)
    at_signing: bool = attrs.field(validator=one_of(bool))
    source: str
    since: date | None = attrs.field(default=None, validator=Maybe(plain_date))
    leases_from: date | None = attrs.field(default=None, validator=Maybe(plain_date))
    leases_to: date | None = attrs.field(default=None, validator=Maybe(plain_date))
    label: str | None = attrs.field(default=None, metadata={"description": "French; of a territory's own guarantee"})

    def exists(self, on: date) -> bool:
        """Say whether it may be told on a day: not before it exists; one of no established day may."""
        return self.since is None or self.since <= on

    def fits(self, lease_concluded_on: date | None) -> bool | None:
        """Say whether a lease of a day may call upon it; None: not known, ask the landlord whether they took it."""
        if not self.at_signing:
            return True
        if lease_concluded_on is None:
            return None
        early = self.leases_from is not None and lease_concluded_on < self.leases_from
        late = self.leases_to is not None and self.leases_to < lease_concluded_on
        return False if early or late else None


@attrs.frozen(kw_only=True)
class LandlordPlan:
    """The guarantees of a territory by their slug, and its delays; a delay of None makes nothing due."""

    guarantees: Mapping[str, GuaranteeEntry] = attrs.field(factory=dict, repr=False)
    inform_within_days: int | None = attrs.field(
        default=None, validator=Maybe(count(0, _LONGEST)), metadata={"unit": "calendar days"}
    )
    inform_from: InformFrom = attrs.field(default=InformFrom.AGREEMENT, validator=one_of(InformFrom))
    answer_within_days: int | None = attrs.field(
        default=None, validator=Maybe(count(0, _LONGEST)), metadata={"unit": "calendar days"}
    )
    source: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse an entry under another name than its own."""
        if any(slug != entry.id for slug, entry in self.guarantees.items()):
            raise InvalidValue("guarantees: each under its own id")
