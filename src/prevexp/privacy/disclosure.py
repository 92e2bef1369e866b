"""Disclosure control: which counts of a set of linked tables stay hidden so that none of them can be worked out again.

A count below the threshold is hidden (primary suppression); then further counts are hidden until nobody who has every
published count, and knows which totals are which sums, can tell a hidden one exactly (complementary suppression): for
each hidden count there is a witness, another set of tables with the very same published counts in which it differs.

Zeros are published: a zero is nobody's, and is never hidden to protect another. A reader therefore knows that a hidden
count is at least one, and the witnesses respect that. What is published elsewhere, of other periods or territories, is
not seen here.

Source: design, "Indicators" (threshold 11, never under 5, complementary suppression); privacy notes §1.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import attrs

from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import count

from .witness import Solution
from .witness import solve

LOWEST_THRESHOLD = 5

Equation = tuple[str, tuple[str, ...]]
"""A total and its parts, by key: every reader of the tables can be expected to know that they add up."""


@attrs.frozen(kw_only=True)
class Disclosure:
    """The policy of one publication. `threshold` is in households: a count from 1 to threshold - 1 is hidden.

    A threshold under 5 is an InvalidValue. Source: privacy notes §1 (household grids under 11 are blurred).
    """

    threshold: int = attrs.field(default=11, validator=count(LOWEST_THRESHOLD, 10**6), metadata={"unit": "households"})

    def hidden(
        self,
        counts: Mapping[str, int],
        equations: Iterable[Equation],
        *,
        also: AbstractSet[str] = frozenset(),
        settled: AbstractSet[str] = frozenset(),
    ) -> frozenset[str]:
        """Return the keys of the counts that must not be published.

        `counts` has every count that is published or can be told from published ones (the rest of a total, say),
        `equations` how they add up across all tables of the publication. `also` are hidden for another reason,
        `settled` are published already, so that others are hidden in their place. Raises InvalidValue where a sum does
        not add up.
        """
        tables = _Tables(counts=counts, equations=tuple(equations), threshold=self.threshold, settled=settled)
        tables.check()
        small = also | {key for key, number in counts.items() if 0 < number < self.threshold}
        hidden = set(small)
        while more := tables.alone_or_small(hidden) or tables.follows(hidden):
            hidden.add(more)
        for key in sorted(hidden - small, key=lambda key: (-counts[key], key)):
            if tables.safe(hidden - {key}):
                hidden.remove(key)
        return frozenset(hidden)


@attrs.frozen(kw_only=True)
class _Tables:
    """The counts, how they add up, and what can be told of hidden ones."""

    counts: Mapping[str, int]
    equations: tuple[Equation, ...]
    threshold: int
    settled: AbstractSet[str]

    def check(self) -> None:
        """Refuse negative counts and sums that do not add up."""
        if any(number < 0 for number in self.counts.values()):
            raise InvalidValue("counts: zero or more is needed")
        for total, parts in self.equations:
            given = {total, *parts} <= self.counts.keys()
            if not given or self.counts[total] != sum(self.counts[part] for part in parts):
                raise InvalidValue(f"the sum {total} does not add up", total=total, parts=parts)

    def safe(self, hidden: AbstractSet[str]) -> bool:
        """Say whether no more counts need to be hidden."""
        return self.alone_or_small(hidden) is None and not self.exposed(hidden)

    def alone_or_small(self, hidden: AbstractSet[str]) -> str | None:
        """Return a count to hide beside one that is alone in its sum, or beside some that are small together."""
        for total, parts in self.equations:
            inside = [part for part in parts if part in hidden]
            alone = len(inside) + (total in hidden) == 1
            small = total not in hidden and 0 < sum(self.counts[part] for part in inside) < self.threshold
            if (alone or small) and (found := self.shown((total, *parts), hidden)):
                return found[0]
        return None

    def follows(self, hidden: AbstractSet[str]) -> str | None:
        """Return a count to hide for the sake of one that still follows from what is shown; None if none does."""
        solution = solve(self.equations, hidden)
        for key in sorted(self.exposed(hidden, solution)):
            near = {k for total, parts in self.equations if key in {total, *parts} for k in (total, *parts)}
            for candidates in (solution.freeing(key), near, self.counts):
                if found := self.shown(candidates, hidden):
                    return found[0]
        return None

    def shown(self, keys: Iterable[str], hidden: AbstractSet[str]) -> list[str]:
        """Return the published counts that are not zero, smallest first: hiding that one costs the reader least."""
        shown = {key for key in keys if self.counts[key] and key not in hidden and key not in self.settled}
        return sorted(shown, key=lambda key: (self.counts[key], key))

    def exposed(self, hidden: AbstractSet[str], solution: Solution | None = None) -> AbstractSet[str]:
        """Return the hidden counts for which no witness is found."""
        moves = (solution or solve(self.equations, hidden)).moves
        exposed = self._tied(hidden)
        for move in moves:
            if self._stays_possible(move):
                exposed -= move.keys()
        for one in moves:
            if exposed & one.keys():
                for both in _together(one, moves):
                    if self._stays_possible(both):
                        exposed -= both.keys()
        return exposed

    def _tied(self, hidden: AbstractSet[str]) -> set[str]:
        """Return the hidden counts that some chain of sums ties to a shown one; all others could be twice as many."""
        tied: set[str] = set()
        sums = [{key for key in (total, *parts) if self.counts[key]} for total, parts in self.equations]
        before = -1
        while before < len(tied):
            before = len(tied)
            tied |= {key for keys in sums if keys - hidden or keys & tied for key in keys & hidden}
        return tied

    def _stays_possible(self, move: Mapping[str, int]) -> bool:
        """Say whether the move, or its opposite, leaves every hidden count at one or more."""
        return any(all(self.counts[key] + sign * change >= 1 for key, change in move.items()) for sign in (1, -1))


def _together(one: Mapping[str, int], moves: Iterable[Mapping[str, int]]) -> Iterator[Mapping[str, int]]:
    """Yield a move with each other one that changes something it changes: no other can make it possible."""
    for other in moves:
        if not one.keys().isdisjoint(other):
            for sign in (1, -1):
                both = {key: one.get(key, 0) + sign * other.get(key, 0) for key in one.keys() | other.keys()}
                yield {key: change for key, change in both.items() if change}
