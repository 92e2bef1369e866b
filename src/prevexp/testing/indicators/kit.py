"""What indicators give the kit, and the invented cases on which they are tried."""

from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from random import Random
from typing import Any
from typing import ClassVar

from prevexp.evaluation.building import TableScope
from prevexp.evaluation.building import build_table
from prevexp.evaluation.counting import Counts
from prevexp.evaluation.counting import Group
from prevexp.evaluation.counting import count_rows
from prevexp.evaluation.counting import groups_of
from prevexp.evaluation.facts import facts as core_facts
from prevexp.evaluation.indicators import Indicator
from prevexp.evaluation.results import IndicatorTable
from prevexp.expressions import Dtype
from prevexp.expressions import Fact
from prevexp.expressions import Row
from prevexp.expressions import Scalar

from ..conformance import ConformanceKit

FIRST, LAST = date(2021, 1, 1), date(2021, 6, 30)
_OPEN_WORDS = ("a", "b", "c")
_KINDS = 40
"""Different cases; each comes several times, so that counts lie on both sides of the threshold."""


class Kit(ConformanceKit):
    """The base of the kit: what is tried, and how it is counted."""

    indicators: ClassVar[Sequence[Indicator]]
    facts: ClassVar[Sequence[Fact]] = ()
    breakdowns: ClassVar[tuple[str, ...]] = ("arrondissement", "month")

    def count(self, group: Group, rows: Sequence[Row], first: date, last: date) -> Counts:
        """Count cases; override for another engine."""
        return count_rows(group, rows, first, last)

    def table(self, rows: Sequence[Row], *by: str) -> IndicatorTable:
        """Return what is published of cases; override for another way there."""
        return build_table(self.indicators, rows, scope(*by), known=self.facts)

    @property
    def shapes(self) -> tuple[tuple[str, ...], ...]:
        """The tables looked at: the total alone, by one breakdown, by both."""
        return (), self.breakdowns[:1], self.breakdowns

    def groups(self, *by: str) -> tuple[Group, ...]:
        """Return the indicators compiled."""
        return groups_of(self.indicators, by, self.facts)

    def cases(self, seed: int = 1) -> list[dict[str, Any]]:
        """Return some hundred invented cases: the same for the same seed, of some of which little is known.

        Days lie on or after the reception; a smaller number never exceeds the one before it.
        """
        chance = Random(seed)  # noqa: S311 - invented cases, the same each time
        declared = (*core_facts, *self.facts)
        kinds = [_case(declared, chance) for _ in range(_KINDS)]
        return [case for case in kinds for _ in range(chance.choice((1, 2, 12, 30)))]


def scope(*by: str) -> TableScope:
    """Return the first half of a year by some breakdowns."""
    return TableScope(
        first=FIRST,
        last=LAST,
        observed_on=date(2021, 12, 31),
        generated_on=date(2022, 1, 3),
        territory="Ici",
        by=by,
        members={"arrondissement": _OPEN_WORDS},
    )


def _case(declared: Sequence[Fact], chance: Random) -> dict[str, Any]:
    known = chance.choice((1.0, 0.8, 0.4))
    received = FIRST + timedelta(days=chance.randrange(-20, 200))
    case: dict[str, Any] = {
        fact.id: _value(fact, received, chance) if chance.random() < known else None for fact in declared
    }
    due = chance.randrange(4)
    return case | {
        "received_on": received,
        "watches_due": due,
        "watches_in_time": chance.randrange(due + 1),
        "in_territory": case["arrondissement"] is not None,
    }


def _value(fact: Fact, received: date, chance: Random) -> Scalar:
    match fact.dtype:
        case Dtype.BOOL:
            return chance.random() < 0.5
        case Dtype.INTEGER:
            return chance.randrange(0, 50)
        case Dtype.DATE:
            return received + timedelta(days=chance.randrange(0, 120))
        case Dtype.SLUG:
            return chance.choice(fact.values or _OPEN_WORDS)
