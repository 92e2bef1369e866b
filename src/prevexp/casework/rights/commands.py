"""The commands around the rights of a person; a request, a limitation and a notice are named by their numbers.

`recipients` are partners as they were called when they received data: the territory may no longer know them.
"""

import attrs

from ...domain.case import Identity
from ...domain.errors import InvalidValue
from ...domain.rights import LimitationReason
from ...domain.rights import NoticeSubject
from ...domain.rights import PersonRight
from ...domain.rights import RefusalGround
from ...domain.rights import RequestAnswer
from ...domain.values import Maybe
from ...domain.values import entry_number
from ...domain.values import identifiers
from ...domain.values import one_of
from ...domain.vocabulary import Channel
from ..command import Command

_IDENTITY = frozenset(field.name for field in attrs.fields(Identity))


@attrs.frozen(kw_only=True)
class RequestRight(Command):
    """Note that a person asks something of its data; an objection stops the work from that day (RGPD art. 12, 21)."""

    right: PersonRight = attrs.field(validator=one_of(PersonRight))
    channel: Channel | None = attrs.field(default=None, validator=Maybe(one_of(Channel)))


@attrs.frozen(kw_only=True)
class _OfRequest(Command):
    number: int = attrs.field(validator=entry_number)


@attrs.frozen(kw_only=True)
class ExtendRightRequest(_OfRequest):
    """Note that the person was told that the answer needs two months more, and why (RGPD art. 12-3)."""


@attrs.frozen(kw_only=True)
class AnswerRightRequest(_OfRequest):
    """Note that the person was told what was done, or on which ground nothing was (RGPD art. 12-3, 12-4).

    Of an erasure that is granted, `recipients` are to be told (art. 19), with those of sent referrals.
    """

    answer: RequestAnswer = attrs.field(validator=one_of(RequestAnswer))
    ground: RefusalGround | None = attrs.field(default=None, validator=Maybe(one_of(RefusalGround)))
    recipients: tuple[str, ...] = attrs.field(default=(), validator=identifiers)


@attrs.frozen(kw_only=True)
class TakeBackRightRequest(_OfRequest):
    """Note that the person no longer asks for it."""


@attrs.frozen(kw_only=True)
class LimitProcessing(Command):
    """Keep a case and do not use it, from that day on (RGPD art. 18).

    `recipients` are partners that received data and must be told so (art. 19); those of sent referrals are added.
    """

    reason: LimitationReason = attrs.field(validator=one_of(LimitationReason))
    recipients: tuple[str, ...] = attrs.field(default=(), validator=identifiers)


@attrs.frozen(kw_only=True)
class LiftLimitation(Command):
    """Use a case again from that day on; the person was told before, by a channel (RGPD art. 18-3)."""

    channel: Channel = attrs.field(validator=one_of(Channel))


@attrs.frozen(kw_only=True)
class RectifyIdentity(Command):
    """Note which fields of the identity were put right; the values go to the vault and nowhere else (RGPD art. 16)."""

    fields: tuple[str, ...] = attrs.field(validator=identifiers)
    known_identity: tuple[str, ...] = attrs.field(default=(), validator=identifiers)
    recipients: tuple[str, ...] = attrs.field(default=(), validator=identifiers)

    def __attrs_post_init__(self) -> None:
        """Refuse names that are no fields of an identity."""
        if not _IDENTITY.issuperset((*self.fields, *self.known_identity)):
            raise InvalidValue("fields: names of the identity are needed", known=tuple(sorted(_IDENTITY)))


@attrs.frozen(kw_only=True)
class NoteRecipients(Command):
    """Note which partners received what was rectified or erased since, and must be told so (RGPD art. 19)."""

    subject: NoticeSubject = attrs.field(validator=one_of(NoticeSubject))
    recipients: tuple[str, ...] = attrs.field(default=(), validator=identifiers)


@attrs.frozen(kw_only=True)
class TellRecipient(Command):
    """Note that a partner was told what became of the data it received (RGPD art. 19)."""

    number: int = attrs.field(validator=entry_number)
