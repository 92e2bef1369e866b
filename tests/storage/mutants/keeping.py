"""Stores that forget, open or close wrongly, or say of what they refused more or less than they may."""

import attrs

from prevexp.domain.errors import StoreConflict
from prevexp.storage.memory import MemoryStore
from prevexp.storage.memory_contents import Contents


class AscendingOnly(MemoryStore):
    """Loses a case whose identifier comes before those of the batch before it."""

    def commit(self, writes, *, receipt=None):
        last = max(self._contents.streams, default="")
        kept = (one for one in writes if one.expected_version or one.stream > last)
        return super().commit(kept, receipt=receipt)


class ReadsInPlace(MemoryStore):
    """Keeps of a case what was said last, under the version it had first."""

    def load_many(self, streams):
        return ((stream, (attrs.evolve(rows[-1], version=1),)) for stream, rows in super().load_many(streams))


class ForgetsReceipts(MemoryStore):
    """Finds a receipt only in the store object that wrote it."""

    def commit(self, writes, *, receipt=None):
        head = super().commit(writes, receipt=receipt)
        self.mine = {*getattr(self, "mine", ()), receipt and receipt.digest}
        return head

    def receipt(self, digest):
        return super().receipt(digest) if digest in getattr(self, "mine", ()) else None


class ShortStories(MemoryStore):
    """Keeps the first three events of a case, and says that it kept the fourth."""

    def commit(self, writes, *, receipt=None):
        return super().commit((one for one in writes if one.expected_version < 3), receipt=receipt)


class IndexedFirst(MemoryStore):
    """Adds index entries before it takes others away."""

    def commit(self, writes, *, receipt=None):
        batch = list(writes)
        head = super().commit(batch, receipt=receipt)
        for one in batch:
            self._contents.unindex(one.stream, one.unindex)
        return head


class RawErrors(MemoryStore):
    """Lets the driver's error through."""

    def commit(self, writes, *, receipt=None):
        try:
            return super().commit(writes, receipt=receipt)
        except StoreConflict:
            raise KeyError("UNIQUE constraint failed") from None


class Talkative(MemoryStore):
    """Puts what was refused into the error."""

    def commit(self, writes, *, receipt=None):
        batch = list(writes)
        try:
            return super().commit(batch, receipt=receipt)
        except StoreConflict:
            raise StoreConflict(f"refused: {batch}") from None


class LastKeyWins(MemoryStore):
    """Replaces a setting that is there."""

    def set_setting(self, name, value):
        self._contents.settings[name] = value
        return value


class OpensEmpty(MemoryStore):
    """Begins anew at each opening."""

    def __init__(self, memory=None):
        super().__init__(memory)
        self._memory.contents = Contents()


class OpensAnything(MemoryStore):
    """Opens what it does not understand."""

    careless = True


class Immortal(MemoryStore):
    """Goes on after it was closed."""

    def close(self):
        return None


BROKEN = {
    AscendingOnly: ("ST-45",),
    ReadsInPlace: ("ST-42",),
    ForgetsReceipts: ("ST-41",),
    ShortStories: ("ST-44",),
    IndexedFirst: ("ST-66",),
    RawErrors: ("ST-58",),
    Talkative: ("ST-59",),
    LastKeyWins: ("ST-56",),
    OpensEmpty: ("ST-54",),
    OpensAnything: ("ST-53", "ST-57"),
    Immortal: ("ST-28",),
}
