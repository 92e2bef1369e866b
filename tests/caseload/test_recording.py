"""What people write down of a case, and what is refused."""

from datetime import date

import pytest

import prevexp
from prevexp.caseload import default_key_file
from prevexp.domain.errors import InvalidValue
from prevexp.domain.events import DepartureReported
from prevexp.domain.life_events import CaseClosed
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import SocialServicesAnswer

MAY = date(2021, 5, 4)


@pytest.fixture
def case_id(caseload, write_list):
    """Take one case in and return its id."""
    caseload.receive(write_list({}), received_on=MAY)
    return caseload.find("62-2021-1")


def closed(case_id, on):
    return CaseClosed(case_id=case_id, occurred_on=on, recorded_at=utc(2021, 5, 4), reason=ClosureReason.DEBT_CLEARED)


@pytest.mark.parametrize(("day", "allowed"), [(3, False), (4, True), (5, True)])
def test_work_begins_on_the_day_a_case_is_received(caseload, case_id, day, allowed):
    """A case is closed on the day it was received or later, never before."""
    event = closed(case_id, date(2021, 5, day))
    if allowed:
        assert caseload.record(case_id, event, expected_version=1).closed_on == event.occurred_on
    else:
        with pytest.raises(InvalidValue):
            caseload.record(case_id, event, expected_version=1)
        assert caseload.case(case_id).version == 1


def test_an_event_is_written_into_its_own_case(caseload, case_id):
    """An event that names another case is refused."""
    strange = DepartureReported(case_id="f" * 32, occurred_on=MAY, recorded_at=utc(2021, 5, 4))
    with pytest.raises(InvalidValue):
        caseload.record(case_id, strange, expected_version=1)
    assert caseload.case(case_id).version == 1


def test_a_case_is_received_through_a_transfer_only(caseload, case_id):
    """The first event of a case cannot be written a second time by hand."""
    (first,) = caseload.events(case_id)
    with pytest.raises(InvalidValue):
        caseload.record(case_id, first, expected_version=1)


def test_an_answer_of_a_partner_nobody_knows_names_those_there_are(caseload, case_id):
    """The error carries the slugs of the territory's partners; nothing is written."""
    with pytest.raises(InvalidValue) as refused:
        caseload.answer(case_id, partner="voisin", answer=SocialServicesAnswer.FOLLOWED, on=MAY)
    assert "caf" in refused.value.params["known"]
    assert caseload.case(case_id).version == 1


def test_a_household_without_a_first_name_has_one_initial(caseload, write_list):
    """The worklist shows as many initials as names are known, and the name of the commune."""
    caseload.receive(write_list({"locataire_prenom": ""}), received_on=MAY)
    caseload.allocate(on=MAY)
    (entry,) = caseload.worklist(on=MAY)
    assert (entry.initials, entry.commune) == ("Z.", "Arras")


def test_the_key_lies_where_the_environment_says_else_in_the_configuration(monkeypatch, tmp_path):
    """PREVEXP_KEY_FILE names the file; else the user's configuration folder holds it, never the folder of the store."""
    monkeypatch.setenv("PREVEXP_KEY_FILE", str(tmp_path / "named.key"))
    assert default_key_file() == tmp_path / "named.key"
    monkeypatch.delenv("PREVEXP_KEY_FILE")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert default_key_file() == tmp_path / "config" / "prevexp" / "master.key"
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_key_file() == tmp_path / ".config" / "prevexp" / "master.key"


def test_the_public_face_has_what_it_lists_and_says_what_it_lacks():
    """Every name of `__all__` is there; another one is an AttributeError that names it."""
    assert all(getattr(prevexp, name) is not None for name in prevexp.__all__)
    with pytest.raises(AttributeError, match="nowhere"):
        _ = prevexp.nowhere
