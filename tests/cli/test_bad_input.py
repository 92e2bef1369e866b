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
        (("nothing",), 2, "nothing"),
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
    assert "key-unavailable" in done.stderr
    assert "Zzexemplard" not in done.stdout + done.stderr
