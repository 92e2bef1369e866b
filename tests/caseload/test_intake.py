"""Taking lists in: what is new, what changes, what is left alone."""

import stat
from datetime import date

import pytest

import prevexp
from prevexp.domain.errors import NoLegalBasis
from prevexp.domain.errors import TransferRefused
from prevexp.domain.events import CaseListedAgain
from prevexp.domain.events import CaseReceived
from prevexp.domain.events import ReferenceAdded
from prevexp.domain.events import SameCaseProposed
from prevexp.domain.vocabulary import MatchReason
from prevexp.domain.vocabulary import Outcome
from prevexp.domain.vocabulary import Stage

MAY, JUNE = date(2021, 5, 4), date(2021, 6, 3)


def outcomes(intake):
    """Return what became of each row."""
    return [intake.outcome(row) for row in range(intake.rows_received)]


def test_the_same_list_twice_leaves_the_same_journal_head(caseload, write_list):
    """The same bytes, whatever the file is called and whenever it comes, change nothing and say so."""
    lines = [{}, {"id_dossier": "62-2021-2", "locataire_nom": "Autre"}]
    caseload.receive(write_list(*lines), received_on=MAY)
    head = caseload.verify()
    again = caseload.receive(write_list(*lines, name="renommee.csv"), received_on=JUNE)
    assert caseload.verify() == head
    assert again.repeated
    assert outcomes(again) == [Outcome.DUPLICATE, Outcome.DUPLICATE]
    assert "already-received" in again.notes


def test_the_same_rows_in_another_file_are_duplicates_and_write_no_event(caseload, write_list):
    """Another file that says nothing new adds nothing to the journal."""
    caseload.receive(write_list({}), received_on=MAY)
    head = caseload.verify()
    second = caseload.receive(write_list({"mois_transfert": "2021-06"}), received_on=JUNE)
    assert (outcomes(second), caseload.verify()) == ([Outcome.DUPLICATE], head)


def test_a_new_act_and_another_debt_update_the_case_field_by_field(caseload, write_list):
    """The columns that changed are named in the order of the transfer; an empty or not-known cell erases nothing."""
    first = caseload.receive(write_list({}), received_on=MAY)
    changed = {"mois_transfert": "2021-06", "stade_procedure": "assignation", "date_acte": "2021-06-01"}
    changed |= {"dette_locative_eur": "2000", "suivi_service_social": "sans_reponse", "locataire_telephone": ""}
    second = caseload.receive(write_list(changed), received_on=JUNE)
    row = next(second.rows_json())
    assert row["changed"] == ["stade_procedure", "date_acte", "dette_locative_eur"]
    assert row["same_case_as"] == {"file": first.file, "line": 2}
    (case,) = caseload.cases()
    assert (case.facts.stage, case.facts.arrears_cents, str(case.facts.answer)) == (
        Stage.ASSIGNATION,
        200_000,
        "non_suivi",
    )
    assert caseload.identity(case.case_id).phone.reveal() == "+33639981234"
    assert [type(event) for event in caseload.events(case.case_id)] == [CaseReceived, CaseListedAgain]


def test_a_row_may_update_a_case_that_an_earlier_row_of_the_file_made(caseload, write_list):
    """Commandement then assignation in one list: two rows, one case."""
    intake = caseload.receive(
        write_list({}, {"stade_procedure": "assignation", "date_acte": "2021-05-02"}), received_on=MAY
    )
    assert outcomes(intake) == [Outcome.ACCEPTED, Outcome.UPDATED]
    (case,) = caseload.cases()
    assert (case.version, case.facts.stage) == (2, Stage.ASSIGNATION)


def test_a_known_household_under_another_reference_is_one_case_with_two_references(caseload, write_list):
    """Full name and dwelling find the case; its new reference is written down and finds it too."""
    caseload.receive(write_list({}), received_on=MAY)
    other = {"id_dossier": "62-2021-99", "locataire_nom": "ZZEXEMPLARD", "adresse_voie": "1, r. du modele invente"}
    intake = caseload.receive(write_list(other), received_on=JUNE)
    assert next(intake.rows_json())["matched_by"] == "name-commune-address"
    (case,) = caseload.cases()
    assert case.references == ("62-2021-1", "62-2021-99")
    assert caseload.find("62-2021-99") == case.case_id
    assert isinstance(caseload.events(case.case_id)[-1], ReferenceAdded)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"locataire_nom": "Voisin", "locataire_prenom": "Luc"}, MatchReason.DWELLING_KNOWN),
        ({"adresse_voie": "9 rue d'Ailleurs"}, MatchReason.NAME_ELSEWHERE),
        ({"locataire_nom": "Mariee", "adresse_voie": "9 rue d'Ailleurs"}, MatchReason.CONTACT_SHARED),
    ],
)
def test_what_is_inexact_is_proposed_to_a_person_and_never_merged(caseload, write_list, other, reason):
    """Two cases, and an event that says which other case to look at and why."""
    caseload.receive(write_list({}), received_on=MAY)
    caseload.receive(write_list({"id_dossier": "62-2021-2"} | other), received_on=JUNE)
    first, second = sorted(caseload.cases(), key=lambda case: case.received_on)
    proposed = [event for event in caseload.events(second.case_id) if isinstance(event, SameCaseProposed)]
    assert [(event.other_case, event.reason) for event in proposed] == [(first.case_id, reason)]


@pytest.mark.parametrize("in_one_list", [True, False])
def test_rows_are_placed_alike_in_one_list_or_in_two(caseload, write_list, in_one_list):
    """A case listed without first name gets one; a third row with another is a co-tenant, whichever list it is in."""
    rows = [{"locataire_prenom": ""}, {}, {"locataire_nom": "Autre", "locataire_prenom": "Luc"}]
    lists = [rows] if in_one_list else [rows[:2], rows[2:]]
    taken = [caseload.receive(write_list(*lines), received_on=MAY) for lines in lists]
    assert [told for intake in taken for told in outcomes(intake)] == [
        Outcome.ACCEPTED,
        Outcome.UPDATED,
        Outcome.ACCEPTED,
    ]


def test_a_reference_used_for_somebody_else_is_rejected_and_stored_nowhere(caseload, write_list):
    """The same reference, another name, another dwelling: a fault, no case."""
    caseload.receive(write_list({}), received_on=MAY)
    stranger = {"locataire_nom": "Etranger", "adresse_voie": "9 rue d'Ailleurs"}
    intake = caseload.receive(write_list(stranger), received_on=JUNE)
    assert next(intake.rows_json())["faults"][0]["reason"] == "id-reused"
    assert (intake.ok, len(caseload.cases())) == (False, 1)


def test_a_reference_reused_is_the_only_fault_told_of_a_row_with_warnings(caseload, write_list):
    """What would have been a warning of a row taken is no fault of a row rejected (samples: `faults` only)."""
    caseload.receive(write_list({}), received_on=MAY)
    stranger = {
        "locataire_nom": "Etranger",
        "adresse_voie": "9 rue d'Ailleurs",
        "locataire_telephone": "06",
        "parc": "NC",
    }
    intake = caseload.receive(write_list(stranger), received_on=JUNE)
    told = [(fault["column"], fault["reason"]) for fault in next(intake.rows_json())["faults"]]
    assert told == [("id_dossier", "id-reused")]


def test_a_dry_run_answers_and_writes_nothing(caseload, write_list):
    """The counts are those of the real thing; the journal stays empty and the file may still be taken in."""
    path = write_list({}, {"id_dossier": "?"})
    tried = caseload.receive(path, received_on=MAY, dry_run=True)
    assert caseload.verify().count == 0
    real = caseload.receive(path, received_on=MAY)
    assert tried.counts == real.counts
    assert not real.repeated


def test_a_file_that_cannot_be_read_leaves_the_store_untouched(caseload, tmp_path, write_list):
    """A refused file raises and writes neither an event nor a receipt."""
    caseload.receive(write_list({}), received_on=MAY)
    head = caseload.verify()
    broken = tmp_path / "vide.csv"
    broken.write_bytes(b"")
    with pytest.raises(TransferRefused) as caught:
        caseload.receive(broken, received_on=JUNE)
    assert (caught.value.reason, caseload.verify()) == ("empty-file", head)


@pytest.mark.parametrize(
    ("day", "allowed"), [(date(2021, 3, 31), False), (date(2021, 4, 1), True), (date(2021, 4, 2), True)]
)
def test_a_list_is_received_only_where_a_basis_is_in_force(caseload, write_list, day, allowed):
    """Before the préfet selected the operator (1 April 2021, call C45) the list is refused.

    From that day it is taken.
    """
    path = write_list({"date_acte": "2021-03-01", "mois_transfert": "2021-03"})
    if allowed:
        assert caseload.receive(path, received_on=day).ok
    else:
        with pytest.raises(NoLegalBasis):
            caseload.receive(path, received_on=day)
        assert caseload.verify().count == 0


def test_rejects_can_be_corrected_and_sent_again(caseload, write_list, tmp_path):
    """The rejected rows come back in the sender's own columns.

    Once corrected they are taken, the added columns ignored.
    """
    intake = caseload.receive(write_list({}, {"id_dossier": "62-2021-2", "locataire_nom": ""}), received_on=MAY)
    rejects = tmp_path / "refus.csv"
    assert intake.write_rejects(rejects) == 1
    assert stat.S_IMODE(rejects.stat().st_mode) == 0o600
    text = rejects.read_text(encoding="utf-8-sig")
    assert "missing-required" in text
    corrected = tmp_path / "corrige.csv"
    header, row = text.splitlines()
    cells = row.split(";")
    cells[header.split(";").index("locataire_nom")] = "Corrige"
    corrected.write_text(f"{header}\r\n{';'.join(cells)}\r\n", encoding="utf-8-sig")
    again = caseload.receive(corrected, received_on=JUNE)
    assert outcomes(again) == [Outcome.ACCEPTED]


def test_nothing_that_names_somebody_is_in_the_database_files(tmp_path, write_list):
    """No name, phone, birth date or street of a list occurs as bytes in the database, its log, or the key's folder."""
    path = write_list({})
    store = tmp_path / "data"
    store.mkdir()
    with prevexp.open(f"sqlite:///{store / 'a.db'}", territory="62", key_file=tmp_path / "keys" / "k") as caseload:
        caseload.receive(path, received_on=MAY)
        held = b"".join(file.read_bytes() for file in store.iterdir())
    held += b"".join(file.read_bytes() for file in (*store.iterdir(), *(tmp_path / "keys").iterdir()))
    for text in ("Zzexemplard", "Camille", "639981234", "1980-02-29", "Modèle Inventé", "62-2021-1", "62041"):
        assert text.encode() not in held
        assert text.upper().encode() not in held


def test_more_known_cases_than_are_opened_at_once_are_each_answered_for(caseload, write_list):
    """Of 1,050 cases listed again every third has a new debt: those are updated, the others duplicates, in order."""
    first = [{"id_dossier": f"62-{n}", "locataire_nom": f"Nom{n}", "adresse_voie": f"{n} rue A"} for n in range(1050)]
    again = [line | ({"dette_locative_eur": f"{n + 2000}"} if n % 3 == 0 else {}) for n, line in enumerate(first)]
    caseload.receive(write_list(*first), received_on=MAY)
    june = caseload.receive(write_list(*reversed(again)), received_on=JUNE)
    expected = [Outcome.UPDATED if n % 3 == 0 else Outcome.DUPLICATE for n in reversed(range(1050))]
    assert outcomes(june) == expected
    owed = {case.reference: case.facts.arrears_cents for case in caseload.cases()}
    assert owed == {f"62-{n}": (n + 2000) * 100 if n % 3 == 0 else 156_050 for n in range(1050)}


def test_rejects_hold_what_was_found_before_and_after_matching(caseload, write_list, tmp_path):
    """A row without a name and a reference used for somebody else go back, each with its own cells."""
    stranger = {"locataire_nom": "Etranger", "adresse_voie": "9 rue d'Ailleurs"}
    other = {"id_dossier": "62-2021-2", "locataire_nom": "Autre"}
    lines = [{}, {"id_dossier": "62-2021-3", "locataire_nom": ""}, other, stranger]
    rejects = tmp_path / "refus.csv"
    assert caseload.receive(write_list(*lines), received_on=MAY).write_rejects(rejects) == 2
    _, nameless, reused = rejects.read_text(encoding="utf-8-sig").splitlines()
    assert ("62-2021-3" in nameless, "missing-required" in nameless) == (True, True)
    assert ("Etranger" in reused, "id-reused" in reused) == (True, True)
