"""The French labels of the vocabularies of the assessment, as a worker says them."""

from collections.abc import Mapping
from typing import Any

from prevexp.domain.assessment_vocabulary import AbilityLevel
from prevexp.domain.assessment_vocabulary import ArrearsCause
from prevexp.domain.assessment_vocabulary import ChargeKind
from prevexp.domain.assessment_vocabulary import DebtLineKind
from prevexp.domain.assessment_vocabulary import DwellingSign
from prevexp.domain.assessment_vocabulary import HouseholdWish
from prevexp.domain.assessment_vocabulary import MeasureKind
from prevexp.domain.assessment_vocabulary import Need
from prevexp.domain.assessment_vocabulary import RentResumed
from prevexp.domain.assessment_vocabulary import ResourceKind

_CAUSES = {
    ArrearsCause.JOB_LOSS: "perte d’emploi",
    ArrearsCause.INCOME_DROP: "baisse de revenus",
    ArrearsCause.HEALTH: "maladie ou accident",
    ArrearsCause.SEPARATION: "séparation",
    ArrearsCause.DEATH: "décès",
    ArrearsCause.RETIREMENT: "départ à la retraite",
    ArrearsCause.AID_SUSPENDED: "aide au logement suspendue",
    ArrearsCause.OVER_INDEBTED: "surendettement",
    ArrearsCause.RENT_TOO_HIGH: "loyer trop élevé",
    ArrearsCause.LANDLORD_DISPUTE: "litige avec le bailleur",
    ArrearsCause.UNFIT_DWELLING: "logement indécent",
    ArrearsCause.OTHER: "autre cause",
}
_RESOURCES = {
    ResourceKind.WAGE: "salaire",
    ResourceKind.SELF_EMPLOYED: "revenu d’indépendant",
    ResourceKind.UNEMPLOYMENT: "allocation de chômage",
    ResourceKind.RSA: "RSA",
    ResourceKind.PRIME_ACTIVITE: "prime d’activité",
    ResourceKind.FAMILY_BENEFITS: "prestations familiales",
    ResourceKind.PENSION: "retraite",
    ResourceKind.ASPA: "ASPA",
    ResourceKind.AAH: "AAH",
    ResourceKind.INVALIDITY: "pension d’invalidité",
    ResourceKind.SICK_PAY: "indemnités journalières",
    ResourceKind.HOUSING_AID: "aide au logement",
    ResourceKind.ALIMONY_RECEIVED: "pension alimentaire reçue",
    ResourceKind.OTHER: "autre ressource",
}
_CHARGES = {
    ChargeKind.RENT_WITH_CHARGES: "loyer, charges comprises",
    ChargeKind.ENERGY: "énergie",
    ChargeKind.WATER: "eau",
    ChargeKind.HOME_INSURANCE: "assurance habitation",
    ChargeKind.TOP_UP_INSURANCE: "mutuelle",
    ChargeKind.TRANSPORT: "transport",
    ChargeKind.TELECOM: "téléphone et internet",
    ChargeKind.CHILDCARE: "garde d’enfants",
    ChargeKind.SCHOOL: "école et cantine",
    ChargeKind.ALIMONY_PAID: "pension alimentaire versée",
    ChargeKind.TAXES: "impôts",
    ChargeKind.LOANS: "remboursement de crédits",
    ChargeKind.DEBT_PLAN: "remboursement d’autres dettes",
    ChargeKind.ARREARS_PLAN: "apurement de la dette locative",
    ChargeKind.OTHER: "autre charge",
}
_DEBT_LINES = {
    DebtLineKind.OPENING: "solde antérieur",
    DebtLineKind.RENT: "loyer",
    DebtLineKind.CHARGES: "charges",
    DebtLineKind.COSTS: "frais",
    DebtLineKind.AID_RECEIVED: "aide versée au bailleur",
    DebtLineKind.PAYMENT: "paiement",
}
_RESUMED = {
    RentResumed.FULL: "reprise totale",
    RentResumed.PARTIAL: "reprise partielle",
    RentResumed.IRREGULAR: "reprise irrégulière",
    RentResumed.NONE: "aucune reprise",
}
_LEVELS = {
    AbilityLevel.ALONE: "seul",
    AbilityLevel.WITH_HELP: "avec un appui ponctuel",
    AbilityLevel.NEEDS_SUPPORT: "accompagnement nécessaire",
    AbilityLevel.NOT_ASSESSED: "non évalué",
}
_SIGNS = {
    DwellingSign.DAMP: "humidité, moisissures",
    DwellingSign.HEATING: "chauffage absent ou insuffisant",
    DwellingSign.ELECTRICITY: "électricité dangereuse",
    DwellingSign.GAS: "gaz dangereux",
    DwellingSign.VENTILATION: "aération insuffisante",
    DwellingSign.WATER: "pas d’eau potable ou pas d’eau chaude",
    DwellingSign.SANITATION: "sanitaires ou évacuation défaillants",
    DwellingSign.STRUCTURE: "murs, sols, toiture ou garde-corps dégradés",
    DwellingSign.PESTS: "nuisibles",
    DwellingSign.TOO_SMALL: "surface ou volume trop petits",
    DwellingSign.NO_LIGHT: "pas d’éclairement naturel",
}
_WISHES = {
    HouseholdWish.STAY: "rester",
    HouseholdWish.MOVE: "déménager",
    HouseholdWish.UNDECIDED: "ne sait pas encore",
}
_NEEDS = {
    Need.RIGHTS: "accès aux droits",
    Need.BUDGET: "gestion du budget",
    Need.DEBTS: "traitement des dettes",
    Need.LEGAL_ADVICE: "conseil juridique",
    Need.LANDLORD: "dialogue avec le bailleur",
    Need.ADMINISTRATIVE_HELP: "aide administrative ou numérique",
    Need.LANGUAGE: "aide en langue",
    Need.SOCIAL_SUPPORT: "accompagnement social",
    Need.WORK: "emploi ou formation",
    Need.REPAIRS: "travaux dans le logement",
    Need.OTHER_DWELLING: "autre logement",
    Need.SHELTER: "hébergement",
}
_MEASURES = {
    MeasureKind.MEDIATION: "médiation avec le bailleur",
    MeasureKind.REPAYMENT_PLAN: "plan d’apurement",
    MeasureKind.FSL: "FSL",
    MeasureKind.BDF: "dossier de surendettement",
    MeasureKind.DLS: "demande de logement social",
    MeasureKind.DALO: "recours DALO",
    MeasureKind.ACTION_LOGEMENT: "aide d’Action Logement",
    MeasureKind.CD_SOCIAL_WORKER: "travailleur social du Département",
    MeasureKind.LEGAL_AID: "aide juridictionnelle",
    MeasureKind.CAF_MSA_RIGHTS: "droits CAF ou MSA",
    MeasureKind.PCB: "Point conseil budget",
    MeasureKind.SIAO: "demande au SIAO",
    MeasureKind.CONTEST_DEBT: "contestation de la dette",
    MeasureKind.ATTEND_HEARING: "présence à l’audience",
    MeasureKind.AVDL: "AVDL",
    MeasureKind.ASLL: "ASLL",
    MeasureKind.MASP: "MASP",
}

LABELS: tuple[Mapping[Any, str], ...] = (
    _CAUSES,
    _RESOURCES,
    _CHARGES,
    _DEBT_LINES,
    _RESUMED,
    _LEVELS,
    _SIGNS,
    _WISHES,
    _NEEDS,
    _MEASURES,
)
"""One exhaustive map for each vocabulary."""
