"""The conformance kit of storage backends: subclass `StoreConformance`, say how a store is made, run pytest.

    class TestMyStore(StoreConformance):
        def make_store(self): return MyStore(self.folder / "db")
        def reopen(self, store): ...

Each test has a number (ST-20…), says what a failure means for a caseload and where to look first. What a backend cannot
do by its nature is left out by `capabilities`: those tests are skipped and counted; all others are the contract.
"""

from .batches import Batches
from .crashes import Crashes
from .erasure import Erasure
from .files import Files
from .journal import Journal
from .kit import Capability
from .kit import conformance
from .queries import Queries
from .round_trip import RoundTrip
from .writers import Writers

__all__ = ["Capability", "StoreConformance", "conformance"]


class StoreConformance(RoundTrip, Batches, Writers, Journal, Queries, Erasure, Files, Crashes):
    """All tests of the contract of `prevexp.storage.port.Store`."""
