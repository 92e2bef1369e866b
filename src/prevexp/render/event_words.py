"""What happened to a case, one line an event, in French. No name, no free text: events hold none."""

from prevexp.domain import casework_events as work
from prevexp.domain import events

from . import french
from .labels import label

EVENTS: dict[type[object], str] = {
    events.CaseReceived: "dossier reçu du secrétariat de la CCAPEX",
    events.CaseListedAgain: "dossier transmis à nouveau, avec du nouveau",
    events.ReferenceAdded: "une référence de plus pour ce dossier",
    events.SameCaseProposed: "un autre dossier ressemble à celui-ci : à comparer",
    events.SocialServicesAnswered: "réponse d'un service social",
    events.DebtSettledReported: "dette dite soldée",
    events.DepartureReported: "départ du logement signalé",
    events.OpenElsewhereReported: "ouverture ailleurs signalée",
    events.ProcedureRead: "documents lus (bail, actes, audience)",
    events.CaseAllocated: "dossier attribué à l'équipe",
    events.ContactAttempted: "tentative de contact",
    work.AgreementGiven: "accord au diagnostic donné",
    work.AgreementRefused: "diagnostic refusé : ne plus approcher le ménage",
    work.AgreementWithdrawn: "accord au diagnostic retiré",
    work.SharingAuthorised: "partage autorisé",
    work.SharingWithdrawn: "autorisation de partage retirée",
    work.ContactHeld: "contact suspendu",
    work.HoldLifted: "suspension levée",
    work.ChannelSafetyNoted: "sécurité d'un canal",
    work.FollowUpEnded: "veille terminée",
    work.FollowUpExtended: "veille prolongée",
    events.CaseClosed: "dossier clos",
}
"""Event class -> what happened."""


def event_words(event: object) -> str:
    """Say what happened; an event of an extension is told as such."""
    return EVENTS.get(type(event), "événement d'une extension") + (_detail(event) or _work_detail(event))


def _detail(event: object) -> str:
    match event:
        case events.CaseListedAgain():
            return f" ({', '.join(event.changed)})"
        case events.SocialServicesAnswered():
            return f" ({event.partner} : {label(event.answer)})"
        case events.CaseAllocated():
            return f" (rang {event.rank}, {event.social_worker})"
        case events.CaseClosed():
            return f" ({label(event.reason)})"
        case _:
            return ""


def _work_detail(event: object) -> str:
    match event:
        case events.ContactAttempted():
            place = f", {label(event.place)}" if event.place else ""
            return f" ({label(event.channel)} : {label(event.outcome)}{place})"
        case work.AgreementGiven():
            return f" ({label(event.proof)})"
        case work.SharingAuthorised() | work.SharingWithdrawn():
            return f" ({event.partner} : {label(event.group)})"
        case work.ContactHeld():
            return f" (jusqu'au {french.short_day(event.until)}, {label(event.reason)})"
        case work.ChannelSafetyNoted():
            return f" ({label(event.channel)} : {'sans risque' if event.safe else 'à ne pas utiliser'})"
        case work.FollowUpEnded():
            return f" ({label(event.end)})"
        case work.FollowUpExtended():
            return f" (jusqu'au {french.short_day(event.until)})"
        case _:
            return ""
