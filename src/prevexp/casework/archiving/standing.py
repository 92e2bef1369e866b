"""Whether a case is in the archive, by all that is known of it today: no day of the past shows it again."""

from collections.abc import Iterable
from datetime import date

from ...domain.archive import Archival
from ...domain.archive import archived_on
from ...domain.archive_events import CaseArchived
from ..evolve import replay


def in_archive(events: Iterable[object]) -> Archival | None:
    """Return what keeps a case in the archive, None if it is in the active base; cheap for all that never were."""
    told = tuple(events)
    if not any(type(one) is CaseArchived for one in told):
        return None
    return archived_on(replay(told), date.max)
