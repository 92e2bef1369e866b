"""What is kept of the erased adds up: counted from counters, cases give what they give when counted themselves."""

from datetime import date
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.values import Month
from prevexp.domain.vocabulary import Stage
from prevexp.domain.vocabulary import Verdict
from prevexp.evaluation.adding import cohort_counts
from prevexp.evaluation.catalogue import core_indicators
from prevexp.evaluation.counting import count_rows
from prevexp.evaluation.counting import groups_of
from prevexp.evaluation.facts import facts
from prevexp.evaluation.folding import Folding
from prevexp.evaluation.folding import changes
from prevexp.evaluation.kept import Counters
from prevexp.evaluation.kept import Pending
from prevexp.evaluation.rows import BilanCase
from prevexp.expressions import Dtype

INDICATORS = core_indicators()
FOLDING = Folding.of(INDICATORS)
FIRST = date(2021, 1, 1)
MONTHS = [Month(2021, number) for number in range(1, 7)]
days = st.dates(FIRST, date(2021, 6, 30))


def values_of(fact):
    """Return the values a fact may have."""
    match fact.dtype:
        case Dtype.BOOL:
            known = st.booleans()
        case Dtype.INTEGER:
            known = st.integers(0, 5)
        case Dtype.DATE:
            known = days
        case _:
            known = st.sampled_from(fact.values) if fact.values else st.sampled_from(("62-1", "62-2"))
    return known if fact.id == "received_on" else st.none() | known


rows = st.fixed_dictionaries({fact.id: values_of(fact) for fact in facts})
bilans = st.builds(
    BilanCase,
    received_on=days,
    verdict=st.sampled_from(Verdict),
    stage=st.sampled_from(Stage),
    reasons=st.lists(st.sampled_from(("a", "b")), unique=True).map(tuple),
)
lives = st.lists(st.tuples(rows, bilans), min_size=1, max_size=len(MONTHS))


def told(life):
    """Return a life as what its case counted at the end of each month."""
    return [(month, FOLDING.counts(row, case)) for month, (row, case) in zip(MONTHS, life, strict=False)]


def last_by(life, month):
    """Return how a case stood at the end of a month, None before its first."""
    return life[min(MONTHS.index(month), len(life) - 1)]


@given(st.lists(lives, min_size=1, max_size=4), st.sampled_from(MONTHS), st.sampled_from(MONTHS))
def test_counted_from_counters_cases_give_what_they_give_themselves(some, first, last):
    """For every period of whole months, breakdown and statistic: patterns, sums, days, and the bilan."""
    counters = Counters.decode(
        Counters(schemas={FOLDING.schema.id: FOLDING.schema}).plus(*map(changes, map(told, some))).encode()
    )
    start, end = first.first_day, max(first, last).last_day
    standing = [last_by(life, max(first, last)) for life in some]
    for by in ((), ("month",), ("stage", "rural")):
        for group in groups_of(INDICATORS, by):
            live = count_rows(group, [row for row, _ in standing], start, end)
            kept = counters.of_group(group, start, end)
            assert {cell: +masks for cell, masks in kept.masks.items()} == live.masks
            assert {key: both for key, both in kept.sums.items() if any(both)} == {
                key: both for key, both in live.sums.items() if any(both)
            }
            assert kept.days == live.days
    inside = [case for _, case in standing if start <= case.received_on <= end]
    assert counters.of_cohort(start, end) == cohort_counts(inside)


@given(st.lists(lives, min_size=1, max_size=3), lives)
def test_what_is_taken_back_leaves_the_counters_as_they_were(some, other):
    """A household counted and taken out again leaves no trace."""
    before = Counters().plus(*map(changes, map(told, some)))
    assert before.plus(changes(told(other))).plus(changes(told(other)), sign=-1) == before


def test_a_period_fits_by_whole_months_or_after_all_counting():
    """It begins with a month and ends with one, or on any day on which all is counted already."""
    kept = Counters(until=date(2023, 9, 1), pending={"h": Pending(on=FIRST, reason="expired", cases={"c": 1})})
    assert Counters.decode(kept.encode()) == kept
    days = {
        (date(2021, 5, 1), date(2021, 5, 31)): True,
        (date(2021, 5, 2), date(2021, 5, 31)): False,
        (date(2021, 5, 1), date(2021, 5, 30)): False,
        (date(2021, 5, 1), date(2023, 8, 30)): False,
        (date(2021, 5, 1), date(2023, 9, 1)): True,
        (date(2021, 5, 1), date(2023, 9, 1) + timedelta(days=7)): True,
    }
    assert {period: kept.covers(*period) for period in days} == days
