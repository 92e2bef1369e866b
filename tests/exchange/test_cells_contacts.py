"""What a phone, an e-mail address or a SIRET of a transfer means."""

from collections.abc import Callable

import attrs
import pytest

from prevexp.domain.places import CommuneRegister
from prevexp.exchange.parsed import Parsed
from prevexp.exchange.parsed import Setting

Read = Callable[..., Parsed]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+33639981378", "+33639981378"),
        ("0639981378", "+33639981378"),
        ("06 39 98 13 78", "+33639981378"),
        ("06.39.98.13.78", "+33639981378"),
        ("06-39-98-13-78", "+33639981378"),
        ("06/39/98/13/78", "+33639981378"),
        ("+33 (0)6 39 98 13 78", "+33639981378"),
        ("0033 6 39 98 13 78", "+33639981378"),
        ("'+33639981378", "+33639981378"),
        ("+32 470 12 34 56", "+32470123456"),
        ("0032470123456", "+32470123456"),
    ],
)
def test_phones_become_international(read: Read, text: str, number: str) -> None:
    """Every usual writing of a number gives one E.164 number."""
    assert read("locataire_telephone", text.removeprefix("'")) == Parsed(number)


def test_a_phone_that_lost_its_zero_gets_it_back(read: Read) -> None:
    """Nine digits are a number a spreadsheet cut."""
    assert read("locataire_telephone", "639981378") == Parsed("+33639981378", notes=("phone-leading-zero-restored",))


@pytest.mark.parametrize(
    ("department", "text", "number"),
    [
        ("974", "0692 12 34 56", "+262692123456"),
        ("974", "262123456", "+262262123456"),
        ("971", "0690 12 34 56", "+590690123456"),
        ("972", "0596123456", "+596596123456"),
        ("973", "0694123456", "+594694123456"),
        ("976", "0639 69 12 34", "+262639691234"),
        ("62", "0639 69 12 34", "+33639691234"),
        ("974", "06 12 34 56 78", "+33612345678"),
    ],
)
def test_overseas_numbers_have_their_own_country_code(
    read: Read, setting: Setting, department: str, text: str, number: str
) -> None:
    """0639 is dialled as +262 in Mayotte, as +33 elsewhere."""
    there = attrs.evolve(setting, register=CommuneRegister(department=department, communes={}))
    assert read("locataire_telephone", text, there).value == number


@pytest.mark.parametrize(
    "text",
    [
        "06 39 98 12 34 / 03 53 01 56 78",
        "0639981234 ou 0353015678",
        "0639981234;0353015678",
        "06 39 98 12 34\n03 53 01 56 78",
        "0639981234 - 353015678",
        "liste rouge / 0639981234",
    ],
)
def test_of_several_phones_the_first_usable_is_kept(read: Read, text: str) -> None:
    """A second number is not lost in silence."""
    assert read("locataire_telephone", text) == Parsed("+33639981234", "several-phones")


@pytest.mark.parametrize(
    "text",
    ["liste rouge", "06 39 98", "0639 98 00 1", "0000000000", "+33 6 39 98", "06 39 98 / 03 53", "06 39 98 - 03 53"],
)
def test_what_cannot_be_dialled_is_no_phone(read: Read, text: str) -> None:
    """A number that lacks digits is not completed."""
    assert read("locataire_telephone", text) == Parsed(problem="phone-unusable")


@pytest.mark.parametrize("text", ["maeva.les@example.org", "a@b.fr", "x+y_z@sub.example.org"])
def test_an_address_that_can_be_written_to_is_kept(read: Read, text: str) -> None:
    """E-mail addresses are kept as written."""
    assert read("locataire_courriel", text) == Parsed(text)


@pytest.mark.parametrize(
    "text",
    ["jeanne(at)example.org", "example.org", "a@b", "a@@b.fr", "a b@c.fr", ".a@b.fr", "a@b.fr; c@d.fr", "a@-b.fr"],
)
def test_what_is_no_address_is_unusable(read: Read, text: str) -> None:
    """Nothing is mended in an address."""
    assert read("locataire_courriel", text) == Parsed(problem="email-unusable")


@pytest.mark.parametrize(
    ("text", "siret"),
    [
        ("00078505500203", "00078505500203"),
        ("000 785 055 00203", "00078505500203"),
        ("35600000000048", "35600000000048"),
        ("35600000009075", "35600000009075"),
    ],
)
def test_a_siret_has_fourteen_digits_and_a_key(read: Read, text: str, siret: str) -> None:
    """The establishments of La Poste carry a key of their own (their digits add up to a multiple of five)."""
    assert read("bailleur_siret", text) == Parsed(siret)


@pytest.mark.parametrize(
    "text", ["1,23457E+13", "en cours", "123 456", "00078505500204", "7850550020", "35600000009076"]
)
def test_another_siret_is_unusable(read: Read, text: str) -> None:
    """Lost digits and wrong keys are not repaired."""
    assert read("bailleur_siret", text) == Parsed(problem="siret-unusable")
