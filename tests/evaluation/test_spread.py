"""Medians and percentiles of days, exactly."""

from decimal import Decimal
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.evaluation.spread import median_of
from prevexp.evaluation.spread import p90_of

days = st.lists(st.integers(0, 400), min_size=1, max_size=60)


@given(days)
def test_the_median_is_that_of_the_standard_library(values: list[int]) -> None:
    """Half of the values lie on either side."""
    assert median_of(values) == Decimal(str(median(values)))


@given(days)
def test_nine_in_ten_do_not_exceed_the_ninetieth_percentile(values: list[int]) -> None:
    """It is a value of the list, at least nine in ten are no greater, and the next smaller one would be too small."""
    found = p90_of(values)
    assert found in values
    assert 10 * sum(value <= found for value in values) >= 9 * len(values)
    smaller = [value for value in values if value < found]
    assert 10 * len(smaller) < 9 * len(values)


@pytest.mark.parametrize(("number", "expected"), [(1, 1), (9, 9), (10, 9), (11, 10), (20, 18)])
def test_the_percentile_of_the_first_whole_numbers(number: int, expected: int) -> None:
    """Of ten values the ninth, of eleven the tenth."""
    assert p90_of(range(1, number + 1)) == expected
