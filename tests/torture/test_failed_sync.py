"""A sync fails: what was to be written is durable, or its writer is told; nobody is told that it is when it is not.

After a failed sync a system may forget what it could not write, and let the next sync succeed: so it is played here,
and at the end the power fails as well.
"""

from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

from prevexp.domain.errors import PrevexpError
from prevexp.storage.port import Head

from .disk import Disk
from .disk import Loss
from .disk import Step
from .disk import steps_of
from .places import some_of
from .process import BATCH
from .process import acknowledged
from .process import refusals
from .states import opened

pytestmark = [pytest.mark.checkout, pytest.mark.torture]

BATCHES = 4
REPORTED = {"store-full", "store-error", "store-unavailable", "key-unavailable"}
"""The codes by which a failed sync may be told: of the store, and of the key that is made with it."""


def left_by(steps: list[Step], root: Path, folder: Path) -> None:
    """Write the files as they are found when the power fails after these steps, and nothing unsynced was kept."""
    disk = Disk()
    for step in steps:
        disk.take(step)
    (folder / "keys").mkdir(parents=True)
    for path, content in disk.after_power_failure(Loss.NOTHING_KEPT, Random(1)).items():
        if not path.endswith("-shm"):
            target = folder / Path(path).relative_to(root)
            target.write_bytes(content)
            target.chmod(0o600)


def found(order: dict[str, Any], anchor: Head | None, received: int) -> str:
    """Say how a store is found: whole, or what is wrong with it."""
    try:
        with opened(order) as caseload:
            head = caseload.verify((anchor.count, anchor.link) if anchor else None)
            receipts = len(caseload.records.receipts())
    except PrevexpError as error:
        return f"broken: {error.code}"
    return "whole" if head.count == (received + BATCH * (receipts - 1) if receipts else 0) else "torn"


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
def test_a_write_whose_sync_fails_is_durable_or_told(watched, short_list, tmp_path, trials, figures, for_ever):
    """Each sync of a run fails in turn: nothing acknowledged is lost, then or when the power fails; the store opens."""

    def run(number: int) -> tuple[dict[str, Any], list[dict[str, Any]], list[Step]]:
        root, log = tmp_path / str(number) / "disk", tmp_path / str(number) / "steps"
        (root / "keys").mkdir(parents=True)
        env = {"TORTURE_ROOT": str(root), "TORTURE_LOG": str(log), "TORTURE_SYNC_AT": str(number)}
        order = {
            "do": "work",
            "url": f"sqlite:///{root / 'store.db'}",
            "key": str(root / "keys" / "key"),
            "list": str(short_list),
            "batches": BATCHES,
            "sitting": 2,
            "go_on": True,
        }
        said = watched.run(order | {"env": env | ({"TORTURE_SYNC_FOR_EVER": "1"} if for_ever else {})})
        return order, said, steps_of(log)

    _, said, steps = run(0)
    syncs = sum(step.operation == "s" for step in steps)
    received = said[0]["ack"][0]
    chosen = some_of(syncs, trials, few=3)
    seen = Counter[str]()
    for number in chosen:
        order, said, steps = run(number)
        told = [*refusals(said), *(one["stopped"] for one in said if "stopped" in one)]
        assert set(told) <= REPORTED, said
        assert not [one for one in said if "fault" in one]
        anchor = Head(*ack) if (ack := acknowledged(said)) else None
        seen["told" if told else "durable all the same"] += 1
        seen[found(order, anchor, received)] += 1
        after = tmp_path / str(number) / "after"
        left_by(steps, tmp_path / str(number) / "disk", after)
        cut = order | {"url": f"sqlite:///{after / 'store.db'}", "key": str(after / "keys" / "key")}
        seen[f"{found(cut, anchor, received)} after a power failure"] += 1
    figures(f"a failed sync, {'for ever' if for_ever else 'once'}, of {syncs}", len(chosen), seen)
    whole = {"whole": len(chosen), "whole after a power failure": len(chosen)}
    assert {name: number for name, number in seen.items() if "told" not in name and "durable" not in name} == whole
    assert seen["told"] > 0
