"""The French labels of the words of the sharing matrix; `labels` is the door to them."""

from collections.abc import Mapping
from typing import Any

from prevexp.domain.sharing import ContactResult
from prevexp.domain.sharing import Direction
from prevexp.domain.sharing import Extract
from prevexp.domain.sharing import FileState
from prevexp.domain.sharing import GroundKind
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingPurpose
from prevexp.privacy.permitting import Withholding

_RECIPIENTS = {
    Recipient.CCAPEX: "CCAPEX",
    Recipient.JUDGE: "juge, par l’organisme qui fait le diagnostic social et financier",
    Recipient.PREFET: "préfet",
    Recipient.EVALUATOR: "évaluateur",
    Recipient.CONSEIL_DEPARTEMENTAL: "conseil départemental",
    Recipient.CAF: "CAF",
    Recipient.MSA: "MSA",
    Recipient.BANQUE_DE_FRANCE: "Banque de France",
    Recipient.ADIL: "ADIL",
    Recipient.PCB: "Point Conseil Budget",
    Recipient.LANDLORD: "bailleur",
    Recipient.COMMISSAIRE_DE_JUSTICE: "commissaire de justice",
    Recipient.SIAO_REHOUSING: "SIAO et service du relogement",
    Recipient.MAIRE_CCAS: "maire et CCAS",
    Recipient.HEALTH_PROFESSIONAL: "professionnel de santé",
}
_DIRECTIONS = {Direction.SEND: "envoyer", Direction.RECEIVE: "recevoir"}
_STATES = {
    FileState.BEFORE_AGREEMENT: "avant l’accord",
    FileState.AGREED: "accord en vigueur",
    FileState.REFUSED: "accord refusé ou retiré",
    FileState.CLOSED: "dossier clos",
    FileState.FROZEN: "dossier gelé",
    FileState.ERASED: "dossier effacé",
}
_PURPOSES = {
    SharingPurpose.INTAKE: "réception des listes",
    SharingPurpose.INSTRUCTION: "instruction par la CCAPEX",
    SharingPurpose.DSF: "diagnostic social et financier de la procédure",
    SharingPurpose.EVALUATION: "évaluation du dispositif",
    SharingPurpose.SOCIAL_SUPPORT: "accompagnement social",
    SharingPurpose.BENEFIT_RIGHTS: "droits aux prestations",
    SharingPurpose.OVER_INDEBTEDNESS: "surendettement",
    SharingPurpose.LEGAL_ADVICE: "conseil juridique",
    SharingPurpose.BUDGET_ADVICE: "conseil budgétaire",
    SharingPurpose.HOUSING_FUND: "aide du FSL",
    SharingPurpose.MEDIATION: "médiation avec le bailleur",
    SharingPurpose.PROCEDURE: "suivi de la procédure",
    SharingPurpose.REHOUSING: "relogement",
    SharingPurpose.COORDINATION: "coordination",
    SharingPurpose.CARE: "soins",
}
_GROUNDS = {
    GroundKind.LAW: "loi",
    GroundKind.CONVENTION: "convention du territoire",
    GroundKind.DESIGNATION_PDALHPD: "désignation au PDALHPD",
    GroundKind.AUTHORISATION: "autorisation du ménage",
}
_EXTRACTS = {
    Extract.REFERENCE: "référence du dossier au secrétariat",
    Extract.CONTACT_RESULT: "résultat du contact",
    Extract.HOUSING_DEBT: "montant de la dette locative",
    Extract.PLAN_STATUS: "état du plan d’apurement",
    Extract.ACCEPTED_PLAN: "plan d’apurement accepté",
    Extract.MEDIATION_OFFER: "offre de médiation",
    Extract.COORDINATION_NEED: "besoin de coordination",
    Extract.PROTECTED_AGGREGATES: "comptes protégés, sans aucun dossier",
    Extract.SOCIAL_ANSWER: "suivi ou non suivi",
    Extract.SOCIAL_REFERENT: "référent social",
    Extract.AID_PAID: "aide au logement versée ou non",
    Extract.ARREARS_SIGNAL: "signalement d’impayé",
    Extract.FILING_STATUS: "état du dossier de surendettement",
    Extract.ADVICE_RESULT: "résultat et date du conseil",
    Extract.SUPPORT_RESULT: "résultat du conseil budgétaire",
    Extract.ACCOUNT: "décompte",
    Extract.LEASE: "bail",
    Extract.ACT_DATES: "dates des actes",
    Extract.REHOUSING_ORDER: "décision de relogement",
}
_RESULTS = {
    ContactResult.NOT_ATTEMPTED: "contact pas encore tenté",
    ContactResult.ATTEMPTED: "contact tenté",
    ContactResult.MET: "ménage joint",
    ContactResult.REFUSED: "le ménage a refusé",
}
_WITHHOLDINGS = {
    Withholding.UNLISTED: "jamais : la matrice ne le prévoit pas",
    Withholding.OTHER_PURPOSE: "pas pour cette finalité",
    Withholding.NOT_YET: "pas encore permis à cette date",
    Withholding.NO_LONGER: "plus permis à cette date",
    Withholding.STATE: "pas dans l’état du dossier",
    Withholding.NO_CONVENTION: "le territoire ne donne pas de convention en vigueur",
    Withholding.NO_DESIGNATION: "le territoire ne donne pas de désignation en vigueur",
    Withholding.NO_AUTHORISATION: "le ménage ne l’autorise pas",
}

SHARING_LABELS: tuple[Mapping[Any, str], ...] = (
    _RECIPIENTS,
    _DIRECTIONS,
    _STATES,
    _PURPOSES,
    _GROUNDS,
    _EXTRACTS,
    _RESULTS,
    _WITHHOLDINGS,
)
"""One exhaustive map for each vocabulary."""
