"""Referrals to a partner, and its answers, over HTTPS."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from prevexp.domain.vocabulary import FieldGroup
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl
from prevexp.registry.offers import Connector
from prevexp.registry.offers import Direction

from .settings import HttpSettings

if TYPE_CHECKING:
    from prevexp.exchange.connectors import Place

    from .connector import HttpConnector
    from .settings import ConnectorSettings

CARRIED = frozenset(
    {
        FieldGroup.IDENTITY,
        FieldGroup.CONTACT,
        FieldGroup.DWELLING,
        FieldGroup.DEBT_AND_PROCEDURE,
        FieldGroup.CONTACTS_AND_ANSWERS,
        FieldGroup.TECHNICAL,
    }
)
"""What a referral over the network may hold: who, where, how much; never the social situation or what is sensitive."""


@hookimpl
def prevexp_plugin() -> PluginInfo:
    """Introduce the plugin."""
    return PluginInfo(
        id="connector-http",
        api=1,
        title="Échanges avec un partenaire par HTTPS",
        contact="https://example.org/prevexp",
        data_categories=tuple(sorted(CARRIED)),
        config=HttpSettings,
    )


@hookimpl
def prevexp_connectors(settings: HttpSettings) -> Iterator[Connector]:
    """Offer the connector to the partners that are configured."""
    yield connector_for(settings)


def connector_for(settings: HttpSettings) -> Connector:
    """Return the offer for the partners of these settings."""
    return Connector(
        id="connector-http.json",
        title="Orientations et réponses par HTTPS (JSON)",
        directions=Direction,
        capabilities={"network"},
        data_categories=CARRIED,
        create=partial(_create, settings),
    )


def _create(settings: HttpSettings, place: "Place", how: "ConnectorSettings") -> "HttpConnector":
    from .connector import HttpConnector

    return HttpConnector(access=settings.access(place.partner), place=place, settings=how)
