"""Median and ninetieth percentile of whole days: exact, without a float."""

from collections.abc import Iterable
from decimal import Decimal


def median_of(days: Iterable[int]) -> Decimal:
    """Return the middle value, or the mean of the two middle ones; at least one value is needed."""
    ordered = sorted(days)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return Decimal(low + high) / 2


def p90_of(days: Iterable[int]) -> Decimal:
    """Return the smallest value that at least nine in ten do not exceed; at least one value is needed."""
    ordered = sorted(days)
    return Decimal(ordered[-(-9 * len(ordered) // 10) - 1])
