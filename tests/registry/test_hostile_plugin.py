"""Twelve ways in which a plugin does harm: what survives, who is named, what cannot be kept from it and is only seen.

Each hostile plugin stands beside a good one. Three harms cannot be met, as Python offers no fence inside a process:
who writes a file, starts a thread or replaces a function is not named; that the answers of others stand is all that is
held. Nor is a call that hangs: only loading has a time (docs/plugin/faults.md).
"""

from collections.abc import Callable
from datetime import date
from importlib.metadata import EntryPoint
from importlib.metadata import entry_points
from pathlib import Path

import attrs
import pytest

import prevexp
from prevexp.registry import Registry

Install = Callable[..., list[EntryPoint]]

pytestmark = pytest.mark.checkout

LIST = Path(__file__).parents[2] / "examples" / "transfers" / "transfer_62_2021-05.csv"
MAY = date(2021, 5, 4)
PLUGIN = """
import os, sys, threading
from pathlib import Path
from prevexp.expressions import Dtype, Fact, Facts
from prevexp.registry import PluginInfo, hookimpl
from prevexp.eligibility import EligibilityRule

def read(state, on):
    {read}

FACT = Fact(id="{id}.weeks", dtype=Dtype.INTEGER, question="Semaines ?", ask="Demander.", read=read)

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="{id}", api=1, title="{id}", contact="equipe@example.org")

@hookimpl
def prevexp_facts():
    {facts}

@hookimpl
def prevexp_eligibility_rules():
    known = Facts([FACT])["{id}.weeks"]
    return [EligibilityRule(id="{id}.rule", question="Peu ?", expression=known < 9, source="s", remedy="Demander.")]
"""
USUAL = {"read": "return 1", "facts": "return [FACT]"}


def plugin(name: str, **changed: str) -> str:
    source = PLUGIN
    for key, value in (USUAL | changed).items():
        source = source.replace("{" + key + "}", value)
    return source.replace("{id}", name)


@attrs.frozen(kw_only=True)
class Harm:
    """`source`: the plugin; `named`: it stands among the faults; `loads`: it is in use, and harms at its calls."""

    source: str
    named: bool = True
    loads: bool = True


HARMS = {
    "raise": Harm(source=plugin("bad", read="raise KeyError('Zzexemplard')")),
    "exit": Harm(source=plugin("bad", read="sys.exit(3)")),
    "hang": Harm(source=plugin("bad", facts="threading.Event().wait()"), loads=False),
    "wrong type": Harm(source=plugin("bad", read="return {'weeks': object()}")),
    "None": Harm(source=plugin("bad", facts="return None"), loads=False),
    "NaN": Harm(source=plugin("bad", read="return float('nan')")),
    "mutate": Harm(source=plugin("bad", read="state.received_on = on; return 1")),
    "write": Harm(source=plugin("bad", read="Path(os.environ['PREVEXP_HARM']).write_text('x'); return 1"), named=False),
    "thread": Harm(
        source=plugin("bad", read="threading.Thread(target=os.getpid, daemon=True).start(); return 1"), named=False
    ),
    "huge": Harm(source=plugin("bad", facts="while True: yield FACT"), loads=False),
    "recursion": Harm(source=plugin("bad", read="return read(state, on)")),
    "patch": Harm(
        source=plugin("bad", facts="import prevexp.caseload.counted as c; c.__dict__['PATCHED'] = True; return [FACT]"),
        named=False,
    ),
}


def screened(points: list[EntryPoint], folder: Path) -> tuple[dict[str, object], list[str], tuple[str, ...]]:
    """Return verdict by case, whose faults there are, and which plugins are in use."""
    short = folder / "liste.csv"
    short.write_text("".join(LIST.read_text(encoding="utf-8").splitlines(keepends=True)[:6]), encoding="utf-8")
    registry = Registry.build(points, import_seconds=2)
    with prevexp.open("memory:", territory="62", key_file=folder / "key", registry=registry) as caseload:
        caseload.receive(short, received_on=MAY)
        cases = {one.case.reference: one for one in caseload.screen(on=MAY)}
        named = sorted({fault.provenance.plugin for fault in caseload.faults()})
        return cases, named, tuple(origin.plugin for origin, _ in registry.infos)


def packs() -> list[EntryPoint]:
    return [point for point in entry_points(group="prevexp") if point.name == "departement-62"]


@pytest.mark.parametrize("harm", HARMS)
def test_a_hostile_plugin_is_survived_and_named_and_changes_nothing_of_the_others(
    install: Install, harm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work is done, the culprit is named wherever Python lets us see it, and the good plugin's answers stand."""
    monkeypatch.setenv("PREVEXP_HARM", str(tmp_path / "harm"))
    points = install(good=plugin("good"), bad=HARMS[harm].source)
    alone, _, _ = screened([*(one for one in points if one.name == "good"), *packs()], tmp_path)
    cases, named, used = screened([*points, *packs()], tmp_path)
    assert named == (["bad"] if HARMS[harm].named else [])
    assert ("bad" in used) == HARMS[harm].loads
    assert "good" in used
    for reference, case in cases.items():
        assert answer(case, "good.rule") == answer(alone[reference], "good.rule")
        if HARMS[harm].loads and HARMS[harm].named:
            assert answer(case, "bad.rule") is None
    assert cases.keys() == alone.keys()
    assert (tmp_path / "harm").exists() == (harm == "write")  # seen, not prevented


def answer(case: object, rule: str) -> object:
    """Return what a rule answered on a case: yes, no, or None for not known."""
    return case.result.checks[rule]


def test_the_twelve_harms_are_all_tried() -> None:
    """Those of the project's notes on reliability, one by one."""
    assert list(HARMS) == [
        *("raise", "exit", "hang", "wrong type", "None", "NaN"),
        *("mutate", "write", "thread", "huge", "recursion", "patch"),
    ]
