"""The in-memory reference passes the kit."""

import attrs

from prevexp.storage.memory import Memory
from prevexp.storage.memory import MemoryStore
from prevexp.testing.storage import Capability
from prevexp.testing.storage import StoreConformance


class TestMemory(StoreConformance):
    """Nothing outlives its process, and there is no file to spoil."""

    capabilities = frozenset({Capability.TAMPER})

    def make_store(self):
        self.memory = Memory()
        return MemoryStore(self.memory)

    def reopen(self, store):
        store.close()
        return MemoryStore(self.memory)

    def second_connection(self, store):
        return MemoryStore(self.memory)

    def alter_row(self, store, position):
        journal = self.memory.contents.journal
        journal[position - 1] = attrs.evolve(journal[position - 1], body=b"altered")

    def cut_tail(self, store, position):
        del self.memory.contents.journal[position:]
