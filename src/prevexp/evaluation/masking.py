"""Which numbers of a table of indicators stay hidden, so that none can be worked out from the others.

Every number of cases is that of a set: those who belong, those who count, those of whom it is not known. Sets are
settled one after the other, from the whole down to what is counted of each part, with `privacy.disclosure`: totals
against their parts, and a set against the parts it falls into. Whoever reads two sets of which one holds the other
knows the rest too, so that a small rest hides as a small set does, across indicators.

What is published of other periods or by other breakdowns is not seen here. Source: design, "Indicators"; privacy
notes §1.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import attrs

from prevexp.privacy.disclosure import Disclosure

from .cells import Lattice
from .counting import Cell
from .counting import Counts
from .counting import Group
from .indicators import Indicator

Numbers = Mapping[Cell, int]
Patterns = frozenset[int]
"""A set of cases, by the patterns of answers they have."""

Name = Patterns | str
Key = tuple[Name, Cell]
"""One number: of which set, or called what, and in which cell."""


@attrs.frozen(eq=False)
class Settled:
    """A number of each cell, and the cells in which it stays hidden."""

    numbers: Numbers
    hidden: AbstractSet[Cell]

    def shown(self, cell: Cell) -> int | None:
        """Return a number, None if it stays hidden."""
        return None if cell in self.hidden else self.numbers[cell]


@attrs.frozen(kw_only=True, eq=False)
class Parts:
    """What an indicator's cases fall into: who belongs, of these who counts and of whom it is not known."""

    belong: Settled
    unsure: Settled
    count: Settled
    open: Settled


@attrs.define(kw_only=True, eq=False)
class Masking:
    """The sets of one group of indicators, settled so far; `withheld` are numbers that must not show, or be a rest."""

    group: Group
    counts: Counts
    lattice: Lattice
    policy: Disclosure
    withheld: AbstractSet[int] = frozenset()
    settled: dict[Patterns, Settled] = attrs.field(factory=dict)

    def parts(self, indicator: Indicator) -> Parts:
        """Settle what an indicator publishes."""
        every = self._set(lambda _: True)
        if every not in self.settled:
            self._settle((every,), None)
        belong, apart, unsure = self._split(every, self.group.member[indicator.id])
        self._settle((belong, unsure, apart), every)
        yes, no, unknown = self._split(belong, self.group.answer[indicator.id])
        self._settle((yes, unknown, no), belong)
        return Parts(
            belong=self.settled[belong],
            unsure=self.settled[unsure],
            count=self.settled[yes],
            open=self.settled[unknown],
        )

    def _split(self, whole: Patterns, rule: int) -> tuple[Patterns, Patterns, Patterns]:
        """Return those of a set for whom a condition is yes, no, not known."""
        yes = frozenset(mask for mask in whole if self.group.is_yes(mask, rule))
        no = frozenset(mask for mask in whole if self.group.is_no(mask, rule))
        return yes, no, whole - yes - no

    def _set(self, holds: Callable[[int], bool]) -> Patterns:
        return frozenset(mask for masks in self.counts.masks.values() for mask in masks if holds(mask))

    def _numbers(self, some: Patterns) -> Numbers:
        inside = {
            cell: sum(number for mask, number in masks.items() if mask in some)
            for cell, masks in self.counts.masks.items()
        }
        return self.lattice.totalled(inside)

    def _settle(self, parts: Sequence[Patterns], whole: Patterns | None) -> None:
        """Settle the parts of a set; empty ones and those that are the whole are settled by it."""
        new = [part for part in dict.fromkeys(parts) if part not in self.settled]
        if not new:
            return
        numbers: dict[Name, Numbers] = {part: self._numbers(part) for part in parts}
        also: set[Key] = {(part, cell) for part in new for cell in self._rests(numbers[part], part)}
        also |= {(part, cell) for part in new for cell, number in numbers[part].items() if number in self.withheld}
        if whole is not None:
            also |= {(part, cell) for part in new for cell in self.settled[whole].hidden}
        old = [part for part in dict.fromkeys(parts) if part in self.settled]
        also |= {(part, cell) for part in old for cell in self.settled[part].hidden}
        found = hidden_of(
            numbers,
            self.lattice,
            self.policy,
            also={key for key in also if numbers[key[0]][key[1]]},
            whole=None if whole is None else self.settled[whole],
            settled={(part, cell) for part in old for cell in numbers[part] if cell not in self.settled[part].hidden},
        )
        for part in new:
            self.settled[part] = Settled(numbers[part], found[part])

    def _rests(self, numbers: Numbers, part: Patterns) -> Iterable[Cell]:
        """Yield the cells in which a set shown before would give a small rest away."""
        for other, known in self.settled.items():
            if part < other or other < part:
                for cell, number in numbers.items():
                    shown = known.shown(cell)
                    rest = 0 if shown is None else abs(shown - number)
                    if 0 < rest < self.policy.threshold or (rest and rest in self.withheld):
                        yield cell


def hidden_of(
    numbers: Mapping[Name, Numbers],
    lattice: Lattice,
    policy: Disclosure,
    *,
    also: AbstractSet[Key],
    whole: Settled | None = None,
    settled: AbstractSet[Key] = frozenset(),
) -> dict[Name, AbstractSet[Cell]]:
    """Return the hidden cells of each of some numbers that add up to a whole, by name."""
    names = {name: str(place) for place, name in enumerate(numbers)}
    keys: dict[Key, str] = {(one, cell): f"{names[one]}/{'/'.join(cell)}" for one in numbers for cell in lattice.cells}
    counts = {key: numbers[name][cell] for (name, cell), key in keys.items()}
    equations = [
        (keys[one, total], tuple(keys[one, cell] for cell in cells)) for one in numbers for total, cells in lattice.sums
    ]
    fixed = {keys[key] for key in settled}
    for cell in lattice.cells if whole is not None else ():
        shown = None if whole is None else whole.shown(cell)
        if shown is not None:
            name = f"whole/{'/'.join(cell)}"
            counts[name] = shown
            fixed.add(name)
            equations.append((name, tuple(keys[part, cell] for part in numbers)))
    hidden = policy.hidden(counts, equations, also={keys[key] for key in also}, settled=fixed)
    return {one: frozenset(cell for cell in lattice.cells if keys[one, cell] in hidden) for one in numbers}
