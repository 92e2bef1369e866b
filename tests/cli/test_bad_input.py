"""Files that are no lists: a French error with a code and a remedy, nothing stored, in bounded time."""

import json
import zipfile

import pytest

HEADER = "id_dossier,mois_transfert,locataire_nom,adresse_voie,adresse_commune_insee"
SHORT = HEADER.replace(",adresse_voie", "")
ROW = "62-2021-1,2021-05,Zzexemplard,1 rue du Modele,62041"


def bomb(path):
    """Write a small archive that would unpack to 100 MB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(100_000_000))


BAD = {
    "empty.csv": (lambda path: path.write_bytes(b""), "empty-file"),
    "header.csv": (lambda path: path.write_text(f"{HEADER}\n"), "no-rows"),
    "missing.csv": (lambda path: path.write_text(f"{SHORT}\n{ROW}\n"), "missing-column"),
    "doubled.csv": (lambda path: path.write_text(f"{HEADER},nom\n{ROW},b\n"), "duplicate-column"),
    "quote.csv": (
        lambda path: path.write_text(f'{HEADER}\n62-2021-2,2021-05,"Zzexemplard,1 rue\n{ROW}\n'),
        "unclosed-quote",
    ),
    "workbook.xlsx": (lambda path: path.write_text(f"{HEADER}\n{ROW}\n"), "not-a-workbook"),
    "bomb.xlsx": (bomb, "archive-too-large"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_list_is_refused_whole(prevexp, tmp_path, name):
    """Exit code 3, the documented JSON with its reason, and an empty journal."""
    write, reason = BAD[name]
    write(tmp_path / name)
    done = prevexp("intake", name, "--received-on", "2021-05-04", "--json")
    assert done.returncode == 3
    refused = json.loads(done.stdout)
    assert (refused["file"], refused["error"]["reason"]) == (name, reason)
    assert refused["error"]["message"]
    assert json.loads(prevexp("verify", "--json").stdout)["count"] == 0


def test_a_refusal_is_told_in_french_with_code_and_remedy(prevexp_process, tmp_path):
    """On the terminal: the code in brackets, what is wrong, what to do; nothing on stdout, no traceback."""
    (tmp_path / "vide.csv").write_bytes(b"")
    done = prevexp_process("intake", "vide.csv", "--received-on", "2021-05-04")
    assert (done.returncode, done.stdout) == (3, "")
    assert "[empty-file]" in done.stderr
    assert "Le fichier est vide" in done.stderr
    assert "À faire : " in done.stderr
    assert "Traceback" not in done.stderr


def test_three_hundred_columns_are_refused_and_a_damaged_row_is_only_a_row(prevexp, tmp_path):
    """A table too wide is no list; a NUL, a formula or a huge cell costs its row only, and no value is shown."""
    wide = ",".join([HEADER, *(f"colonne {number}" for number in range(295))])
    (tmp_path / "wide.csv").write_text(f"{wide}\n{ROW}\n")
    assert prevexp("intake", "wide.csv", "--received-on", "2021-05-04").returncode == 3
    bad = [
        ROW.replace("Zzexemplard", value).replace("2021-1", f"2021-{n}")
        for n, value in enumerate(("A\0B", "=1+1", "x" * 20_000), 2)
    ]
    (tmp_path / "rows.csv").write_text("\n".join([HEADER, ROW, *bad, ""]))
    done = prevexp("intake", "rows.csv", "--received-on", "2021-05-04", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert [row["faults"][0]["reason"] for row in found["rows"][1:]] == [
        "unreadable-cell",
        "formula-cell",
        "cell-too-long",
    ]
    assert "Zzexemplard" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("intake", "absent.csv", "--received-on", "2021-05-04"), 3, "file-unreadable"),
        (("intake", "absent.csv", "--received-on", "04/05/2021"), 2, "AAAA-MM-JJ"),
        (("screen", "--territory", "404"), 4, "unknown-territory"),
        (("screen", "--store", "ftp://x"), 3, "store-unavailable"),
        (("explain", "62-2021-404"), 3, "unknown-case"),
        (("report", "--from", "2021-05-02", "--to", "2021-05-01", "-o", "b.html"), 2, "--to"),
        (("report", "--from", "2021-01-01", "--to", "2100-12-31", "-o", "b.html"), 2, "10 ans au plus"),
        (("verify", "--anchor", "x"), 2, "nombre:empreinte"),
        (("worklist", "--worker", "nobody"), 3, "social-1"),
        (("worklist", "--on", "9999-12-31"), 2, "la dernière est 2100"),
        (("worklist", "--silent-since", "0"), 2, "un nombre entier est attendu, 1 au moins"),
        (("plan-rounds", "--worker", "social-1", "--days", "99"), 2, "un nombre entier est attendu, de 1 à 60"),
        (("record", "--file", "nowhere.jsonl"), 2, "un fichier qui existe est attendu"),
        (("nothing",), 2, "Commande inconnue ; il y a demo, intake"),
        (("--nothing",), 2, "Option inconnue : --nothing"),
        (("intake", "list.csv"), 2, "Il manque --received-on."),
        (("intake", "--received-on", "2021-05-04"), 2, "Il manque FILE."),
        (("intake", "a.csv", "b.csv", "--received-on", "2021-05-04"), 2, "argument de trop"),
        (("intake", "a.csv", "--received-on"), 2, "--received-on : une valeur manque"),
        (("intake", "a.csv", "--received-on", "2021-05-04", "--rejects", "."), 2, "un fichier est attendu"),
        (("intake", "a.csv", "--recieved-on", "2021-05-04"), 2, "Peut-être --received-on ?"),
        (("answer", "62-1", "caf", "maybe"), 2, "suivi, non_suivi, inconnu_du_service, sans_reponse"),
    ],
)
def test_exit_codes_are_those_documented(prevexp, arguments, code, said):
    """2 usage, 3 data, 4 plugin or pack; the message says which."""
    done = prevexp(*arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_no_message_names_anybody_when_the_program_itself_fails(prevexp, tmp_path):
    """A key that is not the store's: told as such, and no name of the list anywhere."""
    (tmp_path / "list.csv").write_text(f"{HEADER}\n{ROW}\n")
    assert prevexp("intake", "list.csv", "--received-on", "2021-05-04").returncode == 0
    other = tmp_path / "keys" / "master.key"
    other.write_text("00" * 32 + "\n")
    done = prevexp("screen", "--on", "2021-05-04")
    assert done.returncode == 3
    assert "key-wrong" in done.stderr
    assert "Zzexemplard" not in done.stdout + done.stderr


def test_rejects_that_cannot_be_written_are_said_before_the_list_is_taken(prevexp, tmp_path):
    """Exit code 3 means that nothing was stored; the message names the file asked for, not one of ours."""
    (tmp_path / "list.csv").write_text(f"{HEADER}\n{ROW}\n")
    target = tmp_path / "nowhere" / "rejects.csv"
    done = prevexp("intake", "list.csv", "--received-on", "2021-05-04", "--rejects", target)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"{target}\n" in done.stderr
    assert json.loads(prevexp("verify", "--json").stdout)["count"] == 0


def test_a_list_received_on_no_legal_basis_is_refused_in_json_too(prevexp, tmp_path):
    """A program that reads the answer finds the same shape as for a file that cannot be read."""
    (tmp_path / "list.csv").write_text(f"{HEADER}\n{ROW}\n")
    done = prevexp("intake", "list.csv", "--received-on", "2021-03-31", "--json")
    refused = json.loads(done.stdout)
    assert (done.returncode, refused["file"], refused["error"]["reason"]) == (3, "list.csv", "no-legal-basis")


@pytest.mark.parametrize(
    "table", ["{", "[]", '{"headers": 3}', '{"values": {"parc": {"prive": 3}}}', '{"months": {"mai": ["mai"]}}']
)
def test_an_alias_table_of_another_form_is_refused_with_its_own_remedy(prevexp, tmp_path, table):
    """It is the table that is to be corrected, not the list that is to be sent again."""
    (tmp_path / "list.csv").write_text(f"{HEADER}\n{ROW}\n")
    (tmp_path / "words.json").write_text(table)
    done = prevexp("intake", "list.csv", "--received-on", "2021-05-04", "--aliases", "words.json")
    assert done.returncode == 3
    assert "[aliases-invalid] words.json" in done.stderr
    assert "Corriger la table d’alias" in done.stderr


def test_a_store_that_was_not_there_is_said_to_be_new_and_empty(prevexp):
    """Of a mistyped address the screening would be empty for no reason told; the second time it is there."""
    told = [prevexp("screen", "--store", "sqlite:///mistyped.db", "--on", "2021-05-04").stderr for _ in range(2)]
    assert ["une base vide est créée" in text for text in told] == [True, False]


def test_a_file_one_may_not_read_is_refused_as_one_that_cannot_be_read(prevexp, tmp_path):
    """Exit code 3 and the documented answer, not a mistyped command; root may read everything."""
    (tmp_path / "closed.csv").write_text(f"{HEADER}\n{ROW}\n")
    (tmp_path / "closed.csv").chmod(0)
    done = prevexp("intake", "closed.csv", "--received-on", "2021-05-04", "--json")
    if done.returncode == 0:
        pytest.skip("this user may read every file")
    assert (done.returncode, json.loads(done.stdout)["error"]["reason"]) == (3, "file-unreadable")


def test_a_list_is_received_up_to_the_last_year_in_which_days_are_counted(prevexp, tmp_path):
    """A case received on the last day of the calendar would break every computation that starts there."""
    (tmp_path / "list.csv").write_text(f"{HEADER}\n{ROW}\n")
    assert prevexp("intake", "list.csv", "--received-on", "9999-12-31").returncode == 2
    assert prevexp("intake", "list.csv", "--received-on", "2100-12-31").returncode == 0
    assert prevexp("worklist", "--on", "2100-12-31").returncode == 0


def test_a_partner_nobody_knows_is_answered_with_those_there_are(prevexp, tmp_path):
    """The choice is the territory's, so the message gives it."""
    (tmp_path / "list.csv").write_text(f"{HEADER}\n{ROW}\n")
    prevexp("intake", "list.csv", "--received-on", "2021-05-04")
    done = prevexp("answer", "62-2021-1", "nobody", "suivi", "--on", "2021-05-05")
    assert done.returncode == 3
    assert "caf" in done.stderr
