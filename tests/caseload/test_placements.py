"""What is kept of every row in columns comes back as it was put in."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.caseload.placements import NewCases
from prevexp.caseload.placements import Placements
from prevexp.casework.matching import Match
from prevexp.casework.matching import Placement

CASES = st.integers(0, 2**31 - 1)
PLACEMENTS = st.builds(
    Placement,
    CASES,
    st.sampled_from([Match.NEW, Match.BY_REFERENCE, Match.BY_NAME_AND_DWELLING]),
    st.none() | CASES,
    st.none() | CASES,
) | st.just(Placement(-1, Match.REFERENCE_REUSED))


@given(st.lists(st.none() | PLACEMENTS, max_size=20))
def test_every_placement_comes_back_as_it_was(placements):
    """Row by row the same placement, None for a rejected row, and the rows of each kind are found again."""
    kept = Placements(placements)
    assert [kept[row] for row in range(len(kept))] == placements
    for match in (None, *Match):
        expected = [row for row, one in enumerate(placements) if (one.match if one else None) is match]
        assert kept.rows(match) == expected


@given(st.sets(st.integers(0, 30)).map(sorted))
def test_new_cases_are_numbered_in_the_order_of_the_file(rows):
    """Each new row has the next id, and a row that makes no case has none."""
    numbers = itertools.count(1)
    cases = NewCases(rows, lambda: f"case-{next(numbers)}", size=31)
    assert dict(cases) == {row: f"case-{number}" for number, row in enumerate(rows, start=1)}
    for row in set(range(31)) - set(rows):
        with pytest.raises(KeyError):
            cases[row]


def test_no_new_case_is_an_empty_mapping():
    """A list that was taken in before makes no case."""
    assert dict(NewCases((), str, size=2)) == {}
