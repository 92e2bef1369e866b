"""The indicators of the catalogue give what was counted by hand on twenty cases written out in a file."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Rate
from prevexp.evaluation.building import TableScope
from prevexp.evaluation.building import build_table
from prevexp.evaluation.catalogue import core_indicators

BY_HAND = tomllib.loads(Path(__file__).with_name("twenty_cases.toml").read_text(encoding="utf-8"))
MANY = 11
"""Each case so many times: then no count is too small to be shown, and medians stay what they are."""


@pytest.fixture(scope="module")
def made(twenty: list[Mapping[str, object]]):
    """Return the table of the cases, each eleven times, by a breakdown."""

    def table(*by: str):
        scope = TableScope(
            first=date(2021, 5, 1),
            last=date(2021, 8, 31),
            observed_on=date(2021, 8, 31),
            generated_on=date(2021, 9, 2),
            territory="Ici",
            by=by,
            members={"arrondissement": ("A", "B")},
        )
        return build_table(core_indicators(), twenty * MANY, scope)

    return table


@pytest.mark.parametrize("name", list(BY_HAND["counted"]))
def test_an_indicator_counts_what_was_counted_by_hand(made, name: str) -> None:
    """Numerator, denominator, and apart: numerator not known, membership not known."""
    numerator, denominator, not_known, unsure = BY_HAND["counted"][name]
    found = made().result(name)
    whole = Gap.NOTHING_TO_COUNT if denominator == "-" else denominator * MANY
    assert (found.numerator, found.denominator) == (numerator * MANY, whole)
    assert (found.not_known, found.unsure) == (not_known * MANY, unsure * MANY)
    assert found.value == (numerator * MANY if denominator == "-" else Rate(numerator * MANY, whole))


@pytest.mark.parametrize("name", list(BY_HAND["days"]))
def test_a_delay_is_the_median_and_the_ninth_tenth_counted_by_hand(made, name: str) -> None:
    """Calendar days from reception, over the cases to which it happened."""
    n, median, late = BY_HAND["days"][name]
    found = made().result(name)
    assert (found.n, found.value, found.p90) == (n * MANY, Decimal(median), Decimal(late))


def test_every_indicator_of_the_catalogue_was_counted_by_hand() -> None:
    """None is published that nobody has ever recomputed."""
    assert {one.id for one in core_indicators()} == {*BY_HAND["counted"], *BY_HAND["days"]}


def test_cases_are_placed_by_arrondissement_and_month(made) -> None:
    """Members and totals of both breakdowns, outside the territory and not known apart."""
    table = made("arrondissement", "month")
    assert table.members == (("A", "B", "outside", "not-known"), ("2021-05", "2021-06", "2021-07", "2021-08"))
    for place, months in BY_HAND["places"].items():
        for month, number in months.items():
            assert table.result("I01", place, month).value == number * MANY


def test_the_activity_of_a_month_is_placed_by_its_own_day(made) -> None:
    """Diagnoses of June are those made in June, whenever the household was received."""
    table = made("month")
    assert [table.result("I12", month).value for month in ("2021-05", "2021-06", "2021-07", "2021-08")] == [
        1 * MANY,
        3 * MANY,
        1 * MANY,
        0,
    ]
