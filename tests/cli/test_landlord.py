"""The landlord on the command line: told of guarantees, contacted, mediated, shown."""

import json
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "samples" / "transfer_62_2021-05.csv"


@pytest.fixture(scope="module")
def team(shared_prevexp):
    """Take the sample of May in, allocate, and return how to run a command and references by stage."""
    shared_prevexp("intake", SAMPLE, "--received-on", "2021-05-04")
    shared_prevexp("allocate", "--on", "2021-05-04")
    listed = json.loads(shared_prevexp("worklist", "--on", "2021-05-04", "--json").stdout)
    by_stage = {}
    for entry in listed:
        by_stage.setdefault(entry["stage"], []).append(entry["reference"])
    return shared_prevexp, by_stage


def flat(text):
    """Return a text without its line breaks and unbreakable spaces."""
    return " ".join(text.split())


def noted(done):
    return (done.returncode, done.stdout, done.stderr) == (0, "", "Noté.\n")


def test_a_landlord_is_told_of_guarantees_and_shown(team):
    """By slugs; what may be told follows, with whether this lease may call upon it."""
    prevexp, by_stage = team
    case = by_stage["commandement_de_payer"][0]
    assert noted(prevexp("landlord", case, "informed", "visale", "adil", "--channel", "email", "--on", "2021-05-06"))
    shown = prevexp("landlord", case, "show", "--on", "2021-05-06").stdout
    shown = flat(shown)
    assert "la procédure est celle du bailleur" in shown
    assert "courriel : garantie Visale" in shown
    assert "(adil) : mobilisable" in shown


def test_where_nothing_lets_the_team_write_it_is_refused_and_the_contact_is_noted_all_the_same(team):
    """A mere signal: refused; the call of the team is noted and marked, the landlord's opens the way."""
    prevexp, by_stage = team
    case = by_stage["signalement"][0]
    refused = prevexp("landlord", case, "informed", "visale", "--on", "2021-05-06")
    assert (refused.returncode, "[landlord-no-ground]" in refused.stderr) == (1, True)
    assert noted(prevexp("landlord", case, "contact", "phone", "no_answer", "--on", "2021-05-06"))
    assert "rien ne le permettait ce jour-là" in flat(prevexp("landlord", case, "show", "--on", "2021-05-06").stdout)
    assert noted(prevexp("landlord", case, "contact", "phone", "reached", "--by", "landlord", "--on", "2021-05-07"))
    assert noted(prevexp("landlord", case, "informed", "visale", "--on", "2021-05-07"))


def test_a_mediation_goes_from_the_offer_to_its_end(team):
    """Refused without agreement, then without authorisation; the number need not be typed."""
    prevexp, by_stage = team
    case = by_stage["commandement_de_payer"][1]
    offer = ("landlord", case, "mediation", "offered", "--on", "2021-05-10")
    assert "[agreement-missing]" in prevexp(*offer).stderr
    prevexp("agreement", case, "given", "--on", "2021-05-10")
    assert "[mediation-not-authorised]" in prevexp(*offer).stderr
    assert noted(prevexp("sharing", case, "authorised", "landlord", "G9", "--on", "2021-05-10"))
    objective = ("--objective", "clear_debt", "--due", "2021-07-01")
    refused = ("landlord", case, "mediation", "ended", "agreement", "--undertaking", "12", "--on", "2021-06-01")
    for words in (
        ("offered", "--on", "2021-05-10"),
        ("accepted", "--on", "2021-05-12"),
        ("met", "--place", "office", "--worker", "social-1", "--on", "2021-05-20"),
    ):
        assert noted(prevexp("landlord", case, "mediation", *words)), words
    prevexp("contract", case, "sign", "--until", "2021-11-20", "--on", "2021-05-20")
    opened = prevexp("undertaking", case, "open", "repayment_plan", *objective, "--on", "2021-05-20")
    number = opened.stderr.removeprefix("Noté. Démarche n° ").removesuffix(".\n")
    assert "[no-such-undertaking]" in prevexp(*refused).stderr
    assert noted(prevexp(*refused[:-3], number, *refused[-2:]))
    said = ("--arrears-cents", "123456", "--account-on", "2021-06-01", "--payment-resumed", "oui")
    assert noted(prevexp("landlord", case, "said", *said, "--on", "2021-06-02"))
    shown = flat(prevexp("landlord", case, "show", "--on", "2021-06-02").stdout)
    assert f"terminée (depuis le 01/06/2021) : accord trouvé, démarche n° {number}" in shown
    assert "impayé de 1 234,56 €, paiement repris" in shown
    assert "informer le bailleur, au plus tard le 09/06/2021" in shown
    told = flat(prevexp("explain", case, "--on", "2021-06-03").stdout)
    assert "médiation terminée" in told
    assert "partage autorisé (le bailleur" in told


@pytest.mark.parametrize(
    "arguments",
    [
        ("informed",),
        ("contact", "phone"),
        ("contact", "pigeon", "reached"),
        ("said", "--account-on", "2021-05-05"),
        ("said", "word"),
        ("mediation",),
        ("mediation", "ended"),
        ("mediation", "accepted", "agreement"),
        ("mediation", "perhaps"),
        ("show", "all"),
    ],
)
def test_half_a_command_is_a_usage_error(team, arguments):
    """Exit code 2, nothing written."""
    prevexp, by_stage = team
    assert prevexp("landlord", by_stage["signalement"][1], *arguments, "--on", "2021-05-06").returncode == 2
