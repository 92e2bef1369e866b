"""The commands around reaching a household, its agreement and its follow-up; `decide` makes events of them."""

from datetime import date

import attrs

from ..domain.values import Maybe
from ..domain.values import identifier
from ..domain.values import identifiers
from ..domain.values import one_of
from ..domain.values import plain_date
from ..domain.vocabulary import AttemptOutcome
from ..domain.vocabulary import Channel
from ..domain.vocabulary import FieldGroup
from ..domain.vocabulary import FollowUpEnd
from ..domain.vocabulary import HoldReason
from ..domain.vocabulary import Place
from ..domain.vocabulary import ProofKind
from .command import NAMES_PARTNER
from .command import NAMES_WORKER
from .command import Command


@attrs.frozen(kw_only=True)
class RecordAttempt(Command):
    """Note an attempt to reach the household, or an exchange with it (call C06, C08)."""

    channel: Channel = attrs.field(validator=one_of(Channel))
    outcome: AttemptOutcome = attrs.field(validator=one_of(AttemptOutcome))
    place: Place | None = attrs.field(default=None, validator=Maybe(one_of(Place)))
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=NAMES_WORKER)


@attrs.frozen(kw_only=True)
class GiveAgreement(Command):
    """Note that the household accepts the diagnosis (call C22)."""

    medium: Channel | None = attrs.field(default=None, validator=Maybe(one_of(Channel)))
    proof: ProofKind = attrs.field(validator=one_of(ProofKind))


@attrs.frozen(kw_only=True)
class RefuseAgreement(Command):
    """Note that the household refuses the diagnosis: it is not approached again (call C22)."""

    medium: Channel | None = attrs.field(default=None, validator=Maybe(one_of(Channel)))


@attrs.frozen(kw_only=True)
class WithdrawAgreement(Command):
    """Note that the household takes its agreement back (call C22)."""

    medium: Channel | None = attrs.field(default=None, validator=Maybe(one_of(Channel)))


@attrs.frozen(kw_only=True)
class _Sharing(Command):
    partner: str = attrs.field(validator=identifier, metadata=NAMES_PARTNER)
    groups: tuple[FieldGroup, ...] = attrs.field(
        validator=[attrs.validators.min_len(1), attrs.validators.deep_iterable(one_of(FieldGroup))]
    )
    medium: Channel | None = attrs.field(default=None, validator=Maybe(one_of(Channel)))


@attrs.frozen(kw_only=True)
class AuthoriseSharing(_Sharing):
    """Note that the household lets a partner receive groups of its data (call C23)."""

    proof: ProofKind = attrs.field(validator=one_of(ProofKind))


@attrs.frozen(kw_only=True)
class WithdrawSharing(_Sharing):
    """Note that the household no longer lets a partner receive groups of its data (call C23)."""


@attrs.frozen(kw_only=True)
class HoldContact(Command):
    """Do not approach the household until a day, that day included, for a reason."""

    until: date = attrs.field(validator=plain_date)
    reason: HoldReason = attrs.field(validator=one_of(HoldReason))


@attrs.frozen(kw_only=True)
class LiftHold(Command):
    """Approach the household again from a day on, before the hold ends."""


@attrs.frozen(kw_only=True)
class NoteChannelSafety(Command):
    """Note that a channel puts somebody at risk, or no longer does."""

    channel: Channel = attrs.field(validator=one_of(Channel))
    safe: bool = attrs.field(validator=one_of(bool))


@attrs.frozen(kw_only=True)
class EndFollowUp(Command):
    """End the contact due after the last exchange: done, lost or cancelled (call C13)."""

    end: FollowUpEnd = attrs.field(validator=one_of(FollowUpEnd))


@attrs.frozen(kw_only=True)
class ExtendFollowUp(Command):
    """Give the contact due after the last exchange a later last day (call C13)."""

    until: date = attrs.field(validator=plain_date)
