"""The sheet taken along to a household: where to go, what is due, what to ask, boxes whose codes are typed back.

It is the one document with an address on it, and says so. What nobody at the door should read is not on it: no sum,
no health, no reason why a channel is not used.
"""

import json
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from prevexp.caseload.visiting import Visit
from prevexp.casework.due import Due
from prevexp.casework.due import Task
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import ProofKind
from prevexp.law.deadlines import Bearing
from prevexp.law.deadlines import Deadline
from prevexp.law.deadlines import DeadlineKind

from . import french
from .deadline_words import deadline
from .document_words import WORDS
from .due_words import due_sentence
from .labels import label
from .templating import fill

OUTCOMES = (
    AttemptOutcome.MET,
    AttemptOutcome.REACHED,
    AttemptOutcome.DOOR_CLOSED,
    AttemptOutcome.MESSAGE_LEFT,
    AttemptOutcome.CALL_BACK,
    AttemptOutcome.REFUSED,
    AttemptOutcome.GONE,
    AttemptOutcome.BAD_ADDRESS,
)
PLACES = tuple(place for place in Place if place is not Place.REMOTE)

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        DeadlineKind.CLAUSE_DELAY_ENDS: "Payer ou trouver un accord avant ce jour ; ensuite le bail peut prendre fin.",
        DeadlineKind.SURETY_SERVICE: "Le bailleur doit prévenir la caution avant ce jour.",
        DeadlineKind.CAF_REPORT: "Le bailleur doit signaler l’impayé avant ce jour, s’il touche l’aide au logement.",
        DeadlineKind.EARLIEST_ASSIGNATION: "Avant ce jour, le bailleur ne peut pas encore saisir le juge.",
        DeadlineKind.PREFECT_NOTICE: "Le préfet doit être prévenu avant ce jour ; vérifier que c’est fait.",
        DeadlineKind.DSF_INTERVIEW: "Un entretien doit être proposé avant ce jour.",
        DeadlineKind.DSF_DELIVERY: "Le diagnostic doit être remis au juge avant ce jour.",
        DeadlineKind.HEARING: "Y aller ou s’y faire représenter ; préparer les papiers et une proposition.",
        DeadlineKind.PLAN_ENDS_AT_LATEST: "Les délais pour payer ne vont pas au-delà.",
        DeadlineKind.APPEAL_ENDS: "Après ce jour, la décision ne peut plus être contestée en appel.",
        DeadlineKind.LEAVING_DELAY_ENDS: "Jusqu’à ce jour, rester est permis ; demander des délais au juge.",
        DeadlineKind.JUDGE_TIME_ENDS: "Le juge a laissé ce temps pour se reloger.",
        DeadlineKind.EARLIEST_EVICTION: "Au plus tôt ce jour ; chercher un logement sans attendre.",
        DeadlineKind.FORCE_REFUSED: "Sans réponse du préfet ce jour-là, il a refusé.",
        DeadlineKind.STATE_LIABLE: "À partir de ce jour, l’État peut devoir payer le bailleur.",
        DeadlineKind.MORATORIUM_DELAY_ENDS: "Les délais donnés après la suspension des dettes finissent.",
        DeadlineKind.CLAUSE_SUSPENDED_UNTIL: "Jusque-là le bail tient, si le loyer courant est payé.",
        DeadlineKind.FOLLOW_UP_DUE: "Reprendre contact avant ce jour.",
        DeadlineKind.FOLLOW_UP_EXTENDED: "Reprendre contact avant ce jour.",
    }
)
"""Kind of deadline -> what it means for the household, in one sentence. A lead, not legal advice."""

_BEARINGS = {
    Bearing.DO_BY: "avant la fin du",
    Bearing.HAPPENS_ON: "le",
    Bearing.POSSIBLE_FROM: "à partir du",
}


def visit_sheets_html(visits: Sequence[Visit], *, team: str, with_address: bool = True) -> str:
    """Return the sheets to print (A4, one page a household); without addresses, initials only."""
    day = french.weekday(visits[0].on) if visits else ""
    return fill(
        "visit.html.j2",
        title=f"Feuille de visite, {day}" if visits else "Feuille de visite",
        team=team,
        with_address=with_address,
        visits=[_told(visit, with_address=with_address) for visit in visits],
        outcomes=_boxes(OUTCOMES),
        places=_boxes(PLACES),
        proofs=_boxes(ProofKind),
    )


def _told(visit: Visit, *, with_address: bool) -> dict[str, Any]:
    return {
        "reference": visit.reference,
        "initials": visit.initials,
        "commune": visit.commune or french.NOT_KNOWN,
        "careful": visit.careful,
        "withheld": visit.withheld,
        "address": [line.reveal() for line in visit.address] if with_address else [],
        "due": _due(visit),
        "deadlines": [_date(one) for one in visit.deadlines],
        "to_read": [{"word": WORDS[name], "code": name} for name in visit.to_read],
        "questions": visit.questions,
        "agreed": visit.agreed,
        "inform": visit.inform_by is not None,
        "channels": _boxes(visit.channels),
        "workers": [{"word": worker, "code": ""} for worker in visit.workers],
        "lines": _lines(visit),
    }


def _due(visit: Visit) -> list[str]:
    """Say what is to be done there: the contact or the follow-up with its last day, and the information on data."""
    due = []
    if visit.follow_up is not None:
        pending = visit.follow_up
        due.append(f"Veille {label(pending.state)}, au plus tard le {french.short_day(pending.due_on)}")
    told_apart = {Task.FOLLOW_UP, Task.INFORM}
    due += [_sentence(one, visit.on) for one in visit.dues if one.task not in told_apart]
    if visit.inform_by is not None:
        due.append(
            "Remettre la feuille « Vos données et vos droits », "
            f"au plus tard au premier échange et le {french.short_day(visit.inform_by)}"
        )
    return due


def _sentence(due: Due, on: date) -> str:
    words = due_sentence(due, on)
    return words[:1].upper() + words[1:]


def _date(found: Deadline) -> dict[str, str]:
    return {
        "when": f"{_BEARINGS[found.bearing]} {french.day(found.on)}",
        "what": deadline(found),
        "means": MEANINGS.get(found.kind, ""),
        "inferred": "à confirmer" if found.inferred else "",
    }


def _boxes(words: Iterable[StrEnum]) -> list[dict[str, str]]:
    return [{"word": label(word), "code": word.value} for word in words]


def _lines(visit: Visit) -> list[str]:
    """Return the lines to type back, with what is known filled in; see `prevexp record`."""
    attempt: dict[str, object] = {"case": visit.reference, "command": "record-attempt", "on": visit.on.isoformat()}
    attempt |= {"channel": "…", "outcome": "…", "place": "…", "workers": list(visit.workers)}
    said = [attempt]
    if not visit.agreed:
        agreement: dict[str, object] = {
            "case": visit.reference,
            "command": "give-agreement",
            "on": visit.on.isoformat(),
            "proof": "…",
        }
        said.append(agreement)
    return [json.dumps(one, ensure_ascii=False) for one in said]
