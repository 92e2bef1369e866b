"""What a case has to be done, its legal dates and a line of the worklist as plain data, for a program to keep."""

from datetime import date
from typing import Any

import attrs

from ..casework.due import Due
from ..casework.worklist import WorklistEntry
from ..law.deadlines import Deadline

TEAM = "team"
"""Who is to act when nobody else is named."""


def deadline_json(deadline: Deadline) -> dict[str, Any]:
    """Return a deadline as plain data: the days, what they rest on, what is open."""
    return {
        "kind": str(deadline.kind),
        "on": deadline.on.isoformat(),
        "latest": deadline.latest.isoformat() if deadline.latest else None,
        "bearing": str(deadline.bearing),
        "presses": deadline.presses,
        "inferred": deadline.inferred,
        "articles": list(deadline.articles),
        "policies": dict(deadline.policies),
        "to_check": [{"note": str(remark.note), "about": remark.about} for remark in deadline.remarks],
    }


def due_json(due: Due, *, on: date) -> dict[str, Any]:
    """Return a thing to do as plain data, as it stands on a day."""
    return {
        "task": str(due.task),
        "due_on": due.due_on.isoformat(),
        "overdue": due.overdue(on),
        "number": due.number,
        "about": due.about,
        "waiting_for": due.waiting_for or TEAM,
        "by_law": due.by_law,
    }


def worklist_json(entry: WorklistEntry, *, on: date) -> dict[str, Any]:
    """Return an entry as plain data: texts, numbers, booleans, lists; days as ISO texts."""
    plain = attrs.asdict(
        entry,
        filter=attrs.filters.exclude("next_legal_date", "dues"),
        value_serializer=lambda _, __, value: value.isoformat() if isinstance(value, date) else value,
    )
    legal = entry.next_legal_date
    return plain | {
        "unsafe": [str(channel) for channel in entry.unsafe],
        "next_legal_date": deadline_json(legal) if legal else None,
        "dues": [due_json(due, on=on) for due in entry.dues],
    }
