"""What a day or a month of a transfer means; thresholds the day before, on and after."""

from collections.abc import Callable
from datetime import date
from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.exchange.parsed import Parsed
from prevexp.exchange.parsed import Setting

Read = Callable[..., Parsed]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-04-24", Parsed(date(2021, 4, 24))),
        ("2021-04-24 00:00:00", Parsed(date(2021, 4, 24))),
        ("2021-04-24T00:00:00", Parsed(date(2021, 4, 24))),
        ("24/04/2021", Parsed(date(2021, 4, 24), notes=("day-first-dates",))),
        ("8/4/2021", Parsed(date(2021, 4, 8), notes=("day-first-dates",))),
        ("24.04.2021", Parsed(date(2021, 4, 24), notes=("day-first-dates",))),
        ("24/04/2021 00:00", Parsed(date(2021, 4, 24), notes=("day-first-dates",))),
        ("25/04/21", Parsed(date(2021, 4, 25), notes=("day-first-dates", "two-digit-years"))),
        ("44243", Parsed(date(2021, 2, 16), notes=("excel-serial-dates",))),
    ],
)
def test_dates_are_iso_day_first_or_a_serial(read: Read, text: str, expected: Parsed) -> None:
    """A date is never read month first."""
    assert read("date_signalement", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("avril 2021", "20/13/2021", "31/02/2021", "12/?/2021", "2021-4-24", "20210424", "24-04-2021", "2021-W16-6"),
        *("24/04.2021", "24/04/021", "4243", "442430", "44243,5", "24/04/2021 14:30", "٢٤/٠٤/٢٠٢١", "24/04/2021?"),
    ],
)
def test_what_is_no_date_is_unparsable(read: Read, text: str) -> None:
    """A date that is not in the calendar, or could be read two ways, is not read."""
    assert read("date_signalement", text) == Parsed(problem="unparsable-date")


@pytest.mark.parametrize(
    ("column", "day", "plausible"),
    [
        ("date_acte", date(1999, 12, 31), False),
        ("date_acte", date(2000, 1, 1), True),
        ("date_acte", date(2023, 6, 2), True),
        ("date_acte", date(2023, 6, 3), True),
        ("date_acte", date(2023, 6, 4), False),
        ("locataire_date_naissance", date(1899, 12, 31), False),
        ("locataire_date_naissance", date(1900, 1, 1), True),
        ("locataire_date_naissance", date(2021, 6, 3), True),
        ("locataire_date_naissance", date(2021, 6, 4), False),
    ],
)
def test_dates_are_plausible_from_2000_to_two_years_after_receipt(
    read: Read, column: str, day: date, plausible: bool
) -> None:
    """Both bounds are included; a birth lies between 1900 and the day of receipt."""
    expected = Parsed(day) if plausible else Parsed(problem="implausible-date")
    assert read(column, day.isoformat()) == expected


def test_two_years_after_a_29_february_end_on_the_28th(read: Read, setting: Setting) -> None:
    """A list received on a leap day is bounded by the last day of February."""
    leap = attrs.evolve(setting, received_on=date(2024, 2, 29))
    assert read("date_acte", "2026-02-28", leap).value == date(2026, 2, 28)
    assert read("date_acte", "2026-03-01", leap).problem == "implausible-date"


def test_a_two_digit_year_of_birth_is_of_this_century_and_so_implausible(read: Read) -> None:
    """Nobody guesses 1980: the sender writes four digits."""
    assert read("locataire_date_naissance", "13/04/80") == Parsed(problem="implausible-date")


def test_a_workbook_of_1904_counts_from_its_own_first_day(read: Read, setting: Setting) -> None:
    """The same day has a serial 1462 lower in a workbook that counts from 1904."""
    old_mac = attrs.evolve(setting, serial_epoch=1904)
    assert read("date_acte", str(44243 - 1462), old_mac).value == date(2021, 2, 16)


@given(st.dates(date(2000, 1, 1), date(2023, 6, 3)))
def test_a_date_is_the_same_in_every_writing(read: Read, day: date) -> None:
    """ISO, day first with either mark, and the serial name the same day."""
    serial = (day - date(1899, 12, 30)).days
    writings = (
        f"{day:%Y-%m-%d}",
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d/%m/%y}",
        str(serial),
    )
    assert {read("date_dette", text).value for text in writings} == {day}


@given(st.integers(10_000, 99_999))
def test_five_digits_are_always_days_from_the_epoch(read: Read, serial: int) -> None:
    """A serial is a day or implausible, never unparsable."""
    found = read("date_dette", str(serial))
    day = date(1899, 12, 30) + timedelta(days=serial)
    assert found.value == day or found.problem == "implausible-date"


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("2021-06", ()),
        ("2021-06-01", ()),
        ("06/2021", ("day-first-dates",)),
        ("6/2021", ("day-first-dates",)),
        ("01/06/2021", ("day-first-dates",)),
        ("juin 2021", ("month-names",)),
        ("JUIN 2021 ", ("month-names",)),
        ("juin-21", ("month-names", "two-digit-years")),
        ("44348", ("excel-serial-dates",)),
    ],
)
def test_the_month_of_a_list_has_many_writings(read: Read, text: str, notes: tuple[str, ...]) -> None:
    """The month is kept as 2021-06."""
    assert read("mois_transfert", text) == Parsed("2021-06", notes=notes)


@pytest.mark.parametrize("text", ["courant", "2021-13", "00/2021", "13/2021", "06/21", "juin", "brumaire 2021", "2021"])
def test_what_is_no_month_is_unparsable(read: Read, text: str) -> None:
    """A month that has no year, or no number, is not guessed."""
    assert read("mois_transfert", text) == Parsed(problem="unparsable-date")


@pytest.mark.parametrize(
    ("text", "plausible"), [("1999-12", False), ("2000-01", True), ("2023-06", True), ("2023-07", False)]
)
def test_a_month_is_plausible_within_the_bounds_of_dates(read: Read, text: str, plausible: bool) -> None:
    """The months of the first and last plausible day are included."""
    assert (read("mois_transfert", text).problem is None) is plausible
