"""A door is where something is handed in: how a specimen is made wrong, and who reads it. One engine tries all."""

import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import attrs
import click

from prevexp.domain.errors import PrevexpError

from .mutation import CANARY

Make = Callable[[Random], tuple[bytes, int]]
Read = Callable[[Path], object]
FAMILY = (PrevexpError, click.UsageError)
"""What may be raised; a usage error is what the command line says of a file that only it reads."""


@attrs.frozen(kw_only=True)
class Door:
    """`make` returns the bytes of one file and how many rows of it are wrong (1: it counts as a file).

    `read` returns what is told of it, a text, or raises one of the family. `share` of 1,000 trials are its own. What
    `sound` holds is read without a word.
    """

    name: str
    suffix: str
    share: float
    sound: bytes
    make: Make
    read: Read


@attrs.define
class Tally:
    """What came of the trials of one door."""

    name: str
    files: int = 0
    rows: int = 0
    ends: Counter[str] = attrs.field(factory=Counter)
    faults: dict[str, str] = attrs.field(factory=dict)

    @property
    def inputs(self) -> int:
        """Files, and the rows of those that were made wrong row by row."""
        return self.files + self.rows

    def __str__(self) -> str:
        told = ", ".join(f"{how} {number}" for how, number in self.ends.most_common())
        return f"fuzz {self.name}: {self.files} files, {self.rows} rows: {told}"


def tried(door: Door, trials: int, seed: int, folder: Path) -> Tally:
    """Hand in as many wrong files as said; every trial is drawn from its own number, so one can be played alone."""
    tally = Tally(door.name)
    number = 0
    while tally.inputs < trials:
        play(door, seed, number, folder, tally)
        number += 1
    return tally


def play(door: Door, seed: int, number: int, folder: Path, tally: Tally) -> None:
    """Play one trial: a result, or an error of the family without a word of the household; else a fault is kept."""
    chance = Random(f"{door.name}:{seed}:{number}")
    content, rows = door.make(chance)
    path = folder / f"input{door.suffix}"
    path.write_bytes(content)
    tally.files += rows == 1
    tally.rows += rows if rows > 1 else 0
    try:
        told, how = str(door.read(path)), "read"
    except FAMILY as error:
        how = getattr(error, "reason", None) or getattr(error, "code", type(error).__name__)
        told = "\n".join([*traceback.format_exception(error), repr(getattr(error, "params", ""))])
    except Exception as error:  # noqa: BLE001 - whatever else gets out is what is looked for
        where = traceback.extract_tb(error.__traceback__)[-1]
        how = f"FAULT {type(error).__name__} at {Path(where.filename).name}:{where.lineno}"
        tally.faults.setdefault(how, f"trial {number}: {''.join(traceback.format_exception(error))[-3_000:]}")
        told = ""
    if CANARY in told:
        tally.faults.setdefault("FAULT: a value is told", f"trial {number}: {told[:3_000]}")
    tally.ends[how] += 1
