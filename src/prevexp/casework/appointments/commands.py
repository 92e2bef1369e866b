"""The commands around appointments; the other day of one that is moved is a new appointment."""

from datetime import date

import attrs

from ...domain.appointment import CancelledBy
from ...domain.appointment import minute_of_day
from ...domain.values import Maybe
from ...domain.values import entry_number
from ...domain.values import identifiers
from ...domain.values import one_of
from ...domain.values import plain_date
from ...domain.vocabulary import Place
from ..command import NAMES_WORKER
from ..command import Command


@attrs.frozen(kw_only=True)
class FixAppointment(Command):
    """Note that the household and the team agreed to meet on a day; `starts_at` counts minutes from midnight."""

    day: date = attrs.field(validator=plain_date)
    starts_at: int | None = attrs.field(default=None, validator=Maybe(minute_of_day))
    place: Place | None = attrs.field(default=None, validator=Maybe(one_of(Place)))
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=NAMES_WORKER)


@attrs.frozen(kw_only=True)
class CancelAppointment(Command):
    """Note that an appointment no longer stands."""

    number: int = attrs.field(validator=entry_number)
    cancelled_by: CancelledBy = attrs.field(validator=one_of(CancelledBy))
