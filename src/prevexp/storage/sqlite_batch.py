"""The tables of SQLite inside one transaction that holds the write lock."""

import sqlite3
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence

from sqlalchemy import Table
from sqlalchemy import bindparam
from sqlalchemy import select

from . import questions
from .chain import START
from .open_tables import Rows
from .port import Head
from .setting_port import STORE_KEY
from .statements import Lookup
from .statements import insert_sql
from .statements import sql
from .stored_values import keys_in
from .tables import entry
from .tables import journal
from .tables import receipt
from .tables import setting
from .tables import stream
from .tables import vault

_INSERT = {table.name: insert_sql(table) for table in (vault, stream, journal, entry, receipt)}
_CHANGE_STREAM = "UPDATE stream SET status = ?, version = ?, found_by = ? WHERE number = ?"
_CHANGE_IDENTITY = "UPDATE vault SET identity = ? WHERE number = ?"
_DELETE_ENTRY = "DELETE FROM entry WHERE key = ? AND stream = ?"
_FOUND_BY_NOTHING = "UPDATE stream SET found_by = x'' WHERE number = ?"
_REWRAP = "UPDATE vault SET wrapped_key = ? WHERE id = ? AND wrapped_key = ?"
_NO_KEY = "UPDATE vault SET wrapped_key = NULL, identity = NULL WHERE number = ?"

_HEAD = sql(questions.HEAD)
_LAST = {name: sql(query) for name, query in questions.LAST.items()}
_TAKEN = sql(select(receipt.c.number).where(receipt.c.digest == bindparam("digest")))
_SETTING = sql(questions.SETTING)
_HOUSEHOLDS = Lookup(questions.HOUSEHOLDS.query, questions.HOUSEHOLDS.column)
_STREAMS = Lookup(questions.STREAMS.query, questions.STREAMS.column)
_FOUND_BY = Lookup(questions.FOUND_BY.query, questions.FOUND_BY.column)


class Inside:
    """The tables as `OpenTables` wants them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def head(self) -> Head:
        """Return the end of the journal."""
        last = self._connection.execute(_HEAD).fetchone()
        return Head(*last) if last else START

    def last(self, table: str) -> int:
        """Return the highest number of a table."""
        return int(self._connection.execute(_LAST[table]).fetchone()[0] or 0)

    def streams(self, ids: Iterable[str]) -> Iterable[tuple[str, int, int, str, int, bytes, bool]]:
        """Return the known streams."""
        return _STREAMS.rows(self._connection, ids)

    def households(self, ids: Iterable[str]) -> Iterable[tuple[str, int, bool]]:
        """Return the known households."""
        return _HOUSEHOLDS.rows(self._connection, ids)

    def taken(self, digest: bytes) -> bool:
        """Tell whether there is a receipt with this digest."""
        return self._connection.execute(_TAKEN, (digest,)).fetchone() is not None

    def store_key(self) -> bytes | None:
        """Return the store's own wrapped key."""
        found = self._connection.execute(_SETTING, (STORE_KEY,)).fetchone()
        return bytes(found[0]) if found else None

    def insert(self, table: str, rows: Rows) -> None:
        """Add whole rows to a table."""
        self._many(_INSERT[table], rows)

    def change_streams(self, rows: Rows) -> None:
        """Set status, version and found_by of streams."""
        self._many(_CHANGE_STREAM, rows)

    def change_identities(self, rows: Rows) -> None:
        """Set the identity of households."""
        self._many(_CHANGE_IDENTITY, rows)

    def delete_entries(self, rows: Rows) -> None:
        """Delete entries from the index."""
        self._many(_DELETE_ENTRY, rows)

    def _many(self, statement: str, rows: Rows) -> None:
        if rows:
            self._connection.executemany(statement, rows)


def destroy(connection: sqlite3.Connection, households: Iterable[str]) -> int:
    """Destroy the keys, identities and index entries of households; return of how many there were any."""
    gone = [number for _, number, erased in _HOUSEHOLDS.rows(connection, households) if not erased]
    found = _FOUND_BY.rows(connection, gone)
    connection.executemany(_DELETE_ENTRY, [(key, number) for number, found_by in found for key in keys_in(found_by)])
    connection.executemany(_FOUND_BY_NOTHING, [(number,) for number, _ in found])
    connection.executemany(_NO_KEY, [(number,) for number in gone])
    if gone:
        _write_anew(connection, vault, stream, entry)
    return len(gone)


def drop(connection: sqlite3.Connection, names: Sequence[str]) -> int:
    """Delete settings; return how many are gone."""
    rows = [(name,) for name in dict.fromkeys(names)]
    gone = connection.executemany("DELETE FROM setting WHERE name = ?", rows).rowcount
    _write_anew(connection, setting)
    return max(gone, 0)


def rewrap(connection: sqlite3.Connection, keys: Mapping[str, tuple[bytes, bytes]]) -> int:
    """Replace the wrapped keys that are still what was read; return how many were."""
    rows = [(new, household, read) for household, (read, new) in keys.items()]
    changed = connection.executemany(_REWRAP, rows).rowcount
    if changed > 0:
        _write_anew(connection, vault)
    return max(changed, 0)


def _write_anew(connection: sqlite3.Connection, *whole: Table) -> None:
    """Give up all pages of some tables and fill new ones with the rows there are.

    SQLite overwrites what it deletes or replaces, but not the copies it leaves behind when it moves rows from one page
    to another: only pages that are given up whole are clean.
    """
    for table in whole:
        connection.execute(f"CREATE TABLE kept AS SELECT * FROM {table.name}")  # noqa: S608 - a table of ours  # nosec B608
        connection.execute(sql(table.delete()))
        connection.execute(f"INSERT INTO {table.name} SELECT * FROM kept")  # noqa: S608 - a table of ours  # nosec B608
        connection.execute("DROP TABLE kept")
