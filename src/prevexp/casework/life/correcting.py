"""Correcting an entry: a later one names it, and it counts no more. Source: RGPD art. 5-1-d (accurate), art. 16.

Nothing is taken out of the journal. What rests on an entry is looked at first: facts about the life of a household need
the agreement that let them be written, and what was opened under a number is spoken of by that number.
"""

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import datetime

import attrs

from ...domain.case import Case
from ...domain.events import Event
from ...domain.life_events import EntryCorrected
from ...domain.life_events import StruckEntry
from ...domain.said import agreed
from ...domain.values import Maybe
from ...domain.values import entry_number
from ..contact_plan import WorkPlan
from ..decide import impossible
from ..evolve import replay
from ..refusal import Refusal
from ..refusal import RefusalCode
from ..subject import Situation
from .commands import CorrectEntry
from .striking import NEVER_STRUCK
from .striking import struck


def decide_correction(
    events: Sequence[object], command: CorrectEntry, *, at: datetime, plan: WorkPlan
) -> tuple[EntryCorrected] | Refusal:
    """Return the correction of an entry of a case, given all its events in the order noted, or why it is refused."""
    told = struck(events)
    now = Situation(case=replay(told), on=command.on, at=at, plan=plan)
    stands = impossible(now, command) or _not_to_be_struck(now, told, command)
    if stands is not None:
        return stands
    correction = now.say(EntryCorrected, entry=command.entry, reason=command.reason)
    after = struck((*told, correction))
    resting = _resting(after, command.entry, now.case, replay(after))
    if resting is not None:
        return now.refuse(RefusalCode.SOMETHING_RESTS_ON_IT, entry=command.entry, resting=resting)
    return (correction,)


def _not_to_be_struck(now: Situation, told: Sequence[object], command: CorrectEntry) -> Refusal | None:
    if command.entry > len(told):
        return now.refuse(RefusalCode.NO_ENTRY_TO_STRIKE, entry=command.entry, entries=len(told))
    entry = told[command.entry - 1]
    if isinstance(entry, StruckEntry):
        return now.refuse(RefusalCode.ALREADY_CORRECTED, entry=command.entry, on=entry.correction.occurred_on)
    if isinstance(entry, NEVER_STRUCK) or not isinstance(entry, Event):
        return now.refuse(RefusalCode.NOT_CORRECTABLE, entry=command.entry)
    if command.on < entry.occurred_on:
        return now.refuse(RefusalCode.CORRECTED_TOO_EARLY, on=command.on, entry_on=entry.occurred_on)
    return None


def _resting(after: Iterable[object], entry: int, before: Case, without: Case) -> int | None:
    """Return the number of the first standing entry that could not stand without another, None if all can."""
    for number, event in enumerate(after, start=1):
        if not isinstance(event, Event) or isinstance(event, EntryCorrected):
            continue
        day = event.occurred_on
        if event.wants_agreement() and agreed(before, day) and not agreed(without, day):
            return number
        if number > entry and entry in _named(event):
            return number
    return None


def _named(event: Event) -> Iterable[int]:
    """Yield the entries an event names by their number."""
    for field in attrs.fields(type(event)):
        if field.validator is entry_number or field.validator == Maybe(entry_number):
            value = getattr(event, field.name)
            if value is not None:
                yield value
