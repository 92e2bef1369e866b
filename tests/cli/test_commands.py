"""Each command on a list that was taken in: what it prints for people, what it gives as data, what it leaves behind."""

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[1] / "samples"
LIST = SAMPLES / "transfer_62_2021-05.csv"
INTAKE = ("intake", LIST, "--received-on", "2021-05-04", "--aliases", SAMPLES / "aliases.json")
DAY = ("--on", "2021-05-05")


@pytest.fixture(scope="module")
def office(shared_prevexp):
    """Take a list in and allocate a month's cases; what follows only reads."""
    assert shared_prevexp(*INTAKE).returncode == 1
    assert shared_prevexp("allocate", "--on", "2021-05-04").returncode == 0
    return shared_prevexp


def data_of(done):
    """Return the data a command printed."""
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_intake_tells_counts_and_writes_the_rejected_rows(prevexp, tmp_path):
    """The terminal says what became of the rows; five of the 180 go back to the sender."""
    done = prevexp(*INTAKE, "--rejects", "refus.csv")
    assert done.returncode == 1
    assert "180" in done.stdout
    rejected = (tmp_path / "refus.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rejected) == 1 + 5


def test_the_first_opening_says_that_a_key_was_made(prevexp):
    """A key is created once, and its owner is told where; the second command says nothing of it."""
    assert "master.key" in prevexp("screen", *DAY).stderr
    assert prevexp("screen", *DAY).stderr == ""


def test_screen_decides_on_every_open_case(office):
    """As data one decision for each of the 170 cases; on the terminal the same numbers."""
    decided = data_of(office("screen", *DAY, "--json"))
    assert len(decided) == 170
    eligible = [one for one in decided if one["verdict"] == "eligible"]
    told = office("screen", *DAY)
    assert told.returncode == 0
    assert re.search(rf"\b{len(eligible)}\b", told.stdout)


def test_explain_answers_for_one_case_in_three_forms(office, tmp_path):
    """Text, data and page name the case, its verdict and the clause; no name of a tenant is in any of them."""
    one = data_of(office("screen", *DAY, "--json"))[0]
    explained = data_of(office("explain", one["reference"], *DAY, "--json"))
    assert (explained["reference"], explained["verdict"]) == (one["reference"], one["verdict"])
    text = office("explain", one["reference"], *DAY).stdout
    office("explain", one["reference"], *DAY, "--html", tmp_path / "dossier.html")
    page = (tmp_path / "dossier.html").read_text(encoding="utf-8")
    assert all(one["reference"] in form and "C19" in form for form in (text, page))


def test_an_answer_is_what_the_next_explanation_reads(prevexp):
    """A service that follows the household makes the case not eligible, from the day it said so."""
    prevexp(*INTAKE)
    eligible = next(one for one in data_of(prevexp("screen", *DAY, "--json")) if one["verdict"] == "eligible")
    reference = eligible["reference"]
    noted = prevexp("answer", reference, "caf", "suivi", "--on", "2021-05-06")
    assert (noted.returncode, noted.stdout) == (0, "")
    verdicts = [
        data_of(prevexp("explain", reference, "--on", day, "--json"))["verdict"] for day in ("2021-05-05", "2021-05-06")
    ]
    assert verdicts == ["eligible", "not-eligible"]


def test_a_partner_nobody_knows_is_refused(office):
    """The slug of a partner is one of the territory's; nothing is written."""
    one = data_of(office("screen", *DAY, "--json"))[0]
    refused = office("answer", one["reference"], "voisin", "suivi", *DAY)
    assert (refused.returncode, refused.stdout) == (3, "")


def test_allocate_tries_what_it_would_write(prevexp):
    """A dry run gives the plan that is then carried out, and writes nothing."""
    prevexp(*INTAKE)
    before = prevexp("verify", "--json").stdout
    tried = data_of(prevexp("allocate", "--on", "2021-05-04", "--dry-run", "--json"))
    assert prevexp("verify", "--json").stdout == before
    taken = data_of(prevexp("allocate", "--on", "2021-05-04", "--json"))
    assert (tried["allocated"], tried["dry_run"], taken["dry_run"]) == (taken["allocated"], True, False)
    assert len(taken["allocated"]) + len(taken["waiting"]) > len(taken["allocated"]) > 0


def test_the_worklist_is_the_allocated_cases_of_a_worker(office, tmp_path):
    """Everybody's list holds each worker's; the printed sheet has the same references."""
    everybody = data_of(office("worklist", *DAY, "--json"))
    own = data_of(office("worklist", *DAY, "--worker", "social-1", "--json"))
    assert {one["case_id"] for one in own} < {one["case_id"] for one in everybody}
    assert {one["worker"] for one in own} == {"social-1"}
    assert office("worklist", *DAY, "--html", tmp_path / "feuille.html").returncode == 0
    sheet = (tmp_path / "feuille.html").read_text(encoding="utf-8")
    text = office("worklist", *DAY).stdout
    assert all(one["reference"] in sheet and one["reference"] in text for one in everybody)


def test_the_worklist_as_data_is_plain(office):
    """Texts, numbers, lists: no object of the program shows; days are ISO days and each thing to do says who acts."""
    told = office("worklist", *DAY, "--json").stdout
    assert " object at 0x" not in told
    assert "partial(" not in told
    first = next(one for one in json.loads(told) if one["next_legal_date"])
    assert {"kind", "on", "articles", "to_check"} <= set(first["next_legal_date"])
    assert date.fromisoformat(first["received_on"]) <= date.fromisoformat(DAY[1])
    assert {"task", "due_on", "overdue", "waiting_for"} <= set(first["dues"][0])


def test_the_report_is_a_page(office, tmp_path):
    """The bilan counts what screen says of the last day, and is written where it was asked for; stdout stays free."""
    done = office("report", "--from", "2021-05-01", "--to", "2021-05-31", "-o", tmp_path / "bilan.html")
    assert (done.returncode, done.stdout) == (0, "")
    page = re.sub(r"\s+", " ", (tmp_path / "bilan.html").read_text(encoding="utf-8"))
    assert "du 1er mai au 31 mai 2021" in page
    decided = data_of(office("screen", "--on", "2021-05-31", "--json"))
    assert f"Éligibles : {sum(one['verdict'] == 'eligible' for one in decided)} ;" in page


def test_the_bilan_comes_in_other_forms(office, tmp_path):
    """The same numbers as CSV and JSON; a form nobody knows is a usage error with those there are."""
    period = ("report", "--from", "2021-05-01", "--to", "2021-05-31")
    office(*period, "--format", "json", "-o", tmp_path / "bilan.json")
    sheets = {
        one["id"]: one["rows"] for one in json.loads((tmp_path / "bilan.json").read_text(encoding="utf-8"))["sheets"]
    }
    eligible = next(row["number"] for row in sheets["key-figures"] if row["row"] == "eligible")
    office(*period, "--format", "csv", "-o", tmp_path / "bilan.csv")
    lines = (tmp_path / "bilan.csv").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith(f"key-figures,eligible,{eligible},") for line in lines)
    wrong = office(*period, "--format", "pdf2", "-o", tmp_path / "bilan.pdf")
    assert wrong.returncode == 2
    assert "csv-excel" in wrong.stderr
    assert not (tmp_path / "bilan.pdf").exists()


def test_indicators_are_told_in_three_ways(office, tmp_path):
    """On the terminal, as data and as a file: the same value, its n, its definition."""
    period = ("indicators", "--from", "2021-05-01", "--to", "2021-05-31")
    data = data_of(office(*period, "--json"))
    received = next(one for one in data["results"] if one["indicator"] == "I01")
    assert received["value"] == received["n"] == len(data_of(office("screen", "--on", "2021-05-31", "--json")))
    line = next(one for one in office(*period).stdout.splitlines() if one.startswith("I01 "))
    assert str(received["n"]) in line
    office(*period, "--by", "month", "--format", "csv", "-o", tmp_path / "i.csv")
    rows = list(csv.DictReader((tmp_path / "i.csv").read_text(encoding="utf-8").splitlines()))
    total = next(row for row in rows if (row["indicator"], row["month"]) == ("I01", "all"))
    assert int(total["value"]) == received["n"]
    assert total["definition"]


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("arondissement", "arrondissement"),
        ("persons", "n'est pas une ventilation"),
        ("month,rural,stage", "2"),
        ("month,month", "2"),
    ],
)
def test_a_breakdown_that_is_none_is_a_usage_error(office, by, told):
    """Said with the nearest name, or with how many there may be."""
    done = office("indicators", "--from", "2021-05-01", "--to", "2021-05-31", "--by", by)
    assert done.returncode == 2
    assert told in done.stderr


def test_an_anchor_kept_elsewhere_fits_the_journal_it_was_taken_of(office):
    """The anchor that verify prints is accepted by verify; another one is not, nor is what is no anchor."""
    anchor = data_of(office("verify", "--json"))["anchor"]
    assert anchor in office("verify").stdout
    assert office("verify", "--anchor", anchor).returncode == 0
    assert office("verify", "--contents", "62", "--anchor", anchor).returncode == 0
    count, _, link = anchor.partition(":")
    assert office("verify", "--anchor", f"{int(count) + 1}:{link}").returncode == 3
    assert office("verify", "--anchor", "hier").returncode == 2


def test_help_lists_every_command_and_nothing_is_a_usage_error(prevexp):
    """`prevexp --help` names each command with its line of help; an option that is not there exits with 2."""
    listed = prevexp("--help")
    assert listed.returncode == 0
    assert all(f"\n  {name} " in listed.stdout for name in ("demo", "intake", "screen", "explain", "verify"))
    assert prevexp("screen", "--nowhere").returncode == 2


def test_a_target_that_cannot_be_written_is_told_in_french(office, tmp_path):
    """A folder that is not there: exit code 3, the file named, no traceback."""
    done = office("report", "--from", "2021-05-01", "--to", "2021-05-31", "-o", tmp_path / "nulle-part" / "b.html")
    assert done.returncode == 3
    assert "[file-error]" in done.stderr
    assert "nulle-part" in done.stderr
