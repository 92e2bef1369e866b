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

_UNCOUNTED: Final = {
    "vault": ("wrapped_key", "identity"),
    "stream": ("found_by",),
    "journal": ("body", "link"),
    "entry": ("key",),
    "receipt": ("digest", "body"),
    "setting": ("value",),
}

TUNING: Final = (
    b"ALTER TABLE stream SET (fillfactor = 85)",  # a status changes in place, and no index grows
    *(
        b"ALTER TABLE %b SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0)" % table
        for table in (b"vault", b"stream", b"entry", b"setting")
    ),
    b"ALTER TABLE entry SET (vacuum_index_cleanup = on)",  # a digest stands in the index, too
    *(
        f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0".encode()
        for table, columns in _UNCOUNTED.items()
        for column in columns
    ),
)
"""What is replaced or deleted is swept by the server itself within about a minute, whoever deleted it; and no sample of
what is sealed or keyed stands in the statistics of the catalogue, where an erasure would not reach it."""
