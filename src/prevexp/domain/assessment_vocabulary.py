"""Closed vocabularies of the assessment: causes, resources, charges, debt lines, duties, needs, measures.

Source: call C08, C09; field notes §6; loi 89-462 art. 7 (duties of a tenant). "None" of the notes is a list that is
complete and empty.
"""

from enum import StrEnum


class ArrearsCause(StrEnum):
    """Why the rent was not paid; several may hold. Health is sensitive and kept apart from the others."""

    JOB_LOSS = "job_loss"
    INCOME_DROP = "income_drop"
    HEALTH = "health"
    SEPARATION = "separation"
    DEATH = "death"
    RETIREMENT = "retirement"
    AID_SUSPENDED = "aid_suspended"
    OVER_INDEBTED = "over_indebted"
    RENT_TOO_HIGH = "rent_too_high"
    LANDLORD_DISPUTE = "landlord_dispute"
    UNFIT_DWELLING = "unfit_dwelling"
    OTHER = "other"


class ResourceKind(StrEnum):
    """What a household lives on each month; AAH, invalidity and sick pay tell of health and are kept apart."""

    WAGE = "wage"
    SELF_EMPLOYED = "self_employed"
    UNEMPLOYMENT = "unemployment"
    RSA = "rsa"
    PRIME_ACTIVITE = "prime_activite"
    FAMILY_BENEFITS = "family_benefits"
    PENSION = "pension"
    ASPA = "aspa"
    AAH = "aah"
    INVALIDITY = "invalidity"
    SICK_PAY = "sick_pay"
    HOUSING_AID = "housing_aid"
    ALIMONY_RECEIVED = "alimony_received"
    OTHER = "other"


HEALTH_RESOURCES = frozenset({ResourceKind.AAH, ResourceKind.INVALIDITY, ResourceKind.SICK_PAY})
"""Resources whose kind alone tells of health or disability (privacy notes §2, G8)."""


class ChargeKind(StrEnum):
    """What leaves the budget each month by engagement; food and clothes are paid from the rest to live."""

    RENT_WITH_CHARGES = "rent_with_charges"
    ENERGY = "energy"
    WATER = "water"
    HOME_INSURANCE = "home_insurance"
    TOP_UP_INSURANCE = "top_up_insurance"
    TRANSPORT = "transport"
    TELECOM = "telecom"
    CHILDCARE = "childcare"
    SCHOOL = "school"
    ALIMONY_PAID = "alimony_paid"
    TAXES = "taxes"
    LOANS = "loans"
    DEBT_PLAN = "debt_plan"
    ARREARS_PLAN = "arrears_plan"
    OTHER = "other"


class DebtLineKind(StrEnum):
    """One line of an account of what is owed: what adds to it, what is taken off, and costs, which are no rent."""

    OPENING = "opening"
    RENT = "rent"
    CHARGES = "charges"
    COSTS = "costs"
    AID_RECEIVED = "aid_received"
    PAYMENT = "payment"


class RentResumed(StrEnum):
    """Whether the current rent is paid again (indicator I21)."""

    FULL = "full"
    PARTIAL = "partial"
    IRREGULAR = "irregular"
    NONE = "none"


class AbilityLevel(StrEnum):
    """How a household meets one duty or handles one matter (call C09)."""

    ALONE = "alone"
    WITH_HELP = "with_help"
    NEEDS_SUPPORT = "needs_support"
    NOT_ASSESSED = "not_assessed"


class DwellingSign(StrEnum):
    """What a visitor saw of a dwelling that may not be decent; a sign to be checked, no finding."""

    DAMP = "damp"
    HEATING = "heating"
    ELECTRICITY = "electricity"
    GAS = "gas"
    VENTILATION = "ventilation"
    WATER = "water"
    SANITATION = "sanitation"
    STRUCTURE = "structure"
    PESTS = "pests"
    TOO_SMALL = "too_small"
    NO_LIGHT = "no_light"


class HouseholdWish(StrEnum):
    """What the household itself wants."""

    STAY = "stay"
    MOVE = "move"
    UNDECIDED = "undecided"


class Need(StrEnum):
    """What the household needs, whoever answers it. Care is no word of this list: it would tell of health."""

    RIGHTS = "rights"
    BUDGET = "budget"
    DEBTS = "debts"
    LEGAL_ADVICE = "legal_advice"
    LANDLORD = "landlord"
    ADMINISTRATIVE_HELP = "administrative_help"
    LANGUAGE = "language"
    SOCIAL_SUPPORT = "social_support"
    WORK = "work"
    REPAIRS = "repairs"
    OTHER_DWELLING = "other_dwelling"
    SHELTER = "shelter"


class MeasureKind(StrEnum):
    """What the team recommends: the steps of the call (C10) and the measures of support in and into housing."""

    MEDIATION = "mediation"
    REPAYMENT_PLAN = "repayment_plan"
    FSL = "fsl"
    BDF = "bdf"
    DLS = "dls"
    DALO = "dalo"
    ACTION_LOGEMENT = "action_logement"
    CD_SOCIAL_WORKER = "cd_social_worker"
    LEGAL_AID = "legal_aid"
    CAF_MSA_RIGHTS = "caf_msa_rights"
    PCB = "pcb"
    SIAO = "siao"
    CONTEST_DEBT = "contest_debt"
    ATTEND_HEARING = "attend_hearing"
    AVDL = "avdl"
    ASLL = "asll"
    MASP = "masp"
