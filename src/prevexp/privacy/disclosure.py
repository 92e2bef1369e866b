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
from itertools import combinations

import attrs

from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import count

from .witness import moves_of

LOWEST_THRESHOLD = 5

Equation = tuple[str, tuple[str, ...]]
"""A total and its parts, by key: every reader of the tables can be expected to know that they add up."""


@attrs.frozen(kw_only=True)
class Disclosure:
    """The policy of one publication. `threshold` is in households: a count from 1 to threshold - 1 is hidden.

    A threshold under 5 is an InvalidValue. Source: privacy notes §1 (household grids under 11 are blurred).
    """

    threshold: int = attrs.field(default=11, validator=count(LOWEST_THRESHOLD, 10**6), metadata={"unit": "households"})

    def hidden(self, counts: Mapping[str, int], equations: Iterable[Equation]) -> frozenset[str]:
        """Return the keys of the counts that must not be published.

        `counts` has every count that is published or can be told from published ones (the rest of a total, say),
        `equations` how they add up across all tables of the publication. Raises InvalidValue where a sum does not.
        """
        known = tuple(equations)
        _check(counts, known)
        hidden = {key for key, number in counts.items() if 0 < number < self.threshold}
        while more := self._too_narrow(counts, known, hidden) or _without_witness(counts, known, hidden):
            hidden.add(more)
        return frozenset(hidden)

    def _too_narrow(
        self, counts: Mapping[str, int], equations: Iterable[Equation], hidden: AbstractSet[str]
    ) -> str | None:
        """Return a count to hide beside one that is alone in its sum, or beside some that are small together."""
        for total, parts in equations:
            inside = [part for part in parts if part in hidden]
            alone = len(inside) + (total in hidden) == 1
            small = total not in hidden and 0 < sum(counts[part] for part in inside) < self.threshold
            if alone or small:
                return _smallest(counts, (total, *parts), hidden)
        return None


def _check(counts: Mapping[str, int], equations: Iterable[Equation]) -> None:
    if any(number < 0 for number in counts.values()):
        raise InvalidValue("counts: zero or more is needed")
    for total, parts in equations:
        if not {total, *parts} <= counts.keys() or counts[total] != sum(counts[part] for part in parts):
            raise InvalidValue(f"the sum {total} does not add up", total=total, parts=parts)


def _smallest(counts: Mapping[str, int], keys: Iterable[str], hidden: AbstractSet[str]) -> str | None:
    """Return the smallest published count that is not zero: hiding it costs the reader least."""
    return min(
        (key for key in keys if counts[key] and key not in hidden), key=lambda key: (counts[key], key), default=None
    )


def _without_witness(
    counts: Mapping[str, int], equations: tuple[Equation, ...], hidden: AbstractSet[str]
) -> str | None:
    """Return a count to hide beside a hidden one that could still be worked out; None if every one has a witness."""
    witnessed: set[str] = set()
    for move in _possible_moves(counts, equations, hidden):
        witnessed |= move
        if witnessed >= hidden:
            return None
    exposed = hidden - witnessed
    if not exposed:
        return None
    near = [key for total, parts in equations if exposed & {total, *parts} for key in (total, *parts)]
    return _smallest(counts, near, hidden) or _smallest(counts, counts, hidden)


def _possible_moves(
    counts: Mapping[str, int], equations: Iterable[Equation], hidden: AbstractSet[str]
) -> Iterator[frozenset[str]]:
    """Yield sets of hidden counts that can all change at once while everything published stays as it is."""
    moves = moves_of(equations, hidden)
    for move in moves:
        if _stays_possible(counts, move):
            yield frozenset(move)
    for one, other in combinations(moves, 2):
        for sign in (1, -1):
            both = {key: one.get(key, 0) + sign * other.get(key, 0) for key in one.keys() | other.keys()}
            if _stays_possible(counts, both):
                yield frozenset(key for key, change in both.items() if change)


def _stays_possible(counts: Mapping[str, int], move: Mapping[str, int]) -> bool:
    """Say whether the move, or its opposite, leaves every hidden count at one or more."""
    return any(all(counts[key] + sign * change >= 1 for key, change in move.items()) for sign in (1, -1))
