"""The commands around the landlord of a case (call C10, C12)."""

from datetime import date

import attrs

from ...domain.errors import InvalidValue
from ...domain.landlord import Initiative
from ...domain.landlord import LandlordParty
from ...domain.landlord import MediationAnswer
from ...domain.landlord import MediationResult
from ...domain.landlord import guarantees
from ...domain.values import Cents
from ...domain.values import Maybe
from ...domain.values import cents
from ...domain.values import entry_number
from ...domain.values import identifiers
from ...domain.values import one_of
from ...domain.values import plain_date
from ...domain.vocabulary import AttemptOutcome
from ...domain.vocabulary import Channel
from ...domain.vocabulary import Place
from ..command import NAMES_WORKER
from ..command import Command


@attrs.frozen(kw_only=True)
class InformLandlord(Command):
    """Note that the landlord was told of guarantees, by their slugs (call C12)."""

    guarantees: tuple[str, ...] = attrs.field(validator=guarantees)
    channel: Channel = attrs.field(default=Channel.LETTER, validator=one_of(Channel))
    party: LandlordParty = attrs.field(default=LandlordParty.LANDLORD, validator=one_of(LandlordParty))
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=NAMES_WORKER)


@attrs.frozen(kw_only=True)
class RecordLandlordContact(Command):
    """Note an attempt to reach the landlord, or an exchange with them, whoever sought it (call C10)."""

    channel: Channel = attrs.field(validator=one_of(Channel))
    outcome: AttemptOutcome = attrs.field(validator=one_of(AttemptOutcome))
    initiative: Initiative = attrs.field(default=Initiative.TEAM, validator=one_of(Initiative))
    party: LandlordParty = attrs.field(default=LandlordParty.LANDLORD, validator=one_of(LandlordParty))
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=NAMES_WORKER)


@attrs.frozen(kw_only=True)
class RecordLandlordStatement(Command):
    """Note what the landlord says of the account, in cents, and of payment; None is "not said" (call C10)."""

    arrears_cents: Cents | None = attrs.field(default=None, validator=Maybe(cents))
    arrears_on: date | None = attrs.field(default=None, validator=Maybe(plain_date))
    payment_resumed: bool | None = attrs.field(default=None, validator=Maybe(one_of(bool)))

    def __attrs_post_init__(self) -> None:
        """Refuse a statement that says nothing."""
        if self.arrears_cents is None and self.payment_resumed is None:
            raise InvalidValue("the landlord said nothing: an amount or whether payment has resumed is needed")


@attrs.frozen(kw_only=True)
class OfferMediation(Command):
    """Offer the landlord a mediation, as the household lets the team do (call C10, C23)."""

    channel: Channel = attrs.field(default=Channel.LETTER, validator=one_of(Channel))
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=NAMES_WORKER)


@attrs.frozen(kw_only=True)
class AnswerMediation(Command):
    """Note what the landlord answers to the offer of that number."""

    mediation: int = attrs.field(validator=entry_number)
    answer: MediationAnswer = attrs.field(validator=one_of(MediationAnswer))


@attrs.frozen(kw_only=True)
class HoldMediationMeeting(Command):
    """Note a meeting of the mediation of that number."""

    mediation: int = attrs.field(validator=entry_number)
    place: Place | None = attrs.field(default=None, validator=Maybe(one_of(Place)))
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=NAMES_WORKER)


@attrs.frozen(kw_only=True)
class EndMediation(Command):
    """Note how the mediation of that number ended, and which undertaking carries what was agreed."""

    mediation: int = attrs.field(validator=entry_number)
    result: MediationResult = attrs.field(validator=one_of(MediationResult))
    undertaking: int | None = attrs.field(default=None, validator=Maybe(entry_number))
