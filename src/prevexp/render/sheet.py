"""The day's sheet: what is to be done and for whom, on the terminal and on A4.

Initials only: a sheet may be lost on a doorstep.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from prevexp.casework.due import Due
from prevexp.casework.due import Task
from prevexp.casework.worklist import WorklistEntry
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.law.deadlines import Deadline
from prevexp.registry.pack import TerritoryPack

from . import french
from .columns import table
from .deadline_words import deadline
from .deadline_words import short_deadline
from .due_words import counted
from .due_words import due_words
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
    """Tell the day's worklist in columns: first contacts, then each other kind of thing to do, most pressing first.

    `most` shows so many of each kind only and says how many there are.
    """
    first = [entry for entry in entries if _dues(entry, Task.FIRST_CONTACT)]
    title = f"Feuille du {french.short_day(on)} : {french.counted(len(first), 'ménage', 'ménages')} à contacter"
    return "\n".join([title, *_first_contacts(first, most, width), *_other_dues(entries, on, most, width)])


def silent_text(entries: Sequence[WorklistEntry], *, on: date, days: int, width: int = 80) -> str:
    """Tell who has been silent for so many days, the longest first."""
    who = french.counted(len(entries), "ménage", "ménages")
    title = f"Le {french.short_day(on)} : {who} sans échange depuis {french.days(days)} ou plus"
    rows = [
        (
            entry.reference,
            entry.initials,
            _short(entry.commune or french.NOT_KNOWN),
            entry.worker or "",
            french.days((on - entry.silent_since).days),
            french.short_day(entry.last_exchange_on) if entry.last_exchange_on else "aucun",
        )
        for entry in entries
    ]
    header = ("Dossier", "Init.", "Commune", "Qui", "Silence", "Dernier échange")
    return "\n".join([title, *(["", table(header, rows, width=width)] if rows else [])])


def _first_contacts(entries: Sequence[WorklistEntry], most: int | None, width: int) -> list[str]:
    shown = entries if most is None else entries[:most]
    rows = [
        (
            entry.reference,
            entry.initials,
            _short(entry.commune or french.NOT_KNOWN),
            f"{entry.waits_days} j",
            entry.worker or "",
            _legal_short(entry.next_legal_date),
        )
        for entry in shown
    ]
    if not rows:
        return []
    header = ("Dossier", "Init.", "Commune", "Attend", "Qui", "Prochaine date")
    more = _left_out(len(entries), most)
    star = ["* au plus tôt : le jour avant lequel agir, pas celui que retiendra un juge"]
    inferred = any(entry.next_legal_date and entry.next_legal_date.inferred for entry in shown)
    return ["", table(header, rows, width=width), *more, *(star if inferred else [])]


def _left_out(number: int, most: int | None) -> list[str]:
    return [] if most is None or number <= most else [f"… et {number - most} de plus (prevexp worklist)"]


def _other_dues(entries: Sequence[WorklistEntry], on: date, most: int | None, width: int) -> list[str]:
    """Tell all but first contacts, a part for each kind, in the order of the list."""
    parts: list[str] = []
    for task in Task:
        rows = [
            (entry.reference, entry.initials, entry.worker or "", duty_words(entry, due, on))
            for entry in entries
            for due in (() if task is Task.FIRST_CONTACT else _dues(entry, task))
        ]
        if rows:
            told = table(("Dossier", "Init.", "Qui", "Quoi"), rows[:most], width=width)
            parts += ["", counted(task, len(rows)), "", told, *_left_out(len(rows), most)]
    return parts


def _dues(entry: WorklistEntry, task: Task) -> list[Due]:
    return [due for due in entry.dues if due.task is task]


def duty_words(entry: WorklistEntry, due: Due, on: date) -> str:
    """Say what is to be done for a household, by when, and by which channels not."""
    unsafe = ", ".join(label(channel) for channel in entry.unsafe)
    return f"{due_words(due, on)}{f' (jamais par : {unsafe})' if unsafe else ''}"


def worklist_html(
    entries: Sequence[WorklistEntry], *, on: date, territory: str, team: str, arrondissements: Mapping[str, str]
) -> str:
    """Return the sheet to print: A4, one part a worker, tick boxes, initials only.

    What is to be decided is left out: that is done at a desk.
    """
    outdoors = [entry for entry in entries if _to_do(entry)]
    by_worker = sorted(outdoors, key=lambda entry: entry.worker or "")
    groups = [
        {
            "worker": worker or "non attribué",
            "legal": _legal_workers(rows),
            "rows": [_row(row, arrondissements, on) for row in rows],
        }
        for worker, rows in ((worker, list(rows)) for worker, rows in groupby(by_worker, key=lambda e: e.worker))
    ]
    return fill(
        "sheet.html.j2",
        title=f"Feuille du {french.day(on)}",
        territory=territory,
        team=team,
        total=french.counted(len(outdoors), "ménage", "ménages"),
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


def _to_do(entry: WorklistEntry) -> list[Due]:
    return [due for due in entry.dues if due.task is not Task.DECIDE]


def _legal_workers(rows: Sequence[WorklistEntry]) -> str:
    return french.listed(sorted({row.legal_worker for row in rows if row.legal_worker})) if rows else ""


def _row(entry: WorklistEntry, arrondissements: Mapping[str, str], on: date) -> dict[str, Any]:
    """Return what a row shows; a channel that is unsafe has no box, and nothing on paper says why."""
    legal_on, legal_what = _legal(entry.next_legal_date)
    return {
        "reference": entry.reference,
        "dues": [{"task": label(due.task), "words": due_words(due, on)} for due in _to_do(entry)],
        "channels": [label(channel) for channel in _CHANNELS if channel not in entry.unsafe],
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
