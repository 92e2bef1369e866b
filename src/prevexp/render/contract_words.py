"""What is said in French of contracts, undertakings, repayment plans and the current rent: labels, events, refusals."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Any

from prevexp.casework.refusal import RefusalCode
from prevexp.domain import contract_events as said
from prevexp.domain.engagement_vocabulary import ContractEnd
from prevexp.domain.engagement_vocabulary import ContractState
from prevexp.domain.engagement_vocabulary import Creditor
from prevexp.domain.engagement_vocabulary import InstalmentState
from prevexp.domain.engagement_vocabulary import Objective
from prevexp.domain.engagement_vocabulary import PlanEnd
from prevexp.domain.engagement_vocabulary import PlanState
from prevexp.domain.engagement_vocabulary import PostponeReason
from prevexp.domain.engagement_vocabulary import RentPayment
from prevexp.domain.engagement_vocabulary import UndertakingOwner
from prevexp.domain.engagement_vocabulary import UndertakingProof
from prevexp.domain.engagement_vocabulary import UndertakingResult

from . import french
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
_RENTS = {
    RentPayment.FULL: "payé en totalité",
    RentPayment.PARTIAL: "payé en partie",
    RentPayment.IRREGULAR: "payé irrégulièrement",
    RentPayment.NONE: "non payé",
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
    _RENTS,
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
    ),
    said.InstalmentPaid: lambda e: f"plan n° {e.number}, échéance {e.rank}, {french.euros(e.cents)}",
    said.InstalmentMissed: lambda e: f"plan n° {e.number}, échéance {e.rank}",
    said.RepaymentPlanEnded: lambda e: f"n° {e.number}, {_PLAN_ENDS[e.reason]}",
    said.RentPaymentFound: lambda e: _RENTS[e.payment],
}

CONTRACT_REFUSALS: Mapping[RefusalCode, tuple[str, str]] = {
    RefusalCode.NO_CONTRACT: (
        "Aucun contrat d’engagement n’est signé au {on}",
        "Signer d’abord le contrat : `prevexp contract DOSSIER sign --until JOUR`, ou corriger le jour.",
    ),
    RefusalCode.CONTRACT_TERM_WRONG: (
        "Le contrat irait du {starts_on} au {until} : ce n’est pas possible au {on}",
        "Donner un premier jour égal ou postérieur à la signature, et un dernier jour plus tardif.",
    ),
    RefusalCode.CONTRACTS_OVERLAP: (
        "Le contrat n° {number} court déjà du {starts_on} au {until} : deux contrats se chevaucheraient",
        "Renouveler ce contrat, ou le terminer d’abord.",
    ),
    RefusalCode.CONTRACT_OVER: (
        "Le contrat n° {number} n’est plus en vigueur depuis le {on}",
        "Signer un nouveau contrat, ou corriger le jour.",
    ),
    RefusalCode.NO_SUCH_ENTRY: (
        "Le n° {number} ne désigne rien de tel dans ce dossier au {on}",
        "Relire les numéros : `prevexp contract DOSSIER show`.",
    ),
    RefusalCode.STOPPED_BY_WITHDRAWAL: (
        "Le n° {number} est arrêté depuis le {on} : le ménage a retiré son accord",
        "Si le ménage a de nouveau donné son accord, promettre ou signer de nouveau ce qui tient encore.",
    ),
    RefusalCode.DUE_TOO_EARLY: (
        "L’échéance du {due_on} ne vient pas assez tard : {on} au plus tôt, ou après si c’est un report",
        "Donner un jour à venir, et pour un report un jour après l’échéance connue.",
    ),
    RefusalCode.STATUS_NOT_OF_KIND: (
        "« {status} » n’est pas un état d’une démarche « {kind} »",
        "Voir les états possibles : `prevexp undertaking DOSSIER status NUMÉRO`.",
    ),
    RefusalCode.STATUS_FINAL: (
        "La démarche n° {number} est finie depuis le {on} : {status}",
        "Ouvrir une nouvelle démarche s’il faut recommencer.",
    ),
    RefusalCode.STATUS_NOT_NEXT: (
        "« {status} » ne peut pas suivre « {before} »",
        "Vérifier l’état et son jour ; les états possibles : `prevexp undertaking DOSSIER status NUMÉRO`.",
    ),
    RefusalCode.AMOUNT_NOT_EXPECTED: (
        "L’état « {status} » d’une démarche « {kind} » ne porte pas de montant",
        "Noter le montant avec la demande ou avec la décision, ou le retirer.",
    ),
    RefusalCode.INSTALMENTS_DO_NOT_ADD_UP: (
        "Les échéances font {added_cents}, et le plan {total_cents}",
        "Corriger les échéances, ou laisser prevexp les calculer avec `--months`.",
    ),
    RefusalCode.INSTALMENT_TOO_EARLY: (
        "L’échéance du {due_on} ne vient pas après le {on}",
        "Donner des échéances dans l’ordre, la première le jour de la signature ou après.",
    ),
    RefusalCode.PLAN_RUNNING: (
        "Le plan d’apurement n° {number} court déjà pour ce créancier",
        "S’il est renégocié, donner `--replaces {number}` ; sinon le terminer d’abord.",
    ),
    RefusalCode.PLAN_OVER: (
        "Le plan d’apurement n° {number} ne court plus depuis le {on}",
        "Noter sur le plan qui court, ou corriger le jour.",
    ),
    RefusalCode.INSTALMENT_NOT_DUE: (
        "L’échéance est à payer jusqu’au {due_on} : elle n’est pas encore impayée",
        "La vérifier le lendemain, ou corriger le jour.",
    ),
    RefusalCode.INSTALMENT_PAID: (
        "L’échéance {number} est entièrement payée depuis le {on}",
        "Vérifier le numéro de l’échéance.",
    ),
    RefusalCode.PAID_TOO_MUCH: (
        "Il ne reste que {left_cents} à payer",
        "Corriger le montant ; ce qui est payé en plus n’est pas de ce plan.",
    ),
}
