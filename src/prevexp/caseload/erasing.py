"""Erasing households, step by step; cut short anywhere, the next run goes on where this one ended.

Counters, then tombstone, then the key: what must outlive a household is durable before it goes. A household that is in
the counters and not erased yet is named there, with the version of each of its cases: whoever counts leaves it out
meanwhile, and the next run finishes it, or takes it out of the counters again if somebody worked on it since. Source:
RGPD art. 5-1-e, 17, 19, 21; privacy notes §3.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import attrs

from ..casework.evolve import replay
from ..domain.access import AccessAction
from ..domain.erasure import ErasureReason
from ..domain.errors import Erased
from ..evaluation.kept import Counters
from ..evaluation.kept import Pending
from .counters import change_counters
from .counters import read_counters
from .folding import Folder
from .recalling import tombstone_of

if TYPE_CHECKING:
    from ..domain.case import Case
    from .casebook import Casebook

_TOGETHER = 100
"""Households counted in one write of the counters."""

Stories = Mapping[str, tuple[object, ...]]
"""Case -> what happened to it."""


@attrs.frozen(kw_only=True)
class Doomed:
    """One household to be erased: its cases with what happened to them, why, and on which day."""

    household: str
    stories: Stories = attrs.field(repr=False)
    reason: ErasureReason
    on: date

    @property
    def pending(self) -> Pending:
        """As what it is named in the counters until it is gone."""
        return Pending(
            on=self.on, reason=self.reason.value, cases={case: len(events) for case, events in self.stories.items()}
        )


def erase_households(
    caseload: "Casebook", households: Iterable[Sequence["Case"]], *, reason: ErasureReason, on: date
) -> int:
    """Erase households, each given by its cases, after what an earlier run left unfinished; return how many it was.

    One that somebody has worked on since its cases were read stays: it has a new clock.
    """
    finish(caseload)
    folder = Folder(caseload.pack, caseload.fault_log)
    left = iter(households)
    erased = 0
    while part := list(islice(left, _TOGETHER)):
        doomed = [one for cases in part for one in _doomed(caseload, cases, reason, on)]
        mine = _count(caseload, folder, doomed)
        _bury(caseload, mine)
        _settle(caseload, [one.household for one in mine])
        erased += len(mine)
    _note(caseload, reason.value, erased)
    if erased:
        caseload.records.store.drop_settings(())  # takes off its log what the store wrote since the last erasure
    return erased


def finish(caseload: "Casebook") -> int:
    """Finish what an earlier run left: erase the households it had counted; return how many it was.

    One that somebody worked on since is taken out of the counters again: it has a new clock.
    """
    pending = read_counters(caseload).pending
    if not pending:
        return 0
    folder = Folder(caseload.pack, caseload.fault_log)
    left: list[Doomed] = []
    for household, noted in pending.items():
        stories = dict(caseload.records.events_of_many(list(noted.cases)))
        if all(len(stories.get(case, ())) in (0, version) for case, version in noted.cases.items()):
            reason = ErasureReason(noted.reason)
            left.append(Doomed(household=household, stories=stories, reason=reason, on=noted.on))
        else:
            _take_back(caseload, folder, household, noted, stories)
    _bury(caseload, left)
    _settle(caseload, [one.household for one in left])
    _note(caseload, "unfinished", len(left))
    return len(left)


def _doomed(caseload: "Casebook", cases: Sequence["Case"], reason: ErasureReason, on: date) -> Iterator[Doomed]:
    """Yield each household of some cases; none that is erased already, or has moved on since."""
    stories = dict(caseload.records.events_of_many([case.case_id for case in cases]))
    by_household: dict[str, list[Case]] = {}
    for case in cases:
        by_household.setdefault(case.household_id, []).append(case)
    for household, own in by_household.items():
        if all(len(stories.get(case.case_id, ())) == case.version for case in own):
            told: Stories = {case.case_id: stories[case.case_id] for case in own}
            yield Doomed(household=household, stories=told, reason=reason, on=on)


def _count(caseload: "Casebook", folder: Folder, doomed: Sequence[Doomed]) -> list[Doomed]:
    """Add households to the counters, all in one write that names them; return those that were ours to count.

    Who is still there is asked after the counters are read: whoever else erases one changes them first, and what is
    written here is then made anew.
    """
    counted = {one.household: [folder.change(events, one.on) for events in one.stories.values()] for one in doomed}
    mine: list[Doomed] = []

    def added(before: Counters) -> Counters:
        there = caseload.records.store.wrapped_keys(list(counted))
        mine[:] = [one for one in doomed if one.household in there and one.household not in before.pending]
        pending = {one.household: one.pending for one in mine}
        return attrs.evolve(
            before,
            until=max([one.on for one in mine] + [before.until or date.min]),
            schemas={**before.schemas, folder.schema.id: folder.schema},
            pending={**before.pending, **pending},
        ).plus(*(change for household in pending for change in counted[household]))

    if doomed:
        change_counters(caseload, added)
    return mine


def _bury(caseload: "Casebook", doomed: Sequence[Doomed]) -> None:
    """Lay the tombstones of households and destroy them at once; done before, or by others, it changes nothing."""
    for one in doomed:
        if one.stories:
            cases = [replay(events) for events in one.stories.values()]
            with suppress(Erased):  # then its tombstone was laid before
                told = tombstone_of(caseload, one.household, cases, reason=one.reason, on=one.on)
                caseload.records.tombstones.lay(told)
    if doomed:
        caseload.records.erase(*(one.household for one in doomed))


def _settle(caseload: "Casebook", households: Iterable[str]) -> None:
    """Take households that are gone off the list of those still to be erased."""
    gone = set(households)

    def without(before: Counters) -> Counters:
        return attrs.evolve(before, pending={name: one for name, one in before.pending.items() if name not in gone})

    if gone:
        change_counters(caseload, without)


def _take_back(caseload: "Casebook", folder: Folder, household: str, noted: Pending, stories: Stories) -> None:
    """Take a household out of the counters, if it can be counted as it was then; else it stays as it is."""
    if folder.schema.id not in read_counters(caseload).schemas:
        return
    then = [
        folder.change(stories[case][:version], noted.on) for case, version in noted.cases.items() if case in stories
    ]

    def without(before: Counters) -> Counters:
        left = {name: one for name, one in before.pending.items() if name != household}
        return attrs.evolve(before, pending=left).plus(*then, sign=-1) if household in before.pending else before

    change_counters(caseload, without)
    caseload.records.tombstones.take_up(household)


def _note(caseload: "Casebook", purpose: str, erased: int) -> None:
    """Write the line of the access journal, with the anchor that the journal of the cases has then."""
    if erased:
        head = caseload.records.store.head()
        anchor = f"{head.count}:{head.link.hex()}"
        caseload.note_access(AccessAction.ERASED, purpose=purpose, basis=anchor, count=erased)
