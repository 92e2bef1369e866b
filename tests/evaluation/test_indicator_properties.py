"""Whatever the cases are: counts of parts add up, both ways of counting agree, and nothing small can be worked out."""

from datetime import date
from datetime import timedelta
from functools import cache

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.errors import InvalidValue
from prevexp.domain.vocabulary import Verdict
from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Rate
from prevexp.evaluation.building import TableScope
from prevexp.evaluation.building import build_table
from prevexp.evaluation.building import usable
from prevexp.evaluation.catalogue import core_indicators
from prevexp.evaluation.counting import Counts
from prevexp.evaluation.counting import Group
from prevexp.evaluation.counting import count_rows
from prevexp.evaluation.counting import groups_of
from prevexp.evaluation.facts import facts
from prevexp.evaluation.frames import count_frame
from prevexp.evaluation.indicators import Indicator
from prevexp.evaluation.indicators import Mode
from prevexp.evaluation.indicators import Statistic
from prevexp.expressions import Dtype
from prevexp.expressions import Fact
from prevexp.expressions import Facts

FIRST, LAST = date(2021, 5, 1), date(2021, 6, 30)
TYPES = {Dtype.BOOL: pl.Boolean, Dtype.INTEGER: pl.Int64, Dtype.DATE: pl.Date, Dtype.SLUG: pl.String}
SCHEMA = {fact.id: TYPES[fact.dtype] for fact in facts}
SHAPES = ((), ("month",), ("arrondissement", "month"), ("rural", "first_channel"))


@cache
def compiled(by: tuple[str, ...]) -> tuple[Group, ...]:
    return groups_of(core_indicators(), by)


maybe_days = st.none() | st.integers(0, 60)


def _row(received, place, rural, verdict, waits, channel, refused, contestable, due, in_time, outcome, stage):
    row = dict.fromkeys(SCHEMA)
    names = ("allocated_on", "first_attempt_on", "first_exchange_on", "first_met_on", "assessed_on", "contract_on")
    done = {}
    for name, wait in zip((*names, "act_checked_on", "closed_on"), waits, strict=True):
        done[name] = None if wait is None else received + timedelta(days=wait)
    return (
        row
        | done
        | {
            "received_on": received,
            "in_territory": {"A": True, "B": True, "out": False}.get(place),
            "arrondissement": place if place in {"A", "B"} else None,
            "rural": rural,
            "verdict": verdict,
            "first_channel": channel,
            "diagnosis_refused": refused,
            "act_contestable": contestable,
            "watches_due": due,
            "watches_in_time": min(due, in_time),
            "closure_outcome": outcome,
            "stage": stage,
            "phone_listed": True,
            "street_listed": True,
        }
    )


cases = st.builds(
    _row,
    st.dates(date(2021, 4, 25), date(2021, 7, 5)),
    st.sampled_from(["A", "B", "out", None]),
    st.sampled_from([True, False, None]),
    st.sampled_from(list(Verdict)).map(str),
    st.tuples(*[maybe_days] * 8),
    st.sampled_from(["letter", "phone", None]),
    st.booleans(),
    st.sampled_from([True, False, None]),
    st.integers(0, 3),
    st.integers(0, 3),
    st.sampled_from(["maintained", "left", "not_known", None]),
    st.sampled_from(["signalement", "assignation", "inconnu"]),
)
# A few kinds of cases, each so many times: counts on both sides of the threshold come up far more often than by chance.
crowds = st.lists(st.tuples(cases, st.integers(1, 25)), min_size=1, max_size=12).map(
    lambda kinds: [case for case, number in kinds for _ in range(number)]
)


def scope(*by: str) -> TableScope:
    return TableScope(
        first=FIRST,
        last=LAST,
        observed_on=LAST,
        generated_on=LAST,
        territory="Ici",
        by=by,
        members={"arrondissement": ("A", "B")},
    )


@pytest.mark.parametrize("by", SHAPES)
@given(st.just([]) | crowds)
@settings(max_examples=12)
def test_function_and_frame_count_the_same(by, rows) -> None:
    """One case at a time or a frame at once: the same patterns, sums and days in every cell."""
    frame = pl.DataFrame(rows, schema=SCHEMA)
    for group in compiled(by):
        assert count_rows(group, rows, FIRST, LAST) == count_frame(group, frame.lazy(), FIRST, LAST)


@given(crowds, crowds)
@settings(max_examples=25)
def test_counts_of_parts_are_the_counts_of_the_whole(some, others) -> None:
    """Split anywhere and merged, in either order, with nothing or with more: the same counts."""
    for group in compiled(("arrondissement", "month")):
        one, other = (count_rows(group, rows, FIRST, LAST) for rows in (some, others))
        assert one + other == other + one == count_rows(group, some + others, FIRST, LAST)
        assert one + Counts() == one


@pytest.mark.parametrize("by", SHAPES)
@given(st.just([]) | crowds)
@settings(max_examples=25)
def test_no_small_number_of_households_is_shown(by, rows) -> None:
    """No numerator, no rest of one, no count that is not known is a number from 1 to 10; each rate carries its n."""
    table = build_table(core_indicators(), rows, scope(*by))
    kinds = {one.id: one.statistic for one in table.indicators}
    for found in table.results:
        shown = [found.n, found.numerator, found.denominator, found.not_known, found.unsure]
        if kinds[found.indicator] is Statistic.SHARE and Gap.HIDDEN not in shown:
            shown.append(found.denominator - found.numerator - found.not_known)
        assert not any(isinstance(one, int) and 0 < one < 11 for one in shown), found
        if isinstance(found.value, Rate):
            assert (found.value.part, found.value.whole) == (found.numerator, found.denominator)


@pytest.mark.parametrize("by", SHAPES[1:])
@given(crowds)
@settings(max_examples=25)
def test_no_hidden_number_is_alone_between_a_total_and_its_parts(by, rows) -> None:
    """Subtracting what is shown from a shown total never leaves one hidden number, nor a small rest."""
    table = build_table(core_indicators(), rows, scope(*by))
    found = {(one.indicator, one.cell): one for one in table.results}
    for (name, cell), total in found.items():
        for place, member in enumerate(cell):
            if member != "all":
                continue
            parts = [found[name, (*cell[:place], one, *cell[place + 1 :])] for one in table.members[place]]
            for number in ("numerator", "denominator", "not_known", "unsure"):
                whole, some = getattr(total, number), [getattr(one, number) for one in parts]
                hidden = some.count(Gap.HIDDEN)
                if isinstance(whole, int):
                    rest = whole - sum(one for one in some if isinstance(one, int))
                    assert hidden != 1, (name, cell, number)
                    assert not hidden or rest >= 11, (name, cell, number)
                elif whole is Gap.HIDDEN:
                    assert hidden, (name, cell, number)


@given(crowds)
@settings(max_examples=25)
def test_sets_of_which_one_holds_the_other_give_no_small_rest_away(rows) -> None:
    """Reached less met is known to whoever reads both: shown together, they differ by none or by eleven."""
    table = build_table(core_indicators(), rows, scope())
    reached, met = table.result("I06").numerator, table.result("I07-attempted").numerator
    tried = [row for row in rows if row["allocated_on"] and row["first_attempt_on"]]
    nested = all(row["first_exchange_on"] for row in tried if row["first_met_on"])
    if nested and isinstance(reached, int) and isinstance(met, int):
        assert reached == met or reached - met >= 11


def test_of_nothing_there_is_no_rate_and_no_delay() -> None:
    """An empty caseload has counts of zero, and values where there is something to be a share of."""
    table = build_table(core_indicators(), [], scope("month"))
    for found in table.results:
        assert found.n == 0
        assert found.value in (0, Gap.NOTHING_TO_COUNT)
    assert table.result("I05").value is Gap.NOTHING_TO_COUNT
    assert table.result("I30-met").value is Gap.NOTHING_TO_COUNT


@pytest.mark.parametrize(
    "wrong",
    [
        {"statistic": Statistic.SHARE, "numerator": facts.rural},
        {"statistic": Statistic.COUNT, "numerator": facts.persons},
        {"statistic": Statistic.SUM, "numerator": facts.rural},
        {"statistic": Statistic.DELAY, "numerator": facts.persons},
        {"statistic": Statistic.SUM},
        {"statistic": Statistic.COUNT, "denominator": facts.rural},
        {"statistic": Statistic.COUNT, "population": facts.persons},
        {"statistic": Statistic.COUNT, "placed_on": facts.closed_on},
        {"statistic": Statistic.COUNT, "placed_on": facts.rural},
    ],
)
def test_an_indicator_that_cannot_be_counted_is_refused(wrong) -> None:
    """A condition where a number is needed, a share of nothing, a cohort placed by another day: said when written."""
    with pytest.raises(InvalidValue, match=r"x\.y"):
        Indicator(id="x.y", title="", source="", **wrong)


def test_an_indicator_over_a_fact_nobody_declared_is_named_and_the_others_go_on() -> None:
    """Its value is not known; it is no zero and no silence."""
    stray = Fact(id="x.unknown", dtype=Dtype.BOOL, question="?", ask="?")
    lost = Indicator(id="x.lost", title="", source="", statistic=Statistic.COUNT, numerator=Facts([stray])["x.unknown"])
    good, faults = usable((*core_indicators(), lost), scope())
    assert good == core_indicators()
    assert [(one.indicator, "x.unknown" in one.message) for one in faults] == [("x.lost", True)]
    assert usable((lost,), scope(), [stray]) == ((lost,), ())
    assert usable((lost,), scope(), [stray], ["x.unknown"])[0] == ()


def test_an_indicator_counts_from_its_first_to_its_last_day() -> None:
    """One that is not valid on the day observed is neither counted nor a fault."""
    dated = Indicator(
        id="x.dated",
        title="",
        source="",
        statistic=Statistic.COUNT,
        mode=Mode.ACTIVITY,
        placed_on=facts.closed_on,
        valid_from=date(2021, 6, 30),
        valid_to=date(2021, 6, 30),
    )
    assert usable((dated,), scope()) == ((dated,), ())
    late = TableScope(
        first=FIRST, last=date(2021, 7, 31), observed_on=date(2021, 7, 1), generated_on=LAST, territory="Ici"
    )
    assert usable((dated,), late) == ((), ())


@pytest.mark.parametrize("by", [("month", "month"), ("month", "rural", "stage")])
def test_a_table_has_two_breakdowns_at_most(by) -> None:
    """By three, nearly every cell would be hidden; twice the same says nothing."""
    with pytest.raises(InvalidValue):
        scope(*by)
