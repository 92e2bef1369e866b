"""An event of a plugin: a gas supplier announced a cut. Every store keeps it, with or without the plugin."""

from typing import ClassVar

import attrs

from prevexp.domain.events import Event
from prevexp.registry import EventType
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="energie", api=1, title="Coupures d’énergie", contact="equipe@example.org")


@attrs.frozen(kw_only=True)
class CutAnnounced(Event):
    """A supplier announced that it will cut the supply."""

    slug: ClassVar[str] = "energie.cut-announced.v1"
    supplier: str


@hookimpl
def prevexp_event_types():
    yield EventType(id="energie.cut-announced", slug=CutAnnounced.slug, cls=CutAnnounced)
