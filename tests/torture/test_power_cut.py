"""The power fails at any moment of a real run: what was acknowledged is there, whole, and nothing is half written.

`pytest tests/torture --trials 10000` plays as many crash points; `nox -s torture` does, and prints the figures.
"""

import shutil
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest

import prevexp
from prevexp.domain.errors import PrevexpError
from prevexp.storage.port import Head
from prevexp.storage.sqlite import SqliteStore

from .disk import Disk
from .disk import Loss
from .disk import Step
from .disk import steps_of
from .process import Writers

pytestmark = [pytest.mark.checkout, pytest.mark.torture]

SITTING = 25
WHOLE_EVERY = 20
"""Of so many crash points one is opened with its key, and all that is sealed is compared with what stands in clear."""


@attrs.frozen
class Run:
    """What a run did, and where in it each acknowledgement stands: (number of steps before it, head of the journal)."""

    folder: Path
    steps: list[Step]
    acknowledged: list[tuple[int, Head]]


def recorded(writers: Writers, folder: Path, transfer: Path, *, batches: int, **manner: Any) -> Run:
    """Let a writer work with every step written down."""
    root, journal = folder / "disk", folder / "steps"
    (root / "keys").mkdir(parents=True)
    order = {
        "do": "work",
        "url": f"sqlite:///{root / 'store.db'}",
        "key": str(root / "keys" / "key"),
        "list": str(transfer),
        "batches": batches,
        "sitting": SITTING,
        "acks": str(root / "acks"),
        "env": {"TORTURE_ROOT": str(root), "TORTURE_LOG": str(journal)},
    }
    assert writers.run(order | manner)[-1] == {"end": 0}
    steps, acknowledged = [], []
    for step in steps_of(journal):
        if step.path != order["acks"]:
            steps.append(step)
        elif step.data:
            acknowledged.append((len(steps), _head(step.data)))
    return Run(root, steps, acknowledged)


def _head(line: bytes) -> Head:
    count, _, link = line.decode().strip().partition(":")
    return Head(int(count), bytes.fromhex(link))


def outcome(run: Run, cut: int, found: dict[str, bytes], folder: Path, *, whole: bool) -> str:
    """Say how the store is found after a power failure at a step: whole, lost, torn, or broken."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "keys").mkdir(parents=True)
    for path, content in found.items():
        if not path.endswith("-shm"):
            target = folder / Path(path).relative_to(run.folder)
            target.write_bytes(content)
            target.chmod(0o600)
    promised = max(
        (head for at, head in run.acknowledged if at <= cut), key=lambda head: head.count, default=Head(0, b"")
    )
    begun = min((head.count for at, head in run.acknowledged if at > cut), default=promised.count)
    anchor = promised if promised.count else None
    try:
        if whole:
            url, key = f"sqlite:///{folder / 'store.db'}", folder / "keys" / "key"
            with prevexp.open(url, territory="62", key_file=key) as caseload:
                head = caseload.verify((anchor.count, anchor.link) if anchor else None)
        else:
            with SqliteStore.open(folder / "store.db", busy_seconds=5) as store:
                head = store.verify(anchor)
    except PrevexpError as error:
        return f"broken: {error.code}"
    if head.count < promised.count:
        return "lost"
    return "whole" if head.count in {promised.count, begun} else "torn"


def played(run: Run, trials: int, folder: Path) -> Counter[str]:
    """Play power failures at evenly spread steps, each way of losing writes in turn; count how the store is found."""
    chance, disk, taken = Random(62), Disk(), 0
    seen: Counter[str] = Counter()
    for trial in range(trials):
        cut = 1 + trial * len(run.steps) // trials
        for step in run.steps[taken:cut]:
            disk.take(step)
        taken = cut
        found = disk.after_power_failure(list(Loss)[trial % len(Loss)], chance)
        seen[outcome(run, cut, dict(found), folder / "found", whole=trial % WHOLE_EVERY == 0)] += 1
    return seen


def test_nothing_that_was_acknowledged_is_lost_at_any_power_failure(watched, short_list, tmp_path, trials, figures):
    """The store opens, its chain is whole up to the last acknowledged anchor, and no batch is there by half."""
    batches = max(30, trials // 50)
    run = recorded(watched, tmp_path, short_list, batches=batches)
    assert len(run.acknowledged) == batches + 1
    seen = played(run, trials, tmp_path)
    figures(f"power cut, {len(run.steps)} steps", trials, seen)
    assert seen == {"whole": trials}


def test_a_store_that_does_not_wait_for_the_disk_is_caught(watched, short_list, tmp_path, trials, figures):
    """The negative control: with `synchronous = OFF` acknowledged work is lost, and the program sees it."""
    run = recorded(watched, tmp_path, short_list, batches=30, careless=True)
    number = max(trials // 4, 60)
    seen = played(run, number, tmp_path)
    figures("power cut, control: not waiting for the disk", number, seen)
    assert sum(number for how, number in seen.items() if how != "whole") > number // 10
