"""The conformance kit of territory packs: subclass `PackConformance`, say where the folder lies, run pytest.

    class TestMyTerritory(PackConformance):
        pack = Path("my-pack")

Each test has a number (PK-01…), says what a failure means for the people of the territory and what to do.
"""

from .days import Days
from .places import Places
from .work import Work

__all__ = ["PackConformance"]


class PackConformance(Places, Days, Work):
    """All tests of a territory pack."""
