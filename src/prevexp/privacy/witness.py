"""What published sums tell of hidden counts: exact linear algebra over their equations."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from fractions import Fraction
from math import lcm

import attrs

_Number = int | Fraction
"""Nearly always whole, and whole numbers are many times faster."""

_Row = dict[str, _Number]


@attrs.frozen(kw_only=True)
class Solution:
    """The equations solved for hidden counts.

    `pivots` has hidden count -> its equation, in which no other pivot occurs; `reckoned` are the shown counts that
    follow from other shown ones: hiding one of these alone hides nothing.
    """

    hidden: AbstractSet[str]
    pivots: Mapping[str, Mapping[str, _Number]]
    reckoned: AbstractSet[str]

    @property
    def moves(self) -> tuple[Mapping[str, int], ...]:
        """A basis of the moves: hidden key -> change, such that every sum still holds and all shown counts stay.

        A hidden count that occurs in no move follows from the shown ones.
        """
        return tuple(self._move(free) for free in sorted(self.hidden - self.pivots.keys()))

    def freeing(self, key: str) -> AbstractSet[str]:
        """Return the shown counts of which hiding one alone keeps a hidden count from following from the others."""
        return self.pivots[key].keys() - self.hidden - self.reckoned if key in self.pivots else frozenset()

    def _move(self, free: str) -> Mapping[str, int]:
        """Return the move that adds one (or the least that stays whole) to one free count and none to the others."""
        follow = {pivot: -row[free] for pivot, row in self.pivots.items() if free in row}
        scale = lcm(1, *(change.denominator for change in follow.values()))
        return {free: scale} | {key: int(change * scale) for key, change in follow.items()}


def solve(equations: Iterable[tuple[str, tuple[str, ...]]], hidden: AbstractSet[str]) -> Solution:
    """Solve total = sum of parts for the hidden counts (Gauss and Jordan); the shown ones are carried along."""
    pivots: dict[str, _Row] = {}
    reckoned: set[str] = set()
    for total, parts in equations:
        row: _Row = {**dict.fromkeys(parts, -1), total: 1}
        for pivot in [key for key in row if key in pivots]:
            _subtract(row, pivots[pivot], row[pivot])
        unsolved = row.keys() & hidden
        if not unsolved:
            reckoned |= row.keys()
            continue
        pivot = min(unsolved)
        row = {key: _divided(value, row[pivot]) for key, value in row.items()}
        for other in pivots.values():
            if pivot in other:
                _subtract(other, row, other[pivot])
        pivots[pivot] = row
    return Solution(hidden=hidden, pivots=pivots, reckoned=reckoned)


def _divided(number: _Number, by: _Number) -> _Number:
    if by in (1, -1):
        return number * by
    whole = Fraction(number) / by
    return whole.numerator if whole.denominator == 1 else whole


def _subtract(row: _Row, other: Mapping[str, _Number], times: _Number) -> None:
    for key, value in other.items():
        rest = row.get(key, 0) - times * value
        if rest:
            row[key] = rest
        else:
            row.pop(key, None)
