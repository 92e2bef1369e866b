"""What is said of plugins, in French."""

import pytest

from prevexp.eligibility.facts import facts
from prevexp.render.plugins import rule_text


@pytest.mark.parametrize(
    "rule, told",
    [
        (facts.arrears_cents < 8_000, "arrears_cents < 8000 cents (80,00 €)"),
        (facts.arrears_cents - facts.rent_cents >= -150, "arrears_cents - rent_cents >= -150 cents (-1,50 €)"),
        (facts.persons != 3, "persons != 3 persons"),
        (facts.stock != "social", "stock != 'social'"),
    ],
)
def test_a_rule_is_told_as_it_was_understood_with_its_amounts_in_euros(rule, told):
    """Euros written for cents are seen; what is no amount stays as the text form has it, to be copied."""
    text = rule_text("plafond.cap", str(rule)).removeprefix("    plafond.cap\u00a0: ")
    assert text.replace("\u00a0€", " €") == told


def test_a_long_rule_is_told_within_the_width_of_a_terminal():
    """Lines after the first hang."""
    first, *more = rule_text("x.long", " and ".join(["arrears_cents <= 500000 cents"] * 5)).splitlines()
    assert first.startswith("    x.long")
    assert more
    assert all(line.startswith("      ") and len(line) <= 80 for line in more)
