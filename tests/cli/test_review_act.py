"""The review of an act of a case on the command line: examined, noted from options or a file, shown later."""

import json
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "samples" / "transfer_62_2021-05.csv"
ACT = "commandement-de-payer"
ANSWERS = """
intervenant = "legal-1"
documents = ["act", "lease"]
conclusion = "lead_for_lawyer"
motifs = ["act-review-7"]

[lu]
lease_concluded_on = 2018-05-01
delay_stated = "P6W"
served_at = "10:30"
fsl_stated = true

[juge]
act-review-9 = "defect"
"""


@pytest.fixture(scope="module")
def team(shared_prevexp):
    """Take the sample of May in, allocate, and return how to run a command and cases with a commandement."""
    shared_prevexp("intake", SAMPLE, "--received-on", "2021-05-04")
    shared_prevexp("allocate", "--on", "2021-05-04")
    listed = json.loads(shared_prevexp("worklist", "--on", "2021-05-04", "--json").stdout)
    acts = [one["reference"] for one in listed if one["stage"] == "commandement_de_payer" and one["next_legal_date"]]
    return shared_prevexp, acts


def flat(text):
    """Return a text without its line breaks and unbreakable spaces."""
    return " ".join(text.split())


def test_an_act_is_examined_and_nothing_is_noted(team):
    """What is to be examined, what is not known and whom to ask; the file of the case stays as it was."""
    prevexp, acts = team
    done = prevexp(
        "review-act", acts[0], ACT, "lease_concluded_on=2018-05-01", "delay_stated=P6W", "--on", "2021-05-12"
    )
    assert (done.returncode, "Rien n'est noté" in done.stderr) == (0, True)
    assert "[!!] 7. Délai annoncé" in done.stdout
    assert "À demander" in done.stdout
    assert "Aucun contrôle" in prevexp("review-act", acts[0], ACT, "--show", "--on", "2021-05-12").stdout
    assert "6 semaines" not in prevexp("documents", acts[0], "--on", "2021-05-12").stdout


def test_a_review_is_noted_from_a_file_and_shown_with_what_has_changed(team, tmp_path):
    """Documents, findings and conclusion at once; later the changed delay is told."""
    prevexp, acts = team
    file = tmp_path / "controle.toml"
    file.write_text(ANSWERS, encoding="utf-8")
    done = prevexp("review-act", acts[1], ACT, "--file", file, "--on", "2021-05-12")
    assert (done.returncode, done.stderr) == (0, "Noté. Une piste, jamais un verdict sur l’acte.\n")
    shown = flat(prevexp("review-act", acts[1], ACT, "--show", "--on", "2021-05-12").stdout)
    assert "piste à porter à un avocat" in shown
    assert "act-review-9) : irrégularité à examiner, au lieu de « non connu »" in shown
    assert "Rien n’a changé depuis" in shown
    prevexp("documents", acts[1], "delay_stated=P2M", "--on", "2021-05-20")
    later = flat(prevexp("review-act", acts[1], ACT, "--show", "--on", "2021-05-20").stdout)
    assert "connu autrement : délai annoncé" in later
    assert "acte contrôlé par le juriste" in flat(prevexp("explain", acts[1], "--on", "2021-06-01").stdout)


def test_options_outweigh_the_file_and_a_refusal_says_what_to_do(team, tmp_path):
    """Another conclusion on the command line; nothing to remark is refused while points are not known."""
    prevexp, acts = team
    file = tmp_path / "controle.toml"
    file.write_text(ANSWERS.replace('motifs = ["act-review-7"]', ""), encoding="utf-8")
    refused = prevexp("review-act", acts[2], ACT, "--file", file, "--conclusion", "no_remark", "--on", "2021-05-12")
    assert (refused.returncode, "[review-has-defect]" in refused.stderr) == (1, True)
    alone = ("--document", "act", "--worker", "legal-1", "--conclusion", "no_remark", "--on", "2021-05-12")
    assert "[review-not-complete]" in prevexp("review-act", acts[3], ACT, *alone).stderr


@pytest.mark.parametrize(
    "change",
    [
        ("intervenant", "worker"),
        ('documents = ["act", "lease"]', "documents = []"),
        ('"lease"]', '"letter"]'),
        ('"lead_for_lawyer"', '"void"'),
        ('act-review-9 = "defect"', 'act-review-9 = "void"'),
        ("[lu]", "[lu"),
        ('motifs = ["act-review-7"]', 'motifs = "act-review-7"'),
    ],
)
def test_a_file_that_says_something_else_is_a_usage_error(team, tmp_path, change):
    """A key or a word nobody knows, no document, a broken file: exit code 2, nothing noted."""
    prevexp, acts = team
    file = tmp_path / "controle.toml"
    file.write_text(ANSWERS.replace(*change), encoding="utf-8")
    assert prevexp("review-act", acts[4], ACT, "--file", file, "--on", "2021-05-12").returncode == 2
    assert "Aucun contrôle" in prevexp("review-act", acts[4], ACT, "--show", "--on", "2021-05-12").stdout


def test_a_value_without_a_name_is_a_usage_error_and_an_unknown_name_is_named(team):
    """Exit codes 2 and 3; a text in place of a choice is not repeated."""
    prevexp, acts = team
    assert prevexp("review-act", acts[4], ACT, "10:30", "--on", "2021-05-12").returncode == 2
    unknown = prevexp("review-act", acts[4], ACT, "fsl_stated_=oui", "--on", "2021-05-12")
    assert (unknown.returncode, "fsl_stated" in unknown.stderr) == (3, True)
    text = prevexp("review-act", acts[4], ACT, "fsl_department=Zzexemplard", "--on", "2021-05-12")
    assert (text.returncode, "Zzexemplard" in text.stderr + text.stdout) == (3, False)
