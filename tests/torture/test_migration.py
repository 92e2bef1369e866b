"""A migration is killed in the midst of any step: the next opening goes on, and ends where an undisturbed one ends.

Two things of a store change their form: what a plugin keeps in it, which is brought to the version of today when the
store is opened, and the tables, of which there is one version so far; that they are made whole or not at all is tried
where a writer is killed at each step (`test_killed.py`). Events of an earlier form are not rewritten: they are lifted
when they are read, and there is nothing to interrupt.
"""

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import prevexp.testing.territory

from .disk import steps_of
from .keeper import STEPS
from .places import some_of
from .process import Said
from .process import Writers

pytestmark = [pytest.mark.checkout, pytest.mark.torture]

VERSIONS = 3
LIFTED = {"kept": "v0+0+1+2", "version": VERSIONS, "revision": VERSIONS + 1}


def run(watched: Writers, folder: Path, versions: int, **faults: object) -> Said:
    pack = Path(prevexp.testing.territory.__file__).parent / "pack"
    order: dict[str, Any] = {
        "do": "migrate",
        "url": f"sqlite:///{folder / 'store.db'}",
        "key": str(folder / "keys" / "key"),
        "territory": str(pack),
        "env": {
            STEPS: str(versions),
            "TORTURE_ROOT": str(folder),
            **{name: str(value) for name, value in faults.items()},
        },
    }
    return watched.run(order)


def test_a_migration_killed_in_the_midst_of_any_step_goes_on(watched, tmp_path, trials, figures):
    """Each version is durable before the next begins: nothing is lost, and no step counts twice."""
    old, log = tmp_path / "old", tmp_path / "steps"
    old.mkdir()
    assert run(watched, old, 0)[:-1] == [{"kept": "v0", "version": 0, "revision": 1}]
    counted = shutil.copytree(old, tmp_path / "counted")
    assert run(watched, counted, VERSIONS, TORTURE_LOG=log)[:-1] == [LIFTED]
    steps = sum(step.operation != "w" or bool(step.data) for step in steps_of(log))
    chosen = some_of(steps, trials, few=3)
    seen = Counter[str]()
    for number in chosen:
        folder = shutil.copytree(old, tmp_path / f"step-{number}")
        killed = run(watched, folder, VERSIONS, TORTURE_DIE_AT=number)
        assert killed[-1] == {"end": 9}
        assert killed[:-1] in ([], [LIFTED])
        seen["had ended" if killed[:-1] else "was under way"] += 1
        seen["goes on" if run(watched, folder, VERSIONS)[:-1] == [LIFTED] else "differs"] += 1
    figures(f"migration killed at a step, of {steps}", len(chosen), seen)
    assert seen["goes on"] == len(chosen)
    assert seen["was under way"] > 0
