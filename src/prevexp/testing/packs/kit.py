"""What a pack gives the kit, and what the kit's tests share."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import ClassVar

from prevexp.registry import TerritoryPack
from prevexp.registry import read_pack

from ..conformance import ConformanceKit

_WIDTH = 5  # of an INSEE code


class Kit(ConformanceKit):
    """The base of the kit: a territory says in `pack` where its folder lies."""

    pack: ClassVar[Path]

    def communes(self) -> frozenset[str]:
        """Return the INSEE codes of all communes of France; override for a pack of another year than the kit's list."""
        return known_communes()

    def read(self) -> TerritoryPack:
        """Return the pack. Raises PackInvalid with every problem."""
        return read_pack(self.pack)


@cache
def known_communes() -> frozenset[str]:
    """Return the INSEE codes of the communes of France, as the data file of the kit has them."""
    text = files(__package__).joinpath("data", "communes.txt").read_text(encoding="utf-8")
    found: set[str] = set()
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        department, *runs = line.split()
        for run in runs:
            first, _, last = run.partition("-")
            numbers = range(int(first), int(last or first) + 1)
            found.update(f"{department}{number:0{_WIDTH - len(department)}}" for number in numbers)
    return frozenset(found)
