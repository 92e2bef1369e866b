"""The laws of three-valued logic: not known never reads as yes, and never as no."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.expressions import NOT_KNOWN
from prevexp.expressions import Dtype
from prevexp.expressions import Expression
from prevexp.expressions import Fact
from prevexp.expressions import Facts
from prevexp.expressions import compile_python

NAMES = ("a", "b", "c")
facts = Facts(Fact(id=name, dtype=Dtype.BOOL, question="?", ask="?") for name in NAMES)
a, b, c = (facts[name] for name in NAMES)
ROWS = [dict(zip(NAMES, values, strict=True)) for values in product((True, False, None), repeat=3)]
conditions = st.recursive(
    st.sampled_from([a, b, c, NOT_KNOWN]),
    lambda inner: (
        st.builds(lambda x, y: x & y, inner, inner)
        | st.builds(lambda x, y: x | y, inner, inner)
        | st.builds(lambda x: ~x, inner)
    ),
    max_leaves=6,
)


def table(expression: Expression) -> list[object]:
    """Return the answers to all 27 rows."""
    function = compile_python(expression)
    return [function(row) for row in ROWS]


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (True, None, None, True),
        (False, False, False, False),
        (False, None, False, None),
        (None, None, None, None),
    ],
)
def test_tables(left: bool | None, right: bool | None, both: bool | None, either: bool | None) -> None:
    """No decides an "and", yes decides an "or"; nothing else decides over what is not known."""
    for x, y in ((left, right), (right, left)):
        row = {"a": x, "b": y}
        assert compile_python(a & b)(row) is both
        assert compile_python(a | b)(row) is either


@settings(max_examples=60, deadline=None)
@given(conditions, conditions)
def test_de_morgan_and_double_negation(x: Expression, y: Expression) -> None:
    """The contrary of "both" is "one is not", and the contrary of the contrary is the thing itself."""
    assert table(~(x & y)) == table(~x | ~y)
    assert table(~(x | y)) == table(~x & ~y)
    assert table(~~x) == table(x)


@settings(max_examples=60, deadline=None)
@given(conditions)
def test_learning_an_answer_never_overturns_a_verdict(x: Expression) -> None:
    """What is decided while a fact is not known stays decided whatever the fact turns out to be."""
    function = compile_python(x)
    for row in ROWS:
        decided = function(row)
        unknown = [name for name, value in row.items() if value is None]
        for values in product((True, False), repeat=len(unknown)):
            learnt = function({**row, **dict(zip(unknown, values, strict=True))})
            assert decided is None or learnt is decided


@settings(max_examples=60, deadline=None)
@given(conditions)
def test_known_is_always_answered(x: Expression) -> None:
    """Whether something is known is itself always known."""
    assert table(x.is_known()) == [answer is not None for answer in table(x)]
    assert table(x.is_known().is_known()) == [True] * len(ROWS)


def test_nothing_known_is_neither_yes_nor_no() -> None:
    """With no fact known, every question that only facts can answer is not known."""
    nothing = dict.fromkeys(NAMES)
    for expression in (a, ~a, a & b, a | b, ~(a & b), (a | b) & c, a & NOT_KNOWN):
        assert compile_python(expression)(nothing) is None
