"""What is said in French of contracts, undertakings, repayment plans and the current rent: labels, events."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Any

from prevexp.domain import contract_events as said
from prevexp.domain.engagement_vocabulary import ContractEnd
from prevexp.domain.engagement_vocabulary import ContractState
from prevexp.domain.engagement_vocabulary import Creditor
from prevexp.domain.engagement_vocabulary import InstalmentState
from prevexp.domain.engagement_vocabulary import Objective
from prevexp.domain.engagement_vocabulary import PlanEnd
from prevexp.domain.engagement_vocabulary import PlanState
from prevexp.domain.engagement_vocabulary import PostponeReason
from prevexp.domain.engagement_vocabulary import UndertakingOwner
from prevexp.domain.engagement_vocabulary import UndertakingProof
from prevexp.domain.engagement_vocabulary import UndertakingResult

from . import french
from .assessment_labels import RESUMED
from .undertaking_words import BODIES
from .undertaking_words import KINDS
from .undertaking_words import STATUSES

_OBJECTIVES = {
    Objective.CLEAR_DEBT: "solder la dette",
    Objective.RESUME_RENT: "reprendre le paiement du loyer",
    Objective.KEEP_HOME: "garder le logement",
    Objective.REHOUSE: "trouver un autre logement",
    Objective.OPEN_RIGHTS: "ouvrir des droits",
    Objective.BALANCE_BUDGET: "équilibrer le budget",
    Objective.DEFEND_CASE: "se défendre devant le juge",
}
OWNERS = {
    UndertakingOwner.HOUSEHOLD: "le ménage",
    UndertakingOwner.TEAM: "l’équipe",
    UndertakingOwner.PARTNER: "un partenaire",
}
_RESULTS = {
    UndertakingResult.OPEN: "en cours",
    UndertakingResult.OBTAINED: "aboutie",
    UndertakingResult.NOT_OBTAINED: "sans succès",
    UndertakingResult.DROPPED: "arrêtée",
}
_PROOFS = {
    UndertakingProof.COPY_KEPT: "copie de la demande",
    UndertakingProof.RECEIPT: "accusé de réception",
    UndertakingProof.DECISION_LETTER: "courrier de décision",
    UndertakingProof.APPOINTMENT_NOTE: "convocation ou rendez-vous",
    UndertakingProof.RENT_RECEIPT: "quittance de loyer",
    UndertakingProof.ATTESTATION: "attestation",
    UndertakingProof.HOUSEHOLD_SAYS: "dit par le ménage",
}
_POSTPONEMENTS = {
    PostponeReason.PARTNER_SILENT: "pas de réponse du service",
    PostponeReason.PAPERS_MISSING: "pièces manquantes",
    PostponeReason.HOUSEHOLD_UNAVAILABLE: "ménage indisponible",
    PostponeReason.PROCEDURE_MOVED: "procédure reportée",
    PostponeReason.SITUATION_CHANGED: "situation changée",
}
_CONTRACT_ENDS = {
    ContractEnd.OBJECTIVES_MET: "objectifs atteints",
    ContractEnd.HOUSEHOLD_ASKED: "à la demande du ménage",
    ContractEnd.NOT_KEPT: "engagements non tenus",
    ContractEnd.REHOUSED: "relogement",
    ContractEnd.LEFT: "départ du logement",
    ContractEnd.HANDED_OVER: "relais pris par un service",
    ContractEnd.REPLACED: "remplacé par un autre contrat",
}
_CONTRACTS = {
    ContractState.TO_COME: "signé, à venir",
    ContractState.IN_FORCE: "en vigueur",
    ContractState.EXPIRED: "terme dépassé",
    ContractState.ENDED: "terminé",
    ContractState.STOPPED: "arrêté par le retrait de l’accord",
}
_CREDITORS = {
    Creditor.LANDLORD: "bailleur",
    Creditor.GUARANTOR: "caution",
    Creditor.ACTION_LOGEMENT: "Action Logement (Visale)",
    Creditor.INSURER: "assureur des loyers impayés",
}
_PLAN_ENDS = {
    PlanEnd.CREDITOR_ENDED_IT: "dénoncé par le créancier",
    PlanEnd.HOUSEHOLD_ENDED_IT: "abandonné par le ménage",
    PlanEnd.PAID_OTHERWISE: "dette payée autrement",
    PlanEnd.DEBT_ERASED: "dette effacée",
    PlanEnd.JUDGE_DECIDED: "décision du juge",
}
_PLANS = {
    PlanState.KEPT: "tenu",
    PlanState.TO_CHECK: "à vérifier",
    PlanState.BROKEN: "rompu",
    PlanState.RESUMED: "repris",
    PlanState.FINISHED: "entièrement payé",
    PlanState.REPLACED: "remplacé par un autre plan",
    PlanState.ENDED: "terminé",
    PlanState.STOPPED: "arrêté par le retrait de l’accord",
}
_INSTALMENTS = {
    InstalmentState.TO_COME: "à venir",
    InstalmentState.TO_CHECK: "à vérifier",
    InstalmentState.PAID: "payée",
    InstalmentState.PAID_LATE: "payée en retard",
    InstalmentState.PARTLY_PAID: "payée en partie",
    InstalmentState.MISSED: "impayée",
}
CONTRACT_LABELS: tuple[Mapping[Any, str], ...] = (
    KINDS,
    STATUSES,
    BODIES,
    _OBJECTIVES,
    OWNERS,
    _RESULTS,
    _PROOFS,
    _POSTPONEMENTS,
    _CONTRACT_ENDS,
    _CONTRACTS,
    _CREDITORS,
    _PLAN_ENDS,
    _PLANS,
    _INSTALMENTS,
)
"""One exhaustive map for each vocabulary."""

CONTRACT_EVENTS: Mapping[type[object], str] = {
    said.ContractSigned: "contrat d’engagement signé",
    said.ContractRenewed: "contrat d’engagement renouvelé",
    said.ContractEnded: "contrat d’engagement terminé",
    said.UndertakingPromised: "démarche promise",
    said.UndertakingMoved: "démarche : du nouveau",
    said.UndertakingPostponed: "démarche reportée",
    said.UndertakingReviewed: "démarche passée en revue",
    said.RepaymentPlanSigned: "plan d’apurement signé",
    said.InstalmentPaid: "échéance payée",
    said.InstalmentMissed: "échéance impayée",
    said.RepaymentPlanEnded: "plan d’apurement terminé",
    said.RentPaymentFound: "loyer courant",
}


def _promised(event: said.UndertakingPromised) -> str:
    who = event.partner or OWNERS[event.owner]
    return f"n° {event.number}, {KINDS[event.kind]}, {who}, avant le {french.short_day(event.due_on)} inclus"


def _moved(event: said.UndertakingMoved) -> str:
    cents = "" if event.cents is None else f", {french.euros(event.cents)}"
    return f"n° {event.number}, {STATUSES[event.status]}{cents}"


CONTRACT_DETAILS: Mapping[type[object], Callable[[Any], str]] = {
    said.ContractSigned: lambda e: f"n° {e.number}, du {french.short_day(e.starts_on)} au {french.short_day(e.until)}",
    said.ContractRenewed: lambda e: f"n° {e.number}, jusqu’au {french.short_day(e.until)}",
    said.ContractEnded: lambda e: f"n° {e.number}, {_CONTRACT_ENDS[e.reason]}",
    said.UndertakingPromised: _promised,
    said.UndertakingMoved: _moved,
    said.UndertakingPostponed: lambda e: f"n° {e.number}, au {french.short_day(e.due_on)}, {_POSTPONEMENTS[e.reason]}",
    said.UndertakingReviewed: lambda e: f"n° {e.number}",
    said.RepaymentPlanSigned: lambda e: (
        f"n° {e.number}, {french.euros(e.total_cents)} en "
        f"{french.counted(len(e.instalments), 'échéance', 'échéances')}, {_CREDITORS[e.creditor]}"
        f"{f', démarche n° {e.undertaking}' if e.undertaking else ''}"
    ),
    said.InstalmentPaid: lambda e: f"plan n° {e.number}, échéance {e.rank}, {french.euros(e.cents)}",
    said.InstalmentMissed: lambda e: f"plan n° {e.number}, échéance {e.rank}",
    said.RepaymentPlanEnded: lambda e: f"n° {e.number}, {_PLAN_ENDS[e.reason]}",
    said.RentPaymentFound: lambda e: RESUMED[e.payment],
}
