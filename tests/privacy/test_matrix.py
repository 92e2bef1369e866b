"""Rows of the sharing matrix: their days and acts, and what is no row. Each cell: `test_every_cell.py`."""

from datetime import date

import attrs
import pytest

from prevexp.domain.errors import InvalidValue
from prevexp.domain.sharing import Direction
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
