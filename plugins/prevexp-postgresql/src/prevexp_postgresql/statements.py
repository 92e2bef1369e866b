"""The statements over the tables of prevexp as the server's own text, written once and run by the driver itself."""

from collections.abc import Iterable
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import ClauseElement
from sqlalchemy import any_
from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.schema import CreateIndex
from sqlalchemy.schema import CreateTable

from prevexp.storage.questions import Many

from .connections import Connection
from .layout import metadata

_DIALECT: Any = PGDialect_psycopg  # untyped
_NAMED, _PLACED = _DIALECT(), _DIALECT(paramstyle="format")
_AT_ONCE = 4_000  # values one statement asks for


@cache
def sql(statement: ClauseElement) -> bytes:
    """Return the text of a statement that lives as long as the program; its parameters have names."""
    return str(statement.compile(dialect=_NAMED)).encode()


@cache
def placed(statement: ClauseElement) -> bytes:
    """Return the text of a statement whose parameters have places."""
    return str(statement.compile(dialect=_PLACED)).encode()


@cache
def for_many(many: Many) -> bytes:
    """Return the text that asks for many values at once."""
    values: Any = bindparam("many", type_=ARRAY(many.column.type))
    return sql(many.query.where(many.column == any_(values))).replace(b"%(many)s", b"%(many)b")  # binary: half the cost


def rows_of(connection: Connection, many: Many, values: Iterable[Any]) -> Iterator[Any]:
    """Yield the rows for many values; of 4,000 at a time they come in the query's order."""
    left = iter(dict.fromkeys(values))
    while part := list(islice(left, _AT_ONCE)):
        yield from connection.execute(for_many(many), {"many": part}, binary=True)


def creation() -> Iterator[bytes]:
    """Yield the statements that make the tables."""
    for table in metadata.sorted_tables:
        yield sql(CreateTable(table, include_foreign_key_constraints=[]))
        for index in table.indexes:
            yield sql(CreateIndex(index))
