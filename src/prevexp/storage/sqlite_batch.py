"""One batch on its way into SQLite: checked against what is stored, chained, and inserted many rows at a time.

A single case and a million go this way; a batch is worked off in slices so that its size costs no memory.
"""

from collections.abc import Iterable
from collections.abc import Sequence
from itertools import islice
from operator import itemgetter

import attrs
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.engine import Connection

from .admission import KeyState
from .admission import admit
from .chain import START
from .chain import next_link
from .port import CaseStatus
from .port import Head
from .port import IndexEntry
from .port import IndexKind
from .port import Receipt
from .port import StreamWrite
from .tables import entry
from .tables import insert_text
from .tables import journal
from .tables import receipt
from .tables import stream
from .tables import vault

SLICE = 10_000
PARAMETERS = 500

_KIND_CODES = {kind: bytes([number]) for number, kind in enumerate(IndexKind, start=1)}
_KEY_BYTES = 17

_INSERT = {table.name: insert_text(table) for table in (vault, stream, journal, entry, receipt)}
_UPDATE_STREAM = "UPDATE stream SET status = ?, version = ?, found_by = ? WHERE number = ?"
_UPDATE_IDENTITY = "UPDATE vault SET identity = ? WHERE number = ?"
_DELETE_ENTRY = "DELETE FROM entry WHERE key = ? AND stream = ?"

_known_streams = select(
    stream.c.id, stream.c.number, stream.c.vault, stream.c.status, stream.c.version, stream.c.found_by, vault.c.wrapped_key.is_(None)
).join(vault)
_known_households = select(vault.c.id, vault.c.number, vault.c.wrapped_key.is_(None))
