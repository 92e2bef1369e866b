"""Expressions are checked when they are written: a mistake fails where it stands, not on the first case."""

from collections.abc import Callable
from datetime import UTC
from datetime import date
from datetime import datetime
from enum import StrEnum

import pytest

from prevexp.expressions import NOT_KNOWN
from prevexp.expressions import Dtype
from prevexp.expressions import Expression
from prevexp.expressions import ExpressionError
from prevexp.expressions import Fact
from prevexp.expressions import Facts
from prevexp.expressions import NotAnAnswer
from prevexp.expressions import OutOfRange
from prevexp.expressions import TooDeep
from prevexp.expressions import TypeMismatch
from prevexp.expressions import UnitMismatch
from prevexp.expressions import UnknownFact
from prevexp.expressions import UnknownSlug
from prevexp.expressions import compile_python


class Stage(StrEnum):
    SIGNALEMENT = "signalement"
    ASSIGNATION = "assignation"


def declare(name: str, dtype: Dtype, **more: object) -> Fact:
    return Fact(id=name, dtype=dtype, question="?", ask="?", **more)


facts = Facts(
    [
        declare("arrears_cents", Dtype.INTEGER, unit="cents"),
        declare("rent_cents", Dtype.INTEGER, unit="cents"),
        declare("persons", Dtype.INTEGER, unit="persons"),
        declare("delay", Dtype.INTEGER, unit="days"),
        declare("act_on", Dtype.DATE),
        declare("hearing_on", Dtype.DATE),
        declare("followed", Dtype.BOOL),
        declare("commune", Dtype.SLUG),
        declare("stage", Dtype.SLUG, values=Stage, not_known=("inconnu",)),
        declare("stock", Dtype.SLUG, values=("prive", "social")),
        declare("d62.cap", Dtype.INTEGER, unit="cents"),
    ]
)

MISTAKES: dict[str, tuple[type[ExpressionError], Callable[[], object]]] = {
    "a fact that is not declared": (UnknownFact, lambda: facts.arrears_cent),
    "cents and days": (UnitMismatch, lambda: facts.arrears_cents <= facts.delay),
    "cents plus persons": (UnitMismatch, lambda: facts.arrears_cents + facts.persons),
    "a date moved by cents": (UnitMismatch, lambda: facts.act_on + facts.arrears_cents),
    "a date and a number": (TypeMismatch, lambda: facts.act_on < 30),
    "a number and a date": (TypeMismatch, lambda: facts.arrears_cents < date(2021, 1, 1)),
    "two dates added": (TypeMismatch, lambda: facts.act_on + facts.hearing_on),
    "a date taken from a number": (TypeMismatch, lambda: 5 - facts.act_on),
    "an instant for a date": (TypeMismatch, lambda: facts.act_on < datetime(2021, 1, 1, tzinfo=UTC)),
    "a fraction of a cent": (TypeMismatch, lambda: facts.arrears_cents < 12.5),
    "a multiple that is no whole number": (TypeMismatch, lambda: facts.arrears_cents * 1.5),
    "a product of facts": (TypeMismatch, lambda: facts.arrears_cents * facts.persons),
    "yes for a number": (TypeMismatch, lambda: facts.arrears_cents == True),  # noqa: E712 - the mistake itself
    "a number for a slug": (TypeMismatch, lambda: facts.commune == 62041),
    "None": (TypeMismatch, lambda: facts.commune == None),  # noqa: E711 - the mistake itself
    "a slug outside the vocabulary": (UnknownSlug, lambda: facts.stage == "asignation"),
    "a slug outside the vocabulary, listed": (UnknownSlug, lambda: facts.stage.is_in(["signalement", "appel"])),
    "a slug that only says not known": (UnknownSlug, lambda: facts.stage == "inconnu"),
    "vocabularies without a common slug": (TypeMismatch, lambda: facts.stage == facts.stock),
    "an order of slugs": (TypeMismatch, lambda: facts.stage < "signalement"),
    "a comparison of yes and no": (TypeMismatch, lambda: facts.followed == facts.followed),
    "a number for a condition": (TypeMismatch, lambda: facts.followed & facts.arrears_cents),
    "the contrary of a number": (TypeMismatch, lambda: ~facts.arrears_cents),
    "the letters of a text": (TypeMismatch, lambda: facts.stage.is_in("signalement")),
    "a list of facts": (TypeMismatch, lambda: facts.arrears_cents.is_in([facts.rent_cents])),
    "64 bits left": (OutOfRange, lambda: facts.arrears_cents * 1024),
    "64 bits left by a difference": (OutOfRange, lambda: facts.arrears_cents * 600 - facts.rent_cents * 600),
    "a constant past 64 bits": (TypeMismatch, lambda: facts.arrears_cents < 2**63),
    "the calendar left": (OutOfRange, lambda: facts.act_on + 7_000 * 366),
    "Python's and": (NotAnAnswer, lambda: facts.followed and facts.followed),
    "a chain of comparisons": (NotAnAnswer, lambda: 1 < facts.persons < 5),
    "an expression as a key": (NotAnAnswer, lambda: {facts.followed: 1}),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_fail_where_they_are_written(mistake: str) -> None:
    """What cannot mean anything is refused, with an error of its own kind."""
    error, write = MISTAKES[mistake]
    with pytest.raises(error):
        write()


def test_an_unknown_fact_names_the_nearest() -> None:
    """A misspelt fact is answered with the one that was meant."""
    with pytest.raises(UnknownFact, match="did you mean 'arrears_cents'") as caught:
        _ = facts.arears_cents
    assert caught.value.params == {"fact": "arears_cents", "nearest": "arrears_cents"}


def test_a_unit_mismatch_names_fact_expected_and_got() -> None:
    """An error of units says which fact, which unit it needs and which it met."""
    with pytest.raises(UnitMismatch) as caught:
        _ = facts.arrears_cents <= facts.delay
    assert caught.value.params == {"fact": "arrears_cents", "expected": "integer (cents)", "got": "integer (days)"}


def test_an_unknown_slug_names_the_nearest() -> None:
    """A misspelt slug is answered with the one that was meant."""
    with pytest.raises(UnknownSlug, match="did you mean 'assignation'"):
        _ = facts.stage == "asignation"


def test_a_slug_that_says_not_known_points_to_is_known() -> None:
    """Whoever asks for "inconnu" is told how to ask whether something is known."""
    with pytest.raises(UnknownSlug, match="is_known"):
        _ = facts.stage.is_in(["inconnu"])


def test_the_largest_multiple_within_64_bits_is_allowed() -> None:
    """Arithmetic is refused from the first case that could overflow, not before."""
    row = {"arrears_cents": 2**53}
    assert compile_python(facts.arrears_cents * 1023)(row) == 2**53 * 1023


def test_a_bare_number_takes_the_unit_beside_it() -> None:
    """5,000 euros are written as cents, without a wrapper."""
    assert repr(facts.arrears_cents <= 5_000_00) == "Expression(arrears_cents <= 500000 cents)"


def test_members_of_an_enum_are_their_slugs() -> None:
    """A vocabulary may be given by its members or by its slugs."""
    assert (facts.stage == Stage.ASSIGNATION).node == (facts.stage == "assignation").node


def test_equal_expressions_have_equal_nodes() -> None:
    """Two expressions are the same if their trees are, and their trees can be kept in a set."""
    first, second = (facts.arrears_cents >= 3 * facts.rent_cents for _ in range(2))
    assert first.node == second.node
    assert len({first.node, second.node}) == 1
    assert first.node != (facts.arrears_cents >= 2 * facts.rent_cents).node


def test_chains_of_one_operator_are_flat() -> None:
    """Ten conditions joined by & stand side by side, however they are bracketed."""
    a, b, c = facts.followed, facts.act_on.is_known(), NOT_KNOWN
    assert ((a & b) & c).node == (a & (b & c)).node
    assert ((a | b) | c).node == (a | (b | c)).node


def test_the_deepest_expression_allowed_still_compiles() -> None:
    """An expression is refused for its depth before Python's own limits are met."""

    def nested(depth: int) -> Expression:
        expression = facts.followed
        for _ in range((depth - 1) // 2):
            expression = ~(expression & facts.act_on.is_known())
        return expression

    row = {"followed": None, "act_on": None}
    assert compile_python(nested(39))(row) is True
    with pytest.raises(TooDeep):
        nested(41)


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (lambda: facts.act_on + 30, date(2021, 3, 3)),
        (lambda: 30 + facts.act_on, date(2021, 3, 3)),
        (lambda: facts.act_on - 1, date(2021, 1, 31)),
        (lambda: facts.act_on + facts.delay, date(2021, 2, 11)),
        (lambda: date(2021, 1, 1) + facts.delay, date(2021, 1, 11)),
        (lambda: facts.hearing_on - facts.act_on, 28),
        (lambda: date(2021, 3, 1) - facts.act_on, 28),
        (lambda: 100 - facts.arrears_cents, -400),
        (lambda: facts.arrears_cents + facts.rent_cents * 2, 1_100),
        (lambda: facts["d62.cap"] - 1, 6),
    ],
)
def test_arithmetic(write: Callable[[], Expression], expected: object) -> None:
    """Amounts add up in cents, dates move by calendar days."""
    row = {
        "act_on": date(2021, 2, 1),
        "hearing_on": date(2021, 3, 1),
        "delay": 10,
        "arrears_cents": 500,
        "rent_cents": 300,
        "d62.cap": 7,
    }
    assert compile_python(write())(row) == expected


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (facts.arrears_cents >= 3 * facts.rent_cents, "arrears_cents >= rent_cents * 3"),
        (facts.stage.is_in(["assignation"]) | ~facts.followed, "stage in ('assignation') or not followed"),
        (facts.act_on.is_known() & NOT_KNOWN, "act_on is known and not known"),
    ],
)
def test_a_tree_is_written_in_its_text_form(expression: Expression, text: str) -> None:
    """Documents and failures show a rule in the form that data files have it."""
    assert str(expression) == text
