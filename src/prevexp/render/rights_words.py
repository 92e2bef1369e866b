"""The rights of a person in French: what it asks, what the team does, why a command is refused."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Any

from prevexp.casework.refusal import RefusalCode
from prevexp.domain import rights_events as said
from prevexp.domain.rights import LimitationReason
from prevexp.domain.rights import NoticeSubject
from prevexp.domain.rights import PersonRight
from prevexp.domain.rights import RefusalGround
from prevexp.domain.rights import RequestAnswer

_RIGHTS = {
    PersonRight.ACCESS: "accès aux données",
    PersonRight.RECTIFICATION: "rectification",
    PersonRight.ERASURE: "effacement",
    PersonRight.LIMITATION: "limitation du traitement",
    PersonRight.PORTABILITY: "portabilité",
    PersonRight.OBJECTION: "opposition",
}
_ANSWERS = {RequestAnswer.GRANTED: "acceptée", RequestAnswer.REFUSED: "refusée"}
_GROUNDS = {
    RefusalGround.NOT_IDENTIFIED: "l’identité de la personne n’a pas pu être vérifiée",
    RefusalGround.UNFOUNDED: "demande manifestement infondée ou excessive",
    RefusalGround.RIGHTS_OF_OTHERS: "droits et libertés d’autres personnes",
    RefusalGround.ACCURATE: "les données sont exactes",
    RefusalGround.LEGAL_OBLIGATION: "une loi oblige à garder les données",
    RefusalGround.PUBLIC_TASK: "mission d’intérêt public encore en cours",
    RefusalGround.LEGAL_CLAIMS: "constatation, exercice ou défense de droits en justice",
    RefusalGround.NO_GROUND_FOR_IT: "aucun des cas de l’article 18",
    RefusalGround.LEGITIMATE_GROUNDS: "motifs légitimes et impérieux",
    RefusalGround.NOT_BY_AGREEMENT: "données qui ne reposent pas sur l’accord de la personne",
}
_REASONS = {
    LimitationReason.ACCURACY_CONTESTED: "exactitude contestée, le temps de vérifier",
    LimitationReason.UNLAWFUL: "traitement illicite, la personne préfère la limitation à l’effacement",
    LimitationReason.LEGAL_CLAIMS: "données utiles à la personne pour ses droits en justice",
    LimitationReason.OBJECTION_PENDING: "opposition, le temps de vérifier",
}
_SUBJECTS = {
    NoticeSubject.RECTIFICATION: "données rectifiées",
    NoticeSubject.ERASURE: "données effacées",
    NoticeSubject.LIMITATION: "traitement limité",
}

LABELS: tuple[Mapping[Any, str], ...] = (_RIGHTS, _ANSWERS, _GROUNDS, _REASONS, _SUBJECTS)
"""One exhaustive map for each vocabulary."""

EVENTS: Mapping[type[object], str] = {
    said.RightRequested: "demande de la personne sur ses données",
    said.RightRequestExtended: "délai de réponse prolongé de deux mois, personne prévenue",
    said.RightRequestAnswered: "réponse à une demande de la personne",
    said.RightRequestTakenBack: "demande de la personne retirée",
    said.ProcessingLimited: "traitement limité : le dossier est gardé et n’est plus utilisé",
    said.LimitationLifted: "limitation levée, personne prévenue avant",
    said.IdentityRectified: "identité rectifiée",
    said.RecipientToTell: "destinataire à prévenir",
    said.RecipientTold: "destinataire prévenu",
}
"""Event class -> what happened."""


def _answered(event: said.RightRequestAnswered) -> str:
    ground = f", {_GROUNDS[event.ground]}" if event.ground else ""
    return f"n° {event.number} : {_ANSWERS[event.answer]}{ground}"


DETAILS: Mapping[type[object], Callable[[Any], str]] = {
    said.RightRequested: lambda event: f"n° {event.number} : {_RIGHTS[event.right]}",
    said.RightRequestExtended: lambda event: f"n° {event.number}",
    said.RightRequestAnswered: _answered,
    said.RightRequestTakenBack: lambda event: f"n° {event.number}",
    said.ProcessingLimited: lambda event: _REASONS[event.reason],
    said.LimitationLifted: lambda event: f"n° {event.number}",
    said.IdentityRectified: lambda event: ", ".join(event.fields),
    said.RecipientToTell: lambda event: f"n° {event.number}, {event.partner} : {_SUBJECTS[event.subject]}",
    said.RecipientTold: lambda event: f"n° {event.number}",
}
"""Event class -> what stands in brackets after it."""

REFUSALS: Mapping[RefusalCode, tuple[str, str]] = {
    RefusalCode.PROCESSING_LIMITED: (
        "Le traitement de ce dossier est limité depuis le {since} : il est gardé, et rien ne s’y ajoute",
        "Noter la chose après la levée (`prevexp privacy lift DOSSIER`), la personne prévenue avant.",
    ),
    RefusalCode.PERSON_OBJECTED: (
        "La personne s’est opposée au traitement le {since} : le ménage n’est plus approché et rien ne s’ajoute",
        "Répondre à l’opposition (`prevexp privacy answer DOSSIER`) ; si la personne revient, noter qu’elle la retire.",
    ),
    RefusalCode.RIGHT_ASKED_ALREADY: (
        "La même demande est déjà notée du {on}, sous le n° {number}, et n’est pas finie",
        "Répondre à celle-là : `prevexp privacy answer DOSSIER {number}`.",
    ),
    RefusalCode.NO_SUCH_REQUEST: (
        "Aucune demande de ce numéro n’est notée pour ce dossier au {on}",
        "Voir les numéros et les jours : `prevexp privacy requests DOSSIER`.",
    ),
    RefusalCode.RIGHT_ANSWERED_ALREADY: (
        "Cette demande est déjà finie : répondue, ou retirée par la personne",
        "Si l’entrée est fausse, la corriger ; si la personne demande de nouveau, noter une nouvelle demande.",
    ),
    RefusalCode.RIGHT_EXTENDED_ALREADY: (
        "Le délai de cette demande est déjà prolongé, depuis le {on}",
        "Répondre dans le délai prolongé : il ne se prolonge pas deux fois.",
    ),
    RefusalCode.RIGHT_EXTENDED_TOO_LATE: (
        "Le {on}, le délai ne peut plus être prolongé : la personne devait en être prévenue au plus tard le {until}",
        "Répondre sans attendre.",
    ),
    RefusalCode.GROUND_DOES_NOT_FIT: (
        "Ce motif ne va pas avec cette réponse et ce droit",
        "Un refus dit l’un des motifs que l’article du droit admet ; une acceptation n’en a pas.",
    ),
    RefusalCode.LIMITED_ALREADY: (
        "Le traitement de ce dossier est déjà limité, depuis le {since}",
        "Il n’y a rien à faire.",
    ),
    RefusalCode.NOT_LIMITED: (
        "Le traitement de ce dossier n’est pas limité le {on}",
        "Corriger le jour, ou il n’y a rien à lever.",
    ),
    RefusalCode.NOBODY_TO_TELL: (
        "Personne d’autre n’a reçu ces données, ou chacun est déjà à prévenir",
        "Il n’y a rien à faire.",
    ),
    RefusalCode.NOTICE_NOT_DUE: (
        "Aucun destinataire n’est à prévenir sous ce numéro le {on}, ou il l’est déjà",
        "Voir qui est à prévenir : `prevexp privacy requests DOSSIER`.",
    ),
    RefusalCode.NOTHING_TO_RECTIFY: (
        "Rien ne change : le dossier dit déjà cela",
        "Vérifier ce qui est à rectifier ; une saisie fausse se corrige avec `--entry`.",
    ),
    RefusalCode.NO_ERASURE_GRANTED: (
        "Aucun effacement n’est accepté pour ce dossier au {on}",
        "Noter la demande, puis y répondre : `prevexp privacy answer DOSSIER NUMÉRO granted`.",
    ),
    RefusalCode.RECIPIENTS_TO_TELL: (
        "Des destinataires n’ont pas encore été prévenus de l’effacement ({count})",
        "Les prévenir, le noter (`prevexp privacy told DOSSIER NUMÉRO`), puis effacer.",
    ),
}
"""Code -> what is told, and what to do."""
