"""An archived case on a terminal: whose it is, and what kept it."""

from prevexp.caseload.retention_book import ArchivedFile
from prevexp.domain.archive import Archival

from . import french
from .archive_words import REASONS


def archived_text(file: ArchivedFile) -> str:
    """Return an archived case in a few lines; it names somebody."""
    case, identity = file.case, file.identity
    name = " ".join(text.reveal() for text in (identity.first_name, identity.surname) if text is not None)
    archival = next(one for one in reversed(case.archivals) if isinstance(one, Archival))
    closed = f", clos le {french.short_day(case.closed_on)}" if case.closed_on else ""
    return "\n".join(
        [
            f"Dossier {case.reference} ({case.case_id})",
            f"  ménage : {name or 'non connu'}",
            f"  reçu le {french.short_day(case.received_on)}{closed}",
            f"  archivé le {french.short_day(archival.on)} par {archival.decided_by} : {REASONS[archival.reason]}",
            f"  à effacer après le {french.short_day(archival.until)} au plus tard",
        ]
    )
