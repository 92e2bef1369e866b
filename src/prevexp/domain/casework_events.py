"""What happens to a case once the team works on it: agreement, sharing, holds, follow-up. No identity, no free text."""

from datetime import date
from typing import ClassVar

import attrs

from .events import Event
from .groups import AGREEMENTS
from .groups import CONTACTS
from .groups import NEVER_SHARED
from .values import Maybe
from .values import identifier
from .values import one_of
from .values import plain_date
from .vocabulary import Channel
from .vocabulary import FieldGroup
from .vocabulary import FollowUpEnd
from .vocabulary import HoldReason
from .vocabulary import ProofKind

_HOW = {**AGREEMENTS, "description": "how the household said it; None: not noted"}


@attrs.frozen(kw_only=True)
class AgreementGiven(Event):
    """The household accepts the diagnosis of the mobile team; it may take that back any day (call C22)."""

    slug: ClassVar[str] = "agreement-given.v1"

    medium: Channel | None = attrs.field(default=None, validator=Maybe(one_of(Channel)), metadata=_HOW)
    proof: ProofKind = attrs.field(validator=one_of(ProofKind), metadata=AGREEMENTS)


@attrs.frozen(kw_only=True)
class AgreementRefused(Event):
    """The household does not want the diagnosis; it is not approached again (call C22)."""

    slug: ClassVar[str] = "agreement-refused.v1"

    medium: Channel | None = attrs.field(default=None, validator=Maybe(one_of(Channel)), metadata=_HOW)


@attrs.frozen(kw_only=True)
class AgreementWithdrawn(Event):
    """The household takes its agreement back; what was authorised to be shared ends with it (call C22)."""

    slug: ClassVar[str] = "agreement-withdrawn.v1"

    medium: Channel | None = attrs.field(default=None, validator=Maybe(one_of(Channel)), metadata=_HOW)


@attrs.frozen(kw_only=True)
class SharingAuthorised(Event):
    """The household lets one partner receive one group of its data (call C23)."""

    slug: ClassVar[str] = "sharing-authorised.v1"
    needs_agreement: ClassVar[bool] = True

    partner: str = attrs.field(validator=identifier, metadata=AGREEMENTS)
    group: FieldGroup = attrs.field(validator=one_of(FieldGroup), metadata=AGREEMENTS)
    medium: Channel | None = attrs.field(default=None, validator=Maybe(one_of(Channel)), metadata=_HOW)
    proof: ProofKind = attrs.field(validator=one_of(ProofKind), metadata=AGREEMENTS)


@attrs.frozen(kw_only=True)
class SharingWithdrawn(Event):
    """The household no longer lets a partner receive a group of its data (call C23)."""

    slug: ClassVar[str] = "sharing-withdrawn.v1"

    partner: str = attrs.field(validator=identifier, metadata=AGREEMENTS)
    group: FieldGroup = attrs.field(validator=one_of(FieldGroup), metadata=AGREEMENTS)
    medium: Channel | None = attrs.field(default=None, validator=Maybe(one_of(Channel)), metadata=_HOW)


@attrs.frozen(kw_only=True)
class ContactHeld(Event):
    """The team does not approach the household until a day, for a reason (call C06)."""

    slug: ClassVar[str] = "contact-held.v1"

    until: date = attrs.field(validator=plain_date, metadata={**CONTACTS, "description": "last day of the hold"})
    reason: HoldReason = attrs.field(validator=one_of(HoldReason), metadata=CONTACTS)


@attrs.frozen(kw_only=True)
class HoldLifted(Event):
    """The reason to wait is gone before its end: contact goes on from that day."""

    slug: ClassVar[str] = "hold-lifted.v1"


@attrs.frozen(kw_only=True)
class ChannelSafetyNoted(Event):
    """A channel puts somebody of the household at risk, or no longer does. Reaches no partner."""

    slug: ClassVar[str] = "channel-safety-noted.v1"

    channel: Channel = attrs.field(validator=one_of(Channel), metadata=NEVER_SHARED)
    safe: bool = attrs.field(validator=one_of(bool), metadata=NEVER_SHARED)


@attrs.frozen(kw_only=True)
class FollowUpEnded(Event):
    """A person ends the contact due after the last exchange: done, lost or cancelled (call C13)."""

    slug: ClassVar[str] = "follow-up-ended.v1"

    end: FollowUpEnd = attrs.field(validator=one_of(FollowUpEnd), metadata=CONTACTS)


@attrs.frozen(kw_only=True)
class FollowUpExtended(Event):
    """A person gives the contact due after the last exchange a later last day (call C13)."""

    slug: ClassVar[str] = "follow-up-extended.v1"

    until: date = attrs.field(validator=plain_date, metadata={**CONTACTS, "description": "new last day"})


EVENTS: tuple[type[Event], ...] = (
    AgreementGiven,
    AgreementRefused,
    AgreementWithdrawn,
    SharingAuthorised,
    SharingWithdrawn,
    ContactHeld,
    HoldLifted,
    ChannelSafetyNoted,
    FollowUpEnded,
    FollowUpExtended,
)
"""Agreement, sharing, holds, follow-up."""
