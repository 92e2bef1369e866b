"""The life of a case as data: what happened, what is to be done and by whom, which days of the law lie ahead."""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import Any

import attrs

from ..casework.agenda import dues_of
from ..casework.due import Due
from ..casework.evolve import replay
from ..casework.legal import next_deadlines
from ..casework.life.answering import Answering
from ..casework.life.answering import answering
from ..casework.life.striking import Entry
from ..domain.case import Case
from ..domain.life_events import StruckEntry
from ..law.deadlines import Deadline
from ..registry.pack import TerritoryPack
from .extra_facts import ExtraTold
from .extra_facts import extra_told
from .listing import commune_name
from .plain import TEAM
from .plain import deadline_json
from .plain import due_json


@attrs.frozen(kw_only=True)
class CaseStory:
    """What happened to a case up to a day, and what that leaves to be done. Holds no identity."""

    on: date
    case: Case = attrs.field(repr=lambda case: case.case_id)
    commune: str | None = attrs.field(repr=False)
    entries: tuple[Entry, ...] = attrs.field(repr=False)
    team: Answering | None = attrs.field(repr=False, metadata={"description": "None: nobody took it yet"})
    dues: tuple[Due, ...] = attrs.field(repr=False)
    deadlines: tuple[Deadline, ...] = attrs.field(repr=False)
    extra: tuple[ExtraTold, ...] = attrs.field(default=(), repr=False)
    partners: Mapping[str, str] = attrs.field(repr=False, metadata={"description": "slug -> French label"})

    @property
    def waiting(self) -> Mapping[str, tuple[Due, ...]]:
        """Who is to act -> what is waited for; the team first, the others in the order of what presses."""
        found: dict[str, tuple[Due, ...]] = {TEAM: ()}
        for due in self.dues:
            who = due.waiting_for or TEAM
            found[who] = (*found.get(who, ()), due)
        return {who: dues for who, dues in found.items() if dues}

    def to_json(self) -> dict[str, Any]:
        """Return the story as plain data."""
        return {
            "case": self.case.case_id,
            "reference": self.case.reference,
            "on": self.on.isoformat(),
            "entries": [_entry_json(entry) for entry in self.entries],
            "dues": [due_json(due, on=self.on) for due in self.dues],
            "deadlines": [deadline_json(one) for one in self.deadlines],
            "facts": [one.to_json() for one in self.extra],
        }


def story_of(pack: TerritoryPack, entries: Sequence[Entry], *, on: date) -> CaseStory:
    """Gather the life of a case from its entries up to a day, in the order they were noted."""
    case = replay(entry.event for entry in entries)
    return CaseStory(
        on=on,
        case=case,
        commune=commune_name(case.facts.commune, pack.register),
        entries=tuple(entries),
        team=answering(case, on),
        dues=dues_of(case, pack.work_plan, on),
        deadlines=next_deadlines(case, pack.law, on=on),
        extra=extra_told(case, pack.facts, on),
        partners={partner.slug: partner.label for partner in pack.partners},
    )


def _entry_json(entry: Entry) -> dict[str, Any]:
    struck = isinstance(entry.event, StruckEntry)
    event = entry.event.event if isinstance(entry.event, StruckEntry) else entry.event
    return {"number": entry.number, "on": entry.on.isoformat(), "event": event.slug, "struck": struck}
