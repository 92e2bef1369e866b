"""The changes of hidden counts that no published count can see: exact linear algebra, in whole numbers."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from fractions import Fraction
from math import lcm

_Row = dict[str, Fraction]


def moves_of(
    equations: Iterable[tuple[str, tuple[str, ...]]], hidden: AbstractSet[str]
) -> tuple[Mapping[str, int], ...]:
    """Return a basis of the moves, hidden key -> change: every sum still holds, all published counts stay as they are.

    A hidden count that occurs in no move is determined by the published ones.
    """
    pivots = _solved(_restricted(equations, hidden))
    return tuple(_move(free, pivots) for free in sorted(hidden - pivots.keys()))


def _restricted(equations: Iterable[tuple[str, tuple[str, ...]]], hidden: AbstractSet[str]) -> list[_Row]:
    """Write each sum as an equation between its hidden counts alone: total - parts = what is published."""
    rows = []
    for total, parts in equations:
        row = {part: Fraction(-1) for part in parts if part in hidden}
        if total in hidden:
            row[total] = Fraction(1)
        if row:
            rows.append(row)
    return rows


def _solved(rows: Iterable[_Row]) -> dict[str, _Row]:
    """Return pivot -> its equation, reduced: no equation holds another one's pivot (Gauss and Jordan)."""
    pivots: dict[str, _Row] = {}
    for row in rows:
        left = dict(row)
        for pivot in [key for key in left if key in pivots]:
            _subtract(left, pivots[pivot], left[pivot])
        if not left:
            continue
        pivot = min(left)
        left = {key: value / left[pivot] for key, value in left.items()}
        for other in pivots.values():
            if pivot in other:
                _subtract(other, left, other[pivot])
        pivots[pivot] = left
    return pivots


def _subtract(row: _Row, other: Mapping[str, Fraction], times: Fraction) -> None:
    for key, value in other.items():
        rest = row.get(key, Fraction(0)) - times * value
        if rest:
            row[key] = rest
        else:
            row.pop(key, None)


def _move(free: str, pivots: Mapping[str, _Row]) -> Mapping[str, int]:
    """Return the move that adds one (or the least that stays whole) to a free count and nothing to other free ones."""
    follow = {pivot: -row[free] for pivot, row in pivots.items() if free in row}
    scale = lcm(1, *(change.denominator for change in follow.values()))
    return {free: scale} | {key: int(change * scale) for key, change in follow.items()}
