"""The French words of the review of an act of a case: vocabularies, event, refusals."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Any

from prevexp.casework.refusal import RefusalCode
from prevexp.domain.act_review import ReviewConclusion
from prevexp.domain.act_review import SeenDocument
from prevexp.domain.act_review_events import ActReviewed

_DOCUMENTS = {
    SeenDocument.LEASE: "bail",
    SeenDocument.ACT: "acte",
    SeenDocument.SERVICE_RECORD: "procès-verbal de signification",
    SeenDocument.ACCOUNT: "décompte de la dette",
    SeenDocument.RENT_RECEIPTS: "quittances ou preuves de paiement",
    SeenDocument.AID_STATEMENT: "relevé de l’aide au logement",
    SeenDocument.CCAPEX_SIGNAL: "signalement à la CCAPEX",
    SeenDocument.EARLIER_ACT: "acte précédent",
    SeenDocument.DECISION: "décision de justice",
}
CONCLUSIONS: Mapping[ReviewConclusion, str] = {
    ReviewConclusion.NO_REMARK: "rien à relever",
    ReviewConclusion.TO_VERIFY: "à vérifier, des points ne sont pas connus",
    ReviewConclusion.DEFECT_WITHOUT_LEAD: "irrégularité relevée, sans suite utile",
    ReviewConclusion.LEAD_KEPT: "piste de contestation retenue",
    ReviewConclusion.LEAD_FOR_LAWYER: "piste à porter à un avocat",
    ReviewConclusion.LEAD_FOR_ADIL: "piste à porter à l’ADIL",
    ReviewConclusion.LEAD_FOR_LEGAL_AID: "piste à porter avec l’aide juridictionnelle",
}

LABELS: tuple[Mapping[Any, str], ...] = (_DOCUMENTS, CONCLUSIONS)
"""One exhaustive map for each vocabulary."""

EVENTS: Mapping[type[object], str] = {ActReviewed: "acte contrôlé par le juriste"}
"""Event class -> what happened."""


def _reviewed(event: ActReviewed) -> str:
    from .labels import label

    return f"{label(event.act_kind)} : {CONCLUSIONS[event.conclusion]}"


DETAILS: Mapping[type[object], Callable[[Any], str]] = {ActReviewed: _reviewed}
"""Event class -> what stands in brackets after it."""

REFUSALS: Mapping[RefusalCode, tuple[str, str]] = {
    RefusalCode.ASKED_ON_DOCUMENTS: (
        "Le dossier dit déjà autre chose de « {name} »",
        "Vérifier la pièce ; corriger le dossier d’abord, ou retirer cette réponse.",
    ),
    RefusalCode.NO_SUCH_CHECK: (
        "Le point « {check} » ne concerne pas cet acte",
        "Choisir parmi les points de `prevexp review-act DOSSIER ACTE`.",
    ),
    RefusalCode.REVIEW_NOT_COMPLETE: (
        "Non connu n’est jamais conforme : « rien à relever » ne se note pas avec des points non connus ({number})",
        "Voir les pièces qui manquent, ou conclure `to_verify`.",
    ),
    RefusalCode.REVIEW_HAS_DEFECT: (
        "« Rien à relever » ne se note pas avec des irrégularités à examiner ({number})",
        "Retenir une piste, conclure `defect_without_lead`, ou corriger un constat avec `--judge`.",
    ),
    RefusalCode.REVIEW_WITHOUT_GROUND: (
        "Une piste repose sur au moins une irrégularité",
        "Nommer le point retenu avec `--ground`, ou conclure autrement.",
    ),
    RefusalCode.GROUND_WITHOUT_DEFECT: (
        "Le point « {check} » n’est pas une irrégularité : il ne peut pas fonder une piste",
        "Ne retenir que des irrégularités, ou corriger le constat avec `--judge`.",
    ),
    RefusalCode.GROUND_WITHOUT_LEAD: (
        "Le point « {check} » est retenu, mais la conclusion n’est pas une piste",
        "Conclure par une piste (`lead_…`), ou ne retenir aucun point.",
    ),
}
"""Code -> what is told, and what to do."""
