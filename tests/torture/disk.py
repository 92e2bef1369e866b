"""A disk that loses power: from what a process did to its files, the files as they may be found afterwards.

What was synced is there. What was written since may be there, wholly, in part or not at all, in any order of sectors; a
name that was given, changed or taken away since its folder was synced may stand as it was before. A file is followed
under all its names.
"""

import struct
from collections.abc import Iterator
from collections.abc import Mapping
from enum import StrEnum
from itertools import count
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
    """One thing a process did: w(rite), t(runcate), s(ync), f(ailed sync), u(nlink), r(ename) or l(ink) of a file."""

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


@attrs.define
class Disk:
    """A disk that is told, step by step, what a process does; files and folders are told by their paths."""

    _seen: dict[str, int] = attrs.field(factory=dict)
    """Name -> number of the file, as the process sees them."""
    _names: dict[str, int] = attrs.field(factory=dict)
    """The names that a power failure leaves."""
    _renamed: list[Mapping[str, int | None]] = attrs.field(factory=list)
    """Changes of names whose folder was not synced since; None: taken away."""
    _kept: dict[int, bytearray] = attrs.field(factory=dict)
    _pending: dict[int, list[Step]] = attrs.field(factory=dict)
    _numbers: Iterator[int] = attrs.field(factory=count)

    def take(self, step: Step) -> None:
        """Take the next step; of a sync that failed the worst is taken: what it should have written is forgotten."""
        match step.operation:
            case "s" if step.path in self._seen:
                number = self._seen[step.path]
                for one in self._pending.pop(number, []):
                    _apply(self._kept.setdefault(number, bytearray()), one)
            case "s":
                self._sync_names(step.path)
            case "f":
                self._pending.pop(self._seen.get(step.path, -1), None)
            case "u":
                self._rename({step.path: None})
            case "r":
                self._rename({step.data.decode(): self._seen[step.path], step.path: None})
            case "l":
                self._rename({step.data.decode(): self._seen[step.path]})
            case _:
                if step.path not in self._seen:
                    self._rename({step.path: next(self._numbers)})
                self._pending.setdefault(self._seen[step.path], []).append(step)

    def after_power_failure(self, loss: Loss, chance: Random) -> Mapping[str, bytes]:
        """Return path -> content of the files as a power failure at this moment may leave them."""
        names: dict[str, int | None] = dict(self._names)
        for change in self._renamed:
            if loss is Loss.ALL_KEPT or (loss is Loss.SOME_KEPT and chance.random() < 0.5):
                names |= change
        found = {}
        for path, number in names.items():
            if number is not None:
                content = bytearray(self._kept.get(number, b""))
                for step in _survivors(self._pending.get(number, []), loss, chance):
                    _apply(content, step)
                found[path] = bytes(content)
        return found

    def _rename(self, change: Mapping[str, int | None]) -> None:
        self._renamed.append(change)
        _name(self._seen, change)

    def _sync_names(self, folder: str) -> None:
        waiting = []
        for change in self._renamed:
            if any(str(Path(path).parent) == folder for path in change):
                _name(self._names, change)
            else:
                waiting.append(change)
        self._renamed = waiting


def _name(names: dict[str, int], change: Mapping[str, int | None]) -> None:
    for path, number in change.items():
        if number is None:
            names.pop(path, None)
        else:
            names[path] = number


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


def _apply(content: bytearray, step: Step) -> None:
    if step.operation == "t":
        del content[step.offset :]
        content.extend(bytes(step.offset - len(content)))
        return
    content.extend(bytes(max(0, step.offset + len(step.data) - len(content))))
    content[step.offset : step.offset + len(step.data)] = step.data
