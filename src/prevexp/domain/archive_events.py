"""A case is put into the archive, or comes back. No identity, no text (CNIL, délib. 2023-095)."""

from datetime import date
from typing import ClassVar

import attrs

from .archive import ArchiveReason
from .archive import ReturnReason
from .events import Event
from .groups import TEAM_ONLY
from .groups import TECHNICAL
from .values import identifier
from .values import one_of
from .values import plain_date


@attrs.frozen(kw_only=True)
class CaseArchived(Event):
    """A closed case leaves the base the team works with, for a reason that somebody answers for."""

    slug: ClassVar[str] = "case-archived.v1"

    reason: ArchiveReason = attrs.field(validator=one_of(ArchiveReason), metadata=TEAM_ONLY)
    until: date = attrs.field(
        validator=plain_date, metadata={**TECHNICAL, "description": "last day on which it may be kept there"}
    )
    decided_by: str = attrs.field(
        validator=identifier, metadata={**TECHNICAL, "description": "pseudonym of who decided it"}
    )


@attrs.frozen(kw_only=True)
class CaseUnarchived(Event):
    """An archived case comes back into the base the team works with."""

    slug: ClassVar[str] = "case-unarchived.v1"

    reason: ReturnReason = attrs.field(validator=one_of(ReturnReason), metadata=TEAM_ONLY)


EVENTS: tuple[type[Event], ...] = (CaseArchived, CaseUnarchived)
"""Archived and back."""
