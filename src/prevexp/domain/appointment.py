"""Appointments with a household: on a day, at an hour if one was said, somewhere, with somebody of the team."""

from datetime import date
from enum import StrEnum

import attrs

from .groups import Veiled
from .values import Maybe
from .values import count
from .values import entry_number
from .values import identifiers
from .values import one_of
from .values import plain_date
from .vocabulary import FieldGroup
from .vocabulary import Place

GROUP = {"group": FieldGroup.CONTACTS_AND_ANSWERS}
LAST_MINUTE = 24 * 60 - 1

minute_of_day = count(0, LAST_MINUTE)


class CancelledBy(StrEnum):
    """Who no longer wants an appointment, or what else stands in its way."""

    HOUSEHOLD = "household"
    TEAM = "team"
    OTHER = "other"


@attrs.frozen(kw_only=True)
class Appointment(Veiled):
    """Fixed on a day (`on`) for another: the team keeps it (call C08: at home or near it). Without workers: the case's.

    `starts_at` counts minutes from midnight; None is any hour of the day.
    """

    on: date = attrs.field(validator=plain_date, metadata=GROUP)
    number: int = attrs.field(validator=entry_number, metadata={"group": FieldGroup.TECHNICAL})
    day: date = attrs.field(validator=plain_date, metadata=GROUP)
    starts_at: int | None = attrs.field(
        default=None, validator=Maybe(minute_of_day), metadata=GROUP | {"unit": "minutes after midnight"}
    )
    place: Place | None = attrs.field(default=None, validator=Maybe(one_of(Place)), metadata=GROUP)
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=GROUP)


@attrs.frozen(kw_only=True)
class AppointmentCancellation(Veiled):
    """From a day on an appointment no longer stands."""

    on: date = attrs.field(validator=plain_date, metadata=GROUP)
    number: int = attrs.field(validator=entry_number, metadata={"group": FieldGroup.TECHNICAL})
    cancelled_by: CancelledBy = attrs.field(validator=one_of(CancelledBy), metadata=GROUP)
