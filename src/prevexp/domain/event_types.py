"""Every event of the domain by its slug: what a journal may hold when no plugin adds to it."""

from collections.abc import Mapping
from types import MappingProxyType

from . import casework_events
from . import events
from . import referral_events
from .events import Event

EVENT_TYPES: Mapping[str, type[Event]] = MappingProxyType(
    {
        kind.slug: kind
        for kind in (
            *events.EVENTS,
            *casework_events.EVENTS,
            *referral_events.EVENTS,
        )
    }
)
