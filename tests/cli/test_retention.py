"""Retention on the command line: who is past their day, the archive, the purge, what keeps the erased away."""

import csv
import json
import re
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "samples" / "transfer_62_2021-05.csv"
LAST_DAY, DAY_AFTER = "2023-05-04", "2023-05-05"


@pytest.fixture
def listed(prevexp, tmp_path):
    """Take the first lines of the sample of May in; return how to run a command, and references of three cases."""
    few = tmp_path / "liste.csv"
    few.write_bytes(b"\n".join(SAMPLE.read_bytes().splitlines()[:40]))
    prevexp("intake", few, "--received-on", "2021-05-04")
    prevexp("allocate", "--on", "2021-05-04")
    found = json.loads(prevexp("worklist", "--on", "2021-05-04", "--json").stdout)
    return prevexp, [one["reference"] for one in found][:3]


def states(prevexp, on):
    """Return the exit code and how many households stand where on a day."""
    done = prevexp("privacy", "retention", "--on", on, "--json")
    return done.returncode, json.loads(done.stdout)["states"]


def test_households_are_past_their_day_from_the_day_after_two_years(listed):
    """On the last day nobody is, the day after all are; the exit code says so, and so do the words."""
    prevexp, _ = listed
    code, before = states(prevexp, LAST_DAY)
    number = before["active"]
    assert (code, before) == (0, {"active": number, "archived": 0, "to-erase": 0})
    assert number > 10
    assert states(prevexp, DAY_AFTER) == (1, {"active": 0, "archived": 0, "to-erase": number})
    told = prevexp("privacy", "retention", "--on", DAY_AFTER).stdout.replace("\u00a0", " ").replace("\u202f", " ")
    assert f"À effacer sans attendre : {number} ménages" in told
    assert "dernier jour le 04/05/2023" in told
    assert "2023-095" in told


def test_whom_to_tell_is_written_before_anybody_goes(listed, tmp_path):
    """A partner received a household's data: without a file for the notices nothing is erased."""
    prevexp, (sent, archived, other) = listed
    day = ("--on", "2021-05-10")
    assert prevexp("agreement", sent, "given", *day).returncode == 0
    proposed = prevexp("referral", "propose", sent, "adil", "legal_advice", *day)
    number = proposed.stderr.partition("n° ")[2].strip(" .\n")
    assert prevexp("referral", "send", sent, number, "--by", "letter", *day).returncode == 0
    assert prevexp("close", archived, "left", "--on", "2023-05-02").returncode == 0
    put = ("--reason", "audit", "--until", "2030-12-31", "--by", "aurore", "--on", "2023-05-02")
    assert prevexp("privacy", "archive", archived, *put).returncode == 0
    refused = prevexp("privacy", "purge", "--on", "2023-06-01")
    assert (refused.returncode, "--notices" in refused.stderr) == (2, True)
    assert states(prevexp, "2023-06-01")[1]["to-erase"] > 10
    plan = json.loads(prevexp("privacy", "purge", "--on", "2023-06-01", "--dry-run", "--json").stdout)
    done = prevexp("privacy", "purge", "--on", "2023-06-01", "--notices", "notices.csv", "--json")
    assert json.loads(done.stdout) == plan | {"dry_run": False}
    assert plan["notices"] == {"adil": 1}
    rows = list(csv.reader((tmp_path / "notices.csv").read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert rows == [["partenaire", "reference"], ["adil", sent]]
    assert (tmp_path / "notices.csv").stat().st_mode & 0o077 == 0
    assert states(prevexp, "2023-06-01") == (0, {"active": 0, "archived": 1, "to-erase": 0})
    assert prevexp("case", "show", other, "--on", "2023-06-01").returncode == 3


def test_an_archived_case_is_read_with_a_reason_and_erased_on_request(listed, tmp_path):
    """It is shown by one command only; taken out it is shown by all; erased by none; the tombstone is carried out."""
    prevexp, (archived, *_) = listed
    prevexp("close", archived, "left", "--on", "2021-06-01")
    put = ("--reason", "audit", "--until", "2030-12-31", "--by", "aurore", "--on", "2021-06-02")
    assert prevexp("privacy", "archive", archived, *put).returncode == 0
    shown = prevexp("case", "show", archived, "--on", "2021-07-01")
    assert (shown.returncode, "[in-archive]" in shown.stderr) == (3, True)
    read = prevexp("privacy", "archived", archived, "--reason", "litige")
    assert (read.returncode, f"Dossier {archived}" in read.stdout) == (0, True)
    assert prevexp("privacy", "archived", archived, "--reason", "").returncode == 3
    back = prevexp("privacy", "unarchive", archived, "--reason", "needed_again", "--on", "2021-07-02")
    assert (back.returncode, back.stderr) == (0, "Noté.\n")
    assert prevexp("case", "show", archived, "--on", "2021-07-03").returncode == 0
    asked = prevexp("privacy", "request", archived, "erasure", "--on", "2021-07-04")
    assert (asked.returncode, prevexp("privacy", "erase", archived, "--on", "2021-07-04").returncode) == (0, 1)
    told = prevexp("privacy", "requests", archived, "--on", "2021-07-04").stdout.replace("\u00a0", " ")
    number = re.search(r"n° (\d+)", told)[1]
    prevexp("privacy", "answer", archived, number, "granted", "--on", "2021-07-04")
    assert prevexp("privacy", "erase", archived, "--on", "2021-07-04").returncode == 0
    assert prevexp("case", "show", archived, "--on", "2021-07-04").returncode == 3
    kept = prevexp("privacy", "tombstones", "--export", "tombstones")
    assert (kept.returncode, (tmp_path / "tombstones").stat().st_mode & 0o077) == (0, 0)
    assert prevexp("privacy", "tombstones", "--apply", "tombstones").returncode == 0
    assert prevexp("privacy", "tombstones").returncode == 2
    assert prevexp("privacy", "purge", "--on", "2099-01-01").returncode == 2
