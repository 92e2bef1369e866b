"""The HTTP connector keeps the contract of connectors, over a real connection to a server on this machine."""

from typing import ClassVar

from prevexp.domain.values import Secret
from prevexp.testing.connectors import ConnectorConformance
from prevexp_connector_http import connector_for
from prevexp_connector_http.connector import HttpConnector
from prevexp_connector_http.fake import TOKEN
from prevexp_connector_http.fake import FakeService
from prevexp_connector_http.settings import Access
from prevexp_connector_http.settings import HttpSettings


class TestHttpConnector(ConnectorConformance):
    """All rules: it carries both ways, can be asked, and its line may fail."""

    offer = connector_for(HttpSettings(partners={}))
    patience = 2.0
    told_to_nobody: ClassVar[tuple[str, ...]] = (TOKEN,)

    def begin(self, folder):
        super().begin(folder)
        self.services = []

    def end(self):
        for service in self.services:
            service.__exit__()

    def partner(self):
        self.services.append(FakeService())
        return self.services[-1]

    def connect(self, partner, place):
        access = Access(url=partner.url, token=Secret(TOKEN), timeout_ms=800)
        return HttpConnector(access=access, place=place, settings=self.settings())
