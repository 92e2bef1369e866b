"""Which communes there are: a new pack begins with those of its département, the kit of packs holds it to them.

Source: data/communes.txt, made by tools/derive_codes.py, says of which edition.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_WIDTH = 5  # of an INSEE code


@cache
def known_communes() -> frozenset[str]:
    """Return the INSEE codes of the communes of France."""
    return frozenset().union(*communes_by_department().values())


@cache
def communes_by_department() -> Mapping[str, frozenset[str]]:
    """Return the INSEE codes of the communes of each département (01, 2A, 974)."""
    text = files(__package__).joinpath("data", "communes.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return MappingProxyType({department: _codes(department, runs) for department, *runs in lines})


def _codes(department: str, runs: list[str]) -> frozenset[str]:
    width = _WIDTH - len(department)
    bounds = ((int(first), int(last or first)) for first, _, last in (run.partition("-") for run in runs))
    return frozenset(f"{department}{number:0{width}}" for low, high in bounds for number in range(low, high + 1))
