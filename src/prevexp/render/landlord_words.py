"""The French words of the landlord's side: vocabularies, events, refusals."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Any

from prevexp.casework.landlord.mediation import MediationState
from prevexp.casework.landlord.plan import InformFrom
from prevexp.casework.refusal import RefusalCode
from prevexp.domain import landlord_events as events
from prevexp.domain.landlord import LANDLORD
from prevexp.domain.landlord import Guarantee
from prevexp.domain.landlord import InformationGround
from prevexp.domain.landlord import Initiative
from prevexp.domain.landlord import LandlordParty
from prevexp.domain.landlord import MediationAnswer
from prevexp.domain.landlord import MediationResult

from . import french

GUARANTEES: Mapping[Guarantee, str] = {
    Guarantee.VISALE: "garantie Visale (Action Logement)",
    Guarantee.RENT_INSURANCE: "assurance loyers impayés (GLI)",
    Guarantee.SURETY: "caution (personne qui s’est portée garante)",
    Guarantee.LOCA_PASS: "garantie Loca-Pass (bail signé avant le 11 mai 2019)",
    Guarantee.FSL_ACCESS: "garantie du FSL donnée à l’entrée dans le logement",
    Guarantee.FSL_ARREARS: "aide du FSL au maintien dans le logement",
    Guarantee.AID_PAID_TO_LANDLORD: "aide au logement versée directement au bailleur (tiers payant)",
    Guarantee.AID_KEPT: "maintien de l’aide au logement (impayé déclaré à la CAF ou à la MSA)",
    Guarantee.CCAPEX: "saisine de la CCAPEX",
    Guarantee.MEDIATION: "médiation ou conciliation",
    Guarantee.INTERMEDIATION: "intermédiation locative",
    Guarantee.ADIL: "conseil gratuit de l’ADIL",
}
_PARTIES = {LandlordParty.LANDLORD: "le bailleur", LandlordParty.AGENT: "son mandataire (agence, gestionnaire)"}
_INITIATIVES = {Initiative.TEAM: "à l’initiative de l’équipe", Initiative.LANDLORD: "à l’initiative du bailleur"}
_GROUNDS = {
    InformationGround.LANDLORD_ASKED: "le bailleur s’est adressé à l’équipe",
    InformationGround.PROCEDURE: "la procédure est celle du bailleur",
    InformationGround.HOUSEHOLD_AUTHORISED: "le ménage laisse l’équipe lui parler",
}
_ANSWERS = {MediationAnswer.ACCEPTED: "acceptée", MediationAnswer.DECLINED: "refusée"}
_RESULTS = {
    MediationResult.AGREEMENT: "accord trouvé",
    MediationResult.NO_AGREEMENT: "pas d’accord",
    MediationResult.LANDLORD_WITHDREW: "le bailleur s’est retiré",
    MediationResult.HOUSEHOLD_WITHDREW: "le ménage s’est retiré",
    MediationResult.NO_ANSWER: "sans réponse du bailleur",
}
_STATES = {
    MediationState.OFFERED: "proposée, réponse attendue",
    MediationState.ACCEPTED: "en cours",
    MediationState.DECLINED: "refusée par le bailleur",
    MediationState.ENDED: "terminée",
    MediationState.STOPPED: "arrêtée : le ménage n’autorise plus",
}
_STARTS = {InformFrom.AGREEMENT: "accord du ménage", InformFrom.ALLOCATION: "attribution du dossier"}

LABELS: tuple[Mapping[Any, str], ...] = (
    GUARANTEES,
    _PARTIES,
    _INITIATIVES,
    _GROUNDS,
    _ANSWERS,
    _RESULTS,
    _STATES,
    _STARTS,
)
"""One exhaustive map for each vocabulary."""


def guarantee_words(slug: str, own: str | None = None) -> str:
    """Return the words of a guarantee; a territory's own comes with its label, and without one shows its slug."""
    return own or (GUARANTEES[Guarantee(slug)] if slug in set(Guarantee) else slug)


def partner_words(slug: str) -> str:
    """Return how somebody is called with whom the household lets the team share: a partner's slug, or the landlord."""
    return "le bailleur" if slug == LANDLORD else slug


EVENTS: Mapping[type[object], str] = {
    events.LandlordInformed: "bailleur informé des garanties",
    events.LandlordContacted: "contact avec le bailleur",
    events.LandlordStated: "déclaration du bailleur",
    events.MediationOffered: "médiation proposée au bailleur",
    events.MediationAnswered: "réponse du bailleur à la médiation",
    events.MediationMet: "rencontre de médiation",
    events.MediationEnded: "médiation terminée",
}
"""Event class -> what happened."""


def _informed(event: events.LandlordInformed) -> str:
    return ", ".join(guarantee_words(slug) for slug in event.guarantees)


def _contacted(event: events.LandlordContacted) -> str:
    from .labels import label

    return f"{label(event.channel)} : {label(event.outcome)}, {_INITIATIVES[event.initiative]}"


def statement_words(arrears_cents: int | None, payment_resumed: bool | None) -> str:  # noqa: FBT001 - what was said
    """Say what the landlord said of the account; what they did not say is left out."""
    told = [] if arrears_cents is None else [f"impayé de {french.euros(arrears_cents)}"]
    if payment_resumed is not None:
        told.append("paiement repris" if payment_resumed else "paiement non repris")
    return ", ".join(told)


DETAILS: Mapping[type[object], Callable[[Any], str]] = {
    events.LandlordInformed: _informed,
    events.LandlordContacted: _contacted,
    events.LandlordStated: lambda event: statement_words(event.arrears_cents, event.payment_resumed),
    events.MediationOffered: lambda event: f"n° {event.number}",
    events.MediationAnswered: lambda event: f"n° {event.mediation} : {_ANSWERS[event.answer]}",
    events.MediationMet: lambda event: f"n° {event.mediation}",
    events.MediationEnded: lambda event: f"n° {event.mediation} : {_RESULTS[event.result]}",
}
"""Event class -> what stands in brackets after it."""

REFUSALS: Mapping[RefusalCode, tuple[str, str]] = {
    RefusalCode.LANDLORD_NO_GROUND: (
        "Écrire à ce bailleur le {on} lui apprendrait qu’on a parlé de son locataire : il n’a rien engagé",
        "Noter son acte ou son appel, ou l’autorisation du ménage (`prevexp sharing DOSSIER authorised landlord G9`).",
    ),
    RefusalCode.GUARANTEE_NOT_KNOWN: (
        "Une garantie n’est pas connue de ce territoire ; il connaît {known}",
        "Choisir parmi celles de `prevexp landlord DOSSIER show`, ou l’ajouter à landlord.toml.",
    ),
    RefusalCode.GUARANTEE_NOT_YET: (
        "La garantie « {guarantee} » n’existe que depuis le {since}",
        "Vérifier le jour, ou ne pas la citer.",
    ),
    RefusalCode.MEDIATION_NOT_AUTHORISED: (
        "Le ménage n’a pas autorisé l’équipe à parler de ses démarches au bailleur le {on}",
        "Le lui demander, puis `prevexp sharing DOSSIER authorised landlord G9`, avec son jour.",
    ),
    RefusalCode.MEDIATION_OPEN: (
        "Une médiation est déjà proposée ou en cours (n° {number})",
        "Noter sa réponse ou sa fin avant d’en proposer une autre.",
    ),
    RefusalCode.NO_MEDIATION: (
        "Aucune médiation n° {number} n’est proposée le {on}",
        "Voir les numéros avec `prevexp landlord DOSSIER show` ; vérifier le jour.",
    ),
    RefusalCode.MEDIATION_NOT_ACCEPTED: (
        "Le bailleur n’a pas accepté la médiation n° {number} le {on}",
        "Noter d’abord sa réponse, ou la terminer par `no_answer`.",
    ),
    RefusalCode.MEDIATION_OVER: (
        "La médiation n° {number} n’est plus en cours depuis le {over_on}",
        "Vérifier le numéro et le jour ; s’il le faut, proposer une nouvelle médiation.",
    ),
}
"""Code -> what is told, and what to do."""
