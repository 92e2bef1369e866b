"""An event of a plugin: the water is to be cut off. Every store keeps it; a deadline may read the day as a fact."""

from datetime import date
from typing import ClassVar

import attrs

from prevexp.domain.events import Event
from prevexp.domain.extra import notes
from prevexp.domain.values import one_of
from prevexp.registry import EventType
from prevexp.registry import FieldGroup
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="eau", api=1, title="Coupures d’eau", contact="equipe@example.org")


@attrs.frozen(kw_only=True)
class WaterCutAnnounced(Event):
    """Somebody announced that the water will be cut off."""

    slug: ClassVar[str] = "eau.cut-announced.v1"
    cut_on: date = attrs.field(validator=one_of(date), metadata=notes("eau.cut_on", FieldGroup.BUDGET))


@hookimpl
def prevexp_event_types():
    yield EventType(id="eau.cut-announced", slug=WaterCutAnnounced.slug, cls=WaterCutAnnounced)
