"""The tables of the SQL backend. Streams and households are numbered, so that journal and index stay narrow; no column holds a clear value
but the month, the territory and the status."""

import sqlalchemy as sa

SCHEMA_VERSION = 1

metadata = sa.MetaData()

settings = sa.Table(
    "settings",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.LargeBinary, nullable=False),
)

streams = sa.Table(
    "streams",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("stream", sa.Text, nullable=False, unique=True),
    sa.Column("household", sa.Integer, sa.ForeignKey("households.number"), nullable=False, index=True),
    sa.Column("territory", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("month", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("digests", sa.LargeBinary, nullable=False),  # its index entries, so that erasure finds them
)

households = sa.Table(
    "households",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("household", sa.Text, nullable=False, unique=True),
    sa.Column("wrapped_key", sa.LargeBinary),
    sa.Column("identity", sa.LargeBinary),
)

journal = sa.Table(
    "journal",
    metadata,
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("stream", sa.Integer, sa.ForeignKey("streams.number"), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("month", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("link", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("stream", "version"),
)

entries = sa.Table(
    "entries",
    metadata,
    sa.Column("digest", sa.LargeBinary, primary_key=True),
    sa.Column("stream", sa.Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

receipts = sa.Table(
    "receipts",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("digest", sa.LargeBinary, nullable=False, unique=True),
    sa.Column("transfer", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
