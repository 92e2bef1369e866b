"""An assessment on the command line: the form, what refuses it, and how it is read."""

import json
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "samples" / "transfer_62_2021-05.csv"
FORM = """on = {day}
place = "home"
workers = ["social-1", "legal-1"]
causes = ["job_loss", "health"]
[household]
adults = 1
children = 1
[resources]
complete = true
unemployment = 800
aah = 200
housing_aid = 250
[charges]
complete = true
rent_with_charges = 550
energy = {energy}
[debt]
account_on = 2021-05-15
total_said = 1250.50
complete = true
[[debt.line]]
on = 2021-05-01
kind = "rent"
amount = 1100
[[debt.line]]
on = 2021-05-10
kind = "costs"
amount = 150.50
[[measure]]
kind = "fsl"
operator = "cd62"
"""


@pytest.fixture(scope="module")
def agreed(shared_prevexp, tmp_path_factory):
    """Return how to run a command, the reference of a household that agreed on 10 May, and how to write a form."""
    shared_prevexp("intake", SAMPLE, "--received-on", "2021-05-04")
    shared_prevexp("allocate", "--on", "2021-05-04")
    case = json.loads(shared_prevexp("worklist", "--on", "2021-05-04", "--json").stdout)[0]["reference"]
    shared_prevexp("agreement", case, "given", "--proof", "signed_form", "--on", "2021-05-10")
    folder = tmp_path_factory.mktemp("forms")

    def form(day="2021-05-20", energy="90"):
        file = folder / "form.toml"
        file.write_text(FORM.format(day=day, energy=energy), encoding="utf-8")
        return file

    return shared_prevexp, case, form


@pytest.fixture(scope="module")
def noted(agreed):
    """Note two versions, the later day first, and return how to run a command and the reference."""
    prevexp, case, form = agreed
    assert prevexp("assess", case, "--file", form("2021-06-20", '"?"')).returncode == 0
    done = prevexp("assess", case, "--file", form())
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"Noté. Le lire : prevexp assessment {case}\n")
    return prevexp, case


def test_the_empty_form_needs_no_store(prevexp):
    """On stdout, in French."""
    done = prevexp("assess", "--template", env={"PREVEXP_STORE": "", "PREVEXP_TERRITORY": ""})
    assert (done.returncode, done.stderr) == (0, "")
    assert "# Diagnostic" in done.stdout


def test_an_assessment_is_shown_with_its_budget_explained(noted):
    """Eighty columns; each step of each figure; the costs apart from the rent."""
    prevexp, case = noted
    shown = prevexp("assessment", case, "--on", "2021-05-31").stdout
    assert max(map(len, shown.splitlines())) <= 80
    words = " ".join(shown.split())
    assert "Version 1 sur 1, au domicile, par social-1 et legal-1" in words
    assert "Reste à vivre par mois : 610,00 € " in words
    assert "Taux d’effort net : 30 % " in words
    assert "Causes de l’impayé : perte d’emploi, maladie ou accident" in words
    assert "le total réclamé comprend les frais" in words
    assert "FSL : cd62" in words


def test_the_later_day_is_current_and_the_earlier_version_stays(noted):
    """Energy not known on 20 June: no rest to live, but what to ask."""
    prevexp, case = noted
    now = " ".join(prevexp("assessment", case, "--on", "2021-07-01").stdout.split())
    assert "Version 2 sur 2" in now
    assert "Reste à vivre par mois : non connu" in now
    assert "à demander : montant : énergie" in now
    before = prevexp("assessment", case, "--on", "2021-07-01", "--version", "1").stdout
    assert "610,00" in before


def test_an_assessment_is_data(noted):
    """Cents and per mille; null is not known."""
    prevexp, case = noted
    read = json.loads(prevexp("assessment", case, "--on", "2021-07-01", "--json").stdout)
    budget = read["budget"]
    assert (read["version"], budget["rest_to_live"]["value"], budget["effort_net"]["value"]) == (2, None, 300)
    assert budget["rest_to_live"]["to_ask"] == [{"kind": "amount", "of": "energy"}]
    assert (read["debt"]["check"], read["debt"]["difference_cents"]) == ("costs_included", 15_050)
    assert read["findings"]["budget"]["health_resources"] == [{"kind": "aah", "monthly_cents": 20_000}]


def test_an_assessment_is_a_page(noted, tmp_path):
    """Written where it is asked for, and nothing on stdout."""
    prevexp, case = noted
    done = prevexp("assessment", case, "--on", "2021-07-01", "--html", tmp_path / "page.html")
    assert (tmp_path / "page.html").stat().st_mode & 0o077 == 0  # it holds what tells of health
    assert (done.returncode, done.stdout) == (0, "")
    assert "Pour l’équipe seule" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_there_is_none_before_its_day(noted):
    """Exit code 1, and so for a version that is not there."""
    prevexp, case = noted
    assert prevexp("assessment", case, "--on", "2021-05-19").returncode == 1
    assert prevexp("assessment", case, "--on", "2021-07-01", "--version", "3").returncode == 1


def test_without_an_agreement_nothing_is_noted(agreed):
    """The day before it was given; an account of a later day than the interview is refused as well."""
    prevexp, case, form = agreed
    done = prevexp("assess", case, "--file", form("2021-05-09"))
    assert (done.returncode, "[account-to-come]" in done.stderr) == (1, True)
    file = form("2021-05-09")
    earlier = file.read_text(encoding="utf-8").replace("2021-05-15", "2021-05-09").replace("2021-05-10", "2021-05-01")
    file.write_text(earlier, encoding="utf-8")
    done = prevexp("assess", case, "--file", file)
    assert (done.returncode, "[agreement-missing]" in done.stderr) == (1, True)


def test_a_form_that_is_wrong_is_told_line_by_line(agreed):
    """Exit code 3, with line, key and what is expected."""
    prevexp, case, form = agreed
    done = prevexp("assess", case, "--file", form(day='"mardi"', energy="-3"))
    assert done.returncode == 3
    assert "form.toml, ligne 1, on :" in done.stderr
    assert "charges.energy : valeur d’un autre type ; attendu : montant en euros" in done.stderr


@pytest.mark.parametrize("arguments", [("assess",), ("assess", "X"), ("assess", "X", "--file", "absent.toml")])
def test_half_a_command_is_a_usage_error(agreed, arguments):
    """No case, no form, a form that is not there."""
    prevexp, _, _ = agreed
    assert prevexp(*arguments).returncode == 2
