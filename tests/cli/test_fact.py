"""`prevexp fact`: a fact of the territory is noted, shown, read by its rule, and taken back."""

import shutil
from pathlib import Path

import pytest

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "samples" / "transfer_62_2021-05.csv"
PACK = ROOT / "plugins/prevexp-departement-62/src/prevexp_departement_62/pack"

FACTS = """
[[fact]]
id = "d62.lift"
dtype = "bool"
question = "L’immeuble a-t-il un ascenseur ?"
ask = "Demander au ménage."
group = "G3"

[[fact]]
id = "d62.visited_on"
dtype = "date"
question = "Quand l’hygiène est-elle passée ?"
ask = "Demander à la mairie."
group = "G3"

[[fact]]
id = "d62.aid_cents"
dtype = "integer"
unit = "cents"
question = "Quelle aide locale ?"
ask = "Demander à la commune."
group = "G4"

[[fact]]
id = "d62.filed"
dtype = "slug"
question = "Où en est le dossier de surendettement ?"
ask = "Demander la lettre."
group = "G4"
values = { deposited = "déposé", accepted = "recevable" }
"""
RULES = """
[[rule]]
id = "d62.no-lift"
question = "Logement sans ascenseur ?"
source = "convention, art. 9"
remedy = "Demander au ménage."
expression = "not d62.lift"

[[off]]
rule = "not-open-elsewhere"
reason = "la coordination s’en charge"
"""


@pytest.fixture(scope="module")
def team(shared_prevexp, tmp_path_factory):
    """Take the sample of May in under a territory with facts of its own."""
    folder = tmp_path_factory.mktemp("territory") / "pack"
    shutil.copytree(PACK, folder)
    (folder / "facts.toml").write_text(FACTS, encoding="utf-8")
    (folder / "rules.toml").write_text(RULES, encoding="utf-8")
    text = (folder / "pack.toml").read_text(encoding="utf-8")
    (folder / "pack.toml").write_text(text.replace('"not-open-elsewhere"', '"in-arrears"', 1), encoding="utf-8")

    def run(*arguments):
        return shared_prevexp(*arguments, env={"PREVEXP_TERRITORY": str(folder)})

    run("intake", SAMPLE, "--received-on", "2021-05-04")
    return run, "62-2021-06328"


def plain(text):
    return " ".join(text.split())


def test_what_is_noted_is_shown_and_decides(team):
    """The case page tells it with its label, the explanation reads it, the territory's rule answers."""
    prevexp, case = team
    said = {"d62.lift": "oui", "d62.visited_on": "2021-05-06", "d62.aid_cents": "15000", "d62.filed": "accepted"}
    for fact, value in said.items():
        done = prevexp("fact", case, fact, value, "--on", "2021-05-10")
        assert (done.returncode, done.stderr) == (0, "Noté.\n")
    page = plain(prevexp("case", "show", case, "--on", "2021-05-11").stdout)
    assert "L’immeuble a-t-il un ascenseur ? oui, noté le 10/05/2021" in page
    assert "surendettement ? recevable" in page
    assert "aide locale ? 150,00 €" in page
    assert "6 mai 2021" in page
    explained = plain(prevexp("explain", case, "--on", "2021-05-11").stdout)
    assert "[NON] Logement sans ascenseur ?" in explained
    assert "Question non posée ici : la coordination s’en charge" in explained
    assert "Logement sans ascenseur" in plain(prevexp("explain", case, "--on", "2021-05-09").stdout)
    assert prevexp("fact", case, "d62.lift", "--withdraw", "--on", "2021-05-12").returncode == 0
    assert "[?] Logement sans ascenseur ?" in plain(prevexp("explain", case, "--on", "2021-05-12").stdout)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("d62.lfit", "oui"), 1, "[no-such-fact]"),
        (("d62.filed", "lost"), 1, "[fact-value-wrong]"),
        (("d62.aid_cents", "12.5"), 2, "un nombre entier"),
        (("d62.lift", "peut-être"), 2, "oui ou non"),
        (("d62.visited_on", "06/05/2021"), 2, "AAAA-MM-JJ"),
        (("d62.lift",), 2, "--withdraw"),
        (("d62.lift", "oui", "--withdraw"), 2, "--withdraw"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_does(team, arguments, code, said):
    """Usage is told apart from a refusal; the value that was typed is not repeated."""
    prevexp, case = team
    done = prevexp("fact", case, *arguments, "--on", "2021-05-10")
    assert (done.returncode, said in plain(done.stderr)) == (code, True), done.stderr
