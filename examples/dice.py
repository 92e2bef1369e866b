"""Draws that are the same on every machine and every Python: bytes of SHA-256 over a seed and a counter."""

import hashlib
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


class Dice:
    """One sequence of draws; two with the same seed give the same."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._drawn = 0

    def below(self, bound: int) -> int:
        """Return an integer from 0 to bound - 1."""
        self._drawn += 1
        digest = hashlib.sha256(f"{self._seed}:{self._drawn}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % bound

    def between(self, low: int, high: int) -> int:
        """Return an integer from low to high, both included."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        """Answer yes in so many cases of a hundred."""
        return self.below(100) < percent

    def one_of(self, things: Sequence[Thing]) -> Thing:
        """Return one of several things, all equally likely."""
        return things[self.below(len(things))]

    def weighted(self, weights: Mapping[Thing, int]) -> Thing:
        """Return one of several things by its weight."""
        at = self.below(sum(weights.values()))
        for thing, weight in weights.items():
            at -= weight
            if at < 0:
                return thing
        raise AssertionError("weights are positive")

    def some(self, things: Sequence[Thing], count: int) -> list[Thing]:
        """Return so many different things, in the order drawn."""
        left = list(things)
        return [left.pop(self.below(len(left))) for _ in range(count)]
