"""PostgreSQL against the store in memory, whatever is done to both (ST-66)."""

import itertools

import pytest
from hypothesis import settings

from prevexp.testing.storage.machine import StoreMachine
from prevexp_postgresql.store import PostgresStore

_numbers = itertools.count(1)


class PostgresMachine(StoreMachine):
    server = None

    def make_store(self):
        self.url = self.server.url(f"model_{next(_numbers)}")
        return self.opened()

    def reopen(self, store):
        store.close()
        return self.opened()

    def opened(self):
        return PostgresStore.open(self.url, busy_seconds=5)


class TestPostgresAgreesWithMemory(PostgresMachine.TestCase):
    @pytest.fixture(autouse=True)
    def _on_server(self, server):
        PostgresMachine.server = server


TestPostgresAgreesWithMemory.settings = settings(
    max_examples=min(15, settings.default.max_examples), stateful_step_count=20, deadline=None
)
