"""What leaves a store, through the facade: the case as it was on a day, the partners of the territory."""

from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

import prevexp
from prevexp.casework.commands import AuthoriseSharing
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import UnknownCase
from prevexp.domain.sharing import ContactResult
from prevexp.domain.sharing import Extract
from prevexp.domain.sharing import FileState
from prevexp.domain.sharing import SharingPurpose
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import ProofKind

MAY, TEN, NOW = date(2021, 5, 4), date(2021, 5, 10), datetime(2021, 8, 1, 12, tzinfo=UTC)


@pytest.fixture(params=["memory:", "sqlite"])
def caseload(request, tmp_path):
    store = "memory:" if request.param == "memory:" else f"sqlite:///{tmp_path / 'store.db'}"
    with prevexp.open(store, territory="62", key_file=tmp_path / "keys" / "k", now=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def case_id(caseload, write_list):
    """Take one case in; its household is met and agrees on 10 May."""
    caseload.receive(write_list({}), received_on=MAY)
    caseload.allocate(on=MAY)
    case_id = caseload.cases()[0].case_id
    met = {"channel": Channel.VISIT_PLANNED, "outcome": AttemptOutcome.MET, "place": Place.HOME}
    caseload.record_attempt(case_id, on=TEN, **met)
    caseload.give_agreement(case_id, on=TEN, proof=ProofKind.SIGNED_FORM)
    return case_id


def test_the_case_is_seen_as_it_was_on_the_day(caseload, case_id):
    """The day before the agreement, the result of the contact and no debt; on the day, the debt too."""
    before = caseload.view(case_id, partner="ccapex", purpose="instruction", on=date(2021, 5, 9))
    assert (before.state, before.facts) == (FileState.BEFORE_AGREEMENT, {})
    assert before.extracts[Extract.CONTACT_RESULT] is ContactResult.NOT_ATTEMPTED
    after = caseload.view(case_id, partner="ccapex", purpose=SharingPurpose.INSTRUCTION, on=TEN)
    assert (after.state, after.facts["facts"]["arrears_cents"]) == (FileState.AGREED, 156_050)
    assert after.extracts == {Extract.REFERENCE: "62-2021-1", Extract.CONTACT_RESULT: ContactResult.MET}


def test_a_partner_has_the_name_the_territory_gives_it(caseload, case_id):
    """The département's service is cd62 here; its name in the matrix names nobody, and it is told who there are."""
    found = caseload.view(case_id, partner="cd62", purpose="social_support", on=TEN)
    assert found.identity["surname"].reveal() == "Zzexemplard"
    with pytest.raises(InvalidValue) as refused:
        caseload.view(case_id, partner="conseil_departemental", purpose="social_support", on=TEN)
    assert {"cd62", "ccapex", "judge", "landlord"} <= set(refused.value.params["known"])
    assert {"autre", "health_professional"}.isdisjoint(refused.value.params["known"])


def test_the_household_can_authorise_whom_the_territory_asks_nothing(caseload, case_id):
    """The landlord, say: no partner that answers, but one that may be told something."""
    said = AuthoriseSharing(on=TEN, partner="landlord", groups=(FieldGroup.STEPS,), proof=ProofKind.SIGNED_FORM)
    caseload.do(case_id, said)
    found = caseload.view(case_id, partner="landlord", purpose="mediation", on=TEN)
    assert set(found.extracts) == {Extract.MEDIATION_OFFER, Extract.ACCEPTED_PLAN}
    assert (found.facts, found.identity) == ({}, {})


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"partner": "neighbour", "purpose": "care"}, InvalidValue),
        ({"partner": "ccapex", "purpose": "gossip"}, InvalidValue),
        ({"partner": "ccapex", "purpose": "instruction", "on": date(2021, 5, 3)}, UnknownCase),
    ],
)
def test_what_does_not_exist_is_refused(caseload, case_id, asked, error):
    """A partner, a purpose, a case that was not there yet."""
    with pytest.raises(error):
        caseload.view(case_id, **{"on": TEN} | asked)
