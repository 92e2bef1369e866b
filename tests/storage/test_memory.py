"""The in-memory reference passes the kit."""

import attrs

from prevexp.testing.storage import Capability
from prevexp.testing.storage.by_url import InMemory


class TestMemory(InMemory):
    """There is no file to spoil, and no other process."""

    capabilities = frozenset({Capability.TAMPER})

    def alter_row(self, store, position):
        journal = self.memory.contents.journal
        journal[position - 1] = attrs.evolve(journal[position - 1], body=b"altered")

    def cut_tail(self, store, position):
        del self.memory.contents.journal[position:]
