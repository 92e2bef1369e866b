"""The French words for the deadlines of a case: in full, and short for a column of the day's sheet."""

from collections.abc import Mapping
from types import MappingProxyType

from prevexp.law.deadlines import Deadline
from prevexp.law.deadlines import DeadlineKind

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        DeadlineKind.CLAUSE_DELAY_ENDS: ("fin du délai de la clause", "clause"),
        DeadlineKind.SURETY_SERVICE: ("signification à la caution", "caution"),
        DeadlineKind.CAF_REPORT: ("signalement à la CAF ou à la MSA par le bailleur", "CAF/MSA"),
        DeadlineKind.EARLIEST_ASSIGNATION: ("assignation possible", "assignation"),
        DeadlineKind.PREFECT_NOTICE: ("notification de l’assignation au préfet", "préfet"),
        DeadlineKind.DSF_INTERVIEW: ("offre d’entretien pour le diagnostic", "entretien"),
        DeadlineKind.DSF_DELIVERY: ("remise du diagnostic social et financier", "DSF"),
        DeadlineKind.HEARING: ("audience", "audience"),
        DeadlineKind.PLAN_ENDS_AT_LATEST: ("fin au plus tard des délais de paiement", "fin du plan"),
        DeadlineKind.APPEAL_ENDS: ("fin du délai d’appel", "appel"),
        DeadlineKind.LEAVING_DELAY_ENDS: ("fin du délai pour quitter les lieux", "quitter"),
        DeadlineKind.JUDGE_TIME_ENDS: ("fin des délais accordés par le juge", "délais juge"),
        DeadlineKind.EARLIEST_EVICTION: ("expulsion possible", "expulsion"),
        DeadlineKind.FORCE_REFUSED: ("silence du préfet : refus du concours de la force publique", "refus CFP"),
        DeadlineKind.STATE_LIABLE: ("responsabilité de l’État", "État"),
        DeadlineKind.MORATORIUM_DELAY_ENDS: ("fin des délais après le moratoire", "moratoire"),
        DeadlineKind.CLAUSE_SUSPENDED_UNTIL: ("fin de la suspension de la clause", "suspension"),
        DeadlineKind.FOLLOW_UP_DUE: ("veille sociale : reprendre contact", "veille"),
        DeadlineKind.FOLLOW_UP_EXTENDED: ("veille sociale prolongée : reprendre contact", "veille prolongée"),
    }
)


def deadline(found: Deadline) -> str:
    """Return what a deadline is, in full; a territory's or a plugin's says so itself."""
    return kind_label(found.kind, found.title)


def basis(found: Deadline) -> str:
    """Return what a deadline rests on: its texts, else who said the day; a kind of its own reads a noted fact."""
    said = "dite par la liste ou un document" if found.kind in _WORDS else "notée au dossier"
    return " ; ".join(found.articles) or said


def kind_label(kind: str, title: str = "") -> str:
    """Return the words for a kind of deadline; for a territory's or a plugin's, its title, else the kind itself."""
    return _WORDS[kind][0] if kind in _WORDS else title or kind


def short_deadline(found: Deadline) -> str:
    """Return what a deadline is, in one or two words."""
    return _WORDS[found.kind][1] if found.kind in _WORDS else found.title or found.kind
