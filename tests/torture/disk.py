"""A disk that loses power: from what a process did to its files, the files as they may be found afterwards.

What was synced is there. What was written since may be there, wholly, in part or not at all, in any order of sectors.
"""

import struct
from collections.abc import Iterator
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from random import Random

import attrs

SECTOR = 512
_HEAD = struct.Struct("<cIQQ")


class Loss(StrEnum):
    """What becomes of writes that were not synced."""

    NOTHING_KEPT = "nothing-kept"
    ALL_KEPT = "all-kept"
    SOME_KEPT = "some-kept"


@attrs.frozen
class Step:
    """One thing a process did: w(rite), t(runcate), s(ync) or u(nlink) of a file."""

    operation: str
    path: str
    offset: int
    data: bytes = attrs.field(repr=False)


def steps_of(journal: Path) -> list[Step]:
    """Return what the recorder wrote down, in its order."""
    content, at, steps = journal.read_bytes(), 0, []
    while at < len(content):
        operation, name, offset, length = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        path = content[at : at + name].decode()
        data = content[at + name : at + name + length]
        at += name + length
        steps.append(Step(operation.decode(), path, offset, data))
    return steps


def after_power_failure(steps: list[Step], loss: Loss, chance: Random) -> Mapping[str, bytes]:
    """Return path -> content of the files as a power failure after these steps may leave them."""
    kept: dict[str, bytearray] = {}
    pending: dict[str, list[Step]] = {}
    for step in steps:
        if step.operation == "s":
            for path in [path for path in pending if path.startswith(f"{step.path}/")]:
                _sync_removals(kept, pending, path)
            for one in pending.pop(step.path, []):
                _apply(kept, one)
        else:
            pending.setdefault(step.path, []).append(step)
    for waiting in pending.values():
        for step in _survivors(waiting, loss, chance):
            _apply(kept, step)
    return {path: bytes(content) for path, content in kept.items()}


def _sync_removals(kept: dict[str, bytearray], pending: dict[str, list[Step]], path: str) -> None:
    """Make a removal durable, as a sync of the folder does; what was written before it goes with it."""
    waiting = pending[path]
    removals = [at for at, step in enumerate(waiting) if step.operation == "u"]
    if removals:
        kept.pop(path, None)
        pending[path] = waiting[removals[-1] + 1 :]


def _survivors(waiting: list[Step], loss: Loss, chance: Random) -> Iterator[Step]:
    """Yield the unsynced steps of one file that reached the disk; a write may do so in some of its sectors only."""
    for step in waiting:
        if loss is Loss.ALL_KEPT:
            yield step
        elif loss is Loss.SOME_KEPT and chance.random() < 0.5:
            yield from _torn(step, chance) if step.operation == "w" else (step,)


def _torn(step: Step, chance: Random) -> Iterator[Step]:
    whole = chance.random() < 0.5
    at = 0
    while at < len(step.data):
        end = min(len(step.data), at + SECTOR - (step.offset + at) % SECTOR)
        if whole or chance.random() < 0.5:
            yield Step("w", step.path, step.offset + at, step.data[at:end])
        at = end


def _apply(files: dict[str, bytearray], step: Step) -> None:
    if step.operation == "u":
        files.pop(step.path, None)
        return
    content = files.setdefault(step.path, bytearray())
    if step.operation == "t":
        del content[step.offset :]
        content.extend(bytes(step.offset - len(content)))
        return
    content.extend(bytes(max(0, step.offset + len(step.data) - len(content))))
    content[step.offset : step.offset + len(step.data)] = step.data
