"""The access journal and the anchors on the command line."""

import json
import shutil

import pytest

INTAKE = ("intake", "liste.csv", "--received-on", "2021-05-04")
CASE = "62-2021-1"
LINE = {
    "id_dossier": CASE,
    "mois_transfert": "2021-05",
    "stade_procedure": "commandement_de_payer",
    "date_acte": "2021-04-12",
    "parc": "prive",
    "locataire_nom": "Zzexemplard",
    "locataire_prenom": "Camille",
    "locataire_date_naissance": "1980-02-29",
    "locataire_telephone": "+33639981234",
    "adresse_voie": "1 rue du Modèle Inventé",
    "adresse_code_postal": "62000",
    "adresse_commune_insee": "62041",
    "dette_locative_eur": "1560.50",
    "suivi_service_social": "non_suivi",
    "source_suivi": "caf",
    "information_rgpd": "oui",
}
SHARE = ("share", CASE, "ccapex", "--purpose", "instruction", "--on", "2021-05-10")


@pytest.fixture(scope="module")
def made(tmp_path_factory, run_in):
    """A folder with a store of one case that was shown once, by w1."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "liste.csv").write_text(f"{','.join(LINE)}\n{','.join(LINE.values())}\n", encoding="utf-8")
    prevexp = run_in(folder)
    assert prevexp(*INTAKE).returncode == 0
    assert prevexp("--actor", "w1", *SHARE).returncode == 0
    return folder


@pytest.fixture
def office(made, tmp_path, run_in):
    """The same, in a folder of the test's own."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return run_in(tmp_path)


def lines_of(prevexp, *arguments):
    return json.loads(prevexp("access", "list", "--json", *arguments).stdout)


def test_who_was_handed_what_is_listed(office):
    """Number, instant, actor, what, for whom, why, which groups, on which ground; no name, at most 80 columns."""
    office(*SHARE, env={"PREVEXP_ACTOR": "w2"})
    first, second = lines_of(office)
    assert (first["actor"], first["action"], first["partner"], first["number"]) == ("w1", "shared", "ccapex", 1)
    assert (second["actor"], second["number"]) == ("w2", 2)
    shown = office("access", "list").stdout
    assert "vue d’un partenaire donnée" in shown
    assert "Zzexemplard" not in shown
    assert all(len(row) <= 80 for row in shown.splitlines())


def test_lines_are_asked_for_by_case_month_and_person(office):
    """A case by its reference or its id, which holds for an erased one too."""
    (line,) = lines_of(office)
    assert lines_of(office, "--case", CASE) == lines_of(office, "--case", line["case"]) == [line]
    assert lines_of(office, "--month", line["month"], "--actor", "w1") == [line]
    assert lines_of(office, "--month", "2020-01") == lines_of(office, "--actor", "w9") == []
    assert lines_of(office, "--case", "0" * 32) == []
    assert office("access", "list", "--actor", "w9").stdout == "Aucune ligne.\n"


def test_what_a_person_looks_at_is_noted_and_what_the_team_does_is_not(office):
    """Noting, listing and explaining a case without sensitive data write no line."""
    for command in (
        ("contact", CASE, "letter", "no_answer", "--on", "2021-05-10"),
        ("case", "show", CASE, "--on", "2021-05-10"),
        ("explain", CASE, "--on", "2021-05-10"),
        ("worklist", "--on", "2021-05-10"),
        ("history", CASE),
    ):
        office(*command)
    assert len(lines_of(office)) == 1


def test_an_anchor_file_fits_the_store_it_was_taken_of(office, tmp_path):
    """Written whole for its owner only; it fits, and goes on fitting after further lines; another one does not."""
    assert office("journal", "anchor", "ancre.json", "--on", "2021-05-31").returncode == 0
    anchor = json.loads((tmp_path / "ancre.json").read_text())
    assert (anchor["day"], anchor["journal"]["count"], anchor["access"]["count"]) == ("2021-05-31", 1, 1)
    assert (tmp_path / "ancre.json").stat().st_mode & 0o777 == 0o600
    office(*SHARE)
    verified = office("journal", "verify", "--anchor", "ancre.json")
    assert (verified.returncode, verified.stderr) == (0, "")
    assert "Journal des accès intact" in verified.stdout
    assert office("access", "verify", "--anchor", "ancre.json").returncode == 0
    anchor["access"]["count"] = 3
    (tmp_path / "fausse.json").write_text(json.dumps(anchor))
    wrong = office("journal", "verify", "--anchor", "fausse.json")
    assert (wrong.returncode, wrong.stdout) == (3, "")
    assert (
        f"journal des accès, rang {anchor['access']['month']}/3 ; attendu là : la ligne que dit l’ancre" in wrong.stderr
    )


@pytest.mark.parametrize("name", ["liste.csv", "nulle-part.json", "ancre.bin"])
def test_what_is_no_anchor_is_told(office, tmp_path, name):
    """A file of something else, or none."""
    (tmp_path / "ancre.bin").write_bytes(b"\xff\xfe")
    assert office("journal", "verify", "--anchor", name).returncode in {2, 3}


def test_verify_is_the_short_name_of_journal_verify(office):
    """Both print the same; who gave no anchor is told what that leaves open."""
    assert office("verify").stdout == office("journal", "verify").stdout
    assert "Sans ancre" in office("verify").stdout
    told = json.loads(office("verify", "--json").stdout)
    assert (told["count"], told["access"]["lines"], told["access"]["gone"]) == (1, 1, [])


def test_the_journals_are_verified_without_the_key(office):
    """Who verifies can read nothing."""
    assert office("journal", "verify", env={"PREVEXP_KEY_FILE": "nulle-part"}).returncode == 0
    assert office("journal", "anchor", "a.json", env={"PREVEXP_KEY_FILE": "nulle-part"}).returncode == 0


def test_the_export_is_clear_and_names_nobody(office, tmp_path):
    """One object a line, for its owner only; the export is its last line."""
    office("--actor", "dpo", "access", "export", "acces.jsonl")
    found = [json.loads(line) for line in (tmp_path / "acces.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(one["actor"], one["action"]) for one in found] == [("w1", "shared"), ("dpo", "exported")]
    assert "Zzexemplard" not in (tmp_path / "acces.jsonl").read_text(encoding="utf-8")
    assert (tmp_path / "acces.jsonl").stat().st_mode & 0o777 == 0o600


def test_lines_that_are_too_old_are_a_finding(office):
    """Nothing is too old today, and nothing goes; of a day to come nothing goes either, it is only told."""
    (line,) = lines_of(office)
    year = int(line["month"][:4]) + 2
    assert office("access", "verify").returncode == 0
    assert office("access", "forget").stderr == "Rien à effacer.\n"
    overdue = office("access", "verify", "--on", f"{year}-01-01")
    assert overdue.returncode == 1
    assert line["month"] in overdue.stderr
    assert line["month"] in office("access", "forget", "--on", f"{year}-01-01", "--dry-run").stderr
    assert office("access", "forget", "--on", f"{year}-01-01").returncode == 3
    assert lines_of(office) == [line]


def test_an_actor_is_no_name(office):
    """A name is refused and not repeated."""
    refused = office("--actor", "Jean Dupont", "access", "list")
    assert (refused.returncode, refused.stdout) == (3, "")
    assert "Dupont" not in refused.stderr
