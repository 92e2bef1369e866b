"""What is destroyed or written over: what opens a household, settings, keys; and sweeping what tables keep of it."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence

from prevexp.storage import questions
from prevexp.storage.stored_values import keys_in

from .connections import Connection
from .inside import DELETE_ENTRY
from .statements import rows_of

_FOUND_BY_NOTHING = b"UPDATE stream SET found_by = '' WHERE number = ANY(%b::bigint[])"
_NO_KEY = b"UPDATE vault SET wrapped_key = NULL, identity = NULL WHERE number = ANY(%b::bigint[])"
_IS_OWNER = b"SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'vault'::regclass"
_SWEEP = b"VACUUM (INDEX_CLEANUP ON) vault, stream, entry, setting"
_REWRITE = b"VACUUM (FULL) vault, stream, entry, setting"
_DROP = b"DELETE FROM setting WHERE name = ANY(%b)"
_REWRAP = b"""
UPDATE vault SET wrapped_key = asked.new FROM unnest(%b::text[], %b::bytea[], %b::bytea[]) AS asked (id, read, new)
WHERE vault.id = asked.id COLLATE "C" AND vault.wrapped_key = asked.read
"""


def destroy(connection: Connection, households: Iterable[str]) -> int:
    """Destroy the keys, identities and index entries of households; return of how many there were any."""
    gone = [number for _, number, erased in rows_of(connection, questions.HOUSEHOLDS, households) if not erased]
    found = list(rows_of(connection, questions.FOUND_BY, gone))
    with connection.cursor() as cursor:
        cursor.executemany(DELETE_ENTRY, [(key, number) for number, keys in found for key in keys_in(keys)])
    connection.execute(_FOUND_BY_NOTHING, ([number for number, _ in found],))
    connection.execute(_NO_KEY, (gone,))
    return len(gone)


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
