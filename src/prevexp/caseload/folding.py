"""The cases of a household counted at the end of each month of their life: what is kept when it is erased."""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ..casework.evolve import replay
from ..casework.evolve import until
from ..domain.values import Month
from ..evaluation.building import why_uncounted
from ..evaluation.facts import facts
from ..evaluation.folding import Folding
from ..evaluation.folding import Key
from ..evaluation.folding import Schema
from ..evaluation.folding import changes
from ..evaluation.kept import Change
from .counted import case_row
from .counted import chosen_indicators
from .counted import read_by
from .decisions import CaseScreening
from .decisions import screening_of
from .reporting import bilan_case

if TYPE_CHECKING:
    from collections import Counter

    from ..domain.case import Case
    from ..registry import FaultLog
    from ..registry.pack import TerritoryPack


class Folder:
    """Counts cases by the indicators, the rules and the law of a territory as each day has them."""

    def __init__(self, pack: "TerritoryPack", log: "FaultLog") -> None:
        chosen = chosen_indicators(pack)
        self._pack, self._log = pack, log
        self._extra = read_by(chosen, (), pack.facts)
        declared = {fact.id: fact for fact in (*facts, *self._extra)}
        countable = [one for one in chosen if not why_uncounted(one, declared, frozenset())]
        self._folding = Folding.of(countable, self._extra)
        self._screenings: dict[date, CaseScreening] = {}

    @property
    def schema(self) -> Schema:
        """By what cases are counted."""
        return self._folding.schema

    def change(self, events: Iterable[object], on: date) -> Change:
        """Return by how much one case changes the counters, as it is known on a day."""
        return changes(self._observed(tuple(events), on))

    def _observed(self, events: tuple[object, ...], on: date) -> "Iterator[tuple[Month, Counter[Key]]]":
        month = Month.of(min(getattr(one, "occurred_on", on) for one in events))
        while month <= Month.of(on):
            day = min(month.last_day, on)
            if told := until(events, day):
                yield month, self._counts(replay(told), day)
            month = month.next()

    def _counts(self, case: "Case", day: date) -> "Counter[Key]":
        if day not in self._screenings:
            self._screenings[day] = screening_of(self._pack, day, self._log)
        screening = self._screenings[day]
        row = case_row(case, screening, self._extra, set())
        return self._folding.counts(row, bilan_case(case, screening.verdict(case), self._pack))
