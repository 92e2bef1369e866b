"""What is destroyed or written over: what opens a household, settings, keys; and sweeping what tables keep of it."""

from collections.abc import Mapping
from collections.abc import Sequence

from prevexp.storage import questions
from prevexp.storage.stored_values import keys_in

from .connections import Connection
from .inside import DELETE_ENTRY
from .statements import sql

_FOUND_BY_NOTHING = b"UPDATE stream SET found_by = '' WHERE vault = %s"
_NO_KEY = b"UPDATE vault SET wrapped_key = NULL, identity = NULL WHERE number = %s"
_IS_OWNER = b"SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'vault'::regclass"
_SWEEP = b"VACUUM (INDEX_CLEANUP ON) vault, stream, entry, setting"
_REWRITE = b"VACUUM (FULL) vault, stream, entry, setting"
_DROP = b"DELETE FROM setting WHERE name = ANY(%b)"
_REWRAP = b"""
UPDATE vault SET wrapped_key = asked.new FROM unnest(%b::text[], %b::bytea[], %b::bytea[]) AS asked (id, read, new)
WHERE vault.id = asked.id COLLATE "C" AND vault.wrapped_key = asked.read
"""


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


def drop(connection: Connection, names: Sequence[str]) -> int:
    """Delete settings; return how many there were."""
    return connection.execute(_DROP, (list(names),)).rowcount


def rewrap(connection: Connection, keys: Mapping[str, tuple[bytes, bytes]]) -> int:
    """Replace the wrapped keys that are still what was read; return how many."""
    read, new = ([pair[place] for pair in keys.values()] for place in (0, 1))
    return connection.execute(_REWRAP, (list(keys), read, new)).rowcount


def sweep(connection: Connection, *, rewrite: bool = False) -> bool:
    """Give the room of deleted rows back, if this role owns the tables; tell whether it does.

    `rewrite` makes the files anew, so that no byte of a deleted row is left in them; nobody reads the tables meanwhile.
    """
    owner = connection.execute(_IS_OWNER).fetchone()
    if not (owner and owner[0]):
        return False
    connection.execute(_REWRITE if rewrite else _SWEEP)
    return True
