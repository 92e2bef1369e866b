"""Following a journal into tables: first all cases, then what is new; cut short, the next run goes on where it was."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import polars as pl

from ...domain.errors import StoreConflict
from ...exchange.atomic import replacing
from ...storage.port import StoredEvent
from ...storage.port import Summary
from .bodies import Bodies
from .columns import CASE
from .manifest import Begun
from .manifest import Manifest
from .manifest import file_of
from .manifest import read_manifest
from .manifest import tidy
from .manifest import write_manifest

if TYPE_CHECKING:
    from ...storage.records import Records

PAGE = 5_000
"""Cases, or rows of the journal, opened at a time."""

AT_ONCE = 400_000
"""Events held before they are written: what memory a snapshot takes."""


@attrs.define
class Follower:
    """Brings the snapshot in a folder up to what a store holds."""

    records: "Records" = attrs.field(repr=False)
    folder: Path
    manifest: Manifest
    _held: Bodies = attrs.field(init=False, repr=False)
    _count: int = attrs.field(init=False, default=0)

    def __attrs_post_init__(self) -> None:
        self._begin()

    @classmethod
    def of(cls, records: "Records", folder: Path, department: str) -> "Follower":
        """Return the follower of a folder, made if it is not there.

        Raises StoreConflict if the folder holds another store's snapshot, StoreCorrupt if it cannot be read, OSError.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        mark = records.sealer.pseudonym("store")
        manifest = read_manifest(folder) or Manifest(department=department, store=mark)
        if (manifest.store, manifest.department) != (mark, department):
            raise StoreConflict("the folder holds the snapshot of another store: give an empty one")
        tidy(folder, manifest)
        return cls(records, folder, manifest)

    def follow(self) -> None:
        """Take in everything up to the end of the journal as it is now. Raises StoreError subclasses, OSError."""
        head = self.records.store.head().count
        self._forget()
        if self.manifest.position == 0:
            self._all_cases(self.manifest.begun or Begun(upto=head))
        self._what_is_new(head)

    def _all_cases(self, begun: Begun) -> None:
        """Take in case after case: each household's key is opened once."""
        store, cursor = self.records.store, begun.cursor
        while True:
            page = store.find(territory=self.manifest.department, cursor=cursor, limit=PAGE)
            found = {one.stream: one for one in page.summaries}
            told = store.load_many(list(found))
            self._take(found, ((one, [row for row in rows if row.position <= begun.upto]) for one, rows in told))
            if (cursor := page.cursor) is None:
                break
            if self._count >= AT_ONCE:
                self._write(begun=Begun(upto=begun.upto, cursor=cursor))
        self._write(begun=None, position=begun.upto)

    def _what_is_new(self, head: int) -> None:
        after = self.manifest.position
        while after < head and (rows := self.records.store.follow(after, PAGE)):
            after = rows[-1].position
            told: defaultdict[str, list[StoredEvent]] = defaultdict(list)
            for row in rows:
                told[row.stream].append(row)
            found = self.records.store.summaries(list(told))
            ours = {one.stream: one for one in found.values() if one.territory == self.manifest.department}
            self._take(ours, ((one, told[one]) for one in ours))
            if self._count >= AT_ONCE or after >= head:
                self._write(position=after)

    def _take(self, found: Mapping[str, Summary], told: Iterable[tuple[str, list[StoredEvent]]]) -> None:
        for case_id, rows, bodies in self.records.opened(found, told):
            self._held.add(self.records.sealer.pseudonym(case_id), [row.position for row in rows], bodies)
            self._count += len(rows)

    def _write(self, **changes: object) -> None:
        added = {}
        number = self.manifest.next_file
        for slug, table in self._held.tables().items():
            write_table(self.folder / file_of(slug, number), table)
            added[slug] = number
        unknown = self.manifest.unknown + self._held.unknown
        self.manifest = self.manifest.with_tables(added, next_file=number + 1, unknown=unknown, **changes)
        write_manifest(self.folder, self.manifest)
        self._begin()

    def _begin(self) -> None:
        self._held, self._count = Bodies(self.records.codec, self.records.sealer.pseudonym), 0

    def _forget(self) -> None:
        """Take out the cases of households that were erased since."""
        erased = [self.records.sealer.pseudonym(case_id) for case_id in _erased(self.records, self.manifest.department)]
        if len(erased) == self.manifest.forgotten:
            return
        number = self.manifest.next_file
        tables: dict[str, tuple[int, ...]] = {}
        for slug, numbers in self.manifest.tables.items():
            kept = []
            for one in numbers:
                table = pl.read_parquet(self.folder / file_of(slug, one))
                left = table.filter(~pl.col(CASE).is_in(erased))
                if left.height == table.height:
                    kept.append(one)
                elif left.height:
                    write_table(self.folder / file_of(slug, number), left)
                    kept.append(number)
                    number += 1
            tables[slug] = tuple(kept)
        self.manifest = attrs.evolve(
            self.manifest, tables=tables, next_file=number, cases=None, observed_on=None, forgotten=len(erased)
        )
        write_manifest(self.folder, self.manifest)


def write_table(path: Path, table: pl.DataFrame) -> None:
    """Write a table, whole or not at all."""
    with replacing(path) as sink:
        table.write_parquet(sink, compression="zstd", compression_level=1)


def _erased(records: "Records", department: str) -> Iterator[str]:
    cursor = None
    while True:
        page = records.store.find(territory=department, cursor=cursor, limit=10_000)
        yield from (one.stream for one in page.summaries if one.wrapped_key is None)
        if (cursor := page.cursor) is None:
            return
