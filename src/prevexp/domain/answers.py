"""What partners answered of a household, who in the team answers for its case, which other case may be the same."""

from datetime import date

import attrs

from .groups import CONTACTS
from .groups import TECHNICAL
from .groups import Veiled
from .values import CaseId
from .values import Maybe
from .values import Month
from .values import WorkerId
from .values import count
from .values import identifier
from .values import one_of
from .values import plain_date
from .vocabulary import MatchReason
from .vocabulary import SocialServicesAnswer


@attrs.frozen(kw_only=True)
class PartnerAnswer(Veiled):
    """What one partner answered about the household, and when (call C14, C21)."""

    partner: str = attrs.field(validator=identifier, metadata=CONTACTS)
    answer: SocialServicesAnswer = attrs.field(validator=one_of(SocialServicesAnswer), metadata=CONTACTS)
    answered_on: date = attrs.field(validator=plain_date, metadata=CONTACTS)


@attrs.frozen(kw_only=True)
class Allocation(Veiled):
    """Who in the team answers for the case, since when, and its rank in that month's quota (call C20, C21)."""

    allocated_on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    quota_month: Month = attrs.field(validator=one_of(Month), metadata=TECHNICAL)
    rank: int = attrs.field(validator=count(1, 1_000_000), metadata=TECHNICAL)
    criterion: str = attrs.field(metadata=TECHNICAL)
    social_worker: WorkerId = attrs.field(validator=identifier, metadata=TECHNICAL)
    legal_worker: WorkerId | None = attrs.field(default=None, validator=Maybe(identifier), metadata=TECHNICAL)


@attrs.frozen(kw_only=True)
class Proposal(Veiled):
    """Another case that may be this one; a person says so, prevexp never merges (field notes §5)."""

    other_case: CaseId = attrs.field(validator=identifier, metadata=TECHNICAL)
    reason: MatchReason = attrs.field(validator=one_of(MatchReason), metadata=TECHNICAL)
    proposed_on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
