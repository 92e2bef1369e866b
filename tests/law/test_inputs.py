"""The named inputs of rules: read strictly as JSON has them, refused by name, never guessed."""

from datetime import date
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.errors import LegalInputRefused
from prevexp.domain.vocabulary import ActKind
from prevexp.domain.vocabulary import LandlordKind
from prevexp.law.inputs import Input
from prevexp.law.inputs import decode
from prevexp.law.inputs import inputs_of
from prevexp.law.inputs import nearest
from prevexp.law.period import Period

KINDS = (date, bool, int, Period, ActKind, LandlordKind)


def optional(kind):
    return Input(name="essai", kind=kind, required=False)


@pytest.mark.parametrize(
    ("kind", "raw", "read"),
    [
        (date, "2021-04-15", date(2021, 4, 15)),
        (date, date(2021, 4, 15), date(2021, 4, 15)),
        (date, "1950-01-01", date(1950, 1, 1)),
        (date, "2100-12-31", date(2100, 12, 31)),
        (date, "2024-02-29", date(2024, 2, 29)),
        (bool, True, True),
        (bool, False, False),
        (int, 0, 0),
        (int, 52000, 52000),
        (Period, "P6W", Period.parse("P6W")),
        (ActKind, "assignation", ActKind.ASSIGNATION),
        (LandlordKind, "legal-person", LandlordKind.LEGAL_PERSON),
        (LandlordKind, "personne_morale", LandlordKind.LEGAL_PERSON),
        (LandlordKind, "unknown", LandlordKind.NOT_KNOWN),
        *((kind, None, None) for kind in KINDS),
    ],
)
def test_a_value_of_the_right_form_is_read(kind, raw, read):
    """Days, yes and no, whole numbers, periods and named choices are read as such; null is not known."""
    found = decode(optional(kind), raw)
    assert (found, type(found)) == (read, type(read))


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        *(
            (date, raw)
            for raw in ("2021-4-5", "15/04/2021", "20210415", "2021-W15-4", "2021-04-15T00:00", "", "demain")
        ),
        *((date, raw) for raw in ("٢٠٢١-04-15", " 2021-04-15", 20210415, True, 1.0, [], {}, datetime(2021, 4, 15))),
        *((bool, raw) for raw in (1, 0, "true", "", "oui", 1.0, [])),
        *((int, raw) for raw in (True, False, 12.0, "12", "", 1e3, [12], {"cents": 12})),
        *((Period, raw) for raw in ("2 mois", "P2", "p2m", "", 2, 2.0, True, ["P2M"])),
        *((ActKind, raw) for raw in ("Assignation", "assignation ", "", 1, True, [])),
        *((LandlordKind, raw) for raw in ("SCI", "", 0, False)),
    ],
)
def test_a_value_of_another_form_is_refused(kind, raw):
    """True is not 1, 12.0 is not 12, 2021-4-5 is no date: nothing is coerced."""
    with pytest.raises(LegalInputRefused) as refused:
        decode(optional(kind), raw)
    assert refused.value.reason == "wrong-type"
    assert refused.value.params["name"] == "essai"
    assert refused.value.params["expected"]


@pytest.mark.parametrize(
    "raw", ["2021-02-29", "2021-04-31", "2021-13-01", "2021-00-10", "0000-01-01", "1949-12-31", "2101-01-01"]
)
def test_a_day_that_cannot_be_is_called_impossible(raw):
    """A day that does not exist, or lies in a year no lease is of, is refused as impossible and not as misspelt."""
    with pytest.raises(LegalInputRefused) as refused:
        decode(optional(date), raw)
    assert refused.value.reason == "impossible-date"


@pytest.mark.parametrize("raw", [-1, -52000])
def test_an_amount_is_never_negative(raw):
    """A negative number of cents or months is refused, not read as a credit."""
    with pytest.raises(LegalInputRefused) as refused:
        decode(optional(int), raw)
    assert refused.value.reason == "negative-amount"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_required_cannot_be_null(kind):
    """A required input that is null is missing, whatever its type."""
    with pytest.raises(LegalInputRefused) as refused:
        decode(Input(name="essai", kind=kind, required=True), None)
    assert (refused.value.reason, refused.value.params["name"]) == ("missing-input", "essai")


@given(st.sampled_from(KINDS), st.text() | st.integers() | st.floats() | st.booleans() | st.lists(st.none()))
def test_a_value_is_read_exactly_or_refused(kind, raw):
    """Whatever is given, the result has the type asked for or the value is refused, and no message repeats it."""
    try:
        found = decode(optional(kind), raw)
    except LegalInputRefused as refused:
        found = refused
    assert type(found) is kind or set(found.params) <= {"reason", "name", "expected"}


def test_the_signature_of_a_rule_is_what_it_takes():
    """Names, types and what is required are read off the rule; its notebook is no input."""

    def rule(reason: object, *, served_on: date, surety: bool | None = None, delay: Period | None = None) -> None:
        """Do nothing: only its signature is read."""

    assert inputs_of(rule) == {
        "served_on": Input(name="served_on", kind=date, required=True),
        "surety": Input(name="surety", kind=bool, required=False),
        "delay": Input(name="delay", kind=Period, required=False),
    }


@pytest.mark.parametrize(
    ("name", "meant"),
    [("served_no", "served_on"), ("servedon", "served_on"), ("hearing_at", "hearing_on"), ("x", None), ("", None)],
)
def test_the_nearest_name_is_found(name, meant):
    """A slip of a letter or two finds the name that was meant, anything else finds none."""
    assert nearest(name, {"served_on": 1, "hearing_on": 2, "debt_cents": 3}) == meant
