"""The tables of a store in a schema: those every SQL store has, and one row by which writers take turns, version 1."""

from typing import Final

from sqlalchemy import Column
from sqlalchemy import Integer
from sqlalchemy import MetaData
from sqlalchemy import Table

from prevexp.storage.tables import metadata as shared

VERSION: Final = 1
"""The version of these tables; a store with a higher one was written by a newer plugin."""

metadata = MetaData()

for _table in shared.sorted_tables:
    _table.to_metadata(metadata)

mark = Table(
    "prevexp",
    metadata,
    Column("version", Integer, nullable=False, comment="of the tables; a schema with this table is a store"),
    Column("turn", Integer, nullable=False, comment="never changes: who writes locks the row first"),
)

TUNING: Final = (
    b"ALTER TABLE stream SET (fillfactor = 85)",  # a status changes in place, and no index grows
    *(
        b"ALTER TABLE %b SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0, %b)" % change
        for change in (
            (b"vault", b"vacuum_index_cleanup = auto"),
            (b"stream", b"vacuum_index_cleanup = auto"),
            (b"entry", b"vacuum_index_cleanup = on"),
        )
    ),
)
"""What is replaced or deleted is swept by the server itself within about a minute, whoever deleted it."""
