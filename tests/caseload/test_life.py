"""Closing, opening again, handing over, comparing and correcting through the facade and both stores."""

import json
from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

import prevexp
from prevexp.casework.commands import AuthoriseSharing
from prevexp.casework.life.commands import CloseCase
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import UnknownCase
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.life import CorrectionReason
from prevexp.domain.life import ReopeningReason
from prevexp.domain.life_events import EntryCorrected
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import MatchReason
from prevexp.domain.vocabulary import ProofKind
from prevexp.render.telling import intake_text
from prevexp.storage.port import CaseStatus

MAY, TEN, JUNE, JULY = date(2021, 5, 4), date(2021, 5, 10), date(2021, 6, 3), date(2021, 7, 5)
NOON = datetime(2021, 8, 1, 12, tzinfo=UTC)
LOST = {"reason": ClosureReason.LOST, "outcome": ClosureOutcome.NOT_KNOWN}
ELSEWHERE = {"id_dossier": "62-2021-2", "locataire_nom": "Zzexemplard", "adresse_voie": "9 place Inventée"}
NEIGHBOUR = {"id_dossier": "62-2021-2", "locataire_nom": "Zzautre", "locataire_prenom": "Dominique"}


class Clock:
    """Says an instant that the test sets."""

    def __init__(self):
        self.instant = NOON

    def __call__(self):
        return self.instant


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(params=["memory:", "sqlite"])
def caseload(request, tmp_path, clock):
    """Open a caseload of territory 62 in the summer of 2021."""
    store = "memory:" if request.param == "memory:" else f"sqlite:///{tmp_path / 'store.db'}"
    with prevexp.open(store, territory="62", key_file=tmp_path / "keys" / "master.key", now=clock) as opened:
        yield opened


@pytest.fixture
def case_id(caseload, write_list):
    """Take one case in and give it to the team."""
    caseload.receive(write_list({}), received_on=MAY)
    caseload.allocate(on=MAY)
    return caseload.cases()[0].case_id


@pytest.fixture
def two(caseload, write_list, case_id):
    """Take in a second case that may be the first: the same full name at another address."""
    caseload.receive(write_list(ELSEWHERE), received_on=JUNE)
    caseload.allocate(on=JUNE)
    return case_id, caseload.find("62-2021-2")


def status(caseload, case_id):
    """Return the word under which the store finds a case."""
    return caseload.records.store.summaries([case_id])[case_id].status


def test_the_store_follows_what_holds_at_the_end_of_what_is_known(caseload, case_id):
    """Allocated, closed, allocated again, and so after a correction and after late notes."""
    caseload.close_case(case_id, on=TEN, **LOST)
    assert status(caseload, case_id) is CaseStatus.CLOSED
    caseload.reopen_case(case_id, on=JUNE, reason=ReopeningReason.CAME_BACK)
    assert status(caseload, case_id) is CaseStatus.ALLOCATED
    caseload.correct_entry(case_id, on=JULY, entry=4, reason=CorrectionReason.NEVER_HAPPENED)
    assert status(caseload, case_id) is CaseStatus.CLOSED
    caseload.correct_entry(case_id, on=JULY, entry=3, reason=CorrectionReason.NEVER_HAPPENED)
    assert status(caseload, case_id) is CaseStatus.ALLOCATED
    caseload.correct_entry(case_id, on=JULY, entry=2, reason=CorrectionReason.NEVER_HAPPENED)
    assert status(caseload, case_id) is CaseStatus.WAITING
    assert len(caseload.allocate(on=JULY).plan.allocated) == 1
    assert status(caseload, case_id) is CaseStatus.ALLOCATED


def test_what_the_facade_gives_back_is_what_the_store_holds(caseload, case_id):
    """After a closure, a transfer, a correction."""
    other = "social-1" if caseload.case(case_id).allocation.social_worker != "social-1" else "social-2"
    assert caseload.transfer_case(case_id, on=TEN, social_worker=other) == caseload.case(case_id)
    assert caseload.close_case(case_id, on=JUNE, **LOST) == caseload.case(case_id)
    said = {"entry": 3, "reason": CorrectionReason.WRONG_DAY}
    assert caseload.correct_entry(case_id, on=JULY, **said) == caseload.case(case_id)
    assert caseload.case(case_id).handovers == ()


def test_a_closed_case_leaves_screening_and_worklist_and_comes_back(caseload, case_id):
    """From the day of its closure to the day before its reopening."""
    caseload.close_case(case_id, on=TEN, **LOST)
    caseload.reopen_case(case_id, on=JUNE, reason=ReopeningReason.CAME_BACK)
    days = [date(2021, 5, 9), TEN, date(2021, 6, 2), JUNE]
    assert [len(caseload.screen(on=day)) for day in days] == [1, 0, 0, 1]
    assert [len(caseload.worklist(on=day)) for day in days] == [1, 0, 0, 1]


def test_a_transfer_is_to_a_worker_of_the_same_profession(caseload, case_id):
    """Of the territory's team; the worklist of each follows."""
    for wrong in ({"social_worker": "legal-1"}, {"legal_worker": "social-1"}, {"social_worker": "social-99"}):
        with pytest.raises(InvalidValue):
            caseload.transfer_case(case_id, on=TEN, **wrong)
    before = caseload.case(case_id).allocation.social_worker
    new = "social-2" if before != "social-2" else "social-3"
    caseload.transfer_case(case_id, on=TEN, social_worker=new, overlap_until=date(2021, 5, 12))
    days = [date(2021, 5, 9), TEN, date(2021, 5, 12), date(2021, 5, 13)]
    assert [len(caseload.worklist(on=day, worker=before)) for day in days] == [1, 1, 1, 0]
    assert [len(caseload.worklist(on=day, worker=new)) for day in days] == [0, 1, 1, 1]


def test_a_list_that_names_a_closed_case_says_so_and_opens_nothing(caseload, write_list, case_id):
    """Something new of it: a warning for a person; nothing new: not even that."""
    caseload.close_case(case_id, on=TEN, **LOST)
    unchanged = caseload.receive(write_list({}), received_on=JUNE)
    assert not any(row.get("warnings") for row in unchanged.rows_json())
    changed = caseload.receive(write_list({"date_acte": "2021-06-20"}), received_on=JULY)
    assert [[one["reason"] for one in row["warnings"]] for row in changed.rows_json()] == [["case-closed"]]
    assert "case-closed" in intake_text(changed)
    assert caseload.case(case_id).closed_on == TEN
    assert caseload.worklist(on=JULY) == ()


def test_cases_told_apart_are_not_proposed_again(caseload, write_list, two):
    """The same lists once more, and new acts, raise no question."""
    first, second = two
    assert [one.reason for one in caseload.case(second).proposals] == [MatchReason.NAME_ELSEWHERE]
    caseload.decide_same_case(second, on=JUNE, other_case=first, same=False)
    caseload.receive(write_list({"date_acte": "2021-06-20"}, ELSEWHERE | {"date_acte": "2021-06-21"}), received_on=JULY)
    for case_id in two:
        case = caseload.case(case_id)
        assert case.closed_on is None
        assert [one.kept_case for one in case.same_cases] == [None]
    assert len(caseload.case(first).proposals) + len(caseload.case(second).proposals) == 1


def test_the_references_of_a_duplicate_lead_to_the_case_that_goes_on(caseload, write_list, two):
    """In `find` and in later lists: whatever address the list still has."""
    first, second = two
    caseload.decide_same_case(first, on=JUNE, other_case=second, same=True)
    assert caseload.find("62-2021-2") == caseload.find("62-2021-1") == first
    assert caseload.find(second) == second
    counts = caseload.receive(write_list(ELSEWHERE | {"date_acte": "2021-06-21"}), received_on=JULY).counts
    assert {str(one): number for one, number in counts.items() if number} == {"updated": 1}
    assert caseload.case(first).facts.act_on == date(2021, 6, 21)
    assert caseload.case(first).references == ("62-2021-1", "62-2021-2")
    assert caseload.case(second).facts.act_on == date(2021, 4, 12)
    assert len(caseload.cases()) == 2


def test_both_cases_are_written_in_one_batch_or_neither(caseload, two):
    """The journal has three entries more, and a refusal none."""
    first, second = two
    before = caseload.verify().count
    assert isinstance(caseload.decide_same_case(first, on=JUNE, other_case=first, same=True), Refusal)
    with pytest.raises(UnknownCase):
        caseload.decide_same_case(first, on=JUNE, other_case="0" * 32, same=True)
    assert caseload.verify().count == before
    after = caseload.decide_same_case(first, on=JUNE, other_case=second, same=True)
    assert after == caseload.case(first)
    assert caseload.verify().count == before + 3
    assert status(caseload, second) is CaseStatus.CLOSED


def test_a_duplicate_opened_again_has_its_references_back(caseload, two):
    """The decision is undone by an entry, and the index needs none."""
    first, second = two
    caseload.decide_same_case(first, on=JUNE, other_case=second, same=True)
    caseload.reopen_case(second, on=JULY, reason=ReopeningReason.CLOSED_BY_MISTAKE)
    assert caseload.find("62-2021-2") == second


def test_a_chain_of_duplicates_leads_to_its_end(caseload, write_list, two):
    """The second is the first, and the first is the third."""
    first, second = two
    caseload.receive(
        write_list(ELSEWHERE | {"id_dossier": "62-2021-3", "adresse_voie": "3 rue Autre"}), received_on=JULY
    )
    third = caseload.find("62-2021-3")
    caseload.decide_same_case(first, on=JULY, other_case=second, same=True)
    caseload.decide_same_case(third, on=JULY, other_case=first, same=True)
    assert {caseload.find(f"62-2021-{number}") for number in (1, 2, 3)} == {third}


def test_references_of_a_duplicate_lead_nowhere_once_the_kept_case_is_erased(caseload, write_list, two):
    """They find the closed case itself, and a later list is taken in."""
    first, second = two
    caseload.decide_same_case(first, on=JUNE, other_case=second, same=True)
    caseload.records.erase(caseload.case(first).household_id)
    assert caseload.find("62-2021-2") == second
    caseload.receive(write_list(ELSEWHERE | {"date_acte": "2021-06-21"}), received_on=JULY)
    assert caseload.case(second).facts.act_on == date(2021, 6, 21)


def test_a_struck_entry_is_shown_as_struck(caseload, case_id):
    """Under its number, and no reader that replays sees its effect."""
    caseload.record_attempt(case_id, on=TEN, channel=Channel.PHONE, outcome=AttemptOutcome.REFUSED)
    assert caseload.worklist(on=JUNE) == ()
    caseload.correct_entry(case_id, on=TEN, entry=3, reason=CorrectionReason.OTHER_CASE)
    assert [one.case_id for one in caseload.worklist(on=JUNE)] == [case_id]
    assert [case.attempts for case in caseload.cases()] == [()]
    assert caseload.explain(case_id, on=JUNE).events[2].number == 3
    assert [one.number for one in caseload.entries(case_id)] == [1, 2, 3, 4]
    assert [one.number for one in caseload.entries(case_id, on=MAY)] == [1, 2]
    json.dumps(caseload.explain(case_id, on=JUNE).to_json())


def test_a_correction_that_would_leave_a_fact_without_agreement_writes_nothing(caseload, case_id):
    """The refusal names the entry that rests on it."""
    caseload.give_agreement(case_id, on=TEN, proof=ProofKind.SIGNED_FORM)
    sharing = AuthoriseSharing(on=TEN, partner="caf", groups=(FieldGroup.STEPS,), proof=ProofKind.SIGNED_FORM)
    before = caseload.do(case_id, sharing)
    refused = caseload.correct_entry(case_id, on=TEN, entry=3, reason=CorrectionReason.OTHER_CASE)
    assert (refused.code, refused.params["resting"]) == (RefusalCode.SOMETHING_RESTS_ON_IT, "4")
    assert caseload.case(case_id) == before


def test_a_correction_is_not_written_past_its_command(caseload, case_id):
    """`record` cannot look at what rests on the entry."""
    said = {"case_id": case_id, "occurred_on": TEN, "recorded_at": NOON}
    event = EntryCorrected(**said, entry=2, reason=CorrectionReason.WRONG_DAY)
    with pytest.raises(InvalidValue, match="command"):
        caseload.record(case_id, event, expected_version=2)


def test_a_bilan_comes_out_as_it_was_sent(caseload, clock, case_id):
    """Counted without what was written down later; counted as known today, it is right."""
    clock.instant = datetime(2021, 8, 2, 12, tzinfo=UTC)
    caseload.do(case_id, CloseCase(on=TEN, **LOST))
    period = {"first": MAY, "last": date(2021, 5, 31), "generated_on": date(2021, 8, 2)}
    sent, sent_at = caseload.report(**period), clock.instant
    clock.instant = datetime(2021, 9, 2, 12, tzinfo=UTC)
    caseload.correct_entry(case_id, on=date(2021, 9, 2), entry=3, reason=CorrectionReason.OTHER_CASE)
    assert caseload.report(**period, noted_by=sent_at) == sent
    assert caseload.cases(on=date(2021, 5, 31))[0].closed_on is None
    assert caseload.cases(on=date(2021, 5, 31), noted_by=sent_at)[0].closed_on == TEN
