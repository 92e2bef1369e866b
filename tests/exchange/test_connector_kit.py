"""The file connector keeps the contract of connectors."""

import attrs

from prevexp.caseload.connecting import OWN
from prevexp.exchange.fileconnector import file_connector
from prevexp.testing.connectors import Carries
from prevexp.testing.connectors import ConnectorConformance
from prevexp.testing.partner import FakePartner


@attrs.define(kw_only=True)
class FolderPartner(FakePartner):
    """The partner at the other end of the folder, as the kit looks at it."""

    def kept(self):
        return [(row["reference_orientation"], row) for row in self.rows()]

    def leave(self, content, *, name=None, suffix=".csv"):
        return super().leave(content, name=name, suffix=suffix)


class TestFileConnector(ConnectorConformance):
    """Files in a folder: no line between the two that could fail."""

    offer = OWN
    capabilities = frozenset({Carries.OUTBOUND, Carries.INBOUND, Carries.STATUS})

    def partner(self):
        return FolderPartner(folder=self.folder / "place")

    def connect(self, partner, place):
        return file_connector(place, self.settings())
