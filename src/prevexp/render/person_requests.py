"""What people asked of their data, in French: how it stands, who is to be told, who received what, what is late."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date

from prevexp.caseload.person_findings import PersonFinding
from prevexp.caseload.person_findings import PersonFindingKind
from prevexp.caseload.recipients import Received
from prevexp.casework.rights.due import AnswerDue
from prevexp.domain.rights import PersonRights
from prevexp.domain.rights import RecipientNotice

from . import french
from .columns import paragraph
from .columns import table
from .labels import label
from .person_export import purpose_words
from .person_export import recipient_words
from .sharing_words import item_words

_FINDINGS = {
    PersonFindingKind.NOT_INFORMED: "personne pas informée de ce qui est fait de ses données",
    PersonFindingKind.NOT_ANSWERED: "demande sans réponse",
    PersonFindingKind.RECIPIENT_NOT_TOLD: "destinataire pas prévenu",
    PersonFindingKind.NOT_ERASED: "effacement accepté, pas encore fait",
}


_LATE = ("Dossier", "Ce qui est en retard", "Dû le", "Retard")


def requests_text(requests: Iterable[AnswerDue], rights: PersonRights, *, on: date) -> str:
    """Say what was asked, by when it is to be answered, whether the case is stopped, who is to be told."""
    lines = [_request(one, on) for one in requests]
    limitation, untold = rights.limitation_on(on), rights.untold_on(on)
    if rights.objection_on(on) is not None:
        lines.append("Une opposition est en vigueur : personne n’approche le ménage, rien ne part.")
    if limitation is not None:
        lines.append(f"Traitement limité depuis le {french.short_day(limitation.on)} : {label(limitation.reason)}.")
    lines += map(_notice, untold)
    return "\n".join(paragraph(line) for line in lines or ["Cette personne n’a rien demandé sur ses données."])


def due_line(requests: tuple[AnswerDue, ...]) -> str:
    """Say by when the last request is to be answered."""
    last = requests[-1] if requests else None
    if last is None or last.due_on is None:
        return ""
    return f"Demande n° {last.request.number} : réponse due au plus tard le {french.short_day(last.due_on)}."


def notices_line(rights: PersonRights, *, on: date) -> str:
    """Say who is still to be told."""
    untold = [f"{recipient_words(one.partner, {})} (n° {one.number})" for one in rights.untold_on(on)]
    return f"À prévenir (RGPD art. 19) : {french.listed(untold)}." if untold else ""


def received_text(found: Iterable[Received], labels: Mapping[str, str]) -> str:
    """Say who received what, one row each."""
    rows = [
        (
            french.short_day(one.on),
            recipient_words(one.partner, labels),
            french.listed([item_words(group) for group in one.groups]) or french.NOT_KNOWN,
            purpose_words(one.purpose),
        )
        for one in found
    ]
    return table(("Jour", "Destinataire", "Quoi", "Pourquoi"), rows) if rows else "Personne n’a rien reçu."


def findings_text(found: Iterable[PersonFinding], *, on: date) -> str:
    """Say what is late, one row each, the longest late first."""
    rows = [_finding(one, on) for one in found]
    return table(_LATE, rows) if rows else "Rien n’est en retard envers les personnes."


def _finding(one: PersonFinding, on: date) -> tuple[str, ...]:
    number = f" n° {one.number}" if one.number is not None else ""
    partner = f" ({recipient_words(one.partner, {})})" if one.partner is not None else ""
    days = (on - one.due_on).days
    return one.reference, f"{_FINDINGS[one.kind]}{number}{partner}", french.short_day(one.due_on), f"{days} j"


def _notice(one: RecipientNotice) -> str:
    said = f"{label(one.subject)} le {french.short_day(one.on)}"
    return f"À prévenir, n° {one.number} : {recipient_words(one.partner, {})}, {said}"


def _request(one: AnswerDue, on: date) -> str:
    request = one.request
    said = f"n° {request.number}, {label(request.right)}, demandé le {french.short_day(request.on)}"
    if request.answer is not None and request.answered_on is not None:
        ground = f" ({label(request.ground)})" if request.ground is not None else ""
        return f"{said} : {label(request.answer)} le {french.short_day(request.answered_on)}{ground}"
    if request.taken_back_on is not None:
        return f"{said} : retiré par la personne le {french.short_day(request.taken_back_on)}"
    if one.due_on is None:
        return f"{said} : aucun délai connu à cette date"
    late = ", en retard" if one.late(on) else ""
    return f"{said} : réponse due au plus tard le {french.short_day(one.due_on)}{late}"
