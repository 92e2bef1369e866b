"""What keeps a household past its day, each reason on its own, up to its last day."""

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta

import pytest

import prevexp
from prevexp.caseload.retaining import retention
from prevexp.casework.contract.commands import SignContract
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.rights import LimitationReason
from prevexp.domain.rights import PersonRight
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import ProofKind
from prevexp.privacy.retention import Keeping
from prevexp.privacy.retention import RetentionState

from .erasing import MAY
from .erasing import done
from .erasing import line
from .erasing import registry

LAST = date(2023, 5, 4)
DAY = timedelta(days=1)


@pytest.fixture
def caseload(write_list):
    """Open a caseload of two households that were never reached."""
    with prevexp.open(
        "memory:", territory="62", registry=registry(), now=lambda: datetime(2024, 6, 1, tzinfo=UTC)
    ) as found:
        found.receive(write_list(line(0), line(1)), received_on=MAY)
        yield found


def kept(caseload, on):
    """Return state and reasons of the first household on a day."""
    first = caseload.find("62-2021-0")
    found = retention(caseload.cases(on=on, archived=True), caseload.pack, on=on)
    (mine,) = (one for one in found.held if one.cases[0].case_id == first)
    return mine.standing.state, mine.standing.keeping, mine in found.to_erase, mine in found.kept_longer


def test_nothing_keeps_a_household_whose_time_is_over(caseload):
    """The day after its last day it is to be erased; before, nothing is asked."""
    assert kept(caseload, LAST) == (RetentionState.ACTIVE, (), False, False)
    assert kept(caseload, LAST + DAY) == (RetentionState.TO_ERASE, (), True, False)


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_procedure_with_a_day_to_come_keeps_an_open_case(caseload, days):
    """A hearing of today or later does; one of yesterday does not, nor one of a case that is closed."""
    on = date(2024, 1, 15)
    case_id = caseload.find("62-2021-0")
    caseload.read_documents(case_id, {"hearing_on": (on + days * DAY).isoformat()}, on=MAY)
    reasons = (Keeping.PROCEDURE,) if days >= 0 else ()
    assert kept(caseload, on)[1] == reasons
    done(caseload.close_case(case_id, on=on, reason=ClosureReason.LEFT, outcome=ClosureOutcome.LEFT))
    assert kept(caseload, on)[1] == ()


def test_a_limitation_and_a_request_keep_it_until_they_end(caseload):
    """Both are told; lifted and answered, they keep nothing, and the request was a contact."""
    case_id = caseload.find("62-2021-0")
    done(caseload.freeze(case_id, on=LAST, reason=LimitationReason.LEGAL_CLAIMS))
    assert kept(caseload, LAST + DAY) == (RetentionState.TO_ERASE, (Keeping.LIMITATION,), False, True)
    done(caseload.request_right(case_id, on=LAST, right=PersonRight.ACCESS))
    assert kept(caseload, LAST + DAY)[0] is RetentionState.ACTIVE
    assert set(kept(caseload, date(2025, 5, 5))[1]) == {Keeping.LIMITATION, Keeping.REQUEST}


def test_a_contract_keeps_it_to_its_last_day(caseload):
    """Signed for a time longer than two years, it holds; the day after, it does not."""
    case_id, ends = caseload.find("62-2021-0"), date(2023, 8, 1)
    done(caseload.give_agreement(case_id, on=MAY, proof=ProofKind.SIGNED_FORM))
    signed = caseload.do(case_id, SignContract(on=MAY, starts_on=MAY, until=ends))
    done(signed)
    done(caseload.close_case(case_id, on=ends + DAY, reason=ClosureReason.LOST, outcome=ClosureOutcome.NOT_KNOWN))
    assert kept(caseload, ends)[1] == (Keeping.CONTRACT,)
    assert Keeping.CONTRACT not in kept(caseload, ends + DAY)[1]


def test_cases_that_a_person_found_to_be_one_have_one_clock(caseload):
    """The closed duplicate stays with the case that goes on, whose references it holds, and goes with it."""
    first, second = caseload.find("62-2021-0"), caseload.find("62-2021-1")
    done(caseload.decide_same_case(first, on=date(2022, 9, 1), other_case=second, same=True))
    caseload.request_right(first, on=date(2022, 10, 1), right=PersonRight.ACCESS)
    found = caseload.retention(on=LAST + DAY)
    assert [len(one.cases) for one in found.held] == [2]
    assert found.to_erase == ()
