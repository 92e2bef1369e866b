"""Every event of the domain by its slug: what a journal may hold when no plugin adds to it."""

from collections.abc import Mapping
from types import MappingProxyType

from . import act_review_events
from . import appointment_events
from . import archive_events
from . import assessment_events
from . import casework_events
from . import contract_events
from . import events
from . import extra_events
from . import landlord_events
from . import life_events
from . import paper_events
from . import referral_events
from . import rights_events
from .events import Event

EVENT_TYPES: Mapping[str, type[Event]] = MappingProxyType(
    {
        kind.slug: kind
        for kind in (
            *events.EVENTS,
            *casework_events.EVENTS,
            *appointment_events.EVENTS,
            *contract_events.EVENTS,
            *life_events.EVENTS,
            *archive_events.EVENTS,
            *assessment_events.EVENTS,
            *landlord_events.EVENTS,
            *act_review_events.EVENTS,
            *paper_events.EVENTS,
            *referral_events.EVENTS,
            *extra_events.EVENTS,
            *rights_events.EVENTS,
        )
    }
)
