"""A case put into the archive, out of the base the team works with, and taken out again.

Source: RGPD art. 5-1-e; CNIL, délib. 2023-095: archived only with a reason that is written down, read by few.
"""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from .dated import last_by
from .groups import TEAM_ONLY
from .groups import TECHNICAL
from .groups import Veiled
from .values import identifier
from .values import one_of
from .values import plain_date

if TYPE_CHECKING:
    from .case import Case


class ArchiveReason(StrEnum):
    """Why a case that is no longer worked on must still be kept."""

    LEGAL_CLAIMS = "legal_claims"
    LEGAL_OBLIGATION = "legal_obligation"
    AUDIT = "audit"


class ReturnReason(StrEnum):
    """Why a case comes back from the archive."""

    NEEDED_AGAIN = "needed_again"
    BY_MISTAKE = "by_mistake"


@attrs.frozen(kw_only=True)
class Archival(Veiled):
    """From a day on a case is kept in the archive, until another day at the latest, that day included."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    reason: ArchiveReason = attrs.field(validator=one_of(ArchiveReason), metadata=TEAM_ONLY)
    until: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    decided_by: str = attrs.field(validator=identifier, metadata=TECHNICAL)


@attrs.frozen(kw_only=True)
class ArchiveReturn(Veiled):
    """From a day on a case is in the active base again."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    reason: ReturnReason = attrs.field(validator=one_of(ReturnReason), metadata=TEAM_ONLY)


ArchiveFact = Archival | ArchiveReturn
"""What puts a case into the archive or takes it out."""


def archived_on(case: "Case", day: date) -> Archival | None:
    """Return what keeps a case in the archive on a day, None if it is in the active base.

    A list that names the household again brings its case back: somebody needs help with it anew.
    """
    last = last_by(case.archivals, day)
    if not isinstance(last, Archival):
        return None
    return None if last.on < case.last_listed_on <= day else last
