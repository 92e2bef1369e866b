"""The French labels of the vocabularies of onward referral."""

from collections.abc import Mapping
from typing import Any

from prevexp.domain.referral import ReferralEnd
from prevexp.domain.referral import ReferralMeans
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.referral import ReferralReply
from prevexp.domain.referral import ReferralStatus
from prevexp.domain.referral import RejectionReason
from prevexp.domain.referral import SendingFailure

_PURPOSES = {
    ReferralPurpose.SOCIAL_SUPPORT: "accompagnement social",
    ReferralPurpose.BENEFIT_RIGHTS: "ouverture ou rétablissement de droits",
    ReferralPurpose.OVER_INDEBTEDNESS: "dossier de surendettement",
    ReferralPurpose.LEGAL_ADVICE: "conseil juridique",
    ReferralPurpose.BUDGET_ADVICE: "conseil budgétaire",
    ReferralPurpose.HOUSING_FUND: "aide du FSL",
    ReferralPurpose.REHOUSING: "relogement",
    ReferralPurpose.COORDINATION: "coordination en CCAPEX",
}
_MEANS = {
    ReferralMeans.FILE: "par fichier",
    ReferralMeans.EMAIL: "par courriel",
    ReferralMeans.LETTER: "par courrier",
    ReferralMeans.PHONE: "par téléphone",
    ReferralMeans.HAND: "en main propre",
}
_FAILURES = {
    SendingFailure.UNREACHABLE: "partenaire injoignable",
    SendingFailure.TIMEOUT: "pas de réponse à temps",
    SendingFailure.REFUSED: "envoi refusé par le partenaire",
    SendingFailure.UNREADABLE: "réponse illisible",
    SendingFailure.FAULT: "défaut du connecteur",
}
_REPLIES = {
    ReferralReply.RECEIVED: "bien reçue",
    ReferralReply.ACCEPTED: "acceptée",
    ReferralReply.REJECTED: "refusée",
    ReferralReply.IN_PROGRESS: "en cours",
    ReferralReply.DONE: "réalisée",
    ReferralReply.DONE_NO_HELP: "traitée, sans aide possible",
    ReferralReply.UNREACHABLE: "ménage injoignable",
}
_REJECTIONS = {
    RejectionReason.OUT_OF_AREA: "hors territoire",
    RejectionReason.OUT_OF_SCOPE: "hors compétence",
    RejectionReason.DUPLICATE: "doublon",
    RejectionReason.ALREADY_FOLLOWED: "déjà suivi",
    RejectionReason.NO_CAPACITY: "service complet",
    RejectionReason.INCOMPLETE: "demande incomplète",
    RejectionReason.NOT_ENTITLED: "ménage non éligible",
    RejectionReason.OTHER: "autre motif",
}
_ENDS = {
    ReferralEnd.REPLACED: "confiée à un autre partenaire",
    ReferralEnd.NO_LONGER_NEEDED: "devenue inutile",
    ReferralEnd.HOUSEHOLD_ASKED: "à la demande du ménage",
    ReferralEnd.MISTAKEN: "faite par erreur",
}
_STATUSES = {
    ReferralStatus.PROPOSED: "proposée",
    ReferralStatus.SENT: "envoyée",
    ReferralStatus.RECEIVED: "reçue",
    ReferralStatus.ACCEPTED: "acceptée",
    ReferralStatus.IN_PROGRESS: "en cours",
    ReferralStatus.REJECTED: "refusée",
    ReferralStatus.DONE: "réalisée",
    ReferralStatus.DONE_NO_HELP: "traitée, sans aide possible",
    ReferralStatus.UNREACHABLE: "ménage injoignable",
    ReferralStatus.NO_ANSWER: "sans réponse",
    ReferralStatus.EXPIRED: "expirée, suite jamais dite",
    ReferralStatus.WITHDRAWN: "retirée",
}

REFERRAL_LABELS: tuple[Mapping[Any, str], ...] = (_PURPOSES, _MEANS, _FAILURES, _REPLIES, _REJECTIONS, _ENDS, _STATUSES)
"""One exhaustive map for each vocabulary."""
