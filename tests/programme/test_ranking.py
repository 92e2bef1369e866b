"""The order in which waiting cases are considered."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import CaseId
from prevexp.programme.ranking import NEAREST_DATE_THEN_LONGEST_WAIT
from prevexp.programme.ranking import Candidate
from prevexp.programme.ranking import Criterion
from prevexp.programme.ranking import Direction
from prevexp.programme.ranking import Priority
from prevexp.programme.ranking import rank

MAY = date(2021, 5, 4)
days = st.dates(date(2021, 1, 1), date(2021, 1, 20))
candidates = st.lists(
    st.builds(
        Candidate,
        case_id=st.integers(1, 10**6).map(lambda number: CaseId(f"c{number}")),
        received_on=days,
        next_legal_date=st.none() | days,
        arrondissement=st.just("A"),
        rural=st.booleans(),
    ),
    max_size=20,
    unique_by=lambda c: c.case_id,
)
orders = st.lists(
    st.builds(
        Priority,
        criterion=st.sampled_from([criterion for criterion in Criterion if criterion is not Criterion.CASE_ID]),
        direction=st.sampled_from(Direction),
    ),
    max_size=4,
)


def waiting(name: str, *, received: date = MAY, legal: date | None = None, rural: bool = False) -> Candidate:
    return Candidate(case_id=CaseId(name), received_on=received, next_legal_date=legal, arrondissement="A", rural=rural)


def ranked(*cases: Candidate, by: tuple[Priority, ...] = NEAREST_DATE_THEN_LONGEST_WAIT) -> list[tuple[str, str]]:
    return [(one.candidate.case_id, one.decided_by.value) for one in rank(cases, by)]


def test_the_nearest_legal_date_comes_first() -> None:
    """A delay that ends tomorrow goes before one that ends the day after, whoever was received first."""
    later = waiting("a", received=date(2021, 4, 1), legal=date(2021, 6, 2))
    sooner = waiting("b", received=date(2021, 5, 1), legal=date(2021, 6, 1))
    assert ranked(later, sooner) == [("b", "next-legal-date"), ("a", "next-legal-date")]


def test_between_equal_legal_dates_the_longest_wait_comes_first() -> None:
    """The second criterion decides only where the first leaves two cases equal, and says that it did."""
    young = waiting("a", received=date(2021, 5, 2), legal=date(2021, 6, 1))
    old = waiting("b", received=date(2021, 5, 1), legal=date(2021, 6, 1))
    assert ranked(young, old) == [("b", "received-on"), ("a", "received-on")]


@pytest.mark.parametrize("direction", Direction)
def test_a_case_without_a_known_legal_date_comes_last(direction: Direction) -> None:
    """Not known is neither the nearest nor the farthest date."""
    by = (Priority(criterion=Criterion.NEXT_LEGAL_DATE, direction=direction),)
    cases = [waiting("a"), waiting("b", legal=date(2021, 6, 1)), waiting("c", legal=date(2031, 6, 1))]
    assert ranked(*cases, by=by)[-1] == ("a", "next-legal-date")


def test_cases_equal_in_everything_are_ordered_by_id() -> None:
    """The last word belongs to the id, which says nothing of the household."""
    assert ranked(waiting("b"), waiting("a")) == [("a", "case-id"), ("b", "case-id")]


def test_a_territory_may_put_rural_cases_first() -> None:
    """Descending puts rural before the others."""
    by = (Priority(criterion=Criterion.RURAL, direction=Direction.DESCENDING),)
    assert ranked(waiting("a"), waiting("b", rural=True), by=by) == [("b", "rural"), ("a", "rural")]


def test_a_case_alone_is_ranked_by_the_first_criterion() -> None:
    """There is nobody to be compared with."""
    assert ranked(waiting("a")) == [("a", "next-legal-date")]


def test_a_case_named_twice_is_refused() -> None:
    """One case, one rank."""
    with pytest.raises(InvalidValue):
        rank([waiting("a"), waiting("a", received=date(2021, 1, 1))], NEAREST_DATE_THEN_LONGEST_WAIT)


def test_the_id_of_a_case_is_no_criterion_to_declare() -> None:
    """It decides last in any case; declaring it would only hide another criterion."""
    with pytest.raises(InvalidValue):
        Priority(criterion=Criterion.CASE_ID)


@settings(max_examples=100)
@given(cases=candidates, by=orders, data=st.data())
def test_the_order_of_the_input_does_not_matter(
    cases: list[Candidate], by: list[Priority], data: st.DataObject
) -> None:
    """The same cases shuffled have the same ranks for the same reasons."""
    assert rank(data.draw(st.permutations(cases)), by) == rank(cases, by)


@settings(max_examples=100)
@given(cases=candidates, by=orders)
def test_ranks_count_from_one_without_a_gap(cases: list[Candidate], by: list[Priority]) -> None:
    """Every case has a rank, each rank one case."""
    found = rank(cases, by)
    assert [one.rank for one in found] == list(range(1, len(cases) + 1))
    assert {one.candidate.case_id for one in found} == {case.case_id for case in cases}
