"""Stores that do not give back what they were given."""

import unicodedata
from datetime import datetime

import attrs

from prevexp.storage.memory import MemoryStore
from prevexp.storage.memory_contents import Household
from prevexp.testing.stored_cases import name


class Rewriting(MemoryStore):
    """Writes a body or an identity otherwise than it was given."""

    def commit(self, writes, *, receipt=None):
        changed = (
            attrs.evolve(
                one,
                bodies=tuple(map(self.rewritten, one.bodies)),
                identity=None if one.identity is None else self.rewritten(one.identity),
            )
            for one in writes
        )
        return super().commit(changed, receipt=receipt)

    def rewritten(self, value):
        raise NotImplementedError


class CutText(Rewriting):
    """Keeps so much of a body and no more."""

    def rewritten(self, value):
        return value[:60]


class FloatCents(Rewriting):
    """Reads what looks like a number as one."""

    def rewritten(self, value):
        try:
            return repr(float(value)).encode()
        except ValueError:
            return value


class NaiveTime(Rewriting):
    """Reads what looks like an instant as one, and forgets its offset."""

    def rewritten(self, value):
        try:
            return datetime.fromisoformat(value.decode()).replace(tzinfo=None).isoformat().encode()
        except ValueError:
            return value


class Normalising(Rewriting):
    """Composes accents."""

    def rewritten(self, value):
        try:
            return unicodedata.normalize("NFC", value.decode()).encode()
        except ValueError:
            return value


class Trimming(Rewriting):
    """Takes blanks at the ends for nothing."""

    def rewritten(self, value):
        return value.strip()


class CutAtNul(Rewriting):
    """Ends a text at its first NUL."""

    def rewritten(self, value):
        return value if value[:1] == b"\x01" else value.partition(b"\0")[0]


class SixtyFourKilobytes(Rewriting):
    """Keeps 65,535 bytes."""

    def rewritten(self, value):
        return value[:65_535]


class LooksIntoBodies(Rewriting):
    """Empties a body that reads like an event it does not know."""

    def rewritten(self, value):
        return b"{}" if b"elsewhere." in value else value


class EmptyIsNothing(MemoryStore):
    """Takes an empty identity or setting for a missing one."""

    def identities(self, households):
        return {one: sealed for one, sealed in super().identities(households).items() if sealed}

    def setting(self, name):
        return super().setting(name) or None


class PlainStatus(MemoryStore):
    """Gives a status back as the text it is stored as."""

    def find(self, **asked):
        page = super().find(**asked)
        return attrs.evolve(page, summaries=tuple(attrs.evolve(one, status=str(one.status)) for one in page.summaries))


class CapitalsEqual(MemoryStore):
    """Compares identifiers as a case-blind collation does."""

    def load(self, stream):
        known = {one.casefold(): rows for one, rows in self._contents.rows.items()}
        return known.get(stream.casefold(), ())


class Aliasing(MemoryStore):
    """Hands out what it keeps."""

    def summaries(self, streams):
        return self._contents.streams


class AsciiErrors(MemoryStore):
    """Cannot say what is not ASCII."""

    def commit(self, writes, *, receipt=None):
        batch = list(writes)
        for one in batch:
            if one.expected_version:
                one.stream.encode("ascii")
        return super().commit(batch, receipt=receipt)


class EqualEventsOnce(MemoryStore):
    """Keeps equal events of one write once."""

    def commit(self, writes, *, receipt=None):
        once = (attrs.evolve(one, bodies=tuple(dict.fromkeys(one.bodies))) for one in writes)
        return super().commit(once, receipt=receipt)


class NoneOverwrites(MemoryStore):
    """Writes an identity that was left out over the one that is there."""

    def commit(self, writes, *, receipt=None):
        batch = list(writes)
        head = super().commit(batch, receipt=receipt)
        for one in batch:
            known = self._contents.streams[one.stream]
            if one.identity is None and one.expected_version:
                kept = self._contents.households[known.household]
                self._contents.households[known.household] = Household(kept.wrapped_key, None)
        return head


class Households(MemoryStore):
    """Lists every case under the household of the first."""

    def find(self, **asked):
        page = super().find(**asked)
        first = name(1, "household")
        return attrs.evolve(page, summaries=tuple(attrs.evolve(one, household=first) for one in page.summaries))


BROKEN = {
    CutText: ("ST-01",),
    EmptyIsNothing: ("ST-02",),
    FloatCents: ("ST-03",),
    NaiveTime: ("ST-04",),
    PlainStatus: ("ST-05",),
    CapitalsEqual: ("ST-05",),
    Aliasing: ("ST-06",),
    Normalising: ("ST-07",),
    Trimming: ("ST-07",),
    CutAtNul: ("ST-08",),
    SixtyFourKilobytes: ("ST-09",),
    AsciiErrors: ("ST-10",),
    EqualEventsOnce: ("ST-32",),
    NoneOverwrites: ("ST-38",),
    Households: ("ST-62",),
    LooksIntoBodies: ("ST-65",),
}
