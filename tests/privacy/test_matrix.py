"""Every cell of the sharing matrix: partner, direction, what passes, state of the file, day, act, authorisation."""

from datetime import date
from datetime import timedelta

import attrs
import pytest

from prevexp.domain.errors import InvalidValue
from prevexp.domain.sharing import Direction
from prevexp.domain.sharing import Extract
from prevexp.domain.sharing import FileState
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingPurpose
from prevexp.domain.vocabulary import FieldGroup
from prevexp.privacy.loading import core_matrix
from prevexp.privacy.loading import read_matrix
from prevexp.privacy.matrix import Matrix
from prevexp.privacy.permitting import Question
from prevexp.privacy.permitting import Withholding
from prevexp.privacy.permitting import answered
from prevexp.testing.households import LONG_AGO
from prevexp.testing.households import addressee
from prevexp.testing.households import agreed_case
from prevexp.testing.households import all_grounds
from prevexp.testing.households import authorised as authorised_to
from prevexp.testing.households import word

CALL, SOCIAL = date(2021, 4, 1), date(2007, 3, 8)
ANY = ("before_agreement", "agreed", "refused", "closed")
TABLE = {
    # partner, direction: (what passes, states, authorisation, an act of the territory, first day)
    ("ccapex", "receive"): [
        ("G1 G2 G3 G4", ANY, False, True, CALL),
        ("G9", ("agreed",), False, True, CALL),
    ],
    ("ccapex", "send"): [
        ("reference contact_result", ("before_agreement", "agreed", "refused"), False, False, date(2014, 3, 27)),
        ("G4 G5 G6 G7 G9", ("agreed",), False, False, date(2014, 3, 27)),
    ],
    ("judge", "send"): [("G1 G3 G4 G5 G6 G7 G9", ("agreed",), False, True, date(2021, 1, 8))],
    ("prefet", "send"): [("protected_aggregates", ANY, False, True, CALL)],
    ("evaluator", "send"): [("protected_aggregates", ANY, False, True, CALL)],
    ("conseil_departemental", "receive"): [("social_answer social_referent", ANY, False, False, SOCIAL)],
    ("conseil_departemental", "send"): [
        ("G1 G2 G4 G5 G6 G7 G9", ("agreed",), False, False, SOCIAL),
        ("G8", ("agreed",), True, False, SOCIAL),
    ],
    ("caf", "receive"): [("social_answer aid_paid arrears_signal", ANY, False, False, date(2019, 9, 1))],
    ("msa", "receive"): [("social_answer aid_paid arrears_signal", ANY, False, False, date(2019, 9, 1))],
    ("caf", "send"): [
        ("contact_result plan_status", ("agreed",), False, True, CALL),
        ("G3 G9", ("agreed",), True, True, CALL),
    ],
    ("msa", "send"): [
        ("contact_result plan_status", ("agreed",), False, True, CALL),
        ("G3 G9", ("agreed",), True, True, CALL),
    ],
    ("banque_de_france", "receive"): [("filing_status", ("agreed",), False, True, CALL)],
    ("banque_de_france", "send"): [("housing_debt", ("agreed",), True, True, CALL)],
    ("adil", "receive"): [("advice_result", ("agreed",), False, True, CALL)],
    ("adil", "send"): [("G3 G4", ("agreed",), False, True, CALL), ("G1", ("agreed",), True, True, CALL)],
    ("pcb", "receive"): [("support_result", ("agreed",), False, True, CALL)],
    ("pcb", "send"): [("G1 G2 G5 housing_debt", ("agreed",), True, True, CALL)],
    ("landlord", "receive"): [("account lease act_dates", ("agreed",), True, False, CALL)],
    ("landlord", "send"): [("mediation_offer accepted_plan", ("agreed",), True, False, CALL)],
    ("commissaire_de_justice", "receive"): [("act_dates", ANY, False, False, date(2025, 4, 16))],
    ("siao_rehousing", "receive"): [("rehousing_order", ("agreed",), False, True, CALL)],
    ("siao_rehousing", "send"): [("G1 G2 G5 G6", ("agreed",), True, True, CALL)],
    ("maire_ccas", "send"): [("coordination_need", ("agreed",), False, False, SOCIAL)],
    ("health_professional", "send"): [("G8", ("agreed",), True, False, date(2016, 1, 28))],
}
"""The table of the privacy notes, §2, as it is read there; what it does not list never passes."""

ITEMS = {one.value: one for one in (*FieldGroup, *Extract)}


def days(recipient, direction):
    """Return the day before, on and after each first day of a partner, and days far from all."""
    first = {line[4] for line in TABLE.get((recipient, direction), ())} | {CALL}
    return sorted({day + timedelta(days=shift) for day in first for shift in (-1, 0, 1)} | {date(2060, 1, 1)})


def passing(matrix, recipient, direction, state, on, *, authorised):
    """Return everything that passes for any purpose."""
    sharing = authorised_to(*Recipient, on=LONG_AGO) if authorised else ()
    case = agreed_case(agreements=(word(on=LONG_AGO),), sharing=sharing)
    found = set()
    for purpose in {row.purpose for row in matrix.rows_for(recipient, direction)} | {SharingPurpose.HOUSING_FUND}:
        question = Question(
            case=case,
            partner=addressee(recipient),
            purpose=purpose,
            on=on,
            state=state,
            matrix=matrix,
            direction=direction,
        )
        found |= {one.item for one in answered(question)[0]}
    return found


def expected(recipient, direction, state, on, *, grounded, authorised):
    """Return what the table lets pass."""
    found = set()
    for items, states, needs_word, needs_act, first in TABLE.get((recipient, direction), ()):
        open_ = state in states and on >= first and (authorised or not needs_word) and (grounded or not needs_act)
        found |= {ITEMS[item] for item in items.split()} if open_ else set()
    return found


@pytest.mark.parametrize("grounded", [False, True], ids=["no act", "acts"])
@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("recipient", Recipient)
def test_every_cell_is_as_the_table_says(recipient, direction, grounded):
    """All groups and single facts, all states, the day before, on and after each first day, authorised or not."""
    matrix = Matrix(rows=core_matrix().rows, grounds=all_grounds() if grounded else ())
    for state in FileState:
        for on in days(recipient, direction):
            for authorised in (False, True):
                seen = passing(matrix, recipient, direction, state, on, authorised=authorised)
                assert seen == expected(recipient, direction, state, on, grounded=grounded, authorised=authorised), (
                    state,
                    on,
                    authorised,
                )


def test_a_designation_lets_lists_in_from_the_day_of_the_law_that_asks_for_it():
    """Loi 2023-668 is of 27 July 2023: with a designation alone, nothing on 28 July, the list on 29 July."""
    acts = tuple(one for one in all_grounds() if one.kind == "designation_pdalhpd")
    matrix = Matrix(rows=core_matrix().rows, grounds=acts)
    asked = {"direction": Direction.RECEIVE, "state": FileState.BEFORE_AGREEMENT, "authorised": False}
    assert passing(matrix, Recipient.CCAPEX, on=date(2023, 7, 28), **asked) == set()
    listed = {FieldGroup.IDENTITY, FieldGroup.CONTACT, FieldGroup.DWELLING, FieldGroup.DEBT_AND_PROCEDURE}
    assert passing(matrix, Recipient.CCAPEX, on=date(2023, 7, 29), **asked) == listed


@pytest.mark.parametrize(
    ("on", "why"),
    [
        (date(2026, 4, 30), Withholding.NOT_YET),
        (date(2026, 5, 1), None),
        (date(2026, 5, 31), None),
        (date(2026, 6, 1), Withholding.NO_LONGER),
    ],
)
def test_a_row_holds_from_its_first_to_its_last_day(on, why):
    """Both days are included."""
    core = core_matrix().rows_for(Recipient.CCAPEX, Direction.SEND)[1]
    row = attrs.evolve(core, valid_from=date(2026, 5, 1), valid_to=date(2026, 5, 31))
    question = Question(
        case=agreed_case(),
        partner=addressee(Recipient.CCAPEX),
        purpose=row.purpose,
        on=on,
        state=FileState.AGREED,
        matrix=Matrix(rows=(row,)),
    )
    assert question.obstacle(row, FieldGroup.BUDGET) is why


@pytest.mark.parametrize(
    ("on", "why"),
    [
        (date(2026, 4, 30), Withholding.NO_CONVENTION),
        (date(2026, 5, 1), None),
        (date(2026, 5, 31), None),
        (date(2026, 6, 1), Withholding.NO_CONVENTION),
    ],
)
def test_a_convention_holds_from_its_first_to_its_last_day(on, why):
    """A row that rests on it is off on every other day."""
    matrix = Matrix(rows=core_matrix().rows, grounds=all_grounds(date(2026, 5, 1), date(2026, 5, 31)))
    partner = addressee(Recipient.ADIL)
    asked = {"case": agreed_case(), "partner": partner, "purpose": SharingPurpose.LEGAL_ADVICE, "matrix": matrix}
    question = Question(**asked, on=on, state=FileState.AGREED)
    row = question.rows_for(FieldGroup.DWELLING)[0]
    assert question.obstacle(row, FieldGroup.DWELLING) is why


ROW = """
[[share]]
partner = "ccapex"
direction = "send"
groups = ["G4"]
states = ["agreed"]
authorisation = false
purpose = "instruction"
basis = "law"
valid_from = 2021-01-01
source = "invented"
"""


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('"ccapex"', '"neighbour"', "neighbour"),
        ('"send"', '"tell"', "tell"),
        ('["G4"]', '["G13"]', "G13"),
        ('["G4"]', '["G4", "G4"]', "each once"),
        ('["G4"]', "[]", "something is to be named"),
        ('["G4"]', '["G12"]', "technical"),
        ('["G4"]', '["G8"]', "by hand only"),
        ('groups = ["G4"]', 'by_hand = ["G8"]', "needs one that names the partner"),
        ('groups = ["G4"]', 'groups = ["G7"]\nby_hand = ["G7"]', "not both"),
        ('["agreed"]', "[]", "states"),
        ('["agreed"]', '["frozen"]', "frozen"),
        ('["agreed"]', '["closed"]', "closed"),
        ('["agreed"]', '["agreed", "before_agreement"]', "only the CCAPEX"),
        ('["agreed"]', '["agreed", "refused"]', "only the CCAPEX"),
        ('basis = "law"', 'basis = "authorisation"', "since it is the basis"),
        ("2021-01-01", "2021-01-01\nvalid_to = 2020-12-31", "valid_to"),
        ("2021-01-01", '"2021-01-01"', "calendar date"),
        ('"invented"', '" "', "source"),
        ("authorisation = false", "authorisation = 0", "authorisation"),
        ('purpose = "instruction"\n', "", "missing"),
        ("authorisation", "note = 1\nauthorisation", "unknown keys"),
    ],
)
def test_a_row_that_may_not_be_is_refused(right, wrong, said):
    """Unknown words, permissions nobody may give, days that end before they begin."""
    with pytest.raises(InvalidValue, match=said):
        read_matrix(ROW.replace(right, wrong, 1))


def test_a_row_said_twice_is_refused():
    """Which of the two counts could not be seen."""
    assert len(read_matrix(ROW).rows) == 1
    with pytest.raises(InvalidValue, match="says again"):
        read_matrix(ROW + ROW)
    later = ROW.replace("2021-01-01", "2022-01-01")
    assert len(read_matrix(ROW.replace("2021-01-01", "2021-01-01\nvalid_to = 2021-12-31") + later).rows) == 2
