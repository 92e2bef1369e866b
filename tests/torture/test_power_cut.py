"""The power fails at any moment of a real run: what was acknowledged is there, whole, and nothing is half written.

`pytest tests/torture --trials 10000` plays as many crash points; `nox -s torture` does, and prints the figures.
"""

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import attrs
import pytest

from prevexp.domain.errors import PrevexpError
from prevexp.storage.port import Head
from prevexp.storage.sqlite import SqliteStore

from .disk import Loss
from .disk import Step
from .disk import after_power_failure
from .disk import steps_of

pytestmark = [pytest.mark.checkout, pytest.mark.torture]

HERE = Path(__file__).parent
LIST = HERE.parents[1] / "examples" / "transfers" / "transfer_62_2021-05.csv"
COMMANDS = 30
COMPILER = shutil.which("gcc") or shutil.which("cc")


@attrs.frozen
class Run:
    """What a run did, and where in it each acknowledgement stands: (index of the step, head of the journal)."""

    steps: list[Step]
    acknowledged: list[tuple[int, Head]]


def recorded(folder: Path, *, careful: bool) -> Run:
    """Run the workload with every write written down."""
    recorder, journal, work = folder / "recorder.so", folder / "steps", folder / "work"
    work.mkdir()
    assert COMPILER
    build = [COMPILER, "-shared", "-fPIC", "-O2", "-o", str(recorder), str(HERE / "recorder.c"), "-ldl", "-lpthread"]
    subprocess.run(build, check=True)
    manner = "careful" if careful else "careless"
    arguments = [str(work), str(LIST), str(folder / "key"), str(COMMANDS), manner]
    env = {**os.environ, "LD_PRELOAD": str(recorder), "TORTURE_LOG": str(journal), "TORTURE_ROOT": str(work)}
    subprocess.run([sys.executable, str(HERE / "workload.py"), *arguments], env=env, check=True)
    steps = steps_of(journal)
    found = [(at, _head(step.data)) for at, step in enumerate(steps) if step.path.endswith("/ack") and step.data]
    disk = [step for step in steps if not step.path.endswith("/ack")]
    before = {at: sum(not one.path.endswith("/ack") for one in steps[:at]) for at, _ in found}
    return Run(disk, [(before[at], head) for at, head in found])


def _head(line: bytes) -> Head:
    count, _, link = line.decode().strip().partition(":")
    return Head(int(count), bytes.fromhex(link))


def outcome(run: Run, cut: int, loss: Loss, chance: Random, folder: Path) -> str:
    """Say how the store is found after a power failure at a step: whole, lost, torn, or unreadable."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path, content in after_power_failure(run.steps[:cut], loss, chance).items():
        if not path.endswith("-shm"):
            (folder / Path(path).name).write_bytes(content)
    (folder / "store.db").touch()
    (folder / "store.db").chmod(0o600)
    promised = max(
        (head for at, head in run.acknowledged if at <= cut), key=lambda head: head.count, default=Head(0, b"")
    )
    begun = min((head.count for at, head in run.acknowledged if at > cut), default=promised.count)
    try:
        with SqliteStore.open(folder / "store.db", busy_seconds=5) as store:
            head = store.verify(promised if promised.count else None)
    except PrevexpError as error:
        return f"broken: {error.code}"
    if head.count < promised.count:
        return "lost"
    return "whole" if head.count in {promised.count, begun} else "torn"


def played(run: Run, trials: int, folder: Path) -> Counter[str]:
    """Play power failures at evenly spread steps, each way of losing writes in turn; count how the store is found."""
    chance = Random(62)
    seen: Counter[str] = Counter()
    for trial in range(trials):
        cut = 1 + trial * len(run.steps) // trials
        seen[outcome(run, cut, list(Loss)[trial % len(Loss)], chance, folder / "found")] += 1
    return seen


@pytest.mark.skipif(sys.platform != "linux" or COMPILER is None, reason="needs Linux and a C compiler")
def test_nothing_that_was_acknowledged_is_lost_at_any_power_failure(tmp_path: Path, trials: int) -> None:
    """The store opens, its chain is whole up to the last acknowledged anchor, and no batch is there by half."""
    run = recorded(tmp_path, careful=True)
    assert len(run.acknowledged) == COMMANDS + 1
    seen = played(run, trials, tmp_path)
    print(f"power cut: {trials} crash points in {len(run.steps)} steps: {dict(seen)}")  # noqa: T201
    assert seen == {"whole": trials}


@pytest.mark.skipif(sys.platform != "linux" or COMPILER is None, reason="needs Linux and a C compiler")
def test_a_store_that_does_not_wait_for_the_disk_is_caught(tmp_path: Path, trials: int) -> None:
    """The negative control: with `synchronous = OFF` acknowledged work is lost, and the program sees it."""
    run = recorded(tmp_path, careful=False)
    seen = played(run, max(trials // 4, 90), tmp_path)
    print(f"power cut, control without waiting for the disk: {dict(seen)}")  # noqa: T201
    assert sum(number for how, number in seen.items() if how != "whole") > 0
