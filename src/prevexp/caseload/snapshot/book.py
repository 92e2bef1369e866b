"""The snapshot as the facade offers it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..desk import Desk

if TYPE_CHECKING:
    from .whole import SnapshotTaken


class SnapshotBook(Desk):
    """What is counted of a store, outside it."""

    def snapshot(self, folder: str | Path, *, on: date) -> "SnapshotTaken":
        """Bring a columnar snapshot up to date: Parquet, one table a type of event and one of the cases as of a day.

        Pseudonyms and what may be counted, never who somebody is. The tables of events grow by what is new; cut short,
        the next run goes on. A household erased since is taken out. Raises StoreConflict for the folder of another
        store, StoreError subclasses, OSError.
        """
        from .whole import take_snapshot

        return take_snapshot(self, Path(folder), on=on)
