"""How a territory approaches a household: channels in order, spacing, maximum, what stops it. Data, never code.

Source: call C06 (make contact), C18 (staggered); field notes V6: the plan differs in each département.
"""

from collections.abc import Mapping

import attrs

from ..domain.errors import InvalidValue
from ..domain.values import count
from ..domain.vocabulary import AttemptOutcome
from ..domain.vocabulary import Channel
from ..expressions import Facts
from ..law.review.checks import NoticeCheck
from ..law.territory_law import TerritoryLaw
from .engagement_rules import EngagementRules
from .landlord.plan import LandlordPlan
from .referral.plan import ReferralPlan

DOOR = frozenset({Channel.DOOR_NOTICE, Channel.VISIT_PLANNED, Channel.VISIT_UNANNOUNCED})
"""Channels that send somebody to the dwelling."""


@attrs.frozen(kw_only=True)
class ContactStep:
    """One step: a channel, so many days after the last attempt, or after the allocation for the first."""

    channel: Channel
    after_days: int = attrs.field(validator=count(0, 365), metadata={"unit": "calendar days"})


@attrs.frozen(kw_only=True)
class ContactPlan:
    """The plan of a territory; `source` says where it comes from, an assumption included."""

    steps: tuple[ContactStep, ...] = attrs.field(validator=attrs.validators.min_len(1))
    most_attempts: int = attrs.field(
        validator=count(1, 100), metadata={"description": "attempts of any kind after which nobody goes again"}
    )
    stops: frozenset[AttemptOutcome] = attrs.field(
        metadata={"description": "outcomes after which a person must decide: the household is gone, for example"}
    )
    drops: Mapping[AttemptOutcome, frozenset[Channel]] = attrs.field(
        factory=dict, metadata={"description": "channels that an outcome shows to be of no use"}
    )
    follow_up_notice_days: int = attrs.field(
        validator=count(0, 365),
        metadata={
            "unit": "calendar days",
            "description": "how early a follow-up is listed, and the information on data (RGPD art. 14)",
        },
    )
    source: str

    def __attrs_post_init__(self) -> None:
        """Refuse a maximum that the steps cannot reach."""
        if self.most_attempts < len(self.steps):
            raise InvalidValue("most_attempts: at least the number of steps is needed")


@attrs.frozen(kw_only=True)
class WorkPlan:
    """What a territory sets for casework.

    `checks` are those that plugins add to the review of an act, `facts` those it or plugins add to a case.
    """

    contact: ContactPlan
    law: TerritoryLaw = attrs.field(repr=False)
    engagement: EngagementRules = EngagementRules()
    landlord: LandlordPlan = LandlordPlan()
    referral: ReferralPlan = ReferralPlan()
    checks: tuple[NoticeCheck, ...] = attrs.field(default=(), repr=False)
    facts: Facts = attrs.field(factory=Facts, repr=False)
