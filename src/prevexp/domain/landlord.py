"""The landlord's side of a case: what they were told, what they said, the mediation offered to them.

Nothing here says anything of the household's life: what goes to a landlord is built from this and from nothing else.
Source: call C10 (contact or mediation with the landlord), C12 (guarantees); loi 89-462 art. 22-1, 24.
"""

from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from .errors import InvalidValue
from .groups import Veiled
from .values import Cents
from .values import Maybe
from .values import cents
from .values import entry_number
from .values import identifiers
from .values import one_of
from .values import plain_date
from .vocabulary import AttemptOutcome
from .vocabulary import Channel
from .vocabulary import FieldGroup
from .vocabulary import Place

LANDLORD = "landlord"
"""The landlord as somebody to whom the household may let the team pass something on (call C23)."""

DAY = {"group": FieldGroup.TECHNICAL}
ABOUT_LANDLORD = {"group": FieldGroup.DWELLING}
OF_THE_DEBT = {"group": FieldGroup.DEBT_AND_PROCEDURE}
OF_A_STEP = {"group": FieldGroup.STEPS}


class Guarantee(StrEnum):
    """What a private landlord may call upon, or turn to, when the rent is not paid; a territory adds its own."""

    VISALE = "visale"
    RENT_INSURANCE = "gli"
    SURETY = "caution"
    LOCA_PASS = "loca_pass"  # noqa: S105 - the name of a guarantee
    FSL_ACCESS = "fsl_acces"
    FSL_ARREARS = "fsl_maintien"
    AID_PAID_TO_LANDLORD = "tiers_payant"
    AID_KEPT = "maintien_aide"
    CCAPEX = "ccapex"
    MEDIATION = "mediation"
    INTERMEDIATION = "intermediation"
    ADIL = "adil"


class LandlordParty(StrEnum):
    """Who speaks on the landlord's side; an agent is not the landlord."""

    LANDLORD = "landlord"
    AGENT = "agent"


class Initiative(StrEnum):
    """Who sought the contact between the team and the landlord's side."""

    TEAM = "team"
    LANDLORD = "landlord"


class InformationGround(StrEnum):
    """Why telling a landlord about guarantees reveals nothing that they did not know (call C12, C23)."""

    LANDLORD_ASKED = "landlord_asked"
    PROCEDURE = "procedure"
    HOUSEHOLD_AUTHORISED = "household_authorised"


class MediationAnswer(StrEnum):
    """What the landlord answered to the offer of a mediation."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


class MediationResult(StrEnum):
    """How a mediation ended (call C10; I19)."""

    AGREEMENT = "agreement"
    NO_AGREEMENT = "no_agreement"
    LANDLORD_WITHDREW = "landlord_withdrew"
    HOUSEHOLD_WITHDREW = "household_withdrew"
    NO_ANSWER = "no_answer"


def guarantees(_: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Accept one slug of a guarantee or more, each once."""
    identifiers(_, attribute, value)
    if not value:
        raise InvalidValue(f"{attribute.name}: at least one guarantee is needed")


@attrs.frozen(kw_only=True)
class LandlordInformation(Veiled):
    """On a day the landlord was told which guarantees exist, and on which ground (call C12)."""

    on: date = attrs.field(validator=plain_date, metadata=DAY)
    guarantees: tuple[str, ...] = attrs.field(validator=guarantees, metadata=ABOUT_LANDLORD)
    channel: Channel = attrs.field(validator=one_of(Channel), metadata=ABOUT_LANDLORD)
    party: LandlordParty = attrs.field(validator=one_of(LandlordParty), metadata=ABOUT_LANDLORD)
    ground: InformationGround = attrs.field(validator=one_of(InformationGround), metadata=ABOUT_LANDLORD)
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=DAY)


@attrs.frozen(kw_only=True)
class LandlordContact(Veiled):
    """One attempt to reach the landlord, or one exchange with them: no exchange with the household (call C10, C13)."""

    on: date = attrs.field(validator=plain_date, metadata=DAY)
    channel: Channel = attrs.field(validator=one_of(Channel), metadata=ABOUT_LANDLORD)
    outcome: AttemptOutcome = attrs.field(validator=one_of(AttemptOutcome), metadata=ABOUT_LANDLORD)
    initiative: Initiative = attrs.field(validator=one_of(Initiative), metadata=ABOUT_LANDLORD)
    party: LandlordParty = attrs.field(validator=one_of(LandlordParty), metadata=ABOUT_LANDLORD)
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=DAY)


@attrs.frozen(kw_only=True)
class LandlordStatement(Veiled):
    """What the landlord said of the account on a day; it replaces nothing that others said. None is "not said"."""

    on: date = attrs.field(validator=plain_date, metadata=DAY)
    arrears_cents: Cents | None = attrs.field(
        default=None, validator=Maybe(cents), metadata={**OF_THE_DEBT, "unit": "cents"}
    )
    arrears_on: date | None = attrs.field(default=None, validator=Maybe(plain_date), metadata=OF_THE_DEBT)
    payment_resumed: bool | None = attrs.field(default=None, validator=Maybe(one_of(bool)), metadata=OF_THE_DEBT)


@attrs.frozen(kw_only=True)
class MediationOffer(Veiled):
    """A mediation offered to the landlord on a day, called by its number for ever (call C10)."""

    on: date = attrs.field(validator=plain_date, metadata=DAY)
    number: int = attrs.field(validator=entry_number, metadata=DAY)
    channel: Channel = attrs.field(validator=one_of(Channel), metadata=OF_A_STEP)
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=DAY)


@attrs.frozen(kw_only=True)
class MediationReply(Veiled):
    """What the landlord answered to an offer on a day; a later answer takes its place."""

    on: date = attrs.field(validator=plain_date, metadata=DAY)
    mediation: int = attrs.field(validator=entry_number, metadata=DAY)
    answer: MediationAnswer = attrs.field(validator=one_of(MediationAnswer), metadata=OF_A_STEP)


@attrs.frozen(kw_only=True)
class MediationMeeting(Veiled):
    """One meeting of a mediation."""

    on: date = attrs.field(validator=plain_date, metadata=DAY)
    mediation: int = attrs.field(validator=entry_number, metadata=DAY)
    place: Place | None = attrs.field(default=None, validator=Maybe(one_of(Place)), metadata=OF_A_STEP)
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=DAY)


@attrs.frozen(kw_only=True)
class MediationEnd(Veiled):
    """How a mediation ended; `undertaking` is the number of the undertaking that carries what was agreed."""

    on: date = attrs.field(validator=plain_date, metadata=DAY)
    mediation: int = attrs.field(validator=entry_number, metadata=DAY)
    result: MediationResult = attrs.field(validator=one_of(MediationResult), metadata=OF_A_STEP)
    undertaking: int | None = attrs.field(default=None, validator=Maybe(entry_number), metadata=OF_A_STEP)


@attrs.frozen(kw_only=True)
class LandlordSide(Veiled):
    """All that passed between the team and the landlord, each list in the order of its days."""

    informed: tuple[LandlordInformation, ...] = attrs.field(default=(), metadata=ABOUT_LANDLORD)
    contacts: tuple[LandlordContact, ...] = attrs.field(default=(), metadata=ABOUT_LANDLORD)
    statements: tuple[LandlordStatement, ...] = attrs.field(default=(), metadata=OF_THE_DEBT)
    offers: tuple[MediationOffer, ...] = attrs.field(default=(), metadata=OF_A_STEP)
    replies: tuple[MediationReply, ...] = attrs.field(default=(), metadata=OF_A_STEP)
    meetings: tuple[MediationMeeting, ...] = attrs.field(default=(), metadata=OF_A_STEP)
    ends: tuple[MediationEnd, ...] = attrs.field(default=(), metadata=OF_A_STEP)
