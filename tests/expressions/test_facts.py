"""Facts are declared once, checked when declared, and hold the rows to what they declare."""

from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

from prevexp.expressions import Dtype
from prevexp.expressions import DuplicateFact
from prevexp.expressions import Fact
from prevexp.expressions import FactMissing
from prevexp.expressions import Facts
from prevexp.expressions import InvalidFact
from prevexp.expressions import InvalidFactValue
from prevexp.expressions import compile_python
from prevexp.expressions import compile_rules
from prevexp.expressions import explain


def declare(name: str, dtype: Dtype, **more: object) -> Fact:
    return Fact(id=name, dtype=dtype, question="?", ask="?", **more)


DEBT = declare("debt", Dtype.INTEGER, unit="cents")
facts = Facts(
    [
        DEBT,
        declare("delay", Dtype.INTEGER, unit="days"),
        declare("act_on", Dtype.DATE),
        declare("followed", Dtype.BOOL),
        declare("stage", Dtype.SLUG, values=("signalement",), not_known=("inconnu",)),
    ]
)
ROW = {"debt": 1, "delay": 2, "act_on": date(2021, 5, 4), "followed": None, "stage": "signalement"}


@pytest.mark.parametrize(
    ("name", "dtype", "more"),
    [
        ("Debt", Dtype.INTEGER, {}),
        ("debt cents", Dtype.INTEGER, {}),
        ("d62.", Dtype.INTEGER, {}),
        ("debt\n", Dtype.INTEGER, {}),
        ("d" * 65, Dtype.INTEGER, {}),
        ("act_on", Dtype.DATE, {"unit": "days"}),
        ("followed", Dtype.BOOL, {"values": ("oui",)}),
        ("stage", Dtype.SLUG, {"values": ("inconnu",), "not_known": ("inconnu",)}),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(name: str, dtype: Dtype, more: dict[str, object]) -> None:
    """A fact has a plain name, a unit only if it is a number, a vocabulary only if it is a slug."""
    with pytest.raises(InvalidFact):
        declare(name, dtype, **more)


def test_a_fact_is_declared_once() -> None:
    """A second declaration of a fact is an error that names it."""
    with pytest.raises(DuplicateFact, match="debt"):
        facts.extended([DEBT])


def test_a_fact_may_not_hide_a_word_of_the_registry() -> None:
    """A fact called "check" could never be read as an attribute, so it is refused."""
    with pytest.raises(InvalidFact, match="check"):
        Facts([declare("check", Dtype.BOOL)])


def test_the_registry_does_not_change() -> None:
    """A registry of facts is extended into a new one; nothing is written to it."""
    more = facts.extended([declare("d62.cap", Dtype.INTEGER)])
    assert "d62.cap" in more
    assert "d62.cap" not in facts
    with pytest.raises(AttributeError):
        facts.debt = 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("debt", 2**53),
        ("debt", -(2**53)),
        ("delay", 100_000),
        ("act_on", date(1800, 1, 1)),
        ("act_on", date(2999, 12, 31)),
        ("followed", False),
        ("stage", "inconnu"),
        ("stage", None),
    ],
)
def test_rows_within_the_declaration_are_accepted(name: str, value: object) -> None:
    """The bounds themselves are values, and so is not known: no error is raised."""
    facts.check({**ROW, name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("debt", 2**53 + 1),
        ("debt", True),
        ("debt", 12.5),
        ("debt", "12"),
        ("delay", 100_001),
        ("act_on", date(1799, 12, 31)),
        ("act_on", date(3000, 1, 1)),
        ("act_on", datetime(2021, 5, 4, tzinfo=UTC)),
        ("followed", 1),
        ("followed", "oui"),
        ("stage", "assignation"),
    ],
)
def test_rows_outside_the_declaration_are_refused_without_the_value(name: str, value: object) -> None:
    """A value of another type or out of bounds is an error that names the fact and does not repeat the value."""
    with pytest.raises(InvalidFactValue) as caught:
        facts.check({**ROW, name: value})
    assert name in str(caught.value)
    assert str(value) not in str(caught.value)


def test_a_row_without_a_column_is_refused() -> None:
    """A column that is not there is an error, not a fact that is not known."""
    row = {name: value for name, value in ROW.items() if name != "debt"}
    rule = facts.debt > 0
    for read in (facts.check, compile_python(rule), compile_rules({"r": rule}).mask, lambda r: explain(rule, r)):
        with pytest.raises(FactMissing, match="debt"):
            read(row)
