"""`prevexp record`: a file of entries on the command line."""

import json
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "samples" / "transfer_62_2021-05.csv"


@pytest.fixture
def team(prevexp):
    """Take the sample of May in, allocate, and return how to run a command and the first references of the list."""
    prevexp("intake", SAMPLE, "--received-on", "2021-05-04")
    prevexp("allocate", "--on", "2021-05-04")
    listed = json.loads(prevexp("worklist", "--on", "2021-05-04", "--json").stdout)
    return prevexp, [entry["reference"] for entry in listed]


def attempt(reference, **more):
    said = {
        "case": reference,
        "command": "record-attempt",
        "on": "2021-05-10",
        "channel": "phone",
        "outcome": "reached",
    }
    return json.dumps(said | more)


def test_a_file_is_tried_noted_and_known_again(team, tmp_path):
    """Exit code 0 each time, on stderr; what was noted is there."""
    prevexp, (first, second, *_) = team
    file = tmp_path / "saisies.jsonl"
    file.write_text(f"{attempt(first)}\n{attempt(second)}\n", encoding="utf-8")
    tried = prevexp("record", "--file", file, "--dry-run")
    assert (tried.returncode, tried.stdout) == (0, "")
    assert "À noter : 2\u00a0saisies sur 2\u00a0dossiers. Rien n’est écrit (essai)." in tried.stderr
    assert "Noté : 2\u00a0saisies sur 2\u00a0dossiers." in prevexp("record", "--file", file).stderr
    assert "déjà été noté" in prevexp("record", "--file", file).stderr
    assert first in prevexp("worklist", "--on", "2021-05-26").stdout


def test_lines_to_correct_end_with_one_and_write_nothing(team, tmp_path):
    """Each with its line, code and remedy; the same as JSON."""
    prevexp, (first, *_) = team
    file = tmp_path / "saisies.jsonl"
    file.write_text(f"{attempt(first)}\n{attempt(first, outcom='met')}\npas du json\n", encoding="utf-8")
    done = prevexp("record", "--file", file)
    assert (done.returncode, done.stdout) == (1, "")
    assert "2\u00a0lignes à corriger" in done.stderr
    assert "ligne 2 [unknown-key]" in done.stderr
    assert "ligne 3 [not-json]" in done.stderr
    plain = json.loads(prevexp("record", "--file", file, "--json").stdout)
    assert (plain["written"], [one["line"] for one in plain["refused"]]) == (False, [2, 3])
    assert all(one["reason"] and one["remedy"] for one in plain["refused"])
    file.write_text(f"{attempt(first)}\n", encoding="utf-8")
    assert prevexp("record", "--file", file).returncode == 0


def test_a_file_that_is_not_there_is_a_usage_error(team):
    """Exit code 2."""
    prevexp, _ = team
    assert prevexp("record", "--file", "nulle-part.jsonl").returncode == 2
