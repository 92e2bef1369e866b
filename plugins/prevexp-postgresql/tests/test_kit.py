"""The PostgreSQL store passes the kit."""

import itertools

import pytest

from prevexp.testing.storage import StoreConformance
from prevexp_postgresql.store import PostgresStore

_numbers = itertools.count(1)


class TestPostgresql(StoreConformance):
    """Every capability is tried."""

    @pytest.fixture(autouse=True)
    def _on_server(self, server):
        self.server = server

    def make_store(self):
        self.schema = f"kit_{next(_numbers)}"
        return self.second_connection(None)

    def reopen(self, store):
        store.close()
        return self.second_connection(store)

    def second_connection(self, store):
        return PostgresStore.open(self.server.url(self.schema), busy_seconds=30)

    def alter_row(self, store, position):
        self.run("UPDATE journal SET body = '\\x00' WHERE position = %s", position)

    def cut_tail(self, store, position):
        self.run("DELETE FROM journal WHERE position > %s", position)

    def opening_source(self, store):
        url = self.server.url(self.schema)
        return f"from prevexp_postgresql.opening import open_store_at\nstore = open_store_at({url!r}, busy_seconds=30)"

    def make_newer(self, store):
        store.close()
        self.run("UPDATE prevexp SET version = 99")

    def spoil(self, store):
        store.close()
        self.run("ALTER TABLE prevexp RENAME TO something_else")

    def run(self, statement, *values):
        with self.server.connect() as connection:
            connection.execute(f"SET search_path = {self.schema}")
            connection.execute(statement, values)
