"""Who may do what in the schema of a team, as SQL that an administrator reads and runs once.

The owner makes the tables, changes them with a new version, and sweeps. The writer adds to the journal and never
changes or deletes a row of it; it deletes only what erasure deletes, and settings. The reader follows the journal and
its chain: it sees sealed bytes and the clear columns by which cases are found, and no key, identity, digest or setting.
"""

from collections.abc import Iterator
from typing import Self

import attrs

from .address import checked_schema
from .layout import TUNING
from .layout import VERSION
from .statements import creation

_WRITER = (
    "SELECT, UPDATE (turn) ON prevexp",
    "SELECT, INSERT ON journal",
    "SELECT, INSERT, UPDATE (status, version, found_by) ON stream",
    "SELECT, INSERT, UPDATE (wrapped_key, identity) ON vault",
    "SELECT, INSERT, DELETE ON entry",
    "SELECT, INSERT ON receipt",
    "SELECT, INSERT, UPDATE (value), DELETE ON setting",
)
_READER = (
    "SELECT ON prevexp",
    "SELECT ON journal",
    "SELECT (number, id, territory, status, month, version) ON stream",
)


@attrs.frozen(kw_only=True)
class Roles:
    """The names of the roles of a schema."""

    schema: str
    owner: str
    writer: str
    reader: str

    @classmethod
    def of(cls, schema: str) -> Self:
        """Return the roles of a schema. Raises StoreUnavailable for a name that is none."""
        name = checked_schema(schema)
        return cls(schema=name, owner=f"{name}_owner", writer=f"{name}_writer", reader=f"{name}_reader")


def creation_sql(schema: str) -> str:
    """Return the SQL that makes roles, schema, tables and rights, whole or not at all.

    It is run by an administrator who may make roles (`psql --set ON_ERROR_STOP=1`), in a database in UTF8. The roles
    have no password yet, so none can log in by one.
    """
    return "".join(f"{statement};\n" for statement in _statements(Roles.of(schema)))


def _statements(roles: Roles) -> Iterator[str]:
    yield "BEGIN"
    for name in (roles.owner, roles.writer, roles.reader):
        yield f"CREATE ROLE {name} LOGIN"
    yield f"CREATE SCHEMA {roles.schema} AUTHORIZATION {roles.owner}"
    yield f"GRANT USAGE ON SCHEMA {roles.schema} TO {roles.writer}, {roles.reader}"
    yield f"SET LOCAL ROLE {roles.owner}"
    yield f"SET LOCAL search_path = {roles.schema}"
    for statement in (*creation(), *TUNING):
        yield statement.decode().strip()
    yield f"INSERT INTO prevexp (version, turn) VALUES ({VERSION}, 0)"  # noqa: S608 - a number of this module  # nosec B608
    for right in _WRITER:
        yield f"GRANT {right} TO {roles.writer}"
    for right in _READER:
        yield f"GRANT {right} TO {roles.reader}"
    yield "COMMIT"
