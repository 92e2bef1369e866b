"""The statements a case needs, as text: written over the tables, compiled once, run by the driver itself.

SQLAlchemy's own way of running them costs a single case more than SQLite does.
"""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ClauseElement
from sqlalchemy import Column
from sqlalchemy import Select
from sqlalchemy import Table
from sqlalchemy import TextClause
from sqlalchemy import insert
from sqlalchemy import text
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.schema import CreateIndex
from sqlalchemy.schema import CreateTable

from .tables import metadata

_DIALECT = SQLiteDialect_pysqlite(paramstyle="qmark")
_SIZES = (1, 20, 500)  # how many values one statement asks for; few sizes, so that the driver knows each of them


def sql(statement: ClauseElement) -> str:
    """Return the text of a statement; its parameters are question marks."""
    return str(statement.compile(dialect=_DIALECT))


def insert_sql(table: Table) -> str:
    """Return the INSERT of a whole row, in the order of the columns."""
    return sql(insert(table))


def creation() -> Iterator[str]:
    """Yield the statements that make the tables, in the order their references want."""
    for table in metadata.sorted_tables:
        yield sql(CreateTable(table))
        for index in table.indexes:
            yield sql(CreateIndex(index))


class Lookup:
    """A query for the rows whose column holds one of many values, however many."""

    def __init__(self, query: Select[Any], column: Column[Any]) -> None:
        self._texts = {size: sql(query.where(_one_of(column, size))) for size in _SIZES}

    def rows(self, connection: sqlite3.Connection, values: Iterable[Any]) -> list[Any]:
        """Return the rows; for up to 500 values at a time they come in the query's order."""
        asked = list(dict.fromkeys(values))
        found: list[Any] = []
        for first in range(0, len(asked), _SIZES[-1]):
            part = asked[first : first + _SIZES[-1]]
            size = _SIZES[bisect_left(_SIZES, len(part))]
            found += connection.execute(self._texts[size], part + part[:1] * (size - len(part)))
        return found


def _one_of(column: Column[Any], size: int) -> TextClause:
    marks = ", ".join("?" * size)
    return text(f"{column.table.name}.{column.name} IN ({marks})")
