"""Counts of what happened, one JSON object a line: how many, never of whom; appended, so that processes may share."""

import json
from collections import Counter
from pathlib import Path

from prevexp.registry.notifying import Changes

from .events import CutAnnounced


def note(file: Path | None, told: str, number: int = 1) -> None:
    """Append one count; nothing where no file is set."""
    if file is not None and number:
        with file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"told": told, "count": number}) + "\n")


def counted(file: Path) -> Counter[str]:
    """Return the sums of a file of counts."""
    total: Counter[str] = Counter()
    for line in file.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        total[one["told"]] += one["count"]
    return total


def letters(changes: Changes) -> int:
    """Return how many letters of suppliers a batch noted, announcements and cuts called off."""
    return sum(change.events.count(CutAnnounced.slug) for change in changes)
