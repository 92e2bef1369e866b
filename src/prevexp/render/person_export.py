"""What is handed to the person that asks for its data, as a page to read and to print (RGPD art. 15).

Short sentences, no code, no name of a worker; it needs nothing but itself: no script, no picture from elsewhere.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

import attrs

from prevexp.caseload.person_export import ExportedCase
from prevexp.caseload.person_export import ExportedEntry
from prevexp.caseload.person_export import PersonExport
from prevexp.caseload.recipients import Received
from prevexp.domain.assessment_events import AssessmentMade
from prevexp.domain.events import CaseAllocated
from prevexp.domain.life_events import CaseSplit
from prevexp.domain.life_events import CaseTransferred
from prevexp.domain.life_events import SplitFrom
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingPurpose

from . import french
from .event_words import EVENTS
from .event_words import event_words
from .labels import label
from .note_rows import sections
from .templating import fill

_NAMED = (CaseAllocated, CaseTransferred, CaseSplit, SplitFrom)
"""Entries of which only what happened is told: the rest names a worker, or another household's case."""

OF_OTHERS = (
    "Nous ne donnons pas ce qui concerne d’autres personnes, ni le nom des agents. La loi protège aussi leurs droits "
    "(RGPD, article 15.4)."
)
HEALTH_APART = (
    "Ce qui touche à la santé est remis à part, à la personne concernée seulement. Vous pouvez nous le demander."
)
_ABOUT = (
    ("Qui est responsable de vos données", ("controller", "dpo")),
    ("D’où viennent vos données", ("source_of_data", "categories")),
    ("Pourquoi nous les utilisons", ("purposes", "legal_basis")),
    ("Combien de temps nous les gardons", ("retention",)),
    ("Vos droits", ("rights", "objection", "complaint")),
)
_SHOWN = frozenset(name for _, names in _ABOUT for name in names)
_DECISIONS = "Aucune décision n’est prise par un logiciel seul : il propose un ordre de visite, une personne décide."


def person_html(export: PersonExport) -> str:
    """Return the page. Names and addresses stand in it: it is for the person, and for nobody else."""
    details = export.details
    return fill(
        "person_export.html.j2",
        title="Vos données",
        on=french.day(export.on),
        remarks=[OF_OTHERS, *(() if export.sensitive else (HEALTH_APART,))],
        about=[(title, [getattr(details, name) for name in names]) for title, names in _ABOUT],
        decisions=_DECISIONS,
        cases=[_case(one) for one in export.cases],
        received=[_received(one, export) for one in export.received],
    )


def _case(one: ExportedCase) -> dict[str, Any]:
    return {
        "reference": french.listed(list(one.case.references)),
        "received_on": french.day(one.case.received_on),
        "sections": list(sections(one.seen)),
        "entries": list(map(_entry, one.entries)),
    }


def _entry(entry: ExportedEntry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "day": french.day(entry.on),
        "words": french.typographic(_words(entry)),
        "struck": entry.struck,
        "portable": entry.portable,
    }


def _words(entry: ExportedEntry) -> str:
    if isinstance(entry.event, _NAMED):
        return EVENTS[type(entry.event)]
    event = entry.event
    return event_words(attrs.evolve(event, workers=()) if isinstance(event, AssessmentMade) else event)


def _received(one: Received, export: PersonExport) -> dict[str, str]:
    return {
        "day": french.day(one.on),
        "partner": recipient_words(one.partner, export.partners),
        "what": french.listed([label(group) for group in one.groups]) or french.NOT_KNOWN,
        "why": purpose_words(one.purpose),
    }


def recipient_words(slug: str, partners: Mapping[str, str]) -> str:
    """Name who received data: as the territory calls it, else as the matrix does, else by its slug."""
    if slug in partners:
        return partners[slug]
    return label(Recipient(slug)) if slug in {one.value for one in Recipient} else slug


def purpose_words(slug: str) -> str:
    """Say what something was passed on for, a slug of the matrix or of a referral."""
    for kind in (SharingPurpose, ReferralPurpose):
        if slug in {one.value for one in kind}:
            return label(kind(slug))
    return slug or french.NOT_KNOWN


def left_out(export: PersonExport) -> Iterator[str]:
    """Yield what whoever hands it over has to know first; for the team."""
    yield "Vérifier l’identité de la personne avant de remettre la copie (RGPD art. 12-6)."
    if not export.sensitive:
        yield "Les données de santé n’y sont pas : `--sensitive` les ajoute, pour la personne qu’elles concernent."
    if missing := [name for name in export.details.incomplete if name in _SHOWN]:
        yield f"À compléter dans letters.toml : {', '.join(missing)}."
    if export.unread:
        yield (
            f"Ce que disent les entrées d’extensions absentes n’y est pas ({', '.join(export.unread)}) : "
            "installer l’extension, puis recommencer."
        )
    if export.to_check:
        yield (
            f"{french.counted(len(export.to_check), 'autre dossier porte', 'autres dossiers portent')} le même nom : "
            "comparer d’abord (`prevexp same-case`), la copie ne les contient pas."
        )
