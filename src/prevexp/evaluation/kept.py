"""What is kept of households that are erased: how many cases counted as what, by month; no id, no day, no case.

An entry says by how much a count changes from a month on, so that what stood at the end of any month is a sum. A rare
pattern may still be one household's: the counters stay sealed, and what is made of them passes disclosure control with
all other cases. See decision 0022.
"""

import json
import zlib
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from typing import Self

import attrs

from prevexp.domain.values import Month

from .adding import CohortCounts
from .counting import Cell
from .counting import Counts
from .counting import Group
from .folding import BOTTOM
from .folding import COUNT
from .folding import DAYS
from .folding import DELAY
from .folding import MASK
from .folding import NO
from .folding import REASON
from .folding import UNKNOWN
from .folding import Key
from .folding import Schema
from .folding import conditions_of
from .indicators import MONTH
from .indicators import Indicator

Change = Mapping[str, Mapping[Key, int]]
"""Month -> by how much each count changes from then on."""


@attrs.frozen(kw_only=True)
class Pending:
    """A household that is counted and not erased yet: on which day it was counted, why it goes, its cases as counted.

    `cases`: case -> number of its events.
    """

    on: date
    reason: str
    cases: Mapping[str, int]


@attrs.frozen(kw_only=True)
class Counters:
    """All counters of a store.

    `until`: the last day on which households were counted. `pending`: by household, those that are counted here and not
    erased yet: whoever counts leaves their cases out.
    """

    until: date | None = None
    schemas: Mapping[str, Schema] = attrs.field(factory=dict)
    counts: Mapping[str, Mapping[Key, int]] = attrs.field(factory=dict, repr=False)
    pending: Mapping[str, Pending] = attrs.field(factory=dict, repr=False)

    def plus(self, *changed: Change, sign: int = 1) -> "Counters":
        """Return the counters with what changes added, or taken back (-1)."""
        counts = {month: Counter(known) for month, known in self.counts.items()}
        for month, numbers in ((month, numbers) for change in changed for month, numbers in change.items()):
            mine = counts.setdefault(month, Counter())
            for key, number in numbers.items():
                mine[key] += sign * number
                if not mine[key]:
                    del mine[key]
        return attrs.evolve(self, counts={month: mine for month, mine in counts.items() if mine})

    def covers(self, first: date, observed_on: date) -> bool:
        """Say whether a period fits: it begins with a month, and is observed at a month's end or since all counting."""
        whole = observed_on == Month.of(observed_on).last_day
        return first.day == 1 and (whole or self.until is None or observed_on >= self.until)

    def concerns(self, first: date, observed_on: date) -> bool:
        """Say whether erased households may count in a period."""
        months = str(Month.of(first)), str(Month.of(observed_on))
        return any(months[0] <= _placed(key) <= months[1] for numbers in self.counts.values() for key in numbers)

    def not_told(
        self, indicators: Iterable[Indicator], by: Iterable[str], first: date, observed_on: date
    ) -> frozenset[str]:
        """Return the indicators that can only be told without the erased households of a period."""
        every = tuple(indicators)
        if not self.concerns(first, observed_on):
            return frozenset()
        return self._unknown(every, by) if self.covers(first, observed_on) else frozenset(one.id for one in every)

    def _unknown(self, indicators: Iterable[Indicator], by: Iterable[str]) -> frozenset[str]:
        """Return the indicators that erased households were not counted by, alone or by these breakdowns."""
        wanted = set(by) - {MONTH}
        schemas = self.schemas.values()
        if any(not wanted <= set(one.by) for one in schemas):
            return frozenset(one.id for one in indicators)
        return frozenset(one.id for one in indicators if not all(schema.knows(one) for schema in schemas))

    def of_group(self, group: Group, first: date, observed_on: date) -> Counts:
        """Return what is kept for a group whose indicators are all known, of a period it covers."""
        masks: dict[Cell, Counter[int]] = {}
        sums: dict[tuple[str, Cell], list[int]] = {}
        days: dict[tuple[str, Cell], Counter[int]] = {}
        readers = {name: _Reader.of(schema, group) for name, schema in self.schemas.items()}
        names = {one.id for one in group.indicators}
        for (kind, *where), number in self._standing(observed_on).items():
            if kind in (COUNT, REASON, DELAY):
                continue
            schema, place, placed, cell, what, *rest = where
            if place != group.place.id or not str(Month.of(first)) <= placed <= str(Month.of(observed_on)):
                continue
            mine = readers[schema].cell(cell, placed)
            if kind == MASK:
                masks.setdefault(mine, Counter())[readers[schema].mask(what)] += number
            elif what in names and kind == DAYS:
                days.setdefault((what, mine), Counter())[rest[0]] += number
            elif what in names:
                sums.setdefault((what, mine), [0, 0])[kind == BOTTOM] += number
        return Counts(masks=masks, sums={key: (one, two) for key, (one, two) in sums.items()}, days=days)

    def of_cohort(self, first: date, observed_on: date) -> CohortCounts:
        """Return what is kept for a bilan of a period it covers."""
        found = CohortCounts()
        days: dict[str, Counter[int]] = {}
        for (kind, placed, *what), number in self._standing(observed_on).items():
            if not str(Month.of(first)) <= placed <= str(Month.of(observed_on)):
                continue
            if kind == COUNT:
                found.counts[what[0]] += number
            elif kind == REASON:
                found.reasons[what[0], what[1], what[2], what[3]] += number
            elif kind == DELAY:
                days.setdefault(what[0], Counter())[what[1]] += number
        return attrs.evolve(found, days=days)

    def encode(self) -> bytes:
        """Return the counters as bytes, packed."""
        data = {
            "until": self.until.isoformat() if self.until else None,
            "schemas": [attrs.asdict(one) for one in self.schemas.values()],
            "counts": {
                month: [[*key, number] for key, number in found.items()] for month, found in self.counts.items()
            },
            "pending": {
                household: [one.on.isoformat(), one.reason, one.cases] for household, one in self.pending.items()
            },
        }
        return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())

    @classmethod
    def decode(cls, body: bytes) -> Self:
        """Read counters back."""
        data = json.loads(zlib.decompress(body))
        schemas = [
            Schema(
                by=tuple(one["by"]),
                indicators=tuple(one["indicators"]),
                conditions={place: tuple(texts) for place, texts in one["conditions"].items()},
            )
            for one in data["schemas"]
        ]
        return cls(
            until=date.fromisoformat(data["until"]) if data["until"] else None,
            schemas={one.id: one for one in schemas},
            counts={
                month: {_key(entry[:-1]): entry[-1] for entry in entries} for month, entries in data["counts"].items()
            },
            pending={
                household: Pending(on=date.fromisoformat(on), reason=reason, cases=cases)
                for household, (on, reason, cases) in data["pending"].items()
            },
        )

    def _standing(self, observed_on: date) -> Counter[Key]:
        """Return the counts as they stood at the end of the month of a day."""
        month = str(Month.of(observed_on))
        total: Counter[Key] = Counter()
        for known, numbers in self.counts.items():
            if known <= month:
                total.update(numbers)
        return Counter({key: number for key, number in total.items() if number})


@attrs.frozen
class _Reader:
    """Reads the cells and answers of one schema as a group has them."""

    places: tuple[int, ...]
    positions: tuple[int, ...]
    shift: int

    @classmethod
    def of(cls, schema: Schema, group: Group) -> Self:
        """Return it; a breakdown by month stands for the month of the placing day."""
        known = schema.conditions.get(group.place.id, ())
        return cls(
            tuple(-1 if one.id == MONTH else schema.by.index(one.id) for one in group.by),
            tuple(known.index(text) for text in conditions_of(group)) if known else (),
            group.rules.shift,
        )

    def cell(self, cell: Cell, placed: str) -> Cell:
        """Return where a case counts among the breakdowns asked for."""
        return tuple(placed if place < 0 else cell[place] for place in self.places)

    def mask(self, answers: str) -> int:
        """Return the pattern of answers."""
        mask = 0
        for bit, position in enumerate(self.positions):
            answer = answers[position]
            mask |= (answer == NO) << bit | (answer == UNKNOWN) << self.shift + bit
        return mask


def _placed(key: Key) -> str:
    """Return the month in which a case counts."""
    return str(key[1] if key[0] in (COUNT, REASON, DELAY) else key[3])


def _key(entry: Iterable[object]) -> Key:
    return tuple(tuple(one) if isinstance(one, list) else one for one in entry)
