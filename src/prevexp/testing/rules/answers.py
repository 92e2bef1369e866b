"""What a rule answers: RK-05 to RK-07, RK-11."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from datetime import timedelta
from functools import partial

import polars as pl
from hypothesis import strategies as st

from prevexp.casework.evolve import evolve
from prevexp.domain.case import Case
from prevexp.domain.events import CaseReceived
from prevexp.domain.events import Event
from prevexp.expressions import Dtype
from prevexp.expressions import Fact
from prevexp.expressions import InvalidFactValue
from prevexp.expressions import Scalar
from prevexp.expressions import compile_python
from prevexp.expressions import explain
from prevexp.testing.conformance import conformance
from prevexp.testing.strategies import events

from .kit import Row
from .kit import RuleKit

_DTYPES = {Dtype.BOOL: pl.Boolean, Dtype.INTEGER: pl.Int64, Dtype.DATE: pl.Date, Dtype.SLUG: pl.String}


class Answers(RuleKit):
    """One answer, whichever way it is asked, and never a yes for what nobody knows."""

    @conformance
    def test_one_case_and_a_frame_agree(self) -> None:
        """RK-05 The function of one case and the column of a frame answer the same on every input, nulls included.

        Fix: build expressions with the operators of `facts` only: they refuse what could leave 64 bits or the calendar.
        """
        import narwhals as nw

        compiled = self.compiled
        schema = {fact.id: _DTYPES[fact.dtype] for fact in compiled.facts}
        names = [f"mask{i}" for i, _ in enumerate(compiled.frame_masks())]

        def agree(row: Row) -> None:
            frame = nw.from_native(pl.DataFrame([row], schema=schema))
            asked = frame.select(**dict(zip(names, compiled.frame_masks(), strict=True))).to_native()
            assert compiled.joined(asked.row(0)) == compiled.mask(row), row

        self.every_row(agree)

    @conformance
    def test_nothing_known_is_never_a_yes(self) -> None:
        """RK-06 A case of which nothing is known is not told to be eligible: the rule says no, or not known.

        Fix: `is_known()` turns what is missing into an answer; write `x.is_known() & …` where a yes depends on it.
        """
        for rule in self.rules:
            function = compile_python(rule.expression)
            nothing: Row = {fact.id: None for fact in self.compiled.facts}
            assert function(nothing) is not True, rule.id

    @conformance
    def test_the_explanation_is_the_answer(self) -> None:
        """RK-07 What an explanation shows is what was decided, on every input.

        Fix: constants of a rule are plain texts, whole numbers, dates, true and false, not objects of your own.
        """
        functions = [(rule, compile_python(rule.expression)) for rule in self.rules]

        def agree(row: Row) -> None:
            for rule, function in functions:
                assert explain(rule.expression, row).result == function(row), (rule.id, row)

        self.every_row(agree)

    @conformance
    def test_computed_facts_are_pure_and_typed(self) -> None:
        """RK-11 `read(state, on)` gives None or a value of its fact, the same when asked again, and changes nothing.

        Fix: read only the case and the day that are handed over: no clock, no chance, no file, no counter.
        """
        for fact in self.added:
            if fact.read is not None:
                drawn = st.tuples(events(CaseReceived), st.integers(0, 400))
                self.tried_with(drawn, partial(_pure, fact, fact.read), smallest=False)


def _pure(fact: Fact, read: Callable[[Case, date], Scalar | None], drawn: tuple[Event, int]) -> None:
    case = evolve(None, drawn[0])
    on, before = case.received_on + timedelta(days=drawn[1]), deepcopy(case)
    first, second = read(case, on), read(case, on)
    try:
        fact.check(first)
    except InvalidFactValue as error:
        raise AssertionError(str(error)) from error
    assert (first, case) == (second, before), fact.id
