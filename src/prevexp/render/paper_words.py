"""The French words of letters and of the information of persons."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from typing import Any

from prevexp.casework.informing.information import InformationDue
from prevexp.casework.refusal import RefusalCode
from prevexp.domain import paper_events as paper
from prevexp.domain.paper import LetterKind
from prevexp.domain.paper import Recipient
from prevexp.domain.vocabulary import Channel

from . import french

KINDS = {
    LetterKind.FIRST_LETTER: "premier courrier",
    LetterKind.DOOR_NOTICE: "avis de passage à laisser",
    LetterKind.SMS: "SMS à envoyer",
    LetterKind.APPOINTMENT: "proposition de rendez-vous",
    LetterKind.DATA_INFORMATION: "information sur les données",
    LetterKind.LANDLORD_INFORMATION: "information du bailleur sur les garanties",
}
RECIPIENTS = {Recipient.HOUSEHOLD: "au ménage", Recipient.LANDLORD: "au bailleur"}

LABELS: tuple[Mapping[Any, str], ...] = (KINDS, RECIPIENTS)
"""One exhaustive map for each vocabulary."""

EVENTS: Mapping[type[object], str] = {
    paper.LetterMade: "courrier préparé, pas encore envoyé",
    paper.PersonInformed: "ménage informé de ce qui est fait de ses données",
}
"""Event class -> what happened."""

_BY = {
    Channel.LETTER: "par courrier",
    Channel.DOOR_NOTICE: "par un mot laissé à la porte",
    Channel.SMS: "par SMS",
    Channel.PHONE: "par téléphone",
    Channel.EMAIL: "par courriel",
    Channel.VISIT_PLANNED: "lors d’une visite annoncée",
    Channel.VISIT_UNANNOUNCED: "lors d’une visite inopinée",
    Channel.DESK: "en permanence",
    Channel.THIRD_PARTY: "par un tiers",
}

DETAILS: Mapping[type[object], Callable[[Any], str]] = {
    paper.LetterMade: lambda event: f"{KINDS[event.kind]}, modèle {event.template}",
    paper.PersonInformed: lambda event: _BY[event.channel],
}
"""Event class -> what stands in brackets after it."""

REFUSALS: Mapping[RefusalCode, tuple[str, str]] = {
    RefusalCode.NOT_APPROACHED: (
        "Le ménage a dit non : le {on}, rien ne peut plus lui être proposé",
        "Ne pas envoyer ce courrier ; seule l’information sur ses données peut encore partir.",
    ),
    RefusalCode.CHANNEL_NOT_USED: (
        "Ce canal ne doit pas être utilisé avec ce ménage le {on}",
        "Relire le dossier, puis choisir un autre moyen de le joindre.",
    ),
}
"""Code -> what is told, and what to do."""


def information_text(state: InformationDue, *, on: date) -> str:
    """Say since when a household is informed of what is done with its data, or by when it is to be."""
    if state.informed_on is not None:
        late = f", au lieu du {french.short_day(state.due_on)}" if state.due_on and state.missing(on) else ""
        return f"Ménage informé de ce qui est fait de ses données le {french.short_day(state.informed_on)}{late}."
    if state.due_on is None:
        return "Le ménage n’est pas informé de ce qui est fait de ses données ; aucun délai connu à cette date."
    verb = "aurait dû l’être" if state.missing(on) else "doit l’être"
    return (
        f"Le ménage n’est pas informé de ce qui est fait de ses données ; il {verb} "
        f"au plus tard le {french.short_day(state.due_on)} (RGPD art. 14-3)."
    )
