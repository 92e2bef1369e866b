"""The matching ladder: is this row a case we know? Never by name alone; what is inexact is proposed to a person.

1. Same reference: the case of that reference with the same full name; else at the same dwelling with the same or no
   first name; else, if the dwelling is elsewhere, the reference is reused for somebody else and the row is rejected.
2. Else same full name and same dwelling: the same case, its reference is one more.
3. Else a new case. A dwelling known already (co-tenants) or a full name, first name included, known elsewhere is
   pointed out.

Keys are small integers that stand for equal normal forms, so that a million rows are matched in one pass. Source:
field notes §5, samples.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple


class Match(StrEnum):
    """How a row was placed."""

    NEW = "new"
    BY_REFERENCE = "id"
    BY_NAME_AND_DWELLING = "name-commune-address"
    REFERENCE_REUSED = "id-reused"


class Placement(NamedTuple):
    """Where a row goes: its case (a number), how it was found, and the known cases a person should look at."""

    case: int
    match: Match
    same_dwelling: int | None = None
    same_name: int | None = None


class Shelf:
    """Cases by one key: the first case of a key is kept in a list (-1: none), the few others apart."""

    __slots__ = ("_more", "first")

    def __init__(self, size: int, stored: Mapping[int, Sequence[int]]) -> None:
        self.first = [-1] * (size + 1)
        self._more: dict[int, list[int]] = {}
        for key, cases in stored.items():
            for case in cases:
                self.add(key, case)

    def cases(self, key: int) -> Sequence[int]:
        """Return the cases under a key, oldest first; no key (-1), no case."""
        if key < 0 or (first := self.first[key]) < 0:
            return ()
        return (first, *self._more[key]) if key in self._more else (first,)

    def add(self, key: int, case: int) -> None:
        """Put a case under a key; once is enough."""
        if key < 0:
            return
        if self.first[key] < 0:
            self.first[key] = case
        elif case not in self.cases(key):
            self._more.setdefault(key, []).append(case)


class Ladder:
    """Places rows one after the other.

    `first_name(case)` gives the first name in normal form that a case came with, "" if none; one that a later row adds
    is remembered here, so that rows in one list or in two are placed alike.
    """

    def __init__(
        self,
        size: int,
        *,
        references: Mapping[int, Sequence[int]],
        names: Mapping[int, Sequence[int]],
        dwellings: Mapping[int, Sequence[int]],
        first_name: Callable[[int], str],
    ) -> None:
        self._references = Shelf(size, references)
        self._names = Shelf(size, names)
        self._dwellings = Shelf(size, dwellings)
        self._first_name = first_name
        self._learned: dict[int, str] = {}

    def place(self, case: int, reference: int, name: int, dwelling: int, first_name: str) -> Placement:
        """Place one row; `case` is the number it gets if it is new. Keys below zero stand for "not known"."""
        if self._never_seen(reference, name, dwelling):
            found = Placement(case, Match.NEW)
        else:
            found = self._placed(case, reference, name, dwelling, first_name)
            if found.match is Match.REFERENCE_REUSED:
                return found
            if first_name and found.match is not Match.NEW:
                self._learned.setdefault(found.case, first_name)
        self._references.add(reference, found.case)
        self._names.add(name, found.case)
        self._dwellings.add(dwelling, found.case)
        return found

    def _never_seen(self, reference: int, name: int, dwelling: int) -> bool:
        """Say whether no case is under any of the keys.

        True of most rows, and quick to see (-1 reads the spare last place).
        """
        return (
            self._references.first[reference] < 0
            and self._names.first[name] < 0
            and self._dwellings.first[dwelling] < 0
        )

    def _placed(self, case: int, reference: int, name: int, dwelling: int, first_name: str) -> Placement:
        under_reference = self._references.cases(reference)
        at_dwelling = self._dwellings.cases(dwelling)
        named = self._names.cases(name)
        found = self._find(under_reference, named, at_dwelling, first_name)
        if found is not None:
            return found
        elsewhere = (other for other in named if other not in at_dwelling)
        same_name = next(elsewhere, None) if first_name else None
        return Placement(case, Match.NEW, at_dwelling[0] if at_dwelling else None, same_name)

    def _find(
        self, under_reference: Sequence[int], named: Sequence[int], at_dwelling: Sequence[int], first_name: str
    ) -> Placement | None:
        if under_reference:
            for known in under_reference:
                if known in named:
                    return Placement(known, Match.BY_REFERENCE)
            neighbours = [known for known in under_reference if known in at_dwelling]
            for known in neighbours:
                if self._same_or_no_first_name(known, first_name):
                    return Placement(known, Match.BY_REFERENCE)
            if not neighbours:
                return Placement(-1, Match.REFERENCE_REUSED)
        for known in named:
            if known in at_dwelling:
                return Placement(known, Match.BY_NAME_AND_DWELLING)
        return None

    def _same_or_no_first_name(self, known: int, first_name: str) -> bool:
        other = self._first_name(known) or self._learned.get(known)
        return not other or not first_name or other == first_name
