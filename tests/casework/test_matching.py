"""The matching ladder, on keys as small integers (reference, full name, dwelling) and first names as text."""

from prevexp.casework.matching import Ladder
from prevexp.casework.matching import Match
from prevexp.casework.matching import Placement


def ladder(first_names=None, **stored):
    """Build a ladder over a few stored cases."""
    known = {"references": {}, "names": {}, "dwellings": {}} | stored
    return Ladder(100, first_name=lambda case: (first_names or {}).get(case, ""), **known)


def test_a_reference_with_the_same_full_name_is_the_same_case_wherever_it_lives():
    """Same reference and full name: the case, even if the household moved."""
    steps = ladder(references={1: [70]}, names={2: [70]}, dwellings={3: [70]})
    assert steps.place(0, 1, 2, 9, "zoe") == Placement(70, Match.BY_REFERENCE)


def test_a_married_name_at_the_same_dwelling_is_the_same_case():
    """Same reference and dwelling, another surname, the same first name or none: the case."""
    for first_name, known in (("zoe", "zoe"), ("", "zoe"), ("zoe", "")):
        steps = ladder({70: known}, references={1: [70]}, names={2: [70]}, dwellings={3: [70]})
        assert steps.place(0, 1, 8, 3, first_name) == Placement(70, Match.BY_REFERENCE)


def test_co_tenants_under_one_reference_are_two_cases_shown_to_a_person():
    """Same reference and dwelling but another first name: a new case, the neighbour is proposed."""
    steps = ladder({70: "zoe"}, references={1: [70]}, names={2: [70]}, dwellings={3: [70]})
    assert steps.place(0, 1, 8, 3, "luc") == Placement(0, Match.NEW, same_dwelling=70)


def test_a_reference_of_somebody_who_lives_elsewhere_is_reused():
    """Same reference, other name, other dwelling: the row is refused and leaves no trace for later rows."""
    steps = ladder({70: "zoe"}, references={1: [70]}, names={2: [70]}, dwellings={3: [70]})
    assert steps.place(0, 1, 8, 9, "luc").match is Match.REFERENCE_REUSED
    assert steps.place(1, 5, 8, 9, "luc") == Placement(1, Match.NEW)


def test_full_name_and_dwelling_find_a_case_under_another_reference():
    """Second rung: same full name, same dwelling; from then on the new reference finds it too."""
    steps = ladder(references={1: [70]}, names={2: [70]}, dwellings={3: [70]})
    assert steps.place(0, 4, 2, 3, "zoe") == Placement(70, Match.BY_NAME_AND_DWELLING)
    assert steps.place(1, 4, 2, 9, "zoe") == Placement(70, Match.BY_REFERENCE)


def test_a_name_alone_never_makes_a_case():
    """The same full name elsewhere is a new case and a question for a person."""
    steps = ladder(references={1: [70]}, names={2: [70]}, dwellings={3: [70]})
    assert steps.place(0, 4, 2, 9, "zoe") == Placement(0, Match.NEW, same_name=70)


def test_a_surname_without_first_name_is_nobody_s_full_name():
    """The same surname elsewhere, first name not known, is not even a question."""
    steps = ladder(references={1: [70]}, names={2: [70]}, dwellings={3: [70]})
    assert steps.place(0, 4, 2, 9, "") == Placement(0, Match.NEW)


def test_rows_of_one_file_meet_each_other():
    """A row finds the case an earlier row of the same file made."""
    steps = ladder()
    assert steps.place(0, 1, 2, 3, "zoe") == Placement(0, Match.NEW)
    assert steps.place(1, 1, 2, 3, "zoe") == Placement(0, Match.BY_REFERENCE)
    assert steps.place(2, 5, 6, 3, "luc") == Placement(2, Match.NEW, same_dwelling=0)


def test_a_first_name_added_by_a_row_tells_co_tenants_apart_from_then_on():
    """Listed without first name, then with one: another first name in the same list is another tenant."""
    steps = ladder()
    steps.place(0, 1, 2, 3, "")
    assert steps.place(1, 1, 4, 3, "zoe") == Placement(0, Match.BY_REFERENCE)
    assert steps.place(2, 1, 5, 3, "luc") == Placement(2, Match.NEW, same_dwelling=0)
    assert steps.place(3, 1, 6, 3, "zoe") == Placement(0, Match.BY_REFERENCE)


def test_what_is_not_known_matches_nothing():
    """A missing reference, name or dwelling (key below zero) is never equal to another missing one."""
    steps = ladder()
    steps.place(0, -1, -1, -1, "")
    assert steps.place(1, -1, -1, -1, "") == Placement(1, Match.NEW)
