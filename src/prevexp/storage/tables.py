"""The tables of the SQL backend, version 1.

Cases and households have a number of their own inside the store: what is written in bulk then grows at the end of its
table, and a random identifier is looked up in one index only.
"""

from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy import Cast
from sqlalchemy import Column
from sqlalchemy import ForeignKey
from sqlalchemy import Integer
from sqlalchemy import LargeBinary
from sqlalchemy import MetaData
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy import cast

APPLICATION = 0x70727678
"""Marks the file as prevexp's ("prvx" in the SQLite header): nobody else's database is taken for a store."""

VERSION = 1
"""The version of these tables; a store with a higher one was written by a newer prevexp."""

_Number = Integer().with_variant(BigInteger(), "postgresql")
_Word = Text().with_variant(
    Text(collation="C"), "postgresql"
)  # in the order of Python, whatever the habit of the database

metadata = MetaData()

vault = Table(
    "vault",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=False),
    Column("id", _Word, nullable=False, unique=True),
    Column("wrapped_key", LargeBinary, comment="null: erased"),
    Column("identity", LargeBinary),
)

stream = Table(
    "stream",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=False),
    Column("id", _Word, nullable=False, unique=True),
    Column("vault", _Number, ForeignKey("vault.number"), nullable=False, index=True),
    Column("territory", _Word, nullable=False),
    Column("status", _Word, nullable=False),
    Column("month", _Word, nullable=False),
    Column("version", Integer, nullable=False),
    Column("found_by", LargeBinary, nullable=False, comment="its keys in `entry`, one after the other"),
)

journal = Table(
    "journal",
    metadata,
    Column("position", _Number, primary_key=True, autoincrement=False),
    Column("stream", _Number, ForeignKey("stream.number"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("month", _Word, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("link", LargeBinary, nullable=False),
    UniqueConstraint("stream", "version"),
)

entry = Table(
    "entry",
    metadata,
    Column("key", LargeBinary, primary_key=True, comment="digest and kind"),
    Column("stream", _Number, ForeignKey("stream.number"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

receipt = Table(
    "receipt",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=False),
    Column("digest", LargeBinary, nullable=False, unique=True),
    Column("transfer", _Word, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("name", _Word, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)


def as_bytes(column: Column[Any]) -> Cast[bytes]:
    """Read a column as bytes, whatever somebody has put into it: its hash or its seal will tell."""
    return cast(column, LargeBinary)
