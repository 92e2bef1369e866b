"""Closing, opening again, handing over, comparing and correcting on the command line."""

import json
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "samples" / "transfer_62_2021-05.csv"


@pytest.fixture(scope="module")
def team(shared_prevexp):
    """Take the sample of May in, allocate, and return how to run a command and the first references of the list."""
    shared_prevexp("intake", SAMPLE, "--received-on", "2021-05-04")
    shared_prevexp("allocate", "--on", "2021-05-04")
    listed = json.loads(shared_prevexp("worklist", "--on", "2021-05-04", "--json").stdout)
    return shared_prevexp, [(entry["reference"], entry["worker"]) for entry in listed]


def plain(done):
    """Return what was shown on one line, with plain spaces."""
    return " ".join(done.stdout.split())


def test_a_case_is_closed_and_opened_again(team):
    """With its outcome; opened again it says what comes next; the history says all of it."""
    prevexp, cases = team
    case = cases[0][0]
    assert prevexp("close", case, "debt_cleared", "--outcome", "evicted", "--on", "2021-05-20").returncode == 1
    done = prevexp("close", case, "debt_cleared", "--outcome", "maintained", "--on", "2021-05-20")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "Noté.\n")
    again = prevexp("close", case, "lost", "--on", "2021-05-21")
    assert (again.returncode, "[already-closed]" in again.stderr) == (1, True)
    told = prevexp("history", case, "--on", "2021-05-21").stdout
    assert "Clos le 20 mai 2021 : dette soldée, maintenu dans le logement." in told.replace("\u00a0", " ").replace(
        "\u202f", " "
    )
    opened = prevexp("reopen", case, "came_back", "--on", "2021-06-10")
    assert (opened.returncode, "courrier" in opened.stderr) == (0, True)
    assert "dossier rouvert (le ménage est revenu)" in prevexp("history", case, "--on", "2021-06-10").stdout


def test_the_outcome_that_a_reason_tells_need_not_be_typed(team):
    """Evicted tells it; debt cleared does not: not known, never guessed."""
    prevexp, cases = team
    for case, reason, words in ((cases[1][0], "evicted", "expulsé, expulsé"), (cases[2][0], "refused", "non connu")):
        assert prevexp("close", case, reason, "--on", "2021-05-20").returncode == 0
        assert words in prevexp("history", case, "--on", "2021-05-20").stdout


def test_a_case_is_handed_over(team):
    """To a worker of the same profession; somebody must be named."""
    prevexp, cases = team
    case, worker = cases[3]
    new = "social-2" if worker != "social-2" else "social-1"
    assert prevexp("transfer", case, "--on", "2021-05-20").returncode == 2
    wrong = prevexp("transfer", case, "--social", "legal-1", "--on", "2021-05-20")
    assert (wrong.returncode, "legal-1" in wrong.stdout) == (3, False)
    said = ("--social", new, "--overlap-until", "2021-05-25", "--on", "2021-05-20")
    assert prevexp("transfer", case, *said).returncode == 0
    assert f"passation : {worker}" in plain(prevexp("history", case, "--on", "2021-05-22"))
    assert f"passation : {worker}" not in plain(prevexp("history", case, "--on", "2021-05-26"))


def test_a_wrong_entry_is_struck_by_its_number(team):
    """The number stands in the history, and the struck entry stays there."""
    prevexp, cases = team
    case = cases[4][0]
    prevexp("contact", case, "phone", "refused", "--on", "2021-05-10")
    line = next(
        line for line in prevexp("history", case, "--on", "2021-05-31").stdout.splitlines() if "tentative" in line
    )
    number = line.split()[0]
    done = prevexp("correct", case, number, "--reason", "other_case", "--on", "2021-05-12")
    assert (done.returncode, done.stderr) == (0, "Noté.\n")
    for command in ("history", "explain"):
        told = plain(prevexp(command, case, "--on", "2021-05-31"))
        assert "[rayé le 12/05/2021 : concerne un autre dossier] tentative de contact" in told
    refused = prevexp("correct", case, "1", "--reason", "wrong_day", "--on", "2021-05-12")
    assert (refused.returncode, "[not-correctable]" in refused.stderr) == (1, True)


def test_a_case_is_split(team):
    """The id of the new case is printed, both histories name the other, and the household's name is nowhere."""
    prevexp, cases = team
    case = cases[7][0]
    said = ("--reason", "separation", "--surname", "Zzautre", "--first-name", "Dominique", "--born-on", "1990-01-02")
    done = prevexp("split", case, *said, "--on", "2021-05-20")
    new = done.stdout.strip()
    assert (done.returncode, len(new), done.stderr) == (0, 32, "Noté.\n")
    told = prevexp("history", new, "--on", "2021-05-20")
    assert "dossier ouvert par scission d’un autre (séparation du ménage)" in plain(told)
    assert "En attente d’attribution." in plain(told)
    origin = plain(told).partition("autre dossier : ")[2].split()[0].rstrip(".")
    assert f"autre dossier : {new}." in plain(prevexp("history", origin, "--on", "2021-05-20"))
    assert "scission" not in plain(prevexp("history", origin, "--on", "2021-05-19"))
    assert "Zzautre" not in done.stdout + told.stdout
    assert prevexp("history", case, "--on", "2021-05-20").returncode == 3
    assert prevexp("close", origin, "lost", "--on", "2021-05-21").returncode == 0
    refused = prevexp("split", origin, "--reason", "co_tenants", "--on", "2021-05-22")
    assert (refused.returncode, refused.stdout, "[case-closed]" in refused.stderr) == (1, "", True)


def test_two_cases_are_compared(team):
    """No, and then yes after all: the reference of the other leads to the one that is kept."""
    prevexp, cases = team
    kept, other = cases[5][0], cases[6][0]
    assert prevexp("same-case", kept, other, "no", "--on", "2021-05-20").returncode == 0
    assert prevexp("same-case", kept, other, "yes", "--on", "2021-05-21").returncode == 0
    assert f"Dossier {kept} au" in prevexp("history", other, "--on", "2021-05-22").stdout
    found = prevexp("history", kept, "--on", "2021-05-22").stdout.partition("Le dossier ")[2].split()[0].rstrip(",")
    told = plain(prevexp("history", found, "--on", "2021-05-22"))
    assert f"Dossier {other} au" in told
    assert "Clos le 21 mai 2021 : doublon, devenir non connu." in told
    itself = prevexp("same-case", kept, other, "no", "--on", "2021-05-22")
    assert (itself.returncode, "[itself]" in itself.stderr) == (1, True)
