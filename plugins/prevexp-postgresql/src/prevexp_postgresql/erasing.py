"""Destroying what opens a household, and sweeping what the server keeps of it in its tables."""

from prevexp.storage import questions
from prevexp.storage.stored_values import keys_in

from .connections import Connection
from .inside import DELETE_ENTRY
from .statements import sql

_FOUND_BY_NOTHING = b"UPDATE stream SET found_by = '' WHERE vault = %s"
_NO_KEY = b"UPDATE vault SET wrapped_key = NULL, identity = NULL WHERE number = %s"
_IS_OWNER = b"SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'vault'::regclass"
_SWEEP = b"VACUUM (INDEX_CLEANUP ON) vault, stream, entry"
_REWRITE = b"VACUUM (FULL) vault, stream, entry"


def destroy(connection: Connection, household: str) -> bool:
    """Destroy a household's key, identity and index entries; False if there is nothing left of them."""
    found = connection.execute(sql(questions.HOUSEHOLD), {"id": household}).fetchone()
    if found is None:
        return False
    streams = connection.execute(sql(questions.FOUND_BY), {"vault": found[0]}, binary=True).fetchall()
    entries = [(key, number) for number, keys in streams for key in keys_in(keys)]
    with connection.cursor() as cursor:
        cursor.executemany(DELETE_ENTRY, entries)
    connection.execute(_FOUND_BY_NOTHING, found)
    connection.execute(_NO_KEY, found)
    return True


def sweep(connection: Connection, *, rewrite: bool = False) -> bool:
    """Give the room of deleted rows back, if this role owns the tables; tell whether it does.

    `rewrite` makes the files anew, so that no byte of a deleted row is left in them; nobody reads the tables meanwhile.
    """
    owner = connection.execute(_IS_OWNER).fetchone()
    if not (owner and owner[0]):
        return False
    connection.execute(_REWRITE if rewrite else _SWEEP)
    return True
