"""Every event of the domain by its slug: what a journal may hold when no plugin adds to it."""

from collections.abc import Mapping
from types import MappingProxyType

from . import casework_events as work
from . import events as core
from .events import Event

EVENT_TYPES: Mapping[str, type[Event]] = MappingProxyType(
    {
        kind.slug: kind
        for kind in (
            core.CaseReceived,
            core.CaseListedAgain,
            core.ReferenceAdded,
            core.SameCaseProposed,
            core.SocialServicesAnswered,
            core.DebtSettledReported,
            core.DepartureReported,
            core.OpenElsewhereReported,
            core.ProcedureRead,
            core.CaseAllocated,
            core.ContactAttempted,
            work.AgreementGiven,
            work.AgreementRefused,
            work.AgreementWithdrawn,
            work.SharingAuthorised,
            work.SharingWithdrawn,
            work.ContactHeld,
            work.HoldLifted,
            work.ChannelSafetyNoted,
            work.FollowUpEnded,
            work.FollowUpExtended,
            core.CaseClosed,
        )
    }
)
