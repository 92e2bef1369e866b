"""Onward referral and exchange by file on the command line."""

import json
from pathlib import Path

import pytest

from prevexp.testing.partner import FakePartner
from prevexp.testing.partner import Malformed

SAMPLE = Path(__file__).parents[1] / "samples" / "transfer_62_2021-05.csv"


@pytest.fixture(scope="module")
def team(shared_prevexp):
    """Take the sample of May in, with some agreements, and return how to run a command and the references."""
    shared_prevexp("intake", SAMPLE, "--received-on", "2021-05-04")
    shared_prevexp("allocate", "--on", "2021-05-04")
    listed = json.loads(shared_prevexp("worklist", "--on", "2021-05-04", "--json").stdout)
    references = [entry["reference"] for entry in listed]
    for reference in references[:4]:
        shared_prevexp("agreement", reference, "given", "--on", "2021-05-10")
    return shared_prevexp, references


def test_a_referral_from_the_proposal_to_what_came_of_it(team):
    """Each step is noted or refused; what comes next is shown."""
    prevexp, references = team
    case = references[0]
    proposed = prevexp("referral", "propose", case, "adil", "legal_advice", "--on", "2021-05-11")
    assert proposed.returncode == 0
    number = proposed.stderr.partition("n° ")[2].strip(" .\n")
    assert prevexp("referral", "send", case, number, "--by", "letter", "--on", "2021-05-12").returncode == 0
    again = prevexp("referral", "send", case, number, "--by", "letter", "--on", "2021-05-13")
    assert (again.returncode, "[referral-sent]" in again.stderr) == (1, True)
    shown = prevexp("referral", "show", case, "--on", "2021-05-13").stdout
    assert "envoyée le 12/05/2021, arrivée non connue" in shown
    assert "partenaire à relancer le 19/05/2021" in shown
    due = prevexp("referral", "due", "--on", "2021-06-30").stdout
    assert "en retard depuis le 19/05/2021" in " ".join(due.split())
    assert max(map(len, due.splitlines())) <= 80
    assert prevexp("referral", "remind", case, number, "--on", "2021-05-19").returncode == 0
    assert prevexp("referral", "answer", case, number, "accepted", "--on", "2021-05-21").returncode == 0
    taken = prevexp("referral", "take-back", case, number, "--reason", "no_longer_needed", "--on", "2021-05-25")
    assert taken.returncode == 0
    assert "à prévenir" in prevexp("referral", "due", "--on", "2021-05-25").stdout
    assert prevexp("referral", "tell-end", case, number, "--on", "2021-05-25").returncode == 0
    prevexp("referral", "answer", case, number, "done", "--on", "2021-05-28")
    shown = prevexp("referral", "show", case, "--on", "2021-05-30").stdout
    assert "réponse tardive, sans effet\u00a0: réalisée le 28/05/2021" in shown
    (plain,) = json.loads(prevexp("referral", "show", case, "--on", "2021-05-30", "--json").stdout)
    assert plain["status"] == "withdrawn"


def test_what_goes_by_file_goes_once_and_answers_come_in(team, tmp_path):
    """Sent, sent again, answered; a malformed reply is told with its line and exit code 1."""
    prevexp, references = team
    case, folder = references[1], tmp_path / "echanges"
    prevexp("referral", "propose", case, "cd62", "social_support", "--on", "2021-05-11")
    first = prevexp("exchange", "send", "cd62", "--folder", folder, "--on", "2021-05-12")
    assert first.returncode == 0, first.stderr
    assert f"{case}, n°" in first.stdout
    again = prevexp("exchange", "send", "cd62", "--folder", folder, "--on", "2021-05-12")
    assert (again.returncode, "0\u00a0ligne nouvelle" in again.stdout) == (0, True)
    partner = FakePartner(folder=folder / "cd62")
    (row,) = partner.rows()
    partner.answer([(row["reference_orientation"], "acceptée", "", "14/05/2021")])
    receive = ("exchange", "receive", "cd62", "--folder", folder, "--received-on", "2021-05-20")
    assert "1\u00a0réponse notée" in prevexp(*receive).stdout
    assert "Aucun fichier nouveau" in prevexp(*receive).stderr
    partner.misbehave(Malformed.UNKNOWN_WORD, row["reference_orientation"], day="14/05/2021")
    bad = prevexp(*receive)
    assert (bad.returncode, "ligne 2, reponse [unknown-value]" in bad.stdout) == (1, True)
    partner.misbehave(Malformed.NOT_A_TABLE, row["reference_orientation"], day="14/05/2021")
    unreadable = prevexp(*receive, "--json")
    assert unreadable.returncode == 3
    assert [one["error"]["reason"] for one in json.loads(unreadable.stdout)] == ["unreadable-cell"]


def test_what_stays_is_said_with_what_to_do(team, tmp_path):
    """Nothing may leave for the MSA without a convention: exit code 1."""
    prevexp, references = team
    prevexp("referral", "propose", references[2], "msa", "benefit_rights", "--on", "2021-05-11")
    done = prevexp("exchange", "send", "msa", "--folder", tmp_path, "--on", "2021-05-12")
    assert (done.returncode, "[nothing-may-leave]" in done.stdout) == (1, True)
    plain = json.loads(prevexp("exchange", "send", "msa", "--folder", tmp_path, "--on", "2021-05-12", "--json").stdout)
    assert plain["file"] is None
