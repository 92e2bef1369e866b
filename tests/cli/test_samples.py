"""The sample transfers of a secretariat, through the command line: every row against its expected result."""

import json
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[1] / "samples"
FILES = ("transfer_62_2021-05.csv", "transfer_62_2021-06_excel.csv", "transfer_62_2021-07.xlsx")
PERSONAL = (
    "bailleur_nom",
    "locataire_nom",
    "locataire_prenom",
    "locataire_date_naissance",
    "locataire_telephone",
    "locataire_courriel",
    "adresse_voie",
)


def expected_of(name):
    """Read what intake must answer for a sample."""
    return json.loads((SAMPLES / f"{name.rsplit('.', 1)[0]}.expected.json").read_text(encoding="utf-8"))


def take_in(prevexp, name, *more):
    """Take a sample in through the command line and return the process and its JSON."""
    received_on = expected_of(name)["received_on"]
    done = prevexp(
        "intake", SAMPLES / name, "--received-on", received_on, "--aliases", SAMPLES / "aliases.json", "--json", *more
    )
    return done, json.loads(done.stdout)


def slugs(found):
    """Return findings as a set of column and reason."""
    return {(one["column"], one["reason"]) for one in found}


@pytest.fixture(scope="module")
def results(shared_prevexp):
    """Take the three months in, in order; return name -> (process, JSON)."""
    return {name: take_in(shared_prevexp, name, "--with-identities") for name in FILES}


def test_every_row_of_the_samples_gets_its_expected_result(results):
    """Outcome, faults, warnings, verdict, reasons, checks, changes, matches, values are those expected, row by row."""
    for name, (_, got) in results.items():
        expected = expected_of(name)
        rows = {row["line"]: row for row in got["rows"]}
        assert len(rows) == len(expected["rows"])
        for wanted in expected["rows"]:
            row = rows[wanted["line"]]
            where = f"{name}:{wanted['line']}"
            assert row["outcome"] == wanted["outcome"], where
            assert slugs(row.get("faults", ())) == slugs(wanted.get("faults", ())), where
            assert slugs(row.get("warnings", ())) >= slugs(wanted.get("warnings", ())), where
            for key in ("record", "verdict", "changed", "matched_by", "same_case_as", "values"):
                assert row.get(key) == wanted.get(key), f"{where} {key}"
            assert set(row.get("reasons", ())) == set(wanted.get("reasons", ())), where
            assert (wanted.get("checks") or {}).items() <= (row.get("checks") or {}).items(), where


def test_counts_notes_and_lists_of_the_samples_are_the_expected_ones(results):
    """What was tolerated, the counts and the lists of stages stand in the JSON as documented."""
    for name, (_, got) in results.items():
        expected = expected_of(name)
        for key in ("file", "received_on", "screening", "file_notes", "counts"):
            assert got[key] == expected[key], f"{name} {key}"


def test_the_exit_code_says_that_rows_were_rejected(results):
    """1: rows rejected; the samples all have some."""
    assert [done.returncode for done, _ in results.values()] == [1, 1, 1]


def test_without_identities_the_json_names_nobody(prevexp):
    """Names, contacts, streets and landlords are left out unless asked for."""
    done, got = take_in(prevexp, FILES[0])
    expected = expected_of(FILES[0])
    assert all(not set(PERSONAL) & set(row.get("values", ())) for row in got["rows"])
    names = {row["values"][column] for row in expected["rows"] if "values" in row for column in PERSONAL}
    assert not [name for name in names if name and len(name) > 3 and name in done.stdout + done.stderr]


def test_the_same_file_twice_changes_nothing_and_says_so(prevexp):
    """The journal has the same head after the second time, and every row not rejected is a duplicate."""
    take_in(prevexp, FILES[0])
    head = prevexp("verify", "--json").stdout
    _, again = take_in(prevexp, FILES[0])
    assert prevexp("verify", "--json").stdout == head
    assert "already-received" in again["file_notes"]
    assert again["counts"]["outcome"] == {"accepted": 0, "updated": 0, "duplicate": 175, "rejected": 5}


def test_a_dry_run_says_everything_and_writes_nothing(prevexp):
    """The same answer, an empty journal."""
    _, tried = take_in(prevexp, FILES[0], "--dry-run")
    assert json.loads(prevexp("verify", "--json").stdout)["count"] == 0
    assert tried["counts"] == expected_of(FILES[0])["counts"]
