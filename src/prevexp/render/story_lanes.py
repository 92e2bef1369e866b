"""The parts of a case's life, each a line of its picture, and which events stand on which."""

from collections.abc import Mapping

from prevexp.domain import casework_events as work
from prevexp.domain import events

LANES: Mapping[str, tuple[type[events.Event], ...]] = {
    "Liste et procédure": (
        events.CaseReceived,
        events.CaseListedAgain,
        events.ReferenceAdded,
        events.SameCaseProposed,
        events.SocialServicesAnswered,
        events.DebtSettledReported,
        events.DepartureReported,
        events.OpenElsewhereReported,
        events.ProcedureRead,
    ),
    "Contacts avec le ménage": (
        events.ContactAttempted,
        work.ContactHeld,
        work.HoldLifted,
        work.ChannelSafetyNoted,
        work.FollowUpEnded,
        work.FollowUpExtended,
    ),
    "Accord et partages": (
        work.AgreementGiven,
        work.AgreementRefused,
        work.AgreementWithdrawn,
        work.SharingAuthorised,
        work.SharingWithdrawn,
    ),
    "Équipe et dossier": (events.CaseAllocated, events.CaseClosed),
}
"""Label -> event classes; every class of the domain stands on one line."""

OTHER = "Extensions"
"""The line of what a plugin added."""


def lane_of(event: object) -> str:
    """Return the line an event stands on."""
    return next((label for label, kinds in LANES.items() if isinstance(event, kinds)), OTHER)
