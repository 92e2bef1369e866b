"""The conformance kit of storage backends: subclass `StoreConformance`, say how a store is made, run pytest.

    class TestMyStore(StoreConformance):
        capabilities = frozenset({Capability.CRASH})
        def make_store(self): return MyStore(self.folder / "db")
        def reopen(self, store): ...

Each test has a number (ST-20…), says what a failure means for a caseload and where to look first. What a backend cannot
do by its nature is left out by `capabilities`: those tests are skipped and counted; all others are the contract, and a
subclass that replaces, skips or marks one is refused. `prevexp conformance storage URL` runs the same for a URL.
"""

from .batches import Batches
from .by_name import ByName
from .crashes import Crashes
from .crashes_by_name import CrashesByName
from .erasing_many import ErasingMany
from .erasure import Erasure
from .files import Files
from .intake import Intake
from .isolation import Isolation
from .journal import Journal
from .kit import Capability
from .machine import Sequences
from .queries import Queries
from .rewrapping import Rewrapping
from .round_trip import RoundTrip
from .size import Size
from .values import Values
from .writers import Writers

__all__ = ["Capability", "StoreConformance"]


class StoreConformance(
    RoundTrip,
    Values,
    Batches,
    Writers,
    Isolation,
    Journal,
    Queries,
    Intake,
    Size,
    Crashes,
    CrashesByName,
    Files,
    Erasure,
    ErasingMany,
    ByName,
    Rewrapping,
    Sequences,
):
    """All rules of the contract of `prevexp.storage.port.Store`."""
