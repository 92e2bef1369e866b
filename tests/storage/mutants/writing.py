"""Stores that write what they should refuse, refuse what they should write, or write by halves."""

import time

import attrs

from prevexp.domain.errors import PrevexpError
from prevexp.domain.errors import StaleVersion
from prevexp.domain.errors import StoreError
from prevexp.storage.memory import MemoryStore


class UncheckedVersion(MemoryStore):
    """Writes at whatever version the stream has."""

    def commit(self, writes, *, receipt=None):
        known = self._contents.streams
        fresh = (
            attrs.evolve(one, expected_version=known[one.stream].version) if one.stream in known else one
            for one in writes
            if one.stream not in known or one.expected_version
        )
        return super().commit(fresh, receipt=receipt)


class VersionsUntold(MemoryStore):
    """Refuses a stale writer without saying where the case stands."""

    def commit(self, writes, *, receipt=None):
        try:
            return super().commit(writes, receipt=receipt)
        except StaleVersion as refused:
            raise StaleVersion(refused.stream, expected=refused.expected, actual=0) from None


class LostUpdate(MemoryStore):
    """Writes from what it read before it waited."""

    def commit(self, writes, *, receipt=None):
        memory, batch = self._open(), list(writes)
        contents = memory.contents.copy()
        for write in batch:
            contents.write(write)
        time.sleep(0.002)
        memory.contents = contents
        return contents.head()


class SilentUpsert(MemoryStore):
    """Takes a receipt that is there for a success."""

    def commit(self, writes, *, receipt=None):
        known = receipt is not None and self.receipt(receipt.digest) is not None
        return super().commit(writes, receipt=None if known else receipt)


class EmptyRefused(MemoryStore):
    """Has nothing to do with an empty batch."""

    def commit(self, writes, *, receipt=None):
        batch = list(writes)
        if not batch:
            raise StoreError("an empty batch")
        return super().commit(batch, receipt=receipt)


class HalfBatch(MemoryStore):
    """Writes one by one and stops at the first that is refused."""

    def commit(self, writes, *, receipt=None):
        for write in writes:
            super().commit([write])
        return super().commit([], receipt=receipt)


class OwnErrorsOnly(MemoryStore):
    """Undoes a batch for errors it knows, and keeps what was drawn when another ends it."""

    def commit(self, writes, *, receipt=None):
        drawn = []
        try:
            for write in writes:
                drawn.append(write)  # noqa: PERF402 - what was drawn before an error is kept
        except PrevexpError:
            raise
        except Exception:
            super().commit(drawn)
            raise
        return super().commit(drawn, receipt=receipt)


class Stuck(MemoryStore):
    """Is of no use after a refusal."""

    stuck = False

    def commit(self, writes, *, receipt=None):
        if self.stuck:
            raise StoreError("in a failed transaction")
        try:
            return super().commit(writes, receipt=receipt)
        except PrevexpError:
            self.stuck = True
            raise


class OneThingAtATime(MemoryStore):
    """Reads nothing while a batch is being written."""

    writing = False

    def commit(self, writes, *, receipt=None):
        self.writing = True
        try:
            return super().commit(writes, receipt=receipt)
        finally:
            self.writing = False

    def summaries(self, streams):
        if self.writing:
            raise StoreError("a batch is being written")
        return super().summaries(streams)


class DirtyRead(MemoryStore):
    """Lets everybody see a batch while it grows."""

    def commit(self, writes, *, receipt=None):
        memory, before = self._open(), self._contents
        memory.contents = before.copy()
        try:
            for write in writes:
                memory.contents.write(write)
            return super().commit([], receipt=receipt)
        except BaseException:
            memory.contents = before
            raise


class TornRead(MemoryStore):
    """Shows the rows of one write one by one."""

    def commit(self, writes, *, receipt=None):
        batch = list(writes)
        for one in batch:
            for number, body in enumerate(one.bodies):
                time.sleep(0.0003)
                first = one if number == 0 else attrs.evolve(one, household=None, territory=None, wrapped_key=None)
                super().commit([attrs.evolve(first, bodies=(body,), expected_version=one.expected_version + number)])
        return super().commit([], receipt=receipt)


class SmallBatches(MemoryStore):
    """Takes 9,999 writes and leaves the rest."""

    def commit(self, writes, *, receipt=None):
        return super().commit(list(writes)[:9_999], receipt=receipt)


class NeedsLength(MemoryStore):
    """Asks how many writes there are."""

    def commit(self, writes, *, receipt=None):
        return super().commit(writes if len(writes) else [], receipt=receipt)


class AnyMasterKey(MemoryStore):
    """Takes a new household whose key was wrapped before the master key was changed."""

    def commit(self, writes, *, receipt=None):
        return super().commit((attrs.evolve(one, store_key=None) for one in writes), receipt=receipt)


BROKEN = {
    AnyMasterKey: ("ST-20",),
    SilentUpsert: ("ST-11",),
    EmptyRefused: ("ST-14",),
    HalfBatch: ("ST-15", "ST-43"),
    OwnErrorsOnly: ("ST-16",),
    Stuck: ("ST-17",),
    OneThingAtATime: ("ST-18",),
    DirtyRead: ("ST-19", "ST-25"),
    UncheckedVersion: ("ST-20", "ST-21"),
    VersionsUntold: ("ST-20",),
    LostUpdate: ("ST-22",),
    TornRead: ("ST-23",),
    SmallBatches: ("ST-46",),
    NeedsLength: ("ST-47",),
}
