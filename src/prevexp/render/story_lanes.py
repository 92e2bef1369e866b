"""The parts of a case's life, each a line of its picture, and which events stand on which."""

from collections.abc import Mapping

from prevexp.domain import act_review_events
from prevexp.domain import appointment_events
from prevexp.domain import archive_events
from prevexp.domain import assessment_events
from prevexp.domain import casework_events as work
from prevexp.domain import contract_events
from prevexp.domain import events
from prevexp.domain import extra_events
from prevexp.domain import landlord_events
from prevexp.domain import life_events
from prevexp.domain import paper_events
from prevexp.domain import referral_events
from prevexp.domain import rights_events
from prevexp.domain.life_events import StruckEntry

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
        *act_review_events.EVENTS,
        *extra_events.EVENTS,
    ),
    "Contacts avec le ménage": (
        events.ContactAttempted,
        work.ContactHeld,
        work.HoldLifted,
        work.ChannelSafetyNoted,
        work.FollowUpEnded,
        work.FollowUpExtended,
        *appointment_events.EVENTS,
        *paper_events.EVENTS,
    ),
    "Accord et partages": (
        work.AgreementGiven,
        work.AgreementRefused,
        work.AgreementWithdrawn,
        work.SharingAuthorised,
        work.SharingWithdrawn,
        *rights_events.EVENTS,
    ),
    "Diagnostic, contrat, démarches": (*assessment_events.EVENTS, *contract_events.EVENTS),
    "Partenaires": referral_events.EVENTS,
    "Bailleur": landlord_events.EVENTS,
    "Équipe et dossier": (events.CaseAllocated, *archive_events.EVENTS, *life_events.EVENTS),
}
"""Label -> event classes; every class of the domain stands on one line."""

OTHER = "Extensions"
"""The line of what a plugin added."""


def lane_of(event: object) -> str:
    """Return the line an event stands on; one that was struck stands where it stood."""
    told = event.event if isinstance(event, StruckEntry) else event
    return next((label for label, kinds in LANES.items() if isinstance(told, kinds)), OTHER)
