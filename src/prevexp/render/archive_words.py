"""The French words of the archive, and of why a household is erased."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Any

from prevexp.casework.refusal import RefusalCode
from prevexp.domain import archive_events as archive
from prevexp.domain.archive import ArchiveReason
from prevexp.domain.archive import ReturnReason
from prevexp.domain.erasure import ErasureReason

from . import french

REASONS = {
    ArchiveReason.LEGAL_CLAIMS: "défense de droits en justice",
    ArchiveReason.LEGAL_OBLIGATION: "obligation légale de conservation",
    ArchiveReason.AUDIT: "contrôle de l’emploi des fonds",
}
RETURNS = {
    ReturnReason.NEEDED_AGAIN: "à nouveau nécessaire",
    ReturnReason.BY_MISTAKE: "archivé par erreur",
}

ERASURES = {
    ErasureReason.EXPIRED: "durée de conservation dépassée",
    ErasureReason.OBJECTION: "opposition de la personne",
    ErasureReason.REQUEST: "demande de la personne",
}

LABELS: tuple[Mapping[Any, str], ...] = (REASONS, RETURNS, ERASURES)
"""One exhaustive map for each vocabulary."""

EVENTS: Mapping[type[object], str] = {
    archive.CaseArchived: "dossier archivé",
    archive.CaseUnarchived: "dossier sorti des archives",
}
"""Event class -> what happened."""

DETAILS: Mapping[type[object], Callable[[Any], str]] = {
    archive.CaseArchived: lambda event: (
        f"{REASONS[event.reason]}, jusqu’au {french.short_day(event.until)} au plus tard, par {event.decided_by}"
    ),
    archive.CaseUnarchived: lambda event: RETURNS[event.reason],
}
"""Event class -> what stands in brackets after it."""

REFUSALS: Mapping[RefusalCode, tuple[str, str]] = {
    RefusalCode.CASE_ARCHIVED: (
        "Le dossier est archivé depuis le {since} : rien ne peut y être noté le {on}",
        "Le sortir d’abord des archives, avec un motif.",
    ),
    RefusalCode.OPEN_IN_ARCHIVE: (
        "Le dossier est ouvert le {on} : seul un dossier clos peut être archivé",
        "Clore le dossier, puis l’archiver.",
    ),
    RefusalCode.ARCHIVE_OVER: (
        "La fin de l’archivage ({until}) précède son début ({on})",
        "Donner le dernier jour où le dossier peut rester aux archives.",
    ),
    RefusalCode.NOT_ARCHIVED: ("Le dossier n’est pas archivé le {on}", "Vérifier le jour ; il n’y a rien à en sortir."),
}
"""Code -> what is told, and what to do."""
