"""The French words of the life of a case: closed, opened again, handed over, compared, split, corrected."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Any

from prevexp.casework.refusal import RefusalCode
from prevexp.domain import life_events as lived
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.life import CorrectionReason
from prevexp.domain.life import ReopeningReason
from prevexp.domain.life import SplitReason

from . import french

OUTCOMES = {
    ClosureOutcome.MAINTAINED: "maintenu dans le logement",
    ClosureOutcome.REHOUSED: "relogé",
    ClosureOutcome.LEFT: "parti",
    ClosureOutcome.EVICTED: "expulsé",
    ClosureOutcome.NOT_KNOWN: "devenir non connu",
}
REOPENINGS = {
    ReopeningReason.CAME_BACK: "le ménage est revenu",
    ReopeningReason.LISTED_AGAIN: "transmis à nouveau",
    ReopeningReason.CLOSED_BY_MISTAKE: "clos par erreur",
}
SPLITS = {
    SplitReason.CO_TENANTS: "colocataires",
    SplitReason.SEPARATION: "séparation du ménage",
    SplitReason.LISTED_TOGETHER: "deux ménages transmis sous une même référence",
}
CORRECTIONS = {
    CorrectionReason.NEVER_HAPPENED: "n’a pas eu lieu",
    CorrectionReason.OTHER_CASE: "concerne un autre dossier",
    CorrectionReason.WRONG_DAY: "jour faux",
    CorrectionReason.WRONG_CONTENT: "contenu faux",
    CorrectionReason.NOTED_TWICE: "noté deux fois",
}
LABELS: tuple[Mapping[Any, str], ...] = (OUTCOMES, REOPENINGS, SPLITS, CORRECTIONS)
"""One exhaustive map for each vocabulary."""

EVENTS: Mapping[type[object], str] = {
    lived.CaseReopened: "dossier rouvert",
    lived.CaseTransferred: "dossier transmis dans l’équipe",
    lived.SameCaseDecided: "comparaison de deux dossiers",
    lived.CaseSplit: "dossier scindé : un second ménage a son dossier",
    lived.SplitFrom: "dossier ouvert par scission d’un autre",
    lived.EntryCorrected: "saisie rayée",
}


def _transfer(event: lived.CaseTransferred) -> str:
    who = french.listed([one for one in (event.social_worker, event.legal_worker) if one is not None])
    overlap = event.overlap_until
    return f"à {who}, avec l’intervenant d’avant jusqu’au {french.short_day(overlap)}" if overlap else f"à {who}"


def _compared(event: lived.SameCaseDecided) -> str:
    if event.kept_case is None:
        return "ce ne sont pas les mêmes"
    kept = "celui-ci" if event.kept_case == event.case_id else "l’autre"
    return f"même dossier : {kept} continue"


DETAILS: Mapping[type[object], Callable[[Any], str]] = {
    lived.CaseReopened: lambda event: REOPENINGS[event.reason],
    lived.CaseTransferred: _transfer,
    lived.SameCaseDecided: _compared,
    lived.CaseSplit: lambda event: SPLITS[event.reason],
    lived.SplitFrom: lambda event: SPLITS[event.reason],
    lived.EntryCorrected: lambda event: f"n° {event.entry} : {CORRECTIONS[event.reason]}",
}

REFUSALS: Mapping[RefusalCode, tuple[str, str]] = {
    RefusalCode.OUTCOME_DOES_NOT_FIT: (
        "Ce devenir ne va pas avec ce motif de clôture",
        "Relogé et expulsé sont des motifs à part entière ; si le devenir n’est pas établi, noter `not_known`.",
    ),
    RefusalCode.ALREADY_CLOSED: (
        "Le dossier est déjà clos, depuis le {closed_on}",
        "Si le motif ou le jour est faux, rayer cette clôture (`prevexp correct`) et la noter à nouveau.",
    ),
    RefusalCode.DUPLICATE_OF_WHICH: (
        "Un doublon se dit sur deux dossiers à la fois",
        "Nommer l’autre dossier : `prevexp same-case DOSSIER_GARDÉ AUTRE_DOSSIER yes`.",
    ),
    RefusalCode.NOT_CLOSED: ("Le dossier n’est pas clos le {on}", "Vérifier le jour ; il n’y a rien à rouvrir."),
    RefusalCode.ALREADY_REOPENED: (
        "Le dossier est déjà rouvert, le {on}",
        "Si ce jour est faux, rayer cette réouverture (`prevexp correct`) et la noter à nouveau.",
    ),
    RefusalCode.NOT_ALLOCATED: (
        "Le dossier n’est attribué à personne le {on}",
        "L’attribuer d’abord : `prevexp allocate`.",
    ),
    RefusalCode.NOBODY_NEW: (
        "Le dossier est déjà suivi par cet intervenant le {on}",
        "Nommer un autre intervenant, du même métier.",
    ),
    RefusalCode.OVERLAP_TOO_SHORT: (
        "La passation finirait le {until}, avant de commencer le {on}",
        "Donner un dernier jour égal ou postérieur à celui de la transmission.",
    ),
    RefusalCode.ITSELF: ("Un dossier ne se compare pas à lui-même", "Nommer l’autre dossier par son identifiant."),
    RefusalCode.ALREADY_MERGED: (
        "L’un des deux dossiers est déjà clos comme doublon d’un autre",
        "Le rouvrir d’abord si c’est une erreur : `prevexp reopen DOSSIER closed_by_mistake`.",
    ),
    RefusalCode.KEPT_IS_CLOSED: (
        "Le dossier à garder est clos le {on}",
        "Le rouvrir d’abord, ou garder l’autre : `prevexp same-case AUTRE_DOSSIER DOSSIER yes`.",
    ),
    RefusalCode.REFUSAL_TO_CARRY: (
        "Dans l’autre dossier le ménage a refusé ; dans celui-ci il n’a rien dit",
        "Noter d’abord ce refus sur le dossier gardé, à son jour : `prevexp agreement DOSSIER refused --on JOUR`.",
    ),
    RefusalCode.REFUSED_BY_BOTH: (
        "Le ménage a refusé : ce refus vaut pour tous ceux qui en faisaient partie",
        "Si le second ménage n’en a jamais fait partie et n’a rien dit, le dire : `--reason listed_together`.",
    ),
    RefusalCode.NO_ENTRY_TO_STRIKE: (
        "Le dossier n’a pas de saisie n° {entry} : il y en a {entries}",
        "Lire les numéros avec `prevexp history DOSSIER`.",
    ),
    RefusalCode.NOT_CORRECTABLE: (
        "La saisie n° {entry} ne se raye pas : c’est une liste, une comparaison, une scission ou une correction",
        "Une liste se corrige par la transmission suivante, le reste en notant la chose à nouveau.",
    ),
    RefusalCode.ALREADY_CORRECTED: (
        "La saisie n° {entry} est déjà rayée, depuis le {on}",
        "Il n’y a rien à faire ; noter à nouveau ce qui est vrai, si ce n’est pas fait.",
    ),
    RefusalCode.CORRECTED_TOO_EARLY: (
        "La saisie est du {entry_on} : elle ne peut être rayée le {on}",
        "Donner le jour où l’erreur a été vue.",
    ),
    RefusalCode.SOMETHING_RESTS_ON_IT: (
        "La saisie n° {resting} ne tient que par la saisie n° {entry}",
        "Rayer d’abord la saisie n° {resting}, ou noter ce qui la remplace, puis recommencer.",
    ),
}


def struck_words(entry: lived.StruckEntry, told: str) -> str:
    """Say that an entry was struck, when and why, after what it said."""
    day = french.short_day(entry.correction.occurred_on)
    return f"[rayé le {day} : {CORRECTIONS[entry.correction.reason]}] {told}"
