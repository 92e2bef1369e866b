"""What happens to an onward referral. It is named by its number in the case; no identity, no free text."""

from typing import ClassVar

import attrs

from .events import Event
from .groups import STEPS
from .groups import TECHNICAL
from .referral import ReferralEnd
from .referral import ReferralMeans
from .referral import ReferralPurpose
from .referral import ReferralReply
from .referral import RejectionReason
from .referral import SendingFailure
from .values import Maybe
from .values import count
from .values import entry_number
from .values import identifier
from .values import one_of

_NUMBER = {**TECHNICAL, "description": "number of the referral in its case"}


@attrs.frozen(kw_only=True)
class ReferralProposed(Event):
    """The team and the household want a partner to act (call C11, C14)."""

    slug: ClassVar[str] = "referral-proposed.v1"
    needs_agreement: ClassVar[bool] = True

    number: int = attrs.field(validator=entry_number, metadata=_NUMBER)
    partner: str = attrs.field(validator=identifier, metadata=STEPS)
    purpose: ReferralPurpose = attrs.field(validator=one_of(ReferralPurpose), metadata=STEPS)
    undertaking: int | None = attrs.field(
        default=None,
        validator=Maybe(entry_number),
        metadata={**TECHNICAL, "description": "number of the undertaking it serves"},
    )
    replaces: int | None = attrs.field(
        default=None,
        validator=Maybe(entry_number),
        metadata={**TECHNICAL, "description": "number of the referral it takes the place of"},
    )


@attrs.frozen(kw_only=True)
class ReferralSent(Event):
    """The referral left for the partner (call C26)."""

    slug: ClassVar[str] = "referral-sent.v1"
    needs_agreement: ClassVar[bool] = True

    number: int = attrs.field(validator=entry_number, metadata=_NUMBER)
    means: ReferralMeans = attrs.field(validator=one_of(ReferralMeans), metadata=STEPS)


@attrs.frozen(kw_only=True)
class SendingFailed(Event):
    """What was to go to the partner was not confirmed: it is sent again under the same id, and nothing has changed."""

    slug: ClassVar[str] = "sending-failed.v1"

    number: int = attrs.field(validator=entry_number, metadata=_NUMBER)
    reason: SendingFailure = attrs.field(validator=one_of(SendingFailure), metadata=TECHNICAL)


@attrs.frozen(kw_only=True)
class ReferralAnswered(Event):
    """The partner said something of the referral, on time or not; a late word is kept, and decides nothing."""

    slug: ClassVar[str] = "referral-answered.v1"

    number: int = attrs.field(validator=entry_number, metadata=_NUMBER)
    reply: ReferralReply = attrs.field(validator=one_of(ReferralReply), metadata=STEPS)
    reason: RejectionReason | None = attrs.field(
        default=None,
        validator=Maybe(one_of(RejectionReason)),
        metadata={**STEPS, "description": "why the partner does not take the household; None: not told"},
    )


@attrs.frozen(kw_only=True)
class PartnerReminded(Event):
    """The team reminded a partner that is silent (call C14)."""

    slug: ClassVar[str] = "partner-reminded.v1"
    needs_agreement: ClassVar[bool] = True

    number: int = attrs.field(validator=entry_number, metadata=_NUMBER)
    step: int = attrs.field(
        validator=count(1, 100), metadata={**TECHNICAL, "description": "place in the ladder of reminders, from 1"}
    )


@attrs.frozen(kw_only=True)
class ReferralTakenBack(Event):
    """The team takes the referral back: the partner is no longer to act."""

    slug: ClassVar[str] = "referral-taken-back.v1"

    number: int = attrs.field(validator=entry_number, metadata=_NUMBER)
    reason: ReferralEnd = attrs.field(validator=one_of(ReferralEnd), metadata=STEPS)


@attrs.frozen(kw_only=True)
class ReferralEndTold(Event):
    """The partner was told that it is no longer to act (RGPD art. 19)."""

    slug: ClassVar[str] = "referral-end-told.v1"

    number: int = attrs.field(validator=entry_number, metadata=_NUMBER)


EVENTS: tuple[type[Event], ...] = (
    ReferralProposed,
    ReferralSent,
    SendingFailed,
    ReferralAnswered,
    PartnerReminded,
    ReferralTakenBack,
    ReferralEndTold,
)
"""Onward referrals."""
