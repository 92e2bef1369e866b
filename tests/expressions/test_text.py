"""The text form says what the operators say, reads back to the same tree, and what is wrong is told with its place."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.expressions import NOT_KNOWN
from prevexp.expressions import Dtype
from prevexp.expressions import Expression
from prevexp.expressions import ExpressionError
from prevexp.expressions import Fact
from prevexp.expressions import Facts
from prevexp.expressions import InvalidFact
from prevexp.expressions import InvalidText
from prevexp.expressions import OutOfRange
from prevexp.expressions import TooDeep
from prevexp.expressions import TypeMismatch
from prevexp.expressions import UnitMismatch
from prevexp.expressions import UnknownFact
from prevexp.expressions import UnknownSlug
from prevexp.expressions import parse

from .test_compilers_agree import conditions
from .test_compilers_agree import durations
from .test_compilers_agree import facts
from .test_compilers_agree import moments
from .test_compilers_agree import money

SAME = {
    "debt <= 5_000_00": facts.debt <= 5_000_00,
    "debt <= 500000 cents": facts.debt <= 5_000_00,
    "debt <= 500000 and stage in ('assignation')": (facts.debt <= 500000) & facts.stage.is_in(["assignation"]),
    "stage in ('signalement') or stage in ('assignation') and not known": facts.stage.is_in(["signalement"])
    | (facts.stage.is_in(["assignation"]) & NOT_KNOWN),
    "not followed": ~facts.followed,
    "not not followed": ~~facts.followed,
    "stage == 'audience'": facts.stage == "audience",
    "stage not in ('audience')": ~facts.stage.is_in(["audience"]),
    "hearing_on - act_on >= 45": facts.hearing_on - facts.act_on >= 45,
    "hearing_on > act_on + 6 days": facts.hearing_on > facts.act_on + 6,
    "act_on >= 2023-07-29": facts.act_on >= date(2023, 7, 29),
    "2021-03-01 - act_on < 30": date(2021, 3, 1) - facts.act_on < 30,
    "debt >= 3 * rent # three months": facts.debt >= 3 * facts.rent,
    "debt - -5 > 0": facts.debt - -5 > 0,
    "debt is known and rent is not known": facts.debt.is_known() & ~facts.rent.is_known(),
    "(followed and informed) is known": (facts.followed & facts.informed).is_known(),
    "commune in ()": facts.commune.is_in([]),
    "commune == 'l''Isle'": facts.commune == "l'Isle",
    "followed or no": facts.followed | False,
    "followed\n  and informed": facts.followed & facts.informed,
}


@pytest.mark.parametrize("text", SAME)
def test_a_text_says_what_the_operators_say(text: str) -> None:
    """Each form of the grammar builds the tree that Python's operators build."""
    assert parse(text, facts).node == SAME[text].node


@given(conditions | money | durations | moments)
def test_text_and_tree_are_one(expression: Expression) -> None:
    """Whatever is written down is read back to the same tree, and written the same again."""
    text = str(expression)
    assert parse(text, facts).node == expression.node
    assert str(parse(text, facts)) == text


def test_a_fact_called_like_a_word_is_written_between_backquotes() -> None:
    """A plugin may call a fact `known`; the text form still reads back."""
    odd = Facts([Fact(id="known", dtype=Dtype.BOOL, question="?", ask="?"), *facts])
    expression = odd["known"] & odd.followed
    assert str(expression) == "`known` and followed"
    assert parse(str(expression), odd).node == expression.node


@pytest.mark.parametrize("unit", ["and", "m²", "jours ouvrés", ""])
def test_a_unit_is_a_word_that_the_text_form_can_hold(unit: str) -> None:
    """What could not be written behind a number is refused when the fact is declared."""
    with pytest.raises(InvalidFact):
        Fact(id="x", dtype=Dtype.INTEGER, unit=unit, question="?", ask="?")


WRONG = {
    "debt <= 5 days": (UnitMismatch, 1, 6),
    "detb <= 5": (UnknownFact, 1, 1),
    "followed and\n stage == 'assignaton'": (UnknownSlug, 2, 8),
    "debt <= act_on": (TypeMismatch, 1, 6),
    "debt + 'x' > 1": (TypeMismatch, 1, 6),
    "debt and followed": (TypeMismatch, 1, 6),
    "followed == yes": (TypeMismatch, 1, 10),
    "followed followed": (InvalidText, 1, 10),
    "followed and": (InvalidText, 1, 13),
    "(followed": (InvalidText, 1, 10),
    "debt in (1 2)": (InvalidText, 1, 12),
    "debt in 1": (InvalidText, 1, 9),
    "debt is 5": (InvalidText, 1, 9),
    "5 <= 6": (InvalidText, 1, 3),
    "debt <= 5 € ": (InvalidText, 1, 11),
    "act_on > 2021-02-30": (InvalidText, 1, 10),
    "debt <= 99999999999999999999": (InvalidText, 1, 9),
    "debt * 9007199254740993 * 9 > 1": (OutOfRange, 1, 6),
    "": (InvalidText, 1, 1),
    "followed; import os": (InvalidText, 1, 9),
    "__import__('os')": (InvalidText, 1, 1),
    "(" * 500: (TooDeep, 1, 41),
    "not " * 500: (TooDeep, 1, 161),
    "x" * 20_000: (TooDeep, 1, 1),
}


@pytest.mark.parametrize("text", WRONG, ids=lambda text: text[:20])
def test_what_is_wrong_is_told_with_its_place(text: str) -> None:
    """Types, units, names and grammar are checked when the text is read, with line and column."""
    kind, line, column = WRONG[text]
    with pytest.raises(kind) as caught:
        parse(text, facts)
    assert (caught.value.params["line"], caught.value.params["column"]) == (line, column)


def test_the_nearest_name_is_proposed() -> None:
    """A misspelt fact is told with the one that was meant."""
    with pytest.raises(UnknownFact) as caught:
        parse("detb <= 5", facts)
    assert caught.value.params["nearest"] == "debt"


@given(st.text(alphabet="abdert_.-'`0159()<>=!+*,# \n€é", max_size=60) | st.text(max_size=30))
def test_no_text_does_anything_but_parse_or_be_refused(text: str) -> None:
    """Whatever stands in a file, the answer is an expression or an error of ours."""
    with suppress(ExpressionError):
        found = parse(text, facts)
        assert parse(str(found), facts).node == found.node
