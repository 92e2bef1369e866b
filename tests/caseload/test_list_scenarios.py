"""The clauses of the call that the monthly list puts into play, as scenarios in French, played end to end."""

from datetime import date
from pathlib import Path

import pytest

import prevexp
from prevexp.registry.scenario_files import scenarios_of
from prevexp.registry.sections import TomlFile
from prevexp.testing.list_scenarios import clock_of
from prevexp.testing.list_scenarios import play

from .conftest import LINE

FOLDER = Path(__file__).parents[1] / "scenarios" / "liste"


def scenarios():
    """Yield every scenario of every file."""
    for path in sorted(FOLDER.glob("C*.toml")):
        file = TomlFile(name=path.name, problems=[])
        found = scenarios_of(file.read(path.read_text(encoding="utf-8")), usual=LINE, received_on=date(2021, 5, 4))
        assert (file.problems, {one.clause for one in found}) == ([], {path.stem})
        for scenario in found:
            yield pytest.param(scenario, id=f"{path.stem} {scenario.title}")


@pytest.mark.parametrize("store", ["memory:", "sqlite"])
@pytest.mark.parametrize("scenario", list(scenarios()))
def test_a_scenario_of_the_list_comes_out_as_written(tmp_path, store, scenario):
    """Given a list and what was learnt since, that is read on those days."""
    url = store if store == "memory:" else f"sqlite:///{tmp_path / 'store.db'}"
    options = {"key_file": tmp_path / "keys" / "master.key", "now": lambda: clock_of(scenario)}
    with prevexp.open(url, territory="62", **options) as caseload:
        assert play(scenario, caseload, tmp_path) == list(scenario.expected)
