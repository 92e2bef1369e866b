"""The day's sheet: who is to be contacted, on the terminal and on A4.

Initials only: a sheet may be lost on a doorstep.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from prevexp.casework.due import Task
from prevexp.casework.follow_up import FollowUp
from prevexp.casework.worklist import WorklistEntry
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.law.deadlines import Deadline
from prevexp.registry.pack import TerritoryPack

from . import french
from .columns import table
from .deadline_words import deadline
from .deadline_words import short_deadline
from .labels import label
from .templating import fill

LONGEST_NAME = 22
_COLUMNS = ("Ménage", "Commune", "Stade", "Prochaine date légale", "Attend", "Tentatives", "Aujourd’hui")
_CHANNELS = (Channel.VISIT_UNANNOUNCED, Channel.PHONE, Channel.LETTER)
_OUTCOMES = (
    AttemptOutcome.MET,
    AttemptOutcome.REACHED,
    AttemptOutcome.MESSAGE_LEFT,
    AttemptOutcome.DOOR_CLOSED,
    AttemptOutcome.REFUSED,
    AttemptOutcome.GONE,
)


def worklist_text(entries: Sequence[WorklistEntry], *, on: date, most: int | None = None, width: int = 80) -> str:
    """Tell the day's worklist in columns: first contacts, then follow-ups, then what a person must decide.

    `most` shows the first contacts of that number only and says how many there are.
    """
    first = [entry for entry in entries if entry.task is Task.FIRST_CONTACT]
    title = f"Feuille du {french.short_day(on)} : {french.counted(len(first), 'ménage', 'ménages')} à contacter"
    return "\n".join([title, *_first_contacts(first, most, width), *_other_duties(entries, width)])


def _first_contacts(entries: Sequence[WorklistEntry], most: int | None, width: int) -> list[str]:
    shown = entries if most is None else entries[:most]
    rows = [
        (
            entry.reference,
            entry.initials,
            _short(entry.commune or french.NOT_KNOWN),
            f"{entry.waits_days} j",
            entry.worker,
            _legal_short(entry.next_legal_date),
        )
        for entry in shown
    ]
    if not rows:
        return []
    header = ("Dossier", "Init.", "Commune", "Attend", "Qui", "Prochaine date")
    more = [f"… et {len(entries) - len(shown)} de plus (prevexp worklist)"] if len(shown) < len(entries) else []
    star = ["* au plus tôt : le jour avant lequel agir, pas celui que retiendra un juge"]
    inferred = any(entry.next_legal_date and entry.next_legal_date.inferred for entry in shown)
    return ["", table(header, rows, width=width), *more, *(star if inferred else [])]


def _other_duties(entries: Sequence[WorklistEntry], width: int) -> list[str]:
    """Tell follow-ups, the most pressing first, and decisions to take, each in columns of their own."""
    late = [(pending.due_on, entry) for entry in entries if (pending := _follow_up(entry))]
    follow_ups = sorted(late, key=lambda one: (one[0], one[1].case_id))
    decide = [entry for entry in entries if entry.task is Task.DECIDE]
    parts: list[str] = []
    if rows := [(entry.reference, entry.initials, entry.worker, duty_words(entry)) for _, entry in follow_ups]:
        title = french.counted(len(rows), "veille sociale", "veilles sociales")
        parts += ["", title, "", table(("Dossier", "Init.", "Qui", "Veille"), rows, width=width)]
    if rows := [(entry.reference, entry.initials, entry.worker, duty_words(entry)) for entry in decide]:
        title = french.counted(len(rows), "dossier à décider", "dossiers à décider")
        parts += ["", title, "", table(("Dossier", "Init.", "Qui", "Pourquoi"), rows, width=width)]
    return parts


def duty_words(entry: WorklistEntry) -> str:
    """Say what is to be done for a household, by when, and by which channels not; nothing without a plan."""
    unsafe = _unsafe(entry)
    without = f" (jamais par : {', '.join(label(channel) for channel in unsafe)})" if unsafe else ""
    return f"{_duty(entry)}{without}"


def _unsafe(entry: WorklistEntry) -> tuple[Channel, ...]:
    return entry.duty.unsafe if entry.duty else ()


def _duty(entry: WorklistEntry) -> str:
    if entry.duty is None:
        return ""
    pending, contact = _follow_up(entry), entry.duty.contact
    if pending is not None:
        return f"{label(pending.state)}, au plus tard le {french.short_day(pending.due_on)}"
    if contact.channel is not None and contact.due_on is not None:
        return f"{label(contact.channel)}, depuis le {french.short_day(contact.due_on)}"
    return label(contact.state)


def _follow_up(entry: WorklistEntry) -> FollowUp | None:
    return entry.duty.follow_up if entry.duty else None


def worklist_html(
    entries: Sequence[WorklistEntry], *, on: date, territory: str, team: str, arrondissements: Mapping[str, str]
) -> str:
    """Return the sheet to print: A4, one part a worker, tick boxes, initials only.

    What is to be decided is left out: that is done at a desk.
    """
    outdoors = [entry for entry in entries if entry.task is not Task.DECIDE]
    by_worker = sorted(outdoors, key=lambda entry: entry.worker)
    groups = [
        {"worker": worker, "legal": _legal_workers(rows), "rows": [_row(row, arrondissements) for row in rows]}
        for worker, rows in ((worker, list(rows)) for worker, rows in groupby(by_worker, key=lambda e: e.worker))
    ]
    return fill(
        "sheet.html.j2",
        title=f"Feuille du {french.day(on)}",
        territory=territory,
        team=team,
        total=french.counted(len(outdoors), "ménage à contacter", "ménages à contacter"),
        columns=_COLUMNS,
        outcomes=[label(outcome) for outcome in _OUTCOMES],
        groups=groups,
    )


def sheet_of(pack: TerritoryPack, entries: Sequence[WorklistEntry], *, on: date) -> str:
    """Return the sheet of a territory's team."""
    return worklist_html(
        entries,
        on=on,
        territory=pack.name,
        team=pack.labels.get("team", pack.name),
        arrondissements={code: place.name for code, place in pack.register.arrondissements.items()},
    )


def _legal_workers(rows: Sequence[WorklistEntry]) -> str:
    return french.listed(sorted({row.legal_worker for row in rows if row.legal_worker})) if rows else ""


def _row(entry: WorklistEntry, arrondissements: Mapping[str, str]) -> dict[str, Any]:
    """Return what a row shows; a channel that is unsafe has no box, and nothing on paper says why."""
    legal_on, legal_what = _legal(entry.next_legal_date)
    return {
        "reference": entry.reference,
        "task": "" if entry.duty is None else label(entry.task),
        "duty": _duty(entry),
        "channels": [label(channel) for channel in _CHANNELS if channel not in _unsafe(entry)],
        "initials": entry.initials,
        "commune": entry.commune or french.NOT_KNOWN,
        "arrondissement": arrondissements.get(entry.arrondissement or "", ""),
        "stage": label(entry.stage),
        "waits": french.days(entry.waits_days),
        "since": french.short_day(entry.received_on),
        "legal_on": legal_on,
        "legal_what": legal_what,
        "attempts": french.number(entry.attempts) if entry.attempts else "aucune",
        "last_attempt": f"dernière le {french.short_day(entry.last_attempt_on)}" if entry.last_attempt_on else "",
    }


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1] + "…"


def _legal_short(found: Deadline | None) -> str:
    if found is None:
        return "aucune connue"
    return f"{french.short_day(found.on)} {short_deadline(found)}{'*' if found.inferred else ''}"


def _legal(found: Deadline | None) -> tuple[str, str]:
    """Return the next legal date and what it is; what is inferred is « au plus tôt »."""
    if found is None:
        return "", "aucune connue"
    earliest = ", au plus tôt" if found.inferred else ""
    return french.short_day(found.on), f"{deadline(found)}{earliest}"
