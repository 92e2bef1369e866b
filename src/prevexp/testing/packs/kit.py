"""What a pack gives the kit, and what the kit's tests share."""

from pathlib import Path
from typing import ClassVar

from prevexp.registry import TerritoryPack
from prevexp.registry import read_pack
from prevexp.registry.known_communes import known_communes

from ..conformance import ConformanceKit


class Kit(ConformanceKit):
    """The base of the kit: a territory says in `pack` where its folder lies."""

    pack: ClassVar[Path]

    def communes(self) -> frozenset[str]:
        """Return the INSEE codes of all communes of France; override for a pack of another year than the kit's list."""
        return known_communes()

    def read(self) -> TerritoryPack:
        """Return the pack. Raises PackInvalid with every problem."""
        return read_pack(self.pack)
