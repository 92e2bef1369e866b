"""The numbered entries of a case in French, so that a person can name one, and how the case stands."""

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date

from prevexp.casework.life.answering import answering
from prevexp.casework.life.standing import listed_since_closure
from prevexp.casework.life.standing import merged_into
from prevexp.casework.life.standing import open_proposals
from prevexp.casework.life.striking import Entry
from prevexp.domain.case import Case

from . import french
from .columns import paragraph
from .event_words import event_words
from .labels import label


def history_text(case: Case, entries: Sequence[Entry], *, on: date, width: int = 80) -> str:
    """Return the page for a terminal: the case on a day, then its entries under their numbers."""
    lines = [f"Dossier {case.reference} au {french.day(on)}", *_standing(case, on), ""]
    size = max((len(str(one.number)) for one in entries), default=0)
    head = [paragraph(line, width=width) if line else "" for line in lines]
    told = [_entry(one, size, width) for one in entries]
    return "\n".join([*head, *told])


def _entry(one: Entry, size: int, width: int) -> str:
    head = f"{one.number:>{size}}  {french.short_day(one.on)} "
    return paragraph(f"{head}{event_words(one.event)}", hang=len(head), width=width)


def _standing(case: Case, on: date) -> Iterator[str]:
    closure, who = case.closure_on(on), answering(case, on)
    if closure is not None:
        yield f"Clos le {french.day(closure.on)} : {label(closure.reason)}, {label(closure.outcome)}."
    elif who is not None:
        leaving = f" (passation : {french.listed(sorted(who.leaving))})" if who.leaving else ""
        yield f"Suivi par {french.listed(sorted(who.workers))}{leaving}."
    else:
        yield "En attente d’attribution."
    if (kept := merged_into(case)) is not None:
        yield f"Doublon : le dossier {kept} continue."
    for same in case.same_cases:
        if same.kept_case == case.case_id:
            yield f"Le dossier {same.other_case}, clos comme doublon, se lit sous cet identifiant."
    for split in case.splits:
        if split.on <= on:
            yield f"Scindé le {french.day(split.on)} ({label(split.reason)}) ; autre dossier : {split.other_case}."
    if (listed := listed_since_closure(case, on)) is not None:
        yield f"Transmis à nouveau le {french.day(listed)}, depuis sa clôture : à rouvrir ? (prevexp reopen)"
    for one in open_proposals(case):
        yield f"Même dossier que {one.other_case} ? {label(one.reason)} (prevexp same-case)"
