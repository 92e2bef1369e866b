"""The French labels of every closed vocabulary: one exhaustive map each (a test counts). Stored values stay slugs."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from prevexp.domain.vocabulary import ActKind
from prevexp.domain.vocabulary import AidPaidTo
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import DecisionKind
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import ForceAnswer
from prevexp.domain.vocabulary import HousingStock
from prevexp.domain.vocabulary import InformedOfTransmission
from prevexp.domain.vocabulary import LandlordKind
from prevexp.domain.vocabulary import MatchReason
from prevexp.domain.vocabulary import Outcome
from prevexp.domain.vocabulary import PartnerKind
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Stage
from prevexp.domain.vocabulary import Verdict
from prevexp.domain.vocabulary import WorkerRole
from prevexp.programme.plan import ReasonCode
from prevexp.programme.ranking import Criterion

from .access_labels import ACCESS_LABELS
from .act_review_words import LABELS as ACT_REVIEW_LABELS
from .landlord_words import LABELS as LANDLORD_LABELS
from .review_labels import REVIEW_LABELS
from .rights_words import LABELS as RIGHTS_LABELS
from .sharing_labels import SHARING_LABELS
from .work_labels import WORK_LABELS

_STAGES = {
    Stage.SIGNALEMENT: "signalement",
    Stage.COMMANDEMENT_DE_PAYER: "commandement de payer",
    Stage.ASSIGNATION: "assignation",
    Stage.AUDIENCE: "audience",
    Stage.JUGEMENT: "jugement",
    Stage.COMMANDEMENT_DE_QUITTER_LES_LIEUX: "commandement de quitter les lieux",
    Stage.CONCOURS_FORCE_PUBLIQUE: "concours de la force publique",
    Stage.NOT_KNOWN: "stade non connu",
}
_ACTS = {
    ActKind.COMMANDEMENT_DE_PAYER: "commandement de payer",
    ActKind.ASSIGNATION: "assignation",
    ActKind.COMMANDEMENT_DE_QUITTER_LES_LIEUX: "commandement de quitter les lieux",
    ActKind.CONCOURS_FORCE_PUBLIQUE: "réquisition de la force publique",
}
_DECISIONS = {DecisionKind.JUGEMENT: "jugement", DecisionKind.REFERE: "ordonnance de référé"}
_FORCE_ANSWERS = {ForceAnswer.GRANTED: "accordé", ForceAnswer.REFUSED: "refusé"}
_AID_PAID_TO = {AidPaidTo.LANDLORD: "versée au bailleur", AidPaidTo.TENANT: "versée au locataire"}
_STOCKS = {
    HousingStock.PRIVATE: "parc privé",
    HousingStock.SOCIAL: "parc social",
    HousingStock.NOT_KNOWN: "parc non connu",
}
_LANDLORDS = {
    LandlordKind.NATURAL_PERSON: "personne physique",
    LandlordKind.FAMILY_SCI: "SCI familiale",
    LandlordKind.LEGAL_PERSON: "personne morale",
    LandlordKind.NOT_KNOWN: "bailleur non connu",
}
_ANSWERS = {
    SocialServicesAnswer.FOLLOWED: "suivi",
    SocialServicesAnswer.NOT_FOLLOWED: "non suivi",
    SocialServicesAnswer.UNKNOWN_TO: "inconnu du service",
    SocialServicesAnswer.NO_ANSWER: "sans réponse",
}
_INFORMED = {
    InformedOfTransmission.YES: "ménage informé",
    InformedOfTransmission.NO: "ménage non informé",
    InformedOfTransmission.NOT_KNOWN: "information non connue",
}
_VERDICTS = {
    Verdict.ELIGIBLE: "éligible",
    Verdict.NOT_ELIGIBLE: "non éligible",
    Verdict.TO_CHECK: "à vérifier",
}
_OUTCOMES = {
    Outcome.ACCEPTED: "nouveau dossier",
    Outcome.UPDATED: "dossier mis à jour",
    Outcome.DUPLICATE: "sans changement",
    Outcome.REJECTED: "ligne rejetée",
}
_MATCHES = {
    MatchReason.DWELLING_KNOWN: "logement déjà connu (colocataires ?)",
    MatchReason.NAME_ELSEWHERE: "même nom à une autre adresse",
    MatchReason.CONTACT_SHARED: "même téléphone ou courriel et même prénom",
    MatchReason.BIRTH_AND_NAME: "mêmes nom, date de naissance et commune",
}
_ROLES = {WorkerRole.SOCIAL: "intervention sociale", WorkerRole.LEGAL: "appui juridique"}
_CHANNELS = {
    Channel.LETTER: "courrier",
    Channel.DOOR_NOTICE: "avis de passage",
    Channel.SMS: "SMS",
    Channel.PHONE: "téléphone",
    Channel.EMAIL: "courriel",
    Channel.VISIT_PLANNED: "visite annoncée",
    Channel.VISIT_UNANNOUNCED: "visite inopinée",
    Channel.DESK: "permanence",
    Channel.THIRD_PARTY: "par un tiers",
}
_ATTEMPTS = {
    AttemptOutcome.REACHED: "échange",
    AttemptOutcome.MET: "rencontré",
    AttemptOutcome.MESSAGE_LEFT: "message laissé",
    AttemptOutcome.NO_ANSWER: "sans réponse",
    AttemptOutcome.DOOR_CLOSED: "porte close",
    AttemptOutcome.BAD_NUMBER: "numéro faux",
    AttemptOutcome.BAD_ADDRESS: "adresse fausse",
    AttemptOutcome.RETURNED_MAIL: "courrier revenu (NPAI)",
    AttemptOutcome.GONE: "parti",
    AttemptOutcome.REFUSED: "refus",
    AttemptOutcome.CALL_BACK: "à rappeler",
}
_CLOSURES = {
    ClosureReason.DEBT_CLEARED: "dette soldée",
    ClosureReason.PLAN_KEPT: "plan respecté",
    ClosureReason.REHOUSED: "relogé",
    ClosureReason.LEFT: "parti",
    ClosureReason.EVICTED: "expulsé",
    ClosureReason.HANDED_OVER: "relais pris par un service",
    ClosureReason.REFUSED: "refus",
    ClosureReason.NEVER_REACHED: "jamais joint",
    ClosureReason.ALREADY_FOLLOWED: "déjà suivi",
    ClosureReason.OUT_OF_SCOPE: "hors public",
    ClosureReason.DUPLICATE: "doublon",
    ClosureReason.LOST: "perdu de vue",
    ClosureReason.ERASED: "effacement demandé",
}
_PARTNERS = {
    PartnerKind.CONSEIL_DEPARTEMENTAL: "Conseil départemental",
    PartnerKind.CAF: "CAF",
    PartnerKind.MSA: "MSA",
    PartnerKind.CCAS: "CCAS",
    PartnerKind.OTHER: "autre service",
}
_GROUPS = {
    FieldGroup.IDENTITY: "identité",
    FieldGroup.CONTACT: "coordonnées et adresse",
    FieldGroup.DWELLING: "logement, bail et bailleur",
    FieldGroup.DEBT_AND_PROCEDURE: "dette et procédure",
    FieldGroup.BUDGET: "budget",
    FieldGroup.HOUSEHOLD: "composition du ménage",
    FieldGroup.SOCIAL_SITUATION: "situation sociale",
    FieldGroup.SENSITIVE: "données sensibles",
    FieldGroup.STEPS: "démarches et plan d’apurement",
    FieldGroup.AGREEMENTS: "accords et autorisations",
    FieldGroup.CONTACTS_AND_ANSWERS: "contacts et réponses des services",
    FieldGroup.TECHNICAL: "identifiants techniques",
}
_ALLOCATION = {
    ReasonCode.PRIORITY: "rang dans l’ordre déclaré",
    ReasonCode.RURAL_SHARE: "places réservées aux communes rurales",
    ReasonCode.WORKER: "intervenant du secteur le plus disponible",
    ReasonCode.QUOTA_REACHED: "quota du mois atteint",
    ReasonCode.CAPACITY_REACHED: "équipe au complet sur ce secteur",
    ReasonCode.NO_WORKER_FOR_SECTOR: "aucun intervenant sur ce secteur",
}
_CRITERIA = {
    Criterion.NEXT_LEGAL_DATE: "date légale la plus proche",
    Criterion.RECEIVED_ON: "attente la plus longue",
    Criterion.RURAL: "commune rurale",
    Criterion.CASE_ID: "ordre des dossiers",
}
_ALL: tuple[Mapping[Any, str], ...] = (
    _STAGES,
    _ACTS,
    _DECISIONS,
    _FORCE_ANSWERS,
    _AID_PAID_TO,
    _STOCKS,
    _LANDLORDS,
    _ANSWERS,
    _INFORMED,
    _VERDICTS,
    _OUTCOMES,
    _MATCHES,
    _ROLES,
    _CHANNELS,
    _ATTEMPTS,
    _CLOSURES,
    _PARTNERS,
    _GROUPS,
    _ALLOCATION,
    _CRITERIA,
    *REVIEW_LABELS,
    *WORK_LABELS,
    *SHARING_LABELS,
    *LANDLORD_LABELS,
    *ACT_REVIEW_LABELS,
    *ACCESS_LABELS,
    *RIGHTS_LABELS,
)
_BY_ENUM: Mapping[type[StrEnum], Mapping[Any, str]] = MappingProxyType({type(next(iter(m))): m for m in _ALL})
_OF_A_FACT: Mapping[str, str] = MappingProxyType(
    {str(value): words for m in (_STAGES, _STOCKS, _LANDLORDS, _ANSWERS) for value, words in m.items()}
)

VOCABULARIES = tuple(_BY_ENUM)
"""The enums that have labels here."""


def label(value: StrEnum) -> str:
    """Return the French label of a value; raise KeyError for an enum that has none."""
    return _BY_ENUM[type(value)][value]


def fact_label(slug: str) -> str:
    """Return the label of a slug that a fact may have, such as `commandement_de_payer`; of another text, itself."""
    return _OF_A_FACT.get(slug, slug)
