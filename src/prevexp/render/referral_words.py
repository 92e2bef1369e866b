"""Onward referrals in French: what happened, and why a command on one is refused."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Any

from prevexp.casework.refusal import RefusalCode
from prevexp.domain import referral_events as said

from .labels import label

EVENTS: Mapping[type[object], str] = {
    said.ReferralProposed: "orientation proposée",
    said.ReferralSent: "orientation envoyée",
    said.SendingFailed: "envoi au partenaire échoué",
    said.ReferralAnswered: "réponse à une orientation",
    said.PartnerReminded: "partenaire relancé",
    said.ReferralTakenBack: "orientation retirée",
    said.ReferralEndTold: "partenaire prévenu de la fin de l’orientation",
}
"""Event class -> what happened."""


def _answered(event: said.ReferralAnswered) -> str:
    reason = f", {label(event.reason)}" if event.reason else ""
    return f"n° {event.number} : {label(event.reply)}{reason}"


DETAILS: Mapping[type[object], Callable[[Any], str]] = {
    said.ReferralProposed: lambda event: f"n° {event.number}, {event.partner} : {label(event.purpose)}",
    said.ReferralSent: lambda event: f"n° {event.number}, {label(event.means)}",
    said.SendingFailed: lambda event: f"n° {event.number} : {label(event.reason)}",
    said.ReferralAnswered: _answered,
    said.PartnerReminded: lambda event: f"n° {event.number}, relance {event.step}",
    said.ReferralTakenBack: lambda event: f"n° {event.number} : {label(event.reason)}",
    said.ReferralEndTold: lambda event: f"n° {event.number}",
}
"""Event class -> what stands in brackets after it."""

REFUSALS: Mapping[RefusalCode, tuple[str, str]] = {
    RefusalCode.NO_SUCH_REFERRAL: (
        "Aucune orientation de ce numéro n’a été proposée pour ce dossier au {on}",
        "Voir les numéros et les jours : `prevexp referral show DOSSIER`.",
    ),
    RefusalCode.REFERRAL_PENDING: (
        "Le ménage est déjà orienté vers ce partenaire pour ce motif, le {on}",
        "Attendre sa réponse ou le relancer ; pour recommencer, remplacer l’orientation avec `--replaces`.",
    ),
    RefusalCode.REFERRAL_SENT: (
        "Cette orientation a déjà été envoyée : elle ne part pas deux fois, le {on} non plus",
        "Si le partenaire ne l’a pas reçue, le relancer ; sinon, la remplacer par une nouvelle.",
    ),
    RefusalCode.REFERRAL_NOT_SENT: (
        "Cette orientation n’était pas encore envoyée le {on} : le partenaire n’a pas pu y répondre",
        "Corriger le jour, ou noter d’abord l’envoi avec son jour.",
    ),
    RefusalCode.REFERRAL_OVER: (
        "Cette orientation est terminée le {on} : elle ne part plus et ne se retire pas deux fois",
        "Proposer une nouvelle orientation si le ménage en est d’accord.",
    ),
    RefusalCode.REASON_WITHOUT_REJECTION: (
        "Un motif de refus accompagne une réponse qui n’est pas un refus",
        "Ôter le motif, ou noter la réponse `rejected`.",
    ),
    RefusalCode.ALREADY_ANSWERED: (
        "Cette réponse du {on} est déjà notée",
        "Il n’y a rien à faire.",
    ),
    RefusalCode.NO_REMINDER_DUE: (
        "Aucune relance n’est à faire le {on} pour cette orientation",
        "Voir la prochaine relance et son jour : `prevexp referral show DOSSIER`.",
    ),
    RefusalCode.NOTHING_TO_TELL: (
        "Le partenaire n’a pas à être prévenu le {on} : l’orientation n’est pas terminée, ou il le sait déjà",
        "Voir où elle en est : `prevexp referral show DOSSIER`.",
    ),
}
"""Code -> what is told, and what to do."""
