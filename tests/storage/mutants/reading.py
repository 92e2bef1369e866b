"""Stores that find, list, follow, verify or erase wrongly."""

import time

import attrs

from prevexp.domain.errors import StoreError
from prevexp.storage.memory import MemoryStore
from prevexp.storage.memory_contents import Household
from prevexp.storage.port import Page
from prevexp.storage.searching import Filters


class UnknownRaises(MemoryStore):
    """Raises for what is not there."""

    def summaries(self, streams):
        return {one: self._contents.summary(one) for one in streams}


class ErasesAgain(MemoryStore):
    """Always has something to destroy."""

    def erase(self, *households):
        return super().erase(*households) or len(households)


class IncompleteErasure(MemoryStore):
    """Destroys key and identity, and leaves the index."""

    def erase(self, *households):
        gone = self.wrapped_keys(households)
        self._contents.households |= dict.fromkeys(gone, Household(None, None))
        return len(gone)


class ErasesNeighbours(MemoryStore):
    """Erases whoever is found under the same index entry."""

    def erase(self, *households):
        streams = [one for one, summary in self._contents.streams.items() if summary.household in households]
        for found in [set(found) for found in self._contents.index.values()]:
            if found & set(streams):
                for stream in found:
                    super().erase(self._contents.streams[stream].household)
        return super().erase(*households) or len(households)


class ErasesOneByOne(MemoryStore):
    """Erases each household for itself."""

    def erase(self, *households):
        gone = 0
        for one in households:
            gone += super().erase(one)
            time.sleep(0.0005 if gone else 0)
        return gone


class CountsHouseholds(MemoryStore):
    """Counts whom it was asked to erase."""

    def erase(self, *households):
        gone = super().erase(*households)
        return gone and len(households)


class ErasesTheFirst(MemoryStore):
    """Erases one household, whoever else is named."""

    def erase(self, *households):
        return super().erase(*households[:1])


class KeyInMemory(MemoryStore):
    """Remembers keys it has once handed out."""

    def summaries(self, streams):
        found = super().summaries(streams)
        self.wrapped_keys([one.household for one in found.values()])
        return {name: attrs.evolve(one, wrapped_key=self.kept.get(one.household)) for name, one in found.items()}

    def wrapped_keys(self, households):
        self.kept = getattr(self, "kept", {}) | dict(super().wrapped_keys(households))
        return {one: self.kept[one] for one in households if one in self.kept}


class ListsByChance(MemoryStore):
    """Lists in another order each second time."""

    turn = False

    def find(self, **asked):
        self.turn = not self.turn
        page = super().find(**asked)
        return attrs.evolve(page, summaries=page.summaries[:: 1 if self.turn else -1])


class OrderOfWords(MemoryStore):
    """Orders identifiers as a dictionary does."""

    def find(self, *, cursor=None, limit=1000, **filters):
        chosen = Filters(**filters)
        after = chosen.after(cursor)
        found = sorted(self._matching(chosen), key=lambda one: (one.stream.casefold(), one.stream))
        found = [one for one in found if (one.stream.casefold(), one.stream) > (after.casefold(), after)]
        page = tuple(self._contents.summary(one.stream) for one in found[:limit])
        return Page(page, chosen.cursor(page[-1].stream) if len(found) > limit else None)


class UnstablePaging(MemoryStore):
    """Pages by offset, in the order of ids."""

    def find(self, *, territory=None, status=None, month=None, cursor=None, limit=1000):
        super().find(territory=territory, status=status, month=month, limit=limit)
        filters = Filters(territory=territory, status=status, month=month)
        start = int(filters.after(cursor) or 0)
        found = sorted(self._matching(filters), key=lambda one: one.stream)
        end = start + limit
        return Page(tuple(found[start:end]), filters.cursor(str(end)) if end < len(found) else None)


class AnyTerritory(MemoryStore):
    """Shows the cases of all territories."""

    def find(self, *, territory=None, **asked):
        return super().find(**asked)


class OneFilterOfMany(MemoryStore):
    """Takes the status for enough."""

    def find(self, *, territory=None, status=None, month=None, **asked):
        kept = {} if status else {"territory": territory, "month": month}
        return super().find(status=status, **kept, **asked)


class UncheckedLimit(MemoryStore):
    """Takes any size of a page."""

    def find(self, *, limit=1000, **asked):
        return super().find(limit=min(max(int(limit), 1), 10_000), **asked)


class BareCursor(MemoryStore):
    """Continues any search after any identifier."""

    def find(self, *, cursor=None, **asked):
        checks = Filters(**{name: value for name, value in asked.items() if name != "limit"})
        page = super().find(cursor=cursor and checks.cursor(cursor), **asked)
        return attrs.evolve(page, cursor=page.cursor and page.summaries[-1].stream)


class CountsAll(MemoryStore):
    """Counts whatever the status."""

    def count(self, *, territory=None, status=None, month=None):
        return super().count(territory=territory, month=month)


class ForgetfulFilter(MemoryStore):
    """Counts without the month."""

    def count(self, *, territory=None, status=None, month=None):
        return super().count(territory=territory, status=status)


class EmptyFails(MemoryStore):
    """Has no head before the first row."""

    def head(self):
        if not self._contents.journal:
            raise StoreError("no rows")
        return super().head()


class FewAtATime(MemoryStore):
    """Answers as many as a statement has parameters."""

    def summaries(self, streams):
        if len(streams) > 32_766:
            raise StoreError("too many SQL variables")
        return super().summaries(streams)


class NewestFirst(MemoryStore):
    """Tells a case from its end."""

    def load(self, stream):
        return super().load(stream)[::-1]


class LatePosition(MemoryStore):
    """Shows the journal to followers with the newest row first on the page."""

    def follow(self, after=0, limit=1000):
        return tuple(sorted(super().follow(after, limit), key=lambda row: -row.position))


class BlindChain(MemoryStore):
    """Verifies without looking."""

    def verify(self, anchor=None):
        return self.head()


class AnchorIgnored(MemoryStore):
    """Verifies what is there and does not ask what was."""

    def verify(self, anchor=None):
        return super().verify()


BROKEN = {
    UnknownRaises: ("ST-12",),
    ErasesAgain: ("ST-13",),
    ListsByChance: ("ST-26",),
    AnyTerritory: ("ST-27",),
    NewestFirst: ("ST-29",),
    LatePosition: ("ST-30",),
    OrderOfWords: ("ST-31",),
    OneFilterOfMany: ("ST-33",),
    UncheckedLimit: ("ST-34",),
    UnstablePaging: ("ST-35",),
    BareCursor: ("ST-36",),
    CountsAll: ("ST-37",),
    ForgetfulFilter: ("ST-39",),
    EmptyFails: ("ST-40",),
    FewAtATime: ("ST-48",),
    IncompleteErasure: ("ST-60",),
    KeyInMemory: ("ST-61",),
    ErasesNeighbours: ("ST-63",),
    ErasesOneByOne: ("ST-76",),
    CountsHouseholds: ("ST-76",),
    ErasesTheFirst: ("ST-76",),
    BlindChain: ("ST-67",),
    AnchorIgnored: ("ST-68",),
}
