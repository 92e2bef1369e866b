"""What an amount or a number of persons of a transfer means."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.exchange.parsed import Parsed

Read = Callable[..., Parsed]


@pytest.mark.parametrize(
    ("text", "cents", "notes"),
    [
        ("537.00", 53700, ()),
        ("478", 47800, ()),
        ("369,5", 36950, ("decimal-comma",)),
        ("589,00 €", 58900, ("decimal-comma",)),
        ("€ 589", 58900, ()),
        ("589 EUR", 58900, ()),
        ("5 810,00 €", 581000, ("thousands-separator", "decimal-comma")),
        ("1\u202f407,70\u00a0€", 140770, ("thousands-separator", "decimal-comma")),
        ("1.273,94", 127394, ("thousands-separator", "decimal-comma")),
        ("1,273.94", 127394, ("thousands-separator",)),
        ("1 234.5", 123450, ("thousands-separator",)),
        ("1.234.567", 123456700, ("thousands-separator",)),
        ("0.07", 7, ()),
        ("-0,00", 0, ("decimal-comma",)),
        ("0.00", 0, ()),
    ],
)
def test_amounts_become_cents(read: Read, text: str, cents: int, notes: tuple[str, ...]) -> None:
    """Spaces, currency, comma or point: what cannot be read two ways is read."""
    assert read("loyer_mensuel_eur", text) == Parsed(cents, notes=notes)


@pytest.mark.parametrize(
    "text",
    [
        *("1.560", "1,560", "0.125", "12.3456", "environ 3000", "voir bail", "1 560,5O", "45 00,00", "1 23,00", "1e3"),
        *(
            "inf",
            "1_000",
            "12,",
            ",5",
            "4500 euros",
            "12,50,00",
            "1.5.5",
            "1 234,567",
            "٣٠٠",
            "9" * 13,
            "0" * 5000 + "x",
        ),
    ],
)
def test_an_amount_that_can_be_read_two_ways_is_not_read(read: Read, text: str) -> None:
    """1.560 is 1,56 to one reader and 1560 to another."""
    assert read("loyer_mensuel_eur", text) == Parsed(problem="unparsable-amount")


@pytest.mark.parametrize("text", ["-350.00", "-350,00", "- 1 350 €", "\u2212350"])
def test_a_negative_amount_is_not_known(read: Read, text: str) -> None:
    """A sign is never dropped."""
    assert read("dette_locative_eur", text) == Parsed(problem="negative-amount")


def test_a_debt_of_zero_is_kept_and_asked_about(read: Read) -> None:
    """Zero means paid, if it is not a not known in disguise."""
    assert read("dette_locative_eur", "0,00 €") == Parsed(0, "zero-debt", ("decimal-comma",))
    assert read("dette_locative_eur", "0.01") == Parsed(1)


@given(st.integers(1, 99_999_999_999))
def test_an_amount_is_the_same_in_every_writing(read: Read, cents: int) -> None:
    """Canonical, French and English groupings name the same cents."""
    canonical = f"{cents // 100}.{cents % 100:02}"
    english = f"{cents // 100:,}.{cents % 100:02}"
    french = english.replace(",", "\u202f").replace(".", ",")
    german = english.translate(str.maketrans(",.", ".,"))
    writings = (canonical, english, french + " €", german, canonical.replace(".", ","))
    assert {read("dette_locative_eur", text).value for text in writings} == {cents}


@pytest.mark.parametrize(("text", "persons"), [("1", 1), ("30", 30), ("03", 3), ("3.0", 3), ("3,00", 3)])
def test_persons_are_counted_from_1_to_30(read: Read, text: str, persons: int) -> None:
    """An export that writes decimals still counts whole persons."""
    assert read("nb_personnes", text) == Parsed(persons)


@pytest.mark.parametrize("text", ["0", "31", "-1", "2,5", "deux", "2 pers.", "1e1", "²", "300"])
def test_another_count_is_unusable(read: Read, text: str) -> None:
    """Nothing is cut out of a text to make a number."""
    assert read("nb_personnes", text) == Parsed(problem="count-unusable")
