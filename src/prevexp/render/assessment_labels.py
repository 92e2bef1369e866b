"""The French labels of the vocabularies of the assessment, as a worker says them."""

from collections.abc import Mapping
from typing import Any

from prevexp.casework.assessment.debt import DebtCheck
from prevexp.casework.assessment.facts import Duty
from prevexp.casework.assessment.facts import FactName
from prevexp.casework.assessment.facts import ResourceHeading
from prevexp.casework.assessment.figure import FigureKind
from prevexp.casework.assessment.figure import Quantity
from prevexp.casework.assessment.summary import BlockKind
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
RESUMED: Mapping[RentResumed, str] = {
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

_DUTIES = {
    Duty.PAY_RENT: "payer le loyer",
    Duty.INSURE: "assurer le logement",
    Duty.UPKEEP: "entretenir le logement",
    Duty.NEIGHBOURHOOD: "vivre en bon voisinage",
    Duty.PAPERWORK: "faire les démarches administratives",
    Duty.BUDGET: "gérer le budget",
}
_HEADINGS = {
    ResourceHeading.WORK: "revenus du travail",
    ResourceHeading.BENEFITS: "prestations et revenus de remplacement",
    ResourceHeading.HOUSING_AID: "aide au logement",
    ResourceHeading.OTHER: "autres ressources",
}
_FACTS = {
    FactName.MADE_ON: "jour du diagnostic",
    FactName.PLACE: "lieu",
    FactName.PERSONS: "personnes",
    FactName.ADULTS: "adultes",
    FactName.COUPLE: "couple",
    FactName.CHILDREN: "enfants mineurs",
    FactName.CHILDREN_UNDER_14: "dont moins de 14 ans",
    FactName.REPAYMENT: "ce que le ménage dit pouvoir payer en plus du loyer, par mois",
    FactName.ACCOUNT_ON: "jour du décompte",
    FactName.TOTAL_SAID: "total réclamé",
    FactName.DEBT_CHECK: "total et lignes",
    FactName.DIFFERENCE: "écart entre le total réclamé et les lignes, hors frais",
    FactName.RENT_RESUMED: "reprise du loyer",
    FactName.CAUSES: "causes de l’impayé",
    FactName.HEALTH_AMONG_CAUSES: "maladie ou accident parmi les causes",
    FactName.SIGNS: "signes d’indécence, à vérifier",
    FactName.OVERCROWDED: "trop petit pour ceux qui y vivent",
    FactName.SUITABLE: "adapté au ménage et à ses moyens",
    FactName.ACCESSIBLE: "accessible à tous ceux qui y vivent",
    FactName.NEEDS: "besoins",
    FactName.WISH: "souhait du ménage",
}
_BLOCKS = {
    BlockKind.INTERVIEW: "entretien",
    BlockKind.SITUATION: "situation du ménage",
    BlockKind.BUDGET: "budget",
    BlockKind.RESOURCES_IN_DETAIL: "ressources en détail",
    BlockKind.DEBT: "dette",
    BlockKind.CAUSES: "causes",
    BlockKind.ABILITIES: "autonomie et capacité locative",
    BlockKind.DWELLING: "logement",
    BlockKind.NEEDS: "besoins et souhait",
    BlockKind.PROPOSALS: "préconisations",
    BlockKind.HEALTH: "santé",
}
_FIGURES = {
    FigureKind.RESOURCES: "total des ressources",
    FigureKind.CHARGES: "total des charges",
    FigureKind.REST_TO_LIVE: "reste à vivre par mois",
    FigureKind.REST_PER_PERSON: "reste à vivre par personne et par mois",
    FigureKind.REST_PER_PERSON_AND_DAY: "reste à vivre par personne et par jour",
    FigureKind.EFFORT_NET: "taux d’effort net",
    FigureKind.EFFORT_GROSS: "taux d’effort brut",
    FigureKind.EFFORT_WITH_ENERGY: "taux d’effort net, énergie et eau comprises",
    FigureKind.ARREARS: "loyers et charges dus selon les lignes",
    FigureKind.COSTS: "frais, à part",
}
_QUANTITIES = {
    Quantity.PERSONS: "personnes",
    Quantity.DAYS_A_MONTH: "jours par mois",
    Quantity.RESOURCES_WITHOUT_AID: "ressources hors aide au logement",
}
_CHECKS = {
    DebtCheck.SAME: "le total réclamé est celui des lignes",
    DebtCheck.COSTS_INCLUDED: "le total réclamé comprend les frais : ils ne sont pas du loyer",
    DebtCheck.DIFFERENT: "le total réclamé n’est pas celui des lignes : à faire expliquer",
    DebtCheck.NOT_KNOWN: "comparaison non connue",
}

LABELS: tuple[Mapping[Any, str], ...] = (
    _CAUSES,
    _RESOURCES,
    _CHARGES,
    _DEBT_LINES,
    RESUMED,
    _LEVELS,
    _SIGNS,
    _WISHES,
    _NEEDS,
    _MEASURES,
    _DUTIES,
    _HEADINGS,
    _FACTS,
    _BLOCKS,
    _FIGURES,
    _QUANTITIES,
    _CHECKS,
)
"""One exhaustive map for each vocabulary."""
