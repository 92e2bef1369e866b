"""A schema is recognised before it is used, and the tables of a new one are made, all or none."""

from prevexp.domain.errors import StoreTooNew
from prevexp.domain.errors import StoreUnavailable
from prevexp.storage.tables import APPLICATION

from .connections import Connection
from .connections import Connections
from .layout import TUNING
from .layout import VERSION
from .statements import creation

_HAS_SCHEMA = b"SELECT 1 FROM pg_namespace WHERE nspname = %s"
_HOLDS = b"SELECT 1 FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = %s LIMIT 1"
_IS_STORE = _HOLDS.replace(b"LIMIT", b"AND relname = 'prevexp' LIMIT")
_FIRST = b"SELECT pg_advisory_xact_lock(%s, hashtext(%s))"  # before there is a row to lock
_MARK = b"INSERT INTO prevexp (version, turn) VALUES (%s, 0)"


def settle(connections: Connections) -> None:
    """Recognise the schema, or make it and its tables if this role may.

    Raises StoreTooNew, StoreUnavailable (the schema is somebody else's, or the role may not use or make it), StoreBusy.
    """
    with connections.lent() as connection:
        if not _is_store(connection, connections.schema):
            with connection.transaction():
                connection.execute(_FIRST, (APPLICATION, connections.schema))
                if not _is_store(connection, connections.schema):  # nobody was faster
                    _make(connection, connections.schema)
        _check(connection, connections.schema)


def _is_store(connection: Connection, schema: str) -> bool:
    return bool(_value(connection, _IS_STORE, schema))


def _make(connection: Connection, schema: str) -> None:
    if _value(connection, _HOLDS, schema):
        raise StoreUnavailable("the schema holds tables, but not those of a store of prevexp", schema=schema)
    if not _value(connection, _HAS_SCHEMA, schema):
        connection.execute(f"CREATE SCHEMA {schema}".encode())  # its name was checked: it needs no quoting
    for statement in (*creation(), *TUNING):
        connection.execute(statement)
    connection.execute(_MARK, (VERSION,))


def _check(connection: Connection, schema: str) -> None:
    version = _value(connection, f"SELECT version FROM {schema}.prevexp".encode())  # noqa: S608 - a checked name  # nosec B608
    if version is None:
        raise StoreUnavailable("the schema is no whole store: its table prevexp is empty")
    if int(str(version)) > VERSION:
        raise StoreTooNew(f"the store has version {version}, this plugin reads up to {VERSION}", version=version)


def _value(connection: Connection, query: bytes, *values: object) -> object:
    found = connection.execute(query, values or None).fetchone()
    return found[0] if found else None
