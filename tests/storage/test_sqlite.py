"""The SQLite store passes the kit."""

import sqlite3
from contextlib import closing
from contextlib import contextmanager

from prevexp.storage.sqlite import SqliteStore
from prevexp.testing.storage import Capability
from prevexp.testing.storage import StoreConformance


class TestSqlite(StoreConformance):
    """All but a power cut (its settings are tested with the file), older versions (there is none), a million cases."""

    capabilities = frozenset(Capability) - {Capability.DURABLE, Capability.MIGRATE, Capability.MILLION}

    def make_store(self):
        return self.second_connection(None)

    def reopen(self, store):
        store.close()
        return self.second_connection(store)

    def second_connection(self, store):
        return SqliteStore.open(self.folder / "store.db", busy_seconds=30)

    def alter_row(self, store, position):
        self.run("UPDATE journal SET body = x'00' WHERE position = ?", position)

    def cut_tail(self, store, position):
        self.run("DELETE FROM journal WHERE position > ?", position)

    def opening_source(self, store):
        url = f"sqlite:///{self.folder / 'store.db'}"
        return f"from prevexp.storage.opening import open_store\nstore = open_store({url!r})"

    def make_newer(self, store):
        store.close()
        self.run("PRAGMA user_version = 99")

    def spoil(self, store):
        store.close()
        (self.folder / "store.db").write_bytes(b"This is not the store you are looking for. " * 1000)

    def impatient(self, store):
        return SqliteStore.open(self.folder / "store.db", busy_seconds=0.1)

    @contextmanager
    def locked(self, store):
        with closing(sqlite3.connect(self.folder / "store.db", isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("ROLLBACK")

    def stored_bytes(self, store):
        return b"".join(path.read_bytes() for path in self.folder.glob("store.db*"))

    def run(self, statement, *values):
        with closing(sqlite3.connect(self.folder / "store.db")) as connection, connection:
            connection.execute(statement, values)
