"""The conformance kit of territory packs: subclass `PackConformance`, say where the folder lies, run pytest.

    class TestMyTerritory(PackConformance):
        pack = Path("my-pack")

Each test has a number (PK-01…), says what a failure means for the people of the territory and what to do.
`run_pack_conformance` runs the same without pytest's command.
"""

from collections.abc import Callable
from pathlib import Path

from ..running import Report
from ..running import Tried
from ..running import run_kit
from .days import Days
from .places import Places
from .work import Work

__all__ = ["PackConformance", "run_pack_conformance"]


class PackConformance(Places, Days, Work):
    """All tests of a territory pack."""


def run_pack_conformance(folder: Path, *, progress: Callable[[Tried], None] = lambda _: None) -> Report:
    """Try every rule on the pack in a folder; `progress` is told each as it is done."""

    class Tested(PackConformance):
        pack = folder

    return run_kit(Tested, name="packs", subject=str(folder), progress=progress)
