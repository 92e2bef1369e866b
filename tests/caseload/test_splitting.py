"""A case is split into two through the facade and both stores; later lists find each of them."""

from datetime import UTC
from datetime import date
from datetime import datetime

import attrs
import pytest

import prevexp
from prevexp.casework.refusal import Refusal
from prevexp.domain.case import Identity
from prevexp.domain.errors import AmbiguousReference
from prevexp.domain.errors import Erased
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import UnknownCase
from prevexp.domain.life import SplitReason
from prevexp.domain.values import Secret
from prevexp.storage.port import CaseStatus

MAY, TEN, JUNE, JULY = date(2021, 5, 4), date(2021, 5, 10), date(2021, 6, 3), date(2021, 7, 5)
DOMINIQUE = {"locataire_nom": "Zzautre", "locataire_prenom": "Dominique", "locataire_telephone": ""}
OTHER_DOOR = DOMINIQUE | {"adresse_voie": "9 place Inventée"}
NAMED = Identity(surname=Secret("ZZAUTRE"), first_name=Secret("dominique"))
HOUSED = Identity(street=Secret("9, pl. Inventée"))


@pytest.fixture
def clock():
    return [datetime(2021, 8, 1, 12, tzinfo=UTC)]


@pytest.fixture(params=["memory:", "sqlite"])
def caseload(request, tmp_path, clock):
    """Open a caseload of territory 62 in the summer of 2021."""
    store = "memory:" if request.param == "memory:" else f"sqlite:///{tmp_path / 'store.db'}"
    keys = tmp_path / "keys" / "master.key"
    with prevexp.open(store, territory="62", key_file=keys, now=lambda: clock[0]) as opened:
        yield opened


@pytest.fixture
def case_id(caseload, write_list):
    """Take one case in and give it to the team."""
    caseload.receive(write_list({}), received_on=MAY)
    caseload.allocate(on=MAY)
    return caseload.cases()[0].case_id


def counts(received):
    """Return how many rows came out in each way."""
    return {str(one): number for one, number in received.counts.items() if number}


def test_the_new_case_is_what_the_store_holds(caseload, case_id):
    """With who it is, waiting; two entries and one more of the first case in the journal, or none of them."""
    before = caseload.verify().count
    new = caseload.split(case_id, on=TEN, reason=SplitReason.CO_TENANTS, identity=NAMED)
    assert new == caseload.case(new.case_id)
    assert caseload.verify().count == before + 3
    assert caseload.identity(new.case_id).surname.reveal() == "ZZAUTRE"
    assert caseload.identity(case_id).surname.reveal() == "Zzexemplard"
    assert new.known_identity == ("surname", "first_name")
    assert caseload.records.store.summaries([new.case_id])[new.case_id].status is CaseStatus.WAITING
    assert caseload.case(case_id).splits[0].other_case == new.case_id
    assert len(caseload.allocate(on=TEN).plan.allocated) == 1


def test_the_reference_then_names_both(caseload, case_id):
    """And says which they are."""
    new = caseload.split(case_id, on=TEN, reason=SplitReason.CO_TENANTS, identity=NAMED).case_id
    with pytest.raises(AmbiguousReference) as caught:
        caseload.find("62-2021-1")
    assert set(caught.value.params["cases"]) == {case_id, new}


@pytest.mark.parametrize(("identity", "row"), [(NAMED, DOMINIQUE), (NAMED, OTHER_DOOR), (HOUSED, OTHER_DOOR)])
def test_rows_of_a_later_list_reach_their_own_case(caseload, write_list, case_id, identity, row):
    """Both stand under one reference: by the name, or by the dwelling, however either is written."""
    new = caseload.split(case_id, on=TEN, reason=SplitReason.SEPARATION, identity=identity).case_id
    rows = write_list({"date_acte": "2021-06-20"}, row | {"date_acte": "2021-06-21"})
    assert counts(caseload.receive(rows, received_on=JULY)) == {"updated": 2}
    assert caseload.case(case_id).facts.act_on == date(2021, 6, 20)
    assert caseload.case(new).facts.act_on == date(2021, 6, 21)
    assert caseload.case(case_id).proposals == caseload.case(new).proposals == ()
    assert len(caseload.cases()) == 2


def test_without_a_name_or_a_dwelling_a_later_row_makes_a_case(caseload, write_list, case_id):
    """Nothing tells it from another; a person is asked about the dwelling."""
    caseload.split(case_id, on=TEN, reason=SplitReason.LISTED_TOGETHER)
    received = caseload.receive(write_list(DOMINIQUE), received_on=JULY)
    assert counts(received) == {"accepted": 1}
    assert len(caseload.cases()) == 3


def test_one_is_erased_without_the_other(caseload, case_id):
    """Each household has its own key."""
    new = caseload.split(case_id, on=TEN, reason=SplitReason.SEPARATION, identity=NAMED)
    caseload.records.erase(new.household_id)
    with pytest.raises(Erased):
        caseload.case(new.case_id)
    assert caseload.find("62-2021-1") == case_id
    assert caseload.identity(case_id).surname.reveal() == "Zzexemplard"


def test_a_wrong_split_is_taken_back(caseload, case_id):
    """By saying that the two are one: the reference names one case again."""
    new = caseload.split(case_id, on=TEN, reason=SplitReason.CO_TENANTS, identity=NAMED).case_id
    caseload.decide_same_case(case_id, on=JUNE, other_case=new, same=True)
    assert caseload.find("62-2021-1") == case_id


def test_a_refused_split_writes_nothing(caseload, case_id):
    """Nor does one of a case that is not there."""
    caseload.refuse_agreement(case_id, on=TEN)
    before = caseload.verify().count
    assert isinstance(caseload.split(case_id, on=JUNE, reason=SplitReason.SEPARATION, identity=NAMED), Refusal)
    with pytest.raises(UnknownCase):
        caseload.split("0" * 32, on=JUNE, reason=SplitReason.SEPARATION)
    assert caseload.verify().count == before


def test_a_birth_date_that_is_none_is_refused_and_not_repeated(caseload, case_id):
    """Nothing is written, and the message does not hold what was said."""
    who = attrs.evolve(NAMED, born_on=Secret("le 2 janvier"))
    with pytest.raises(InvalidValue) as caught:
        caseload.split(case_id, on=TEN, reason=SplitReason.SEPARATION, identity=who)
    assert "janvier" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caseload.case(case_id).splits == ()


def test_a_split_is_not_written_past_its_command(caseload, case_id):
    """`record` would write one case of the two."""
    caseload.split(case_id, on=TEN, reason=SplitReason.SEPARATION)
    event = attrs.evolve(caseload.events(case_id)[-1], other_case="0" * 32)
    with pytest.raises(InvalidValue, match="command"):
        caseload.record(case_id, event, expected_version=caseload.case(case_id).version)


def test_the_new_case_counts_in_the_month_of_the_first(caseload, clock, case_id):
    """In what is counted since; what was sent comes out as it was."""
    period = {"first": MAY, "last": date(2021, 5, 31), "generated_on": date(2021, 8, 1)}
    sent, sent_at = caseload.report(**period), clock[0]
    clock[0] = datetime(2021, 9, 2, 12, tzinfo=UTC)
    new = caseload.split(case_id, on=date(2021, 9, 1), reason=SplitReason.SEPARATION, identity=NAMED)
    assert new.month == caseload.case(case_id).month
    assert len(caseload.cases(on=MAY)) == 2
    assert caseload.report(**period, noted_by=sent_at) == sent
    assert caseload.report(**period) != sent
