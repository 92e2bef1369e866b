"""The tables of an SQL store as a batch sees them: what a backend does for it inside one transaction."""

from collections.abc import Iterable
from collections.abc import Sequence
from typing import Any
from typing import Protocol

from .port import Head

Rows = Sequence[tuple[Any, ...]]


class OpenTables(Protocol):
    """The tables inside one transaction that holds the write lock: nobody else draws a number while it lasts."""

    def head(self) -> Head:
        """Return the end of the journal."""
        ...

    def last(self, table: str) -> int:
        """Return the highest number of a table, 0 if it is empty."""
        ...

    def streams(self, ids: Sequence[str]) -> Iterable[tuple[str, int, int, str, int, bytes, bool]]:
        """Return id, number, household's number, status, version, found_by, erased? of the known streams."""
        ...

    def households(self, ids: Sequence[str]) -> Iterable[tuple[str, int, bool]]:
        """Return id, number, erased? of the known households."""
        ...

    def taken(self, digest: bytes) -> bool:
        """Tell whether there is a receipt with this digest."""
        ...

    def store_key(self) -> bytes | None:
        """Return the setting that holds the store's own wrapped key, None if it has none."""
        ...

    def insert(self, table: str, rows: Rows) -> None:
        """Add whole rows to a table; there may be none."""
        ...

    def change_streams(self, rows: Rows) -> None:
        """Set status, version and found_by of the streams whose number comes last."""
        ...

    def change_identities(self, rows: Rows) -> None:
        """Set the identity of the households whose number comes last."""
        ...

    def delete_entries(self, rows: Rows) -> None:
        """Delete the entries (key, stream) from the index."""
        ...
