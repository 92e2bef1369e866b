"""What happened to a case, one line an event, in French. No name, no free text: events hold none."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Any

from prevexp.domain import casework_events as work
from prevexp.domain import events
from prevexp.domain import life_events
from prevexp.domain.life_events import StruckEntry

from . import act_review_words
from . import appointment_words
from . import archive_words
from . import assessment_words
from . import extra_words
from . import french
from . import landlord_words
from . import life_words
from . import paper_words
from . import rights_words
from .contract_words import CONTRACT_DETAILS
from .contract_words import CONTRACT_EVENTS
from .labels import label
from .referral_words import DETAILS as REFERRAL_DETAILS
from .referral_words import EVENTS as REFERRAL_EVENTS

EVENTS: Mapping[type[object], str] = {
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
    **paper_words.EVENTS,
    **archive_words.EVENTS,
    life_events.CaseClosed: "dossier clos",
    **appointment_words.EVENTS,
    **CONTRACT_EVENTS,
    **life_words.EVENTS,
    **assessment_words.EVENTS,
    **landlord_words.EVENTS,
    **act_review_words.EVENTS,
    **REFERRAL_EVENTS,
    **extra_words.EVENTS,
    **rights_words.EVENTS,
}
"""Event class -> what happened."""


def _attempt(event: events.ContactAttempted) -> str:
    place = f", {label(event.place)}" if event.place else ""
    return f"{label(event.channel)} : {label(event.outcome)}{place}"


DETAILS: Mapping[type[object], Callable[[Any], str]] = {
    events.CaseListedAgain: lambda event: ", ".join(event.changed),
    events.SocialServicesAnswered: lambda event: f"{event.partner} : {label(event.answer)}",
    events.CaseAllocated: lambda event: f"rang {event.rank}, {event.social_worker}",
    events.ContactAttempted: _attempt,
    work.AgreementGiven: lambda event: label(event.proof),
    work.SharingAuthorised: lambda event: f"{landlord_words.partner_words(event.partner)} : {label(event.group)}",
    work.SharingWithdrawn: lambda event: f"{landlord_words.partner_words(event.partner)} : {label(event.group)}",
    work.ContactHeld: lambda event: f"jusqu'au {french.short_day(event.until)}, {label(event.reason)}",
    work.ChannelSafetyNoted: lambda event: (
        f"{label(event.channel)} : {'sans risque' if event.safe else 'à ne pas utiliser'}"
    ),
    work.FollowUpEnded: lambda event: label(event.end),
    work.FollowUpExtended: lambda event: f"jusqu'au {french.short_day(event.until)}",
    **paper_words.DETAILS,
    **archive_words.DETAILS,
    **appointment_words.DETAILS,
    **CONTRACT_DETAILS,
    life_events.CaseClosed: lambda event: f"{label(event.reason)}, {label(event.outcome)}",
    **life_words.DETAILS,
    **assessment_words.DETAILS,
    **landlord_words.DETAILS,
    **act_review_words.DETAILS,
    **REFERRAL_DETAILS,
    **extra_words.DETAILS,
    **rights_words.DETAILS,
}
"""Event class -> what stands in brackets after it."""


def event_words(event: object) -> str:
    """Say what happened; an event of an extension is told as such, an entry that was corrected as struck."""
    if isinstance(event, StruckEntry):
        return life_words.struck_words(event, event_words(event.event))
    detail = DETAILS.get(type(event))
    words = EVENTS.get(type(event), "événement d'une extension")
    return words if detail is None else f"{words} ({detail(event)})"
