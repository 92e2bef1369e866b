"""A case: one household, one dwelling, one episode of arrears; several acts and references.

`ListedFacts` and `Identity` are together the one definition of what a monthly transfer says: the column names, the
JSON Schema, the vault and the documentation are derived from their fields. What names somebody is in `Identity` and
only there.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from .act_review import ActReview
from .agreement import Agreement
from .agreement import SharingAuthorisation
from .answers import Allocation
from .answers import PartnerAnswer
from .answers import Proposal
from .appointment import GROUP as APPOINTMENTS
from .appointment import Appointment
from .appointment import AppointmentCancellation
from .archive import ArchiveFact
from .assessment import Assessment
from .contact import Attempt
from .contact import ChannelSafety
from .contact import FollowUpChoice
from .contact import Hold
from .dated import last_by
from .engagement import Engagement
from .extra import OF_ITS_GROUP
from .extra import ExtraFact
from .groups import AGREEMENTS
from .groups import CONTACTS
from .groups import DEBT
from .groups import DWELLING
from .groups import NEVER_SHARED
from .groups import STEPS
from .groups import TECHNICAL
from .groups import TOLD
from .groups import Veiled
from .groups import grouped
from .landlord import LandlordSide
from .life import Closure
from .life import Correction
from .life import Handover
from .life import LifeFact
from .life import Sameness
from .life import Split
from .paper import Information
from .paper import Letter
from .procedure import NOTHING_READ
from .procedure import Procedure
from .referral import OnwardReferral
from .rights import Limitation
from .rights import PersonRights
from .rights import RightRequest
from .values import CaseId
from .values import Cents
from .values import HouseholdId
from .values import Maybe
from .values import Month
from .values import Secret
from .values import cents
from .values import count
from .values import identifier
from .values import one_of
from .values import plain_date
from .values import texts
from .vocabulary import FieldGroup
from .vocabulary import HousingStock
from .vocabulary import InformedOfTransmission
from .vocabulary import LandlordKind
from .vocabulary import SocialServicesAnswer
from .vocabulary import Stage


def _listed(column: str, group: FieldGroup, description: str, validator: Any, default: Any = None, **more: str) -> Any:
    """Declare one column of the transfer."""
    check = validator if default is not None else Maybe(validator)
    return attrs.field(
        default=default,
        validator=check,
        metadata={"column": column, "group": group, "description": description, **more},
    )


def _secret(column: str, group: FieldGroup, description: str) -> Any:
    said = {"column": column, "group": group, "description": description}
    return attrs.field(default=None, validator=Maybe(one_of(Secret)), metadata=said)


_PROCEDURE = FieldGroup.DEBT_AND_PROCEDURE
_DWELLING = FieldGroup.DWELLING
_ANSWERS = FieldGroup.CONTACTS_AND_ANSWERS


@attrs.frozen(kw_only=True)
class ListedFacts(Veiled):
    """What the CCAPEX secretariat's list says of a case and that names nobody; None is "not known".

    Amounts are cents, dates calendar dates. Source: call C19, C21; field notes §5.
    """

    signalled_on: date | None = _listed("date_signalement", _PROCEDURE, "day the arrears were signalled", plain_date)
    stage: Stage = _listed("stade_procedure", _PROCEDURE, "last known stage", one_of(Stage), Stage.NOT_KNOWN)
    act_on: date | None = _listed("date_acte", _PROCEDURE, "day the latest act was served", plain_date)
    hearing_on: date | None = _listed("date_audience", _PROCEDURE, "first hearing fixed", plain_date)
    stock: HousingStock = _listed(
        "parc", _DWELLING, "housing stock", one_of(HousingStock), HousingStock.NOT_KNOWN, source="call C19"
    )
    landlord_kind: LandlordKind = _listed(
        "bailleur_type", _DWELLING, "kind of landlord", one_of(LandlordKind), LandlordKind.NOT_KNOWN
    )
    commune: str | None = _listed("adresse_commune_insee", _DWELLING, "INSEE code of the commune", one_of(str))
    persons: int | None = _listed(
        "nb_personnes", FieldGroup.HOUSEHOLD, "persons in the household", count(1, 30), unit="persons"
    )
    rent_cents: Cents | None = _listed(
        "loyer_mensuel_eur", _PROCEDURE, "monthly rent with charges", cents, unit="cents"
    )
    arrears_cents: Cents | None = _listed(
        "dette_locative_eur",
        _PROCEDURE,
        "rent owed on the day of the account; 0 is said to be paid",
        cents,
        unit="cents",
    )
    arrears_on: date | None = _listed("date_dette", _PROCEDURE, "day of the account", plain_date)
    answer: SocialServicesAnswer = _listed(
        "suivi_service_social",
        _ANSWERS,
        "what a social service answered",
        one_of(SocialServicesAnswer),
        SocialServicesAnswer.NO_ANSWER,
        source="call C19, C21",
    )
    answer_from: str | None = _listed("source_suivi", _ANSWERS, "slug of the service that answered", identifier)
    answered_on: date | None = _listed("date_suivi", _ANSWERS, "day of the answer", plain_date)
    informed: InformedOfTransmission = _listed(
        "information_rgpd",
        FieldGroup.AGREEMENTS,
        "household told its data are passed on (RGPD art. 14)",
        one_of(InformedOfTransmission),
        InformedOfTransmission.NOT_KNOWN,
    )


@attrs.frozen(kw_only=True)
class Identity(Veiled):
    """Who the people of a case are and where they live. Lives in the vault, never in the journal."""

    surname: Secret | None = _secret("locataire_nom", FieldGroup.IDENTITY, "surname on the act or the signal")
    first_name: Secret | None = _secret("locataire_prenom", FieldGroup.IDENTITY, "first name")
    born_on: Secret | None = _secret("locataire_date_naissance", FieldGroup.IDENTITY, "birth date, YYYY-MM-DD")
    phone: Secret | None = _secret("locataire_telephone", FieldGroup.CONTACT, "phone, E.164")
    email: Secret | None = _secret("locataire_courriel", FieldGroup.CONTACT, "e-mail")
    street: Secret | None = _secret("adresse_voie", FieldGroup.CONTACT, "number and street of the dwelling")
    postcode: Secret | None = _secret("adresse_code_postal", FieldGroup.CONTACT, "postcode; never places a case")
    landlord_name: Secret | None = _secret("bailleur_nom", _DWELLING, "landlord or agent (call C12)")
    landlord_siret: Secret | None = _secret("bailleur_siret", _DWELLING, "SIRET of a landlord who is a legal person")


@attrs.frozen(kw_only=True)
class Case(Veiled):
    """The state of a case after its events; nothing in it is made false by the passing of time."""

    case_id: CaseId = attrs.field(metadata=TECHNICAL)
    household_id: HouseholdId = attrs.field(metadata=TECHNICAL)
    territory: str = attrs.field(metadata=TECHNICAL)
    version: int = attrs.field(metadata={**TECHNICAL, "description": "number of events"})
    received_on: date = attrs.field(metadata=TECHNICAL)
    last_listed_on: date = attrs.field(metadata=TECHNICAL)
    month: Month = attrs.field(metadata={**TECHNICAL, "description": "month of the transfer that first named the case"})
    references: tuple[str, ...] = attrs.field(validator=texts, repr=False, metadata=TECHNICAL)
    facts: ListedFacts = attrs.field(metadata=DEBT)
    known_identity: tuple[str, ...] = attrs.field(default=(), metadata={**TECHNICAL, "description": "in the vault"})
    answers: tuple[PartnerAnswer, ...] = attrs.field(default=(), metadata=CONTACTS)
    debt_settled_on: date | None = attrs.field(default=None, metadata=DEBT)
    departed_on: date | None = attrs.field(default=None, metadata=DWELLING)
    open_elsewhere: str | None = attrs.field(default=None, metadata=CONTACTS)
    procedure: Procedure = attrs.field(default=NOTHING_READ, metadata=DEBT)
    proposals: tuple[Proposal, ...] = attrs.field(default=(), metadata=TECHNICAL)
    allocation: Allocation | None = attrs.field(default=None, metadata=TECHNICAL)
    attempts: tuple[Attempt, ...] = attrs.field(default=(), metadata={**CONTACTS, "description": "by their days"})
    holds: tuple[Hold, ...] = attrs.field(default=(), metadata=CONTACTS)
    channels: tuple[ChannelSafety, ...] = attrs.field(default=(), repr=False, metadata=NEVER_SHARED)
    appointments: tuple[Appointment, ...] = attrs.field(default=(), metadata=APPOINTMENTS)
    appointment_cancellations: tuple[AppointmentCancellation, ...] = attrs.field(default=(), metadata=APPOINTMENTS)
    engagement: Engagement = attrs.field(default=Engagement(), metadata={"group": FieldGroup.STEPS})
    archivals: tuple[ArchiveFact, ...] = attrs.field(default=(), metadata=TECHNICAL)
    life: tuple[LifeFact, ...] = attrs.field(default=(), metadata={**STEPS, "description": "closures and reopenings"})
    handovers: tuple[Handover, ...] = attrs.field(default=(), metadata=TECHNICAL)
    same_cases: tuple[Sameness, ...] = attrs.field(default=(), metadata=TECHNICAL)
    splits: tuple[Split, ...] = attrs.field(default=(), metadata=TECHNICAL)
    corrections: tuple[Correction, ...] = attrs.field(default=(), metadata=TECHNICAL)
    agreements: tuple[Agreement, ...] = attrs.field(default=(), metadata=AGREEMENTS)
    sharing: tuple[SharingAuthorisation, ...] = attrs.field(default=(), metadata=AGREEMENTS)
    follow_up_choices: tuple[FollowUpChoice, ...] = attrs.field(default=(), metadata=CONTACTS)
    assessments: tuple[Assessment, ...] = attrs.field(
        default=(),
        repr=False,
        metadata=grouped(FieldGroup.SENSITIVE, **TOLD, description="in the order of their days; told in blocks"),
    )
    act_reviews: tuple[ActReview, ...] = attrs.field(default=(), metadata={"group": FieldGroup.DEBT_AND_PROCEDURE})
    landlord: LandlordSide = attrs.field(default=LandlordSide(), metadata={"group": FieldGroup.DWELLING})
    letters: tuple[Letter, ...] = attrs.field(default=(), metadata={"group": FieldGroup.CONTACTS_AND_ANSWERS})
    informed: tuple[Information, ...] = attrs.field(default=(), metadata={"group": FieldGroup.AGREEMENTS})
    referrals: tuple[OnwardReferral, ...] = attrs.field(default=(), metadata=STEPS)
    rights: PersonRights = attrs.field(default=PersonRights(), repr=False, metadata=NEVER_SHARED)
    extra: tuple[ExtraFact, ...] = attrs.field(
        default=(),
        metadata={**OF_ITS_GROUP, "description": "facts that the territory or a plugin adds, in the order of days"},
    )

    @property
    def reference(self) -> str:
        """The reference the secretariat gave first."""
        return self.references[0]

    def closure_on(self, day: date) -> Closure | None:
        """Return the closure in force on a day, None if the case is open; its own day is one of them."""
        last = last_by(self.life, day)
        return last if isinstance(last, Closure) else None

    @property
    def objection(self) -> RightRequest | None:
        """The objection that stands at the end of what is known, answered or not; None if there is none (art. 21)."""
        return self.rights.objection_on(date.max)

    @property
    def frozen(self) -> Limitation | None:
        """The limitation that holds at the end of what is known, None if there is none (RGPD art. 18)."""
        return self.rights.limitation_on(date.max)

    @property
    def closure(self) -> Closure | None:
        """The closure that holds at the end of what is known, None if the case is open."""
        return self.closure_on(date.max)

    @property
    def closed_on(self) -> date | None:
        """The day of that closure."""
        return self.closure.on if self.closure else None


def columns_of(entity: type[ListedFacts] | type[Identity]) -> Mapping[str, str]:
    """Return field name -> column of the transfer, in the order of the fields."""
    return {field.name: field.metadata["column"] for field in attrs.fields(entity)}
