"""The power fails, or the disk is full, while a file goes out: the former file is there, the new one, or none.

All that writes a file for somebody is tried: rejects, the bilan in its forms, pages, batches for partners and their
receipts, the key.
"""

import csv
import hashlib
from collections import Counter
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest

from .conftest import LIST
from .disk import Disk
from .disk import Loss
from .disk import Step
from .disk import steps_of
from .places import some_of
from .process import Said
from .process import Writers

pytestmark = [pytest.mark.checkout, pytest.mark.torture]


@attrs.frozen
class Run:
    """What a run did, and the complete files it acknowledged: (number of steps before it, path, digest)."""

    said: Said
    steps: list[Step]
    acknowledged: list[tuple[int, str, str]]
    out: Path


def run(watched: Writers, folder: Path, lists: tuple[Path, Path], **manner: Any) -> Run:
    root, log = folder / "disk", folder / "steps"
    out, acks = root / "out", str(root / "acks")
    out.mkdir(parents=True)
    env = {"TORTURE_ROOT": str(root), "TORTURE_LOG": str(log)} | manner.pop("env", {})
    files = {"list": str(lists[0]), "second": str(lists[1]), "out": str(out)}
    files |= {"acks": acks} if manner.pop("acknowledging", True) else {}
    said = watched.run({"do": "export", "url": "memory:", "key": "", "env": env} | files | manner)
    assert said[-1] == {"end": 0}, said[-3:]
    steps, acknowledged = [], []
    for step in steps_of(log):
        if step.path != acks:
            steps.append(step)
        elif step.data:
            digest, _, path = step.data.decode().strip().partition(" ")
            acknowledged.append((len(steps), path, digest))
    return Run(said, steps, acknowledged, out)


def found_after(done: Run, trials: int) -> Counter[str]:
    """Play power failures at evenly spread steps; count how each file is found: whole, absent, half, or lost."""
    complete, chance, disk, taken = defaultdict(list), Random(3), Disk(), 0
    for at, path, digest in done.acknowledged:
        complete[path].append((at, digest))
    seen = Counter[str]()
    for trial in range(trials):
        cut = 1 + trial * len(done.steps) // trials
        for step in done.steps[taken:cut]:
            disk.take(step)
        taken = cut
        found = disk.after_power_failure(list(Loss)[trial % len(Loss)], chance)
        for path, versions in complete.items():
            seen[_outcome(found.get(path), [one for one in versions if one[0] <= cut], versions)] += 1
        seen["unfinished beside it"] += sum(path.endswith(".part") for path in found)
    return seen


def _outcome(content: bytes | None, promised: list[tuple[int, str]], versions: list[tuple[int, str]]) -> str:
    if content is None:
        return "lost" if promised else "not there yet"
    digest = hashlib.sha256(content).hexdigest()
    allowed = [one for _, one in versions[max(len(promised) - 1, 0) : len(promised) + 1]]
    return "whole" if digest in allowed else "half"


def test_no_file_that_goes_out_is_half_after_a_power_failure(
    watched, short_list, other_list, tmp_path, trials, figures
):
    """Whatever was acknowledged is there, whole; what was not is the former file, the new one, or none."""
    done = run(watched, tmp_path, (short_list, other_list))
    assert len({path for _, path, _ in done.acknowledged}) >= 10
    assert not [one for one in done.said if "refused" in one]
    seen = found_after(done, trials)
    figures(f"exports, power cut, {len(done.steps)} steps", trials, seen)
    assert (seen["half"], seen["lost"]) == (0, 0)
    assert seen["whole"] > seen["not there yet"] > 0


def test_a_file_written_as_nobody_should_is_caught(watched, short_list, tmp_path, trials, figures):
    """The negative control: a file written over the former one, without a sync, is seen by half."""
    done = run(watched, tmp_path, (short_list, LIST), naive=True)
    seen = found_after(done, trials)
    figures("exports, control: naive writing", trials, seen)
    assert seen["half"] + seen["lost"] > trials // 10


def test_a_full_disk_leaves_no_half_file_and_nothing_unfinished(
    watched, short_list, other_list, tmp_path, trials, figures
):
    """The disk is full from a write on: what is refused is told, what is there is complete, nothing lies beside it."""
    whole = run(watched, tmp_path / "whole", (short_list, other_list))
    writes = sum(step.operation == "w" and bool(step.data) for step in whole.steps)
    chosen = some_of(writes, trials, few=3)
    seen = Counter[str]()
    for number in chosen:
        done = run(
            watched,
            tmp_path / str(number),
            (short_list, other_list),
            acknowledging=False,
            env={"TORTURE_FULL_AT": str(number)},
        )
        refused = [one["refused"] for one in done.said if "refused" in one]
        assert set(refused) <= {"OSError", "KeyUnavailable", "ConnectorFailed"}
        seen["refused"] += len(refused)
        complete = {(one["written"], one["digest"]) for one in done.said if "written" in one}
        for path in (path for path in done.out.rglob("*") if path.is_file()):
            seen["complete" if (str(path), digest_of(path)) in complete or batch(path) else path.name] += 1
    figures(f"exports, disk full from a write on, of {writes}", len(chosen), seen)
    assert set(seen) == {"refused", "complete"}


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def batch(path: Path) -> bool:
    """Say whether a file is a complete batch for a partner; of one whose receipt was refused nobody said that it is."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";" if ";" in file.readline() else ","))
    return path.name.startswith("orientations_") and [len(row) > 7 for row in rows] == [True]
