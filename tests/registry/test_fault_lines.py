"""A fault names the line of the plugin's own that raised."""

from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from prevexp.eligibility.facts import facts
from prevexp.registry import Registry
from prevexp.registry.rule_files import read_expression
from prevexp.registry.sections import TomlFile

Install = Callable[..., list[EntryPoint]]

LATE = """
from prevexp.registry import PluginInfo, hookimpl

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="d99", api=1, title="Val-Perdu", contact="equipe@example.org")

@hookimpl
def prevexp_facts():
    yield 1
    raise RuntimeError("half way")
"""


@pytest.mark.parametrize(
    "source, said",
    {
        "at the import": ("\n\nimport a_module_that_is_nowhere\n", "line 3"),
        "in a hook": (LATE, "line 11"),
        "not Python": ("\ndef (:\n", "line 2"),
    }.values(),
)
def test_a_fault_names_the_line_of_the_plugin(install: Install, tmp_path: Path, source: str, said: str) -> None:
    """Installed or a file: the line of its own that raised, once, with the name of its file and no folder."""
    lone = tmp_path / "lone"
    lone.mkdir()
    (lone / "bad.py").write_text(source, encoding="utf-8")
    points = install(bad=source)
    for registry, name in ((Registry.build(points), points[0].module), (Registry.build([], plugins_dir=lone), "bad")):
        (fault,) = registry.faults
        assert fault.message.endswith(f" ({name}.py, {said})")
        assert fault.message.count("line") == 1


def test_a_fault_of_a_package_names_the_module_of_it_that_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the plugin imports of itself is its own; the file that only imports says nothing."""
    package = tmp_path / "prevexp_of_two_modules"
    package.mkdir()
    (package / "__init__.py").write_text("from . import rules\n", encoding="utf-8")
    (package / "rules.py").write_text("\nfacts = {}\nfacts['stage']\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    (fault,) = Registry.build([EntryPoint(name="two", value=package.name, group="prevexp")]).faults
    assert fault.message == "KeyError: 'stage' (rules.py, line 3)"


@pytest.mark.parametrize("name, told", [("attempts", True), ("nowhere_at_all", False)])
def test_a_rule_that_reads_a_fact_of_indicators_is_told_so(install: Install, name: str, told: bool) -> None:
    """The name is right, and no rule may read it; a name that nothing has is only not known."""
    source = f"from prevexp.registry import facts\nfacts.{name}\n"
    (fault,) = Registry.build(install(bad=source)).faults
    assert fault.message.startswith(f"UnknownFact: no fact is called '{name}'")
    assert ("(a fact of indicators, not of rules)" in fault.message) is told
    assert ", line 2)" in fault.message


@pytest.mark.parametrize("name, told", [("attempts", True), ("nowhere_at_all", False)])
def test_so_is_one_of_a_file_of_rules(name: str, told: bool) -> None:
    """The same in French, for who writes a pack."""
    file = TomlFile(name="rules.toml", problems=[])
    read_expression(file.read(f'expression = "{name} > 2"'), "expression", facts)
    (problem,) = file.problems
    assert f"pas {name}" in problem.expected
    assert ("que seuls les indicateurs lisent" in problem.expected) is told


def test_another_library_that_imports_for_the_plugin_is_not_taken_for_it(install: Install) -> None:
    """Once `importlib_metadata` is loaded, it hands out the entry points: its lines are not the plugin's."""
    pytest.importorskip("importlib_metadata", reason="only some libraries bring it, on Python 3.11")
    points = install(bad="\n\nimport a_module_that_is_nowhere\n")
    (fault,) = Registry.build(points).faults
    assert fault.message.endswith(f" ({points[0].module}.py, line 3)")
