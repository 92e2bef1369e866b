"""Dates, amounts and counts as French readers write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.values import Month
from prevexp.render import french


def test_days_months_and_periods() -> None:
    """The first of a month is « 1er »; nothing breaks inside a date; a period says its year once if it can."""
    assert french.day(date(2021, 5, 4)) == "4\u00a0mai\u00a02021"
    assert french.day(date(2021, 8, 1)) == "1er\u00a0août\u00a02021"
    assert french.short_day(date(2021, 5, 4)) == "04/05/2021"
    assert french.month(Month(2021, 12)) == "décembre\u00a02021"
    assert french.period(date(2021, 5, 1), date(2021, 7, 31)) == "du 1er\u00a0mai au 31\u00a0juillet\u00a02021"
    assert french.period(date(2021, 12, 1), date(2022, 1, 31)).startswith("du 1er\u00a0décembre\u00a02021 au")


@pytest.mark.parametrize(
    ("cents", "written"),
    [
        (0, "0,00\u00a0€"),
        (5, "0,05\u00a0€"),
        (163557, "1\u202f635,57\u00a0€"),
        (123456700, "1\u202f234\u202f567,00\u00a0€"),
    ],
)
def test_amounts_are_written_from_cents(cents: int, written: str) -> None:
    """Euros and two decimals, thousands apart."""
    assert french.euros(cents) == written


@given(st.integers(0, 2**53))
def test_an_amount_reads_back_to_the_same_cents(cents: int) -> None:
    """No amount loses a cent on the way to the page."""
    digits = french.euros(cents).replace("\u202f", "").removesuffix("\u00a0€").replace(",", "")
    assert int(digits) == cents


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (0, 40, "0"),
        (1, 1000, "<\u00a01"),
        (999, 1000, ">\u00a099"),
        (1000, 1000, "100"),
        (1, 200, "1"),
        (125, 1000, "13"),
        (170, 40, "425"),
    ],
)
def test_a_share_is_never_rounded_to_none_or_all(part: int, whole: int, written: str) -> None:
    """Half a percent is rounded up; one in a thousand is not 0 %, and all but one are not 100 %."""
    assert french.percent(part, whole) == f"{written}\u202f%"


@pytest.mark.parametrize(("number", "written"), [(0, "0 dossier"), (1, "1 dossier"), (2, "2 dossiers")])
def test_zero_and_one_are_singular(number: int, written: str) -> None:
    """The plural starts at two."""
    assert french.counted(number, "dossier", "dossiers") == written.replace(" ", "\u00a0")


def test_three_answers() -> None:
    """Not known is neither yes nor no."""
    assert [french.answer(value) for value in (True, False, None)] == ["oui", "non", "non connu"]


@pytest.mark.parametrize(
    ("value", "written"), [("4", "4"), ("2.50", "2,5"), ("10.0", "10"), ("1234.5", "1\u202f234,5"), ("0.1", "0,1")]
)
def test_decimals_have_a_comma_and_no_idle_zero(value: str, written: str) -> None:
    """As many decimals as there are."""
    assert french.decimal(Decimal(value)) == written


def test_spaces_of_french_signs_do_not_break() -> None:
    """No line starts with a colon or a question mark, nor ends with an opening quote."""
    assert french.typographic("« Oui » : 5 % ; et ?") == "«\u00a0Oui\u00a0»\u00a0: 5\u202f%\u202f; et\u202f?"


def test_an_enumeration_ends_with_et() -> None:
    """One, two or three things."""
    assert [french.listed(list(words)) for words in ("a", "ab", "abc")] == ["a", "a et b", "a, b et c"]
