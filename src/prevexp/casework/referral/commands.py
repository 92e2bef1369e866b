"""The commands around onward referrals; each names a referral by its number in the case."""

import attrs

from ...domain.referral import ReferralEnd
from ...domain.referral import ReferralMeans
from ...domain.referral import ReferralPurpose
from ...domain.referral import ReferralReply
from ...domain.referral import RejectionReason
from ...domain.referral import SendingFailure
from ...domain.values import Maybe
from ...domain.values import entry_number
from ...domain.values import identifier
from ...domain.values import one_of
from ..command import NAMES_PARTNER
from ..command import Command


@attrs.frozen(kw_only=True)
class ProposeReferral(Command):
    """Note that a partner is to act; `replaces` takes an earlier referral back in the same breath (call C11, C14)."""

    partner: str = attrs.field(validator=identifier, metadata=NAMES_PARTNER)
    purpose: ReferralPurpose = attrs.field(validator=one_of(ReferralPurpose))
    undertaking: int | None = attrs.field(default=None, validator=Maybe(entry_number))
    replaces: int | None = attrs.field(default=None, validator=Maybe(entry_number))


@attrs.frozen(kw_only=True)
class _OfOne(Command):
    number: int = attrs.field(validator=entry_number)


@attrs.frozen(kw_only=True)
class SendReferral(_OfOne):
    """Note that the referral left for the partner (call C26)."""

    means: ReferralMeans = attrs.field(validator=one_of(ReferralMeans))


@attrs.frozen(kw_only=True)
class NoteSendingFailed(_OfOne):
    """Note that a sending was tried and not confirmed; it is tried again as it was (call C26)."""

    reason: SendingFailure = attrs.field(validator=one_of(SendingFailure))


@attrs.frozen(kw_only=True)
class NoteReferralAnswer(_OfOne):
    """Note what the partner said; `on` is the day it said so, not the day it was read."""

    reply: ReferralReply = attrs.field(validator=one_of(ReferralReply))
    reason: RejectionReason | None = attrs.field(default=None, validator=Maybe(one_of(RejectionReason)))


@attrs.frozen(kw_only=True)
class RemindPartner(_OfOne):
    """Note that the reminder that is due was sent (call C14)."""


@attrs.frozen(kw_only=True)
class TakeReferralBack(_OfOne):
    """Note that the partner is no longer to act, and why."""

    reason: ReferralEnd = attrs.field(validator=one_of(ReferralEnd))


@attrs.frozen(kw_only=True)
class TellReferralEnd(_OfOne):
    """Note that the partner was told that it is no longer to act (RGPD art. 19)."""
