"""The kits on what a person names: files, folders, packs, installed plugins; good ones and broken ones."""

import json
import shutil
from pathlib import Path

import pytest

import prevexp_departement_62
from prevexp.testing.conformance import rules_of

HEAD = """
from prevexp.registry import PluginInfo, hookimpl

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="essai", api=1, title="Essai", contact="equipe@example.org")
"""

RULE = f"""{HEAD}
from prevexp.registry import EligibilityRule, facts

@hookimpl
def prevexp_eligibility_rules():
    yield EligibilityRule(
        id="essai.plafond", question="Sous le plafond ?", source="convention", remedy="REMEDY",
        expression=facts.arrears_cents <= 5_000_00)
"""

INDICATOR = f"""{HEAD}
from prevexp.evaluation.facts import facts
from prevexp.evaluation.indicators import Indicator, Mode, Statistic

@hookimpl
def prevexp_indicators():
    yield Indicator(
        id="essai.recus", title="Reçus", definition="WORDS", unit="households", mode=Mode.COHORT,
        statistic=Statistic.COUNT, source="convention", breakdowns=("arrondissement",))
"""

EXPORTER = f"""{HEAD}
from prevexp.evaluation.documents import plain
from prevexp.registry import Exporter

def write(document, stream):
    for sheet in document.sheets:
        for row in sheet.rows:
            stream.write(("\\t".join(" ".join(str(plain(cell)).split()) for cell in row) + "\\n").encode())

@hookimpl
def prevexp_exporters():
    yield Exporter(id="essai.tabs", title="Tabulations", format="tabs", media_type="text/plain",
                   suffixes=(".tsv",), write=write)
"""

EXPORTER_TEST = """
from prevexp.registry import Exporter
from prevexp.testing.exporters import ExporterConformance

class TestTabs(ExporterConformance):
    exporter = Exporter(id="essai.tabs", title="", format="tabs", media_type="", suffixes=(), write=print)

    def read(self, content):
        return [line.split("\\t") for line in content.decode().splitlines()]
"""

CONNECTOR = (
    HEAD
    + """
from prevexp.domain.vocabulary import FieldGroup
from prevexp.exchange.fileconnector import file_connector
from prevexp.registry.offers import Connector, Direction

@hookimpl
def prevexp_connectors():
    yield Connector(id="essai.dossier", title="Dossier", directions=set(Direction),
                    data_categories={FieldGroup.IDENTITY}, create=file_connector)
"""
)

CONNECTOR_TEST = """
from prevexp.domain.vocabulary import FieldGroup
from prevexp.registry.offers import Connector
from prevexp.testing.connectors import Carries, ConnectorConformance
from prevexp.testing.partner import FakePartner

class FolderPartner(FakePartner):
    def kept(self):
        return [(row["reference_orientation"], row) for row in self.rows()]

class TestFolder(ConnectorConformance):
    offer = Connector(id="essai.dossier", directions=set(), data_categories=set(), create=print)
    capabilities = frozenset({Carries.OUTBOUND, Carries.INBOUND, Carries.STATUS})

    def partner(self):
        return FolderPartner(folder=self.folder / "place")
"""


@pytest.fixture
def folder(tmp_path):
    """A folder for plugins."""
    (tmp_path / "essais").mkdir()
    return tmp_path / "essais"


def failed(done):
    """Return the numbers that failed, of a report in JSON."""
    return {one["number"] for one in json.loads(done.stdout)["rules"] if one["status"] == "failed"}


@pytest.mark.parametrize(
    ("kit", "text", "numbers"), [("rules", RULE, 11), ("indicators", INDICATOR, 14)], ids=["rules", "indicators"]
)
def test_a_sound_plugin_of_one_file_passes(prevexp, folder, kit, text, numbers):
    """Exit code 0, every number, by the name of its kit and by its file alone."""
    (folder / "essai.py").write_text(text, encoding="utf-8")
    done = prevexp("conformance", kit, "essais/essai.py")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{numbers} réussies, 0 échouées, 0 non essayées" in done.stdout
    told = json.loads(prevexp("conformance", "essais/essai.py", "--json").stdout)
    assert (told["kit"], told["subject"], told["passed"], told["untried"]) == ("all", "essais/essai.py", numbers, [])
    assert {one["kit"] for one in told["rules"]} == {kit}


@pytest.mark.parametrize(
    ("kit", "text", "number"),
    [("rules", RULE.replace("REMEDY", " "), "RK-04"), ("indicators", INDICATOR.replace("WORDS", ""), "IK-01")],
    ids=["rules", "indicators"],
)
def test_a_broken_plugin_fails_at_its_number(prevexp, folder, kit, text, number):
    """Exit code 1; number, meaning and fix at 80 columns."""
    (folder / "essai.py").write_text(text, encoding="utf-8")
    done = prevexp("conformance", kit, "essais/essai.py")
    assert done.returncode == 1
    assert f"\n  {number} " in done.stdout
    assert done.stdout.count("À faire : ") == 1
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("kit", "text", "test", "passed"),
    [("exporters", EXPORTER, EXPORTER_TEST, 9), ("connectors", CONNECTOR, CONNECTOR_TEST, 11)],
    ids=["exporters", "connectors"],
)
def test_what_only_the_author_has_is_in_a_test_beside_the_plugin(prevexp, folder, kit, text, test, passed):
    """Without it the offer is untried, which is no success; with it the offer itself is tried, not the test's own."""
    (folder / "essai.py").write_text(text, encoding="utf-8")
    alone = prevexp("conformance", kit, "essais/essai.py")
    assert alone.returncode == 1
    assert "Sans essai possible" in alone.stdout
    (folder / "test_essai.py").write_text(test, encoding="utf-8")
    done = prevexp("conformance", kit, "essais", "--json")
    assert failed(done) == set()
    assert done.returncode == 0
    assert json.loads(done.stdout)["passed"] == passed


def test_a_broken_exporter_and_a_broken_connector_fail_at_their_numbers(prevexp, folder):
    """Formulas are written as they are; a direction is promised that is not kept."""
    (folder / "essai.py").write_text(EXPORTER.replace("plain(cell)", "cell"), encoding="utf-8")
    (folder / "test_essai.py").write_text(EXPORTER_TEST, encoding="utf-8")
    assert "EK-04" in failed(prevexp("conformance", "exporters", "essais/essai.py", "--json"))
    (folder / "essai.py").write_text(CONNECTOR.replace("set(Direction)", "{Direction.OUTBOUND}"), encoding="utf-8")
    (folder / "test_essai.py").write_text(CONNECTOR_TEST, encoding="utf-8")
    assert failed(prevexp("conformance", "connectors", "essais/essai.py", "--json")) == {"CK-01"}


@pytest.mark.parametrize(
    ("old", "new", "numbers"),
    [("count))", "count))", set()), ('f"{seed}/{number}"', 'f"{number}"', {"SM-03"})],
    ids=["sound", "deaf"],
)
def test_a_model_is_tried_here_and_in_another_process(prevexp, folder, old, new, numbers):
    """The example of the hook passes all twelve; one that is deaf to its seed does not."""
    example = Path(__file__).parents[2] / "examples" / "hooks" / "simulation_models.py"
    (folder / "modele.py").write_text(example.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    done = prevexp("conformance", "models", "essais/modele.py", "--json")
    assert failed(done) == numbers
    told = json.loads(done.stdout)
    assert (told["passed"], told["skipped"]) == (12 - len(numbers), 0)
    assert {one["subject"] for one in told["rules"]} == {"minuscule.listes"}


@pytest.fixture
def few_pack_rules(monkeypatch):
    """Leave four rules of the pack kit, for scenarios take seconds."""

    def some(kit):
        every = rules_of(kit)
        return {name: rule for name, rule in every.items() if rule.number in {"PK-01", "PK-02", "PK-08", "PK-10"}}

    monkeypatch.setattr("prevexp.testing.running.rules_of", some)


@pytest.mark.parametrize("target", ["62", "departement-62", "prevexp-departement-62", "./pack"])
def test_a_pack_is_named_by_its_territory_its_plugin_or_its_folder(prevexp, few_pack_rules, tmp_path, target):
    """All four mean the same pack."""
    shutil.copytree(Path(prevexp_departement_62.__file__).parent / "pack", tmp_path / "pack")
    done = prevexp("conformance", "pack", target)
    assert done.returncode == 0, done.stdout
    assert "4 réussies" in done.stdout


def test_a_pack_that_cannot_be_read_says_every_problem_once(prevexp, few_pack_rules, tmp_path):
    """The rules that fail for the same cause stand in one line."""
    shutil.copytree(Path(prevexp_departement_62.__file__).parent / "pack", tmp_path / "pack")
    named = tmp_path / "pack" / "pack.toml"
    named.write_text(named.read_text(encoding="utf-8").replace("contact =", "contacts ="), encoding="utf-8")
    done = prevexp("conformance", "./pack")
    assert done.returncode == 1
    assert done.stdout.count("À faire") == 1
    assert "Même cause : PK-02 PK-08 PK-10" in done.stdout
    assert "contacts" in done.stdout


def test_a_folder_is_tried_as_a_whole_and_what_cannot_be_loaded_is_named(prevexp, folder):
    """One plugin that raises stops nobody else, and is no success."""
    (folder / "essai.py").write_text(RULE, encoding="utf-8")
    (folder / "casse.py").write_text("raise RuntimeError('cassé')", encoding="utf-8")
    done = prevexp("conformance", ".", env={})
    assert done.returncode == 2
    inside = prevexp("conformance", "essais", "--json")
    told = json.loads(inside.stdout)
    assert inside.returncode == 1
    assert failed(inside) == {"RK-01"}
    (left,) = told["untried"]
    assert left["subject"] == "casse"
    assert "RuntimeError" in left["reason"]


def test_what_offers_nothing_and_what_is_not_there_are_said(prevexp, folder):
    """Exit code 2, nothing on stdout."""
    (folder / "essai.py").write_text(HEAD, encoding="utf-8")
    nothing = prevexp("conformance", "essais/essai.py")
    assert (nothing.returncode, nothing.stdout) == (2, "")
    assert "n'offre rien" in nothing.stderr
    absent = prevexp("conformance", "models", "essais/absent.py")
    assert (absent.returncode, absent.stdout) == (2, "")
    assert "absent" in absent.stderr


def test_a_class_that_needs_pytest_says_so(prevexp, folder):
    """Its fixtures are named, and what to run instead."""
    (folder / "essai.py").write_text(EXPORTER, encoding="utf-8")
    text = "import pytest\n" + EXPORTER_TEST + "\n    @pytest.fixture\n    def serveur(self):\n        return 1\n"
    (folder / "tests").mkdir()
    (folder / "tests" / "test_essai.py").write_text(text, encoding="utf-8")
    told = " ".join(prevexp("conformance", "exporters", "essais").stdout.split())
    assert "TestTabs uses fixtures (serveur): run pytest on test_essai.py" in told
