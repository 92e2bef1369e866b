"""What happens to appointments: fixed, cancelled. That one was kept is told by the attempt of its day."""

from datetime import date
from typing import ClassVar

import attrs

from .appointment import GROUP
from .appointment import CancelledBy
from .appointment import minute_of_day
from .events import Event
from .values import Maybe
from .values import entry_number
from .values import identifiers
from .values import one_of
from .values import plain_date
from .vocabulary import FieldGroup
from .vocabulary import Place

_NUMBER = {"group": FieldGroup.TECHNICAL}


@attrs.frozen(kw_only=True)
class AppointmentFixed(Event):
    """The household and the team agreed on a day to meet (call C08)."""

    slug: ClassVar[str] = "appointment-fixed.v1"

    number: int = attrs.field(validator=entry_number, metadata=_NUMBER)
    day: date = attrs.field(validator=plain_date, metadata=GROUP)
    starts_at: int | None = attrs.field(
        default=None, validator=Maybe(minute_of_day), metadata=GROUP | {"unit": "minutes after midnight"}
    )
    place: Place | None = attrs.field(default=None, validator=Maybe(one_of(Place)), metadata=GROUP)
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=GROUP)


@attrs.frozen(kw_only=True)
class AppointmentCancelled(Event):
    """An appointment no longer stands; another day is a new appointment."""

    slug: ClassVar[str] = "appointment-cancelled.v1"

    number: int = attrs.field(validator=entry_number, metadata=_NUMBER)
    cancelled_by: CancelledBy = attrs.field(validator=one_of(CancelledBy), metadata=GROUP)


EVENTS: tuple[type[Event], ...] = (AppointmentFixed, AppointmentCancelled)
