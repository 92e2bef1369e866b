"""What a person asks of its data, and what the team does about it. No identity, no free text (RGPD art. 12 to 21)."""

from typing import ClassVar

import attrs

from .events import Event
from .groups import NEVER_SHARED
from .groups import TECHNICAL
from .rights import LimitationReason
from .rights import NoticeSubject
from .rights import PersonRight
from .rights import RefusalGround
from .rights import RequestAnswer
from .values import Maybe
from .values import entry_number
from .values import identifier
from .values import identifiers
from .values import one_of
from .values import texts
from .vocabulary import Channel

_REQUEST = {**TECHNICAL, "description": "number of the request in its case"}


@attrs.frozen(kw_only=True)
class RightRequested(Event):
    """A person asks something of its data; an objection stops the work from its day (RGPD art. 12-3, 21-1)."""

    slug: ClassVar[str] = "right-requested.v1"

    number: int = attrs.field(validator=entry_number, metadata=_REQUEST)
    right: PersonRight = attrs.field(validator=one_of(PersonRight), metadata=NEVER_SHARED)
    channel: Channel | None = attrs.field(default=None, validator=Maybe(one_of(Channel)), metadata=NEVER_SHARED)


@attrs.frozen(kw_only=True)
class RightRequestExtended(Event):
    """The person was told that the answer needs two months more, and why (RGPD art. 12-3)."""

    slug: ClassVar[str] = "right-request-extended.v1"

    number: int = attrs.field(validator=entry_number, metadata=_REQUEST)


@attrs.frozen(kw_only=True)
class RightRequestAnswered(Event):
    """The person was told what the team did, or on which ground it did nothing (RGPD art. 12-3, 12-4)."""

    slug: ClassVar[str] = "right-request-answered.v1"

    number: int = attrs.field(validator=entry_number, metadata=_REQUEST)
    answer: RequestAnswer = attrs.field(validator=one_of(RequestAnswer), metadata=NEVER_SHARED)
    ground: RefusalGround | None = attrs.field(
        default=None, validator=Maybe(one_of(RefusalGround)), metadata=NEVER_SHARED
    )


@attrs.frozen(kw_only=True)
class RightRequestTakenBack(Event):
    """The person no longer asks for it; an objection taken back lets the team work again."""

    slug: ClassVar[str] = "right-request-taken-back.v1"

    number: int = attrs.field(validator=entry_number, metadata=_REQUEST)


@attrs.frozen(kw_only=True)
class ProcessingLimited(Event):
    """From its day on the case is kept and not used (RGPD art. 18)."""

    slug: ClassVar[str] = "processing-limited.v1"

    number: int = attrs.field(
        validator=entry_number, metadata={**TECHNICAL, "description": "number of the limitation in its case"}
    )
    reason: LimitationReason = attrs.field(validator=one_of(LimitationReason), metadata=NEVER_SHARED)


@attrs.frozen(kw_only=True)
class LimitationLifted(Event):
    """The case is used again from its day on; the person was told before, by a channel (RGPD art. 18-3)."""

    slug: ClassVar[str] = "limitation-lifted.v1"

    number: int = attrs.field(
        validator=entry_number, metadata={**TECHNICAL, "description": "number of the limitation in its case"}
    )
    channel: Channel = attrs.field(validator=one_of(Channel), metadata=NEVER_SHARED)


@attrs.frozen(kw_only=True)
class IdentityRectified(Event):
    """Who the people of the case are was put right in the vault: names of fields, never a value (RGPD art. 16)."""

    slug: ClassVar[str] = "identity-rectified.v1"

    fields: tuple[str, ...] = attrs.field(validator=identifiers, metadata=TECHNICAL)
    known_identity: tuple[str, ...] = attrs.field(
        default=(),
        validator=texts,
        metadata={**TECHNICAL, "description": "names of the identity fields the vault holds after it"},
    )


@attrs.frozen(kw_only=True)
class RecipientToTell(Event):
    """A partner received data of the household and is to be told what became of them (RGPD art. 19)."""

    slug: ClassVar[str] = "recipient-to-tell.v1"

    number: int = attrs.field(
        validator=entry_number, metadata={**TECHNICAL, "description": "number of the notice in its case"}
    )
    partner: str = attrs.field(validator=identifier, metadata=NEVER_SHARED)
    subject: NoticeSubject = attrs.field(validator=one_of(NoticeSubject), metadata=NEVER_SHARED)


@attrs.frozen(kw_only=True)
class RecipientTold(Event):
    """The partner was told (RGPD art. 19)."""

    slug: ClassVar[str] = "recipient-told.v1"

    number: int = attrs.field(
        validator=entry_number, metadata={**TECHNICAL, "description": "number of the notice in its case"}
    )


EVENTS: tuple[type[Event], ...] = (
    RightRequested,
    RightRequestExtended,
    RightRequestAnswered,
    RightRequestTakenBack,
    ProcessingLimited,
    LimitationLifted,
    IdentityRectified,
    RecipientToTell,
    RecipientTold,
)
"""Requests, limitation, rectification, notices."""
