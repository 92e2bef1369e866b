"""The French words of appointments: events, labels, refusals."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Any

from prevexp.casework.refusal import RefusalCode
from prevexp.domain import appointment_events
from prevexp.domain.appointment import CancelledBy

from . import french

_CANCELLED_BY = {
    CancelledBy.HOUSEHOLD: "par le ménage",
    CancelledBy.TEAM: "par l’équipe",
    CancelledBy.OTHER: "pour une autre raison",
}

LABELS: tuple[Mapping[Any, str], ...] = (_CANCELLED_BY,)

EVENTS: Mapping[type[object], str] = {
    appointment_events.AppointmentFixed: "rendez-vous fixé",
    appointment_events.AppointmentCancelled: "rendez-vous annulé",
}

DETAILS: Mapping[type[object], Callable[[Any], str]] = {
    appointment_events.AppointmentFixed: lambda event: (
        f"n° {event.number}, le {french.short_day(event.day)}{hour_words(event.starts_at)}"
    ),
    appointment_events.AppointmentCancelled: lambda event: f"n° {event.number}, {_CANCELLED_BY[event.cancelled_by]}",
}

REFUSALS: Mapping[RefusalCode, tuple[str, str]] = {
    RefusalCode.APPOINTMENT_IN_THE_PAST: (
        "Le rendez-vous serait le {day}, avant le jour où il est fixé ({on})",
        "Corriger le jour du rendez-vous ; ce qui a déjà eu lieu se note par `prevexp contact`.",
    ),
    RefusalCode.NO_APPOINTMENT: (
        "Aucun rendez-vous n° {number} ne tient le {on}",
        "Vérifier le numéro : il a été donné quand le rendez-vous a été fixé ; il est peut-être déjà annulé.",
    ),
}


def hour_words(starts_at: int | None) -> str:
    """Say at which hour, in words that follow a day; nothing if none was said."""
    return "" if starts_at is None else f" à {hour(starts_at)}"


def hour(minutes: int) -> str:
    """Write minutes after midnight as an hour, 14 h 30."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}\u00a0h\u00a0{rest:02}"
