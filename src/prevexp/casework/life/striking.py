"""Entries that later ones corrected: found by their number, and kept in their place without any effect."""

from collections.abc import Iterable
from datetime import date

import attrs

from ...domain.events import CaseListedAgain
from ...domain.events import CaseReceived
from ...domain.events import Event
from ...domain.events import ReferenceAdded
from ...domain.events import SameCaseProposed
from ...domain.groups import Veiled
from ...domain.life_events import CaseSplit
from ...domain.life_events import EntryCorrected
from ...domain.life_events import SameCaseDecided
from ...domain.life_events import SplitFrom
from ...domain.life_events import StruckEntry


@attrs.frozen(kw_only=True)
class Entry(Veiled):
    """One entry of a case: its number, by which a later one may name it, its day, and what happened."""

    number: int
    on: date
    event: Event | StruckEntry


NEVER_STRUCK = (
    CaseReceived,
    CaseListedAgain,
    ReferenceAdded,
    SameCaseProposed,
    SameCaseDecided,
    CaseSplit,
    SplitFrom,
    EntryCorrected,
)
"""What no correction touches: the lists have their own, two cases hold a comparison or a split, a correction is
noted anew.
"""


def struck(events: Iterable[object]) -> tuple[object, ...]:
    """Return the events of a case, in the order noted, with those that were corrected as `StruckEntry`.

    Entries are numbered from 1 in the order noted: give all of them, or what `struck` gave back, less some days.
    """
    told = tuple(events)
    corrections = {one.entry: one for one in told if type(one) is EntryCorrected}
    if not corrections:
        return told
    for one in told:
        if isinstance(one, StruckEntry):
            corrections.pop(one.number, None)
    return tuple(_as_told(one, corrections.get(number)) for number, one in enumerate(told, start=1))


def numbered(events: Iterable[object]) -> tuple[Entry, ...]:
    """Return all entries of a case under their numbers, in the order noted."""
    return tuple(
        Entry(number=number, on=one.occurred_on, event=one)
        for number, one in enumerate(struck(events), start=1)
        if isinstance(one, Event | StruckEntry)
    )


def _as_told(one: object, correction: EntryCorrected | None) -> object:
    if correction is None or not isinstance(one, Event) or isinstance(one, NEVER_STRUCK):
        return one
    return StruckEntry(number=correction.entry, event=one, correction=correction)
