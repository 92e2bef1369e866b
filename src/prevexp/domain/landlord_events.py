"""What happens between the team and the landlord of a case (call C10, C12). No identity, no free text."""

from datetime import date
from typing import ClassVar

import attrs

from .errors import InvalidValue
from .events import Event
from .landlord import ABOUT_LANDLORD
from .landlord import DAY
from .landlord import OF_A_STEP
from .landlord import OF_THE_DEBT
from .landlord import InformationGround
from .landlord import Initiative
from .landlord import LandlordParty
from .landlord import MediationAnswer
from .landlord import MediationResult
from .landlord import guarantees
from .values import Cents
from .values import Maybe
from .values import cents
from .values import entry_number
from .values import identifiers
from .values import one_of
from .values import plain_date
from .vocabulary import AttemptOutcome
from .vocabulary import Channel
from .vocabulary import Place

_WORKERS = {**DAY, "description": "pseudonyms of the workers who were there"}
_MEDIATION = {**DAY, "description": "number of the mediation"}


@attrs.frozen(kw_only=True)
class LandlordInformed(Event):
    """The landlord is told which guarantees exist; nothing is said of the household (call C12)."""

    slug: ClassVar[str] = "landlord-informed.v1"

    guarantees: tuple[str, ...] = attrs.field(validator=guarantees, metadata=ABOUT_LANDLORD)
    channel: Channel = attrs.field(validator=one_of(Channel), metadata=ABOUT_LANDLORD)
    party: LandlordParty = attrs.field(validator=one_of(LandlordParty), metadata=ABOUT_LANDLORD)
    ground: InformationGround = attrs.field(
        validator=one_of(InformationGround),
        metadata={**ABOUT_LANDLORD, "description": "why this reveals nothing to the landlord"},
    )
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=_WORKERS)


@attrs.frozen(kw_only=True)
class LandlordContacted(Event):
    """The team tried to reach the landlord, or they came to the team; no exchange with the household (call C10)."""

    slug: ClassVar[str] = "landlord-contacted.v1"

    channel: Channel = attrs.field(validator=one_of(Channel), metadata=ABOUT_LANDLORD)
    outcome: AttemptOutcome = attrs.field(validator=one_of(AttemptOutcome), metadata=ABOUT_LANDLORD)
    initiative: Initiative = attrs.field(validator=one_of(Initiative), metadata=ABOUT_LANDLORD)
    party: LandlordParty = attrs.field(validator=one_of(LandlordParty), metadata=ABOUT_LANDLORD)
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=_WORKERS)


@attrs.frozen(kw_only=True)
class LandlordStated(Event):
    """The landlord says how the account stands or whether payment has resumed; None is "not said" (call C10)."""

    slug: ClassVar[str] = "landlord-stated.v1"

    arrears_cents: Cents | None = attrs.field(
        default=None, validator=Maybe(cents), metadata={**OF_THE_DEBT, "unit": "cents"}
    )
    arrears_on: date | None = attrs.field(
        default=None, validator=Maybe(plain_date), metadata={**OF_THE_DEBT, "description": "day of the account"}
    )
    payment_resumed: bool | None = attrs.field(default=None, validator=Maybe(one_of(bool)), metadata=OF_THE_DEBT)

    def __attrs_post_init__(self) -> None:
        """Refuse a statement that says nothing."""
        if self.arrears_cents is None and self.payment_resumed is None:
            raise InvalidValue("the landlord said nothing: an amount or whether payment has resumed is needed")


@attrs.frozen(kw_only=True)
class MediationOffered(Event):
    """A mediation is offered to the landlord, as the household lets the team do (call C10, C23)."""

    slug: ClassVar[str] = "mediation-offered.v1"
    needs_agreement: ClassVar[bool] = True

    number: int = attrs.field(validator=entry_number, metadata=DAY)
    channel: Channel = attrs.field(validator=one_of(Channel), metadata=OF_A_STEP)
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=_WORKERS)


@attrs.frozen(kw_only=True)
class MediationAnswered(Event):
    """The landlord accepts or declines a mediation (call C10)."""

    slug: ClassVar[str] = "mediation-answered.v1"
    needs_agreement: ClassVar[bool] = True

    mediation: int = attrs.field(validator=entry_number, metadata=_MEDIATION)
    answer: MediationAnswer = attrs.field(validator=one_of(MediationAnswer), metadata=OF_A_STEP)


@attrs.frozen(kw_only=True)
class MediationMet(Event):
    """A meeting of a mediation takes place (call C10)."""

    slug: ClassVar[str] = "mediation-met.v1"
    needs_agreement: ClassVar[bool] = True

    mediation: int = attrs.field(validator=entry_number, metadata=_MEDIATION)
    place: Place | None = attrs.field(default=None, validator=Maybe(one_of(Place)), metadata=OF_A_STEP)
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=_WORKERS)


@attrs.frozen(kw_only=True)
class MediationEnded(Event):
    """A mediation ends, with what came of it (call C10; I19)."""

    slug: ClassVar[str] = "mediation-ended.v1"
    needs_agreement: ClassVar[bool] = True

    mediation: int = attrs.field(validator=entry_number, metadata=_MEDIATION)
    result: MediationResult = attrs.field(validator=one_of(MediationResult), metadata=OF_A_STEP)
    undertaking: int | None = attrs.field(
        default=None,
        validator=Maybe(entry_number),
        metadata={**OF_A_STEP, "description": "number of the undertaking that carries what was agreed"},
    )


EVENTS: tuple[type[Event], ...] = (
    LandlordInformed,
    LandlordContacted,
    LandlordStated,
    MediationOffered,
    MediationAnswered,
    MediationMet,
    MediationEnded,
)
"""Information, contacts, statements, mediation."""
