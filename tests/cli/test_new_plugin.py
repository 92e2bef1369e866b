"""`plugins new` writes a plugin that is complete, whatever else is broken; `conformance rules` tries it."""

import json
import shlex

import pytest

from prevexp.cli.plugins.new import command
from prevexp.registry.scaffolding import PluginKind


def test_a_number_of_a_departement_becomes_a_pack(prevexp, tmp_path):
    """What is written is told, and the two commands that come next."""
    done = prevexp("plugins", "new", "59")
    assert done.returncode == 0, done.stderr
    told = done.stdout.splitlines()
    files = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert {line.strip() for line in told[1 : told.index("Ensuite :")]} == files
    assert "prevexp-departement-59/src/prevexp_departement_59/pack/communes.csv" in files
    assert [shlex.split(line)[-1] for line in told[-2:]] == ["prevexp-departement-59[test]", "prevexp-departement-59"]


def test_a_departement_of_corsica_may_be_written_with_a_large_letter(prevexp, tmp_path):
    """2B is the number as people write it; the names of files have small letters."""
    done = prevexp("plugins", "new", "2B")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "prevexp-departement-2b" / "pyproject.toml").exists()


def test_another_name_becomes_one_file_that_conforms(prevexp):
    """The two commands that are told work as they are told."""
    done = prevexp("plugins", "new", "plafond", "--folder", "mes extensions")
    following = [shlex.split(line)[1:] for line in done.stdout.splitlines()[-2:]]
    doctor, kit = (prevexp(*words) for words in following)
    assert (doctor.returncode, kit.returncode) == (0, 0), doctor.stdout + kit.stdout
    assert "plafond.cap" in doctor.stdout
    assert "11 réussies, 0 échouées" in kit.stdout


def test_it_works_with_every_plugin_broken(prevexp, tmp_path):
    """No plugin is loaded, not even one that would end the process."""
    (tmp_path / "killer.py").write_text("import os\nos._exit(7)\n", encoding="utf-8")
    done = prevexp("--plugins-dir", ".", "plugins", "new", "adil-62", "--kind", "indicators")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "prevexp-adil-62" / "src" / "prevexp_adil_62" / "__init__.py").exists()


def test_nothing_is_written_over(prevexp, tmp_path):
    """A second call names what is there, and changes nothing."""
    prevexp("plugins", "new", "plafond")
    (tmp_path / "plafond.py").write_text("# mine", encoding="utf-8")
    done = prevexp("plugins", "new", "plafond")
    assert done.returncode == 2
    assert "plafond.py existe déjà" in done.stderr
    assert (tmp_path / "plafond.py").read_text(encoding="utf-8") == "# mine"


@pytest.mark.parametrize("words", [("Éric",), ("../x",), ("20", "--kind", "pack"), ("plafond", "--kind", "pack")])
def test_a_name_that_cannot_be_one_is_refused(prevexp, tmp_path, words):
    """It is a mistake of use; what a name looks like is said."""
    done = prevexp("plugins", "new", *words)
    assert done.returncode == 2
    assert "adil-62" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_every_kind_can_be_asked_for():
    """The option lists the kinds there are; the help imports none of them."""
    (kind,) = (option for option in command.params if option.name == "kind")
    assert set(kind.type.choices) == set(PluginKind)


def test_a_rule_that_breaks_the_contract_is_told_by_its_number(prevexp, tmp_path):
    """A rule without a remedy: nobody knows whom to ask."""
    prevexp("plugins", "new", "plafond")
    file = tmp_path / "plafond.py"
    file.write_text(file.read_text(encoding="utf-8").replace("demander le décompte", ""), encoding="utf-8")
    done = prevexp("conformance", "rules", ".", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert "RK-04" in [one["number"] for one in told["rules"] if one["status"] == "failed"]
