"""Both compilers and the explanation give one answer, for every tree and every row, missing values included."""

from collections.abc import Callable
from datetime import date
from datetime import timedelta
from operator import eq
from operator import ge
from operator import gt
from operator import le
from operator import lt
from operator import ne
from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.expressions import NOT_KNOWN
from prevexp.expressions import Dtype
from prevexp.expressions import Expression
from prevexp.expressions import Fact
from prevexp.expressions import Facts
from prevexp.expressions import Row
from prevexp.expressions import compile_python
from prevexp.expressions import compile_rules
from prevexp.expressions import explain
from prevexp.expressions.frame import compile_frame

STAGES = ("signalement", "assignation", "audience")
SCHEMA = {
    "followed": pl.Boolean,
    "informed": pl.Boolean,
    "debt": pl.Int64,
    "rent": pl.Int64,
    "persons": pl.Int8,
    "delay": pl.Int32,
    "act_on": pl.Date,
    "hearing_on": pl.Date,
    "stage": pl.String,
    "commune": pl.String,
}


def declare(name: str, dtype: Dtype, **more: Any) -> Fact:
    return Fact(id=name, dtype=dtype, question="?", ask="?", **more)


facts = Facts(
    [
        declare("followed", Dtype.BOOL),
        declare("informed", Dtype.BOOL),
        declare("debt", Dtype.INTEGER, unit="cents"),
        declare("rent", Dtype.INTEGER, unit="cents"),
        declare("persons", Dtype.INTEGER, unit="persons"),
        declare("delay", Dtype.INTEGER, unit="days"),
        declare("act_on", Dtype.DATE),
        declare("hearing_on", Dtype.DATE),
        declare("stage", Dtype.SLUG, values=STAGES, not_known=("inconnu",)),
        declare("commune", Dtype.SLUG),
    ]
)

amounts = st.integers(-3, 3) | st.sampled_from([2**53, -(2**53), 100])
days = st.integers(-2, 40) | st.sampled_from([100_000, -100_000])
dates = st.dates(date(2021, 1, 28), date(2021, 3, 2)) | st.sampled_from([date(1800, 1, 1), date(2999, 12, 31)])
texts = st.sampled_from(["62041", "62498", "80021", ""])
rows = st.fixed_dictionaries(
    {
        "followed": st.none() | st.booleans(),
        "informed": st.none() | st.booleans(),
        "debt": st.none() | amounts,
        "rent": st.none() | amounts,
        "persons": st.none() | st.integers(1, 30),
        "delay": st.none() | days,
        "act_on": st.none() | dates,
        "hearing_on": st.none() | dates,
        "stage": st.none() | st.sampled_from((*STAGES, "inconnu")),
        "commune": st.none() | texts,
    }
)


def numbers(leaves: st.SearchStrategy[Any], constants: st.SearchStrategy[int]) -> st.SearchStrategy[Any]:
    """Draw sums, differences and multiples that stay within 64 bits whatever the row."""

    def larger(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return (
            st.builds(lambda a, b: a + b, inner, inner | constants)
            | st.builds(lambda a, b: a - b, inner, inner | constants)
            | st.builds(lambda a, n: a * n, inner, st.integers(-3, 12))
        )

    return st.recursive(leaves, larger, max_leaves=3)


money = numbers(st.sampled_from([facts.debt, facts.rent]), amounts)
between = st.builds(
    lambda a, b: a - b, st.sampled_from([facts.act_on, facts.hearing_on]), dates | st.just(facts.act_on)
)
durations = numbers(st.just(facts.delay) | between, days)
moments = st.sampled_from([facts.act_on, facts.hearing_on, facts.hearing_on + facts.delay]) | st.builds(
    lambda day, n: day - n, st.sampled_from([facts.act_on, facts.hearing_on]), st.integers(-400, 400)
)
slugs = st.sampled_from(STAGES)
COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
operators = st.sampled_from([*COMPARISONS.values()])
simple = st.one_of(
    st.sampled_from([facts.followed, facts.informed, NOT_KNOWN]),
    st.builds(lambda compare, a, b: compare(a, b), operators, money, money | amounts),
    st.builds(lambda compare, a, b: compare(a, b), operators, durations, durations | days),
    st.builds(lambda compare, a, b: compare(a, b), operators, moments, moments | dates),
    st.builds(lambda compare, n: compare(facts.persons, n), operators, st.integers(0, 300)),
    st.builds(lambda slug: facts.stage == slug, slugs) | st.builds(lambda slug: facts.stage != slug, slugs),
    st.builds(facts.stage.is_in, st.lists(slugs)) | st.builds(facts.commune.is_in, st.lists(texts)),
    st.builds(lambda item, values: item.is_in(values), money, st.lists(amounts, max_size=12)),
    st.builds(lambda item, values: item.is_in(values), moments, st.lists(dates, max_size=12)),
    st.builds(lambda value: value.is_known(), money | moments | st.just(facts.stage)),
)
conditions = st.recursive(
    simple,
    lambda inner: st.one_of(
        st.builds(lambda a, b: a & b, inner, inner | st.booleans()),
        st.builds(lambda a, b: a | b, inner, inner | st.booleans()),
        st.builds(lambda a: ~a, inner),
        st.builds(lambda a: a.is_known(), inner),
    ),
    max_leaves=8,
)
expressions = conditions | money | durations | moments


def frame_of(cases: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(cases, schema=SCHEMA)


def column(native: Any, expression: Expression, *, portable: bool = False) -> list[Any]:
    answered = nw.from_native(native).with_columns(answer=compile_frame(expression, portable=portable))
    collected = answered.collect() if isinstance(answered, nw.LazyFrame) else answered
    return collected["answer"].to_list()


@settings(max_examples=200, deadline=None)
@given(expressions, st.lists(rows, min_size=1, max_size=6))
def test_function_frame_and_explanation_agree(expression: Expression, cases: list[Row]) -> None:
    """One case at a time, as a frame or explained, an expression gives the same answer."""
    function, frame = compile_python(expression), frame_of(cases)
    answers = [function(row) for row in cases]
    assert [explain(expression, row).result for row in cases] == answers
    assert column(frame, expression) == answers
    assert column(frame.lazy(), expression, portable=True) == answers


@settings(max_examples=60, deadline=None)
@given(expressions, st.lists(rows, min_size=1, max_size=4))
def test_arrow_tables_agree(expression: Expression, cases: list[Row]) -> None:
    """Arrow tables answer as rows do."""
    function = compile_python(expression)
    assert column(frame_of(cases).to_arrow(), expression) == [function(row) for row in cases]


@settings(max_examples=30, deadline=None)
@given(conditions, st.lists(rows, min_size=1, max_size=4))
def test_databases_agree(expression: Expression, cases: list[Row]) -> None:
    """A database answers as rows do."""
    table = duckdb.from_arrow(frame_of(cases).to_arrow())
    function = compile_python(expression)
    assert column(table, expression, portable=True) == [function(row) for row in cases]


@pytest.mark.parametrize("operator", COMPARISONS)
def test_thresholds_one_below_on_and_one_above(operator: str) -> None:
    """Below, on, above, not known: amounts and days, beside a constant and beside a fact, as cases and as frames."""
    compare, day = COMPARISONS[operator], date(2021, 5, 4)
    base: Row = dict.fromkeys(SCHEMA)
    steps = (-1, 0, 1, None)
    debts: list[Row] = [base | {"debt": n, "rent": 0} for n in steps]
    acts: list[Row] = [
        base | {"act_on": None if n is None else day + timedelta(days=n), "hearing_on": day} for n in steps
    ]
    expected = [None if n is None else compare(n, 0) for n in steps]
    opposite = [None if answer is None else not answer for answer in expected]
    for cases, expression in (
        (debts, compare(facts.debt, 0)),
        (debts, compare(facts.debt, facts.rent)),
        (acts, compare(facts.act_on, day)),
        (acts, compare(facts.act_on, facts.hearing_on)),
        (acts, compare(facts.act_on - facts.hearing_on, 0)),
    ):
        for asked, answers in ((expression, expected), (~expression, opposite)):
            assert [compile_python(asked)(row) for row in cases] == answers
            assert [explain(asked, row).result for row in cases] == answers
            assert column(frame_of(cases), asked) == answers


def test_narrow_columns_do_not_wrap() -> None:
    """A count kept in eight bits may be multiplied as any other number."""
    case = dict.fromkeys(SCHEMA) | {"persons": 30}
    assert column(frame_of([case]), facts.persons * 100) == [3000]


@settings(max_examples=60, deadline=None)
@given(st.lists(conditions, min_size=1, max_size=20), st.lists(rows, min_size=1, max_size=4))
def test_masks_agree_with_the_rules_they_hold(rules: list[Expression], cases: list[Row]) -> None:
    """A bit of a mask says of its rule what the rule alone answers, for a case and in a frame."""
    compiled = compile_rules({f"r{i}": rule for i, rule in enumerate(rules)})
    functions = dict(zip(compiled.ids, map(compile_python, rules), strict=True))
    masks = [compiled.mask(row) for row in cases]
    for mask, row in zip(masks, cases, strict=True):
        assert compiled.fails(mask) == tuple(rule for rule, f in functions.items() if f(row) is False)
        assert compiled.not_known(mask) == tuple(rule for rule, f in functions.items() if f(row) is None)
    (mask,) = compiled.frame_masks()
    answered = nw.from_native(frame_of(cases)).with_columns(mask=mask)
    assert answered["mask"].to_list() == masks
