"""docs/explanation/call.md tells of every clause of the call, and what it names is there."""

import importlib.util
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "call.md"
SCENARIOS = ROOT / "tests" / "scenarios"
CLAUSES = [f"C{number:02}" for number in range(1, 46)]
ROW = re.compile(r"^\| (C\d\d) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ROWS = {row[1]: row for row in ROW.finditer(PAGE.read_text(encoding="utf-8"))}


def scenarios_of(clause):
    """Return the scenario files of a clause, as the page links them."""
    return {f"../../{file.relative_to(ROOT)}" for file in SCENARIOS.rglob(f"{clause}.toml")}


def test_every_clause_has_its_line_in_their_order():
    """C01 to C45."""
    assert list(ROWS) == CLAUSES


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_links_all_its_scenarios_or_says_why_there_is_none(clause):
    """The links are exactly the files; without a file the cell says none and why."""
    cell = ROWS[clause][3]
    linked = set(re.findall(r"\]\(([^)]+\.toml)\)", cell))
    assert linked == scenarios_of(clause)
    assert linked or re.match(r"none( yet)?: \w", cell)


@pytest.mark.parametrize("clause", CLAUSES)
def test_the_code_a_clause_names_is_there(clause):
    """Each module named can be found; a clause with scenarios names at least one."""
    modules = re.findall(r"`(prevexp\.[\w.]+)`", ROWS[clause][4])
    assert [name for name in modules if importlib.util.find_spec(name) is None] == []
    assert modules or not scenarios_of(clause)


def test_every_scenario_belongs_to_a_clause():
    """No file of scenarios is without a line of the page."""
    assert {file.stem for file in SCENARIOS.rglob("*.toml")} <= set(CLAUSES)
