"""The PostgreSQL store passes the kit."""

import itertools

import pytest

from prevexp.testing.storage import Capability
from prevexp.testing.storage import StoreConformance
from prevexp_postgresql.store import PostgresStore

_numbers = itertools.count(1)


class TestPostgresql(StoreConformance):
    """Every capability is tried that a server can have, but a full disk and what no store has yet."""

    capabilities = frozenset(Capability) - {
        Capability.FULL,
        Capability.DURABLE,
        Capability.ENCRYPTION,
        Capability.MIGRATE,
        Capability.MILLION,
    }

    @pytest.fixture(autouse=True)
    def _on_server(self, server):
        self.server, self.schemas = server, {}

    def make_store(self):
        return self.opened(f"kit_{next(_numbers)}")

    def reopen(self, store):
        store.close()
        return self.second_connection(store)

    def second_connection(self, store):
        return self.opened(self.schemas[store])

    def impatient(self, store):
        return self.opened(self.schemas[store], busy_seconds=0.1)

    def locked(self, store):
        connection = self.server.connect()
        connection.autocommit = False
        connection.execute(f"SET search_path = {self.schemas[store]}")
        connection.execute("SELECT turn FROM prevexp FOR UPDATE")
        return connection

    def alter_row(self, store, position):
        self.run(store, "UPDATE journal SET body = '\\x00' WHERE position = %s", position)

    def cut_tail(self, store, position):
        self.run(store, "DELETE FROM journal WHERE position > %s", position)

    def opening_source(self, store):
        url = self.server.url(self.schemas[store])
        return f"from prevexp_postgresql.opening import open_store_at\nstore = open_store_at({url!r}, busy_seconds=30)"

    def make_newer(self, store):
        store.close()
        self.run(store, "UPDATE prevexp SET version = 99")

    def spoil(self, store):
        store.close()
        self.run(store, "ALTER TABLE prevexp RENAME TO something_else")

    def opened(self, schema, *, busy_seconds=30):
        store = PostgresStore.open(self.server.url(schema), busy_seconds=busy_seconds)
        self.schemas[store] = schema
        return store

    def run(self, store, statement, *values):
        with self.server.connect() as connection:
            connection.execute(f"SET search_path = {self.schemas[store]}")
            connection.execute(statement, values)
