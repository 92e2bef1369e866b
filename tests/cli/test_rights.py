"""The rights of people on the command line: asked, answered, copied, put right, stopped, erased, and the alarm."""

import json
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "samples" / "transfer_62_2021-05.csv"
DAY = ("--on", "2021-05-10")
LATER = ("--on", "2021-05-12")


@pytest.fixture(scope="module")
def team(shared_prevexp):
    """Take the sample of May in, allocate, and return how to run a command and the references that are worked on."""
    shared_prevexp("intake", SAMPLE, "--received-on", "2021-05-04")
    shared_prevexp("allocate", "--on", "2021-05-04")
    listed = json.loads(shared_prevexp("worklist", "--on", "2021-05-04", "--json").stdout)
    return shared_prevexp, [entry["reference"] for entry in listed]


def test_a_request_says_by_when_it_is_due_and_stands_until_it_is_answered(team):
    """Asked, extended, answered; the second answer is refused with its code and what to do."""
    prevexp, (reference, *_) = team
    asked = prevexp("privacy", "request", reference, "access", "--channel", "letter", *DAY)
    assert (asked.returncode, "10/06/2021" in asked.stderr) == (0, True)
    number = asked.stderr.split("n°")[1].split(":")[0].strip()
    assert prevexp("privacy", "extend", reference, number, *LATER).returncode == 0
    assert "10/08/2021" in prevexp("privacy", "requests", reference, *LATER).stdout.replace("\n", " ")
    assert prevexp("privacy", "answer", reference, number, "granted", *LATER).returncode == 0
    again = prevexp("privacy", "answer", reference, number, "granted", *LATER)
    assert (again.returncode, "[right-answered-already]" in again.stderr) == (1, True)
    assert "acceptée" in prevexp("privacy", "requests", reference, *LATER).stdout


def test_the_copy_is_two_private_files_and_data_go_nowhere_else(team, tmp_path):
    """Only their owner can read them; stdout stays empty; without a file it is a fault of usage."""
    prevexp, (_, reference, *_) = team
    page, data = tmp_path / "copie.html", tmp_path / "copie.json"
    done = prevexp("privacy", "export", reference, "--html", page, "--json", data, *DAY)
    assert (done.returncode, done.stdout) == (0, "")
    assert [one.stat().st_mode & 0o077 for one in (page, data)] == [0, 0]
    told = json.loads(data.read_text(encoding="utf-8"))
    assert (told["schema"], told["cases"][0]["references"]) == ("prevexp.person-export.v1", [reference])
    assert told["identity"]["surname"] in page.read_text(encoding="utf-8")
    assert told["identity"]["surname"] not in done.stderr
    assert prevexp("privacy", "export", reference, *DAY).returncode == 2


def test_an_objection_and_its_end(team, tmp_path):
    """The letter is refused with the way out; taken back, it is made."""
    prevexp, (_, _, reference, *_) = team
    asked = prevexp("privacy", "request", reference, "objection", *DAY)
    number = asked.stderr.split("n°")[1].split(":")[0].strip()
    out = tmp_path / "lettre.html"
    refused = prevexp("letter", reference, "first_letter", "--out", out, *LATER)
    assert (refused.returncode, "[person-objected]" in refused.stderr, out.exists()) == (1, True, False)
    assert "opposition" in prevexp("privacy", "requests", reference, *LATER).stdout
    assert prevexp("privacy", "take-back", reference, number, *LATER).returncode == 0
    assert prevexp("letter", reference, "first_letter", "--out", out, *LATER).returncode == 0


def test_a_limitation_and_its_end(team):
    """A contact is refused meanwhile; lifted without word to the person is a fault of usage."""
    prevexp, (_, _, _, reference, *_) = team
    assert prevexp("privacy", "freeze", reference, "accuracy_contested", *DAY).returncode == 0
    refused = prevexp("contact", reference, "phone", "reached", *LATER)
    assert (refused.returncode, "[processing-limited]" in refused.stderr) == (1, True)
    assert prevexp("privacy", "lift", reference, *LATER).returncode == 2
    assert prevexp("privacy", "lift", reference, "--told-by", "letter", *LATER).returncode == 0
    assert prevexp("contact", reference, "phone", "reached", *LATER).returncode == 0


def test_a_name_or_an_entry_is_rectified_and_never_both(team):
    """What is rectified must be said, and one thing at a time."""
    prevexp, (_, _, _, _, reference, *_) = team
    assert prevexp("privacy", "rectify", reference, "--first-name", "Camille", *DAY).returncode == 0
    entry = ("--entry", "3", "--reason", "wrong_content")
    assert prevexp("privacy", "rectify", reference, *DAY).returncode == 2
    assert prevexp("privacy", "rectify", reference, "--first-name", "Dominique", *entry, *DAY).returncode == 2
    assert prevexp("privacy", "rectify", reference, "--entry", "3", *DAY).returncode == 2
    prevexp("contact", reference, "phone", "no_answer", *DAY)
    assert prevexp("privacy", "rectify", reference, "--entry", "4", "--reason", "wrong_day", *DAY).returncode == 0


def test_an_erasure_is_granted_before_it_is_done(team):
    """Afterwards the case can no longer be read."""
    prevexp, (*_, reference) = team
    early = prevexp("privacy", "erase", reference, *DAY)
    assert (early.returncode, "[no-erasure-granted]" in early.stderr) == (1, True)
    asked = prevexp("privacy", "request", reference, "erasure", *DAY)
    number = asked.stderr.split("n°")[1].split(":")[0].strip()
    assert prevexp("privacy", "answer", reference, number, "granted", *DAY).returncode == 0
    assert prevexp("privacy", "erase", reference, *DAY).returncode == 0
    assert prevexp("history", reference, *DAY).returncode not in (0, 1)


def test_the_alarm_has_an_exit_code(team):
    """Nothing on the last day, those who were not informed the day after."""
    prevexp, (_, reference, *_) = team
    assert prevexp("privacy", "findings", "--on", "2021-05-04").returncode == 0
    late = prevexp("privacy", "findings", "--on", "2021-06-05")
    assert (late.returncode, reference in late.stdout) == (1, True)
