"""Fifty plugins, ten of them broken in ten ways: the work is done, and whoever reads the report knows which ten."""

from collections.abc import Callable
from datetime import date
from importlib.metadata import EntryPoint
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import prevexp
from prevexp.registry import Registry
from prevexp.render.bilan import bilan_html

Install = Callable[..., list[EntryPoint]]

pytestmark = pytest.mark.checkout

LIST = Path(__file__).parents[2] / "examples" / "transfers" / "transfer_62_2021-05.csv"
RECEIVED = date(2021, 5, 4)

GOOD = """
from pathlib import Path
from prevexp.expressions import Dtype, Fact, Facts
from prevexp.registry import PluginInfo, hookimpl
from prevexp.eligibility import EligibilityRule

HEARD = []
FACT = Fact(id="{id}.weeks", dtype=Dtype.INTEGER, question="Semaines ?", ask="Demander.",
            read=lambda state, on: {read})

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="{id}", api={api}, title="{id}", contact="equipe@example.org")

@hookimpl
def prevexp_facts():
    return [FACT]

@hookimpl
def {rules}(settings):
    known = Facts([FACT])["{id}.weeks"]
    yield {made}

@hookimpl
def prevexp_on_events_committed(changes):
    HEARD.append(changes)
"""
RULE = (
    'EligibilityRule(id="{id}.rule", question="Peu de semaines ?", expression=known < 10_000, source="convention", '
    'remedy="Demander.")'
)
USUAL = {
    "read": "(on - state.received_on).days // 7",
    "api": "1",
    "rules": "prevexp_eligibility_rules",
    "made": RULE,
}


def plugin(name: str, **changed: str) -> str:
    source = GOOD
    for key, value in (USUAL | changed).items():
        source = source.replace("{" + key + "}", value)
    return source.replace("{id}", name)


BROKEN = {
    "import-error": "import a_module_that_is_nowhere",
    "system-exit": "raise SystemExit(0)",
    "wrong-type": plugin("wrong-type", made="'a rule'"),
    "wrong-name": plugin("wrong-name", rules="prevexp_eligibility_rule"),
    "hangs": "import threading\nthreading.Event().wait()",
    "raises-in-a-rule": plugin("raises-in-a-rule", read="state.no_such_thing"),
    "mutates": plugin("mutates", read="setattr(state, 'received_on', on)"),
    "duplicate-id": plugin("good-00"),
    "newer-api": plugin("newer-api", api="2"),
    "bad-data": plugin("bad-data") + "\nROWS = [int(row) for row in Path(__file__).with_suffix('.csv').open()]\n",
}
GOODS = [f"good-{number:02}" for number in range(40)]
ALSO_NAMED = {"good-00"}
"""The one whose id another took: which of the two is meant is for a person to say."""


@pytest.fixture
def points(install: Install) -> list[EntryPoint]:
    """Return fifty plugins and the pack of the Pas-de-Calais."""
    packs = [point for point in entry_points(group="prevexp") if point.name == "departement-62"]
    every = [*install(**BROKEN, **{name: plugin(name) for name in GOODS}), *packs]
    assert len(every) == 51
    return every


def test_the_work_is_done_and_the_report_names_all_ten(points: list[EntryPoint]) -> None:
    """A list is received, screened and reported as without the ten; each is named with what it did (5 s)."""
    sound = Registry.build([point for point in points if point.name not in BROKEN.keys() | ALSO_NAMED])
    registry = Registry.build(points, import_seconds=3)
    results = []
    for one in (sound, registry):
        with prevexp.open("memory:", territory="62", registry=one, new_id=counted()) as caseload:
            intake = caseload.receive(LIST, received_on=RECEIVED)
            screened = caseload.screen(on=RECEIVED)
            bilan = caseload.report(date(2021, 5, 1), date(2021, 5, 31), generated_on=RECEIVED)
            faults = caseload.faults()
            results.append((intake, {line.case.case_id: line.result for line in screened}))
    (sound_intake, sound_results), (intake, with_broken) = results
    assert intake.rows_received == sound_intake.rows_received == 220
    assert len(with_broken) == len(sound_results) == 210
    assert {fault.provenance.plugin for fault in faults} == BROKEN.keys() | ALSO_NAMED
    assert all(any(f"{name} (prevexp-{name} 1.0), " in str(fault) for fault in faults) for name in BROKEN)
    page = bilan_html(bilan)
    assert all(f"{name} (prevexp-{name} 1.0)" in page for name in BROKEN)
    failed = {"raises-in-a-rule.rule", "mutates.rule"}
    for case, result in with_broken.items():
        assert {rule: result.checks[rule] for rule in failed} == dict.fromkeys(failed)
        others = {rule: answer for rule, answer in result.checks.items() if rule not in failed}
        assert others == dict(sound_results[case].checks)


def counted() -> Callable[[], str]:
    numbers = iter(range(10_000))
    return lambda: f"{next(numbers):032x}"


@given(order=st.permutations(range(13)))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_order_changes_anything(points: list[EntryPoint], order: list[int]) -> None:
    """What is offered, to whom it is told and which faults there are do not hang on who was found first."""
    few = [point for point in points if point.name != "hangs"][:13]
    shuffled = Registry.build([few[place] for place in order])
    usual = Registry.build(few)
    assert shuffled == usual
    assert [rule.id for rule in shuffled.rules] == sorted(rule.id for rule in usual.rules)
    assert [str(fault) for fault in shuffled.faults] == [str(fault) for fault in usual.faults]
    assert shuffled.lock == usual.lock
