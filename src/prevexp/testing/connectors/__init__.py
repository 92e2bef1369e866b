"""The conformance kit of connectors: what goes to a partner goes once, what comes from it comes whole, or is told.

    class TestMyConnector(ConnectorConformance):
        offer = MY_CONNECTOR
        def partner(self): return MyFakeServer(self.folder / "theirs")
        def connect(self, partner, place): return create(place, self.settings())

A fake of the partner stands on the other side: it keeps what it is given, leaves files, and misbehaves when asked to.
`prevexp.testing.partner` has one for files in folders. Each rule has a number (CK-01…); what a connector does not carry
by its nature is left out by `capabilities`, and counted.
"""

from .fetching import Fetching
from .kit import Carries
from .kit import PartnerSide
from .kit import Upset
from .lines import Lines
from .sending import Sending

__all__ = ["Carries", "ConnectorConformance", "PartnerSide", "Upset"]


class ConnectorConformance(Sending, Fetching, Lines):
    """All rules of the contract of `prevexp.exchange.connectors`."""
