"""What a snapshot holds, in one small file: a table counts once it is named there.

It is written whole after the tables it names are on the disk. What another run left half done is named nowhere.
"""

import json
from pathlib import Path
from typing import Any

import attrs
from cattrs import Converter

from ...domain.errors import StoreCorrupt
from ...exchange.atomic import replacing

NAME = "snapshot.json"
FORMAT = 1


@attrs.frozen(kw_only=True)
class Begun:
    """A first pass over a store, not at its end: up to which position it reads, and after which page it goes on."""

    upto: int
    cursor: str | None = None


@attrs.frozen(kw_only=True)
class Manifest:
    """What stands in a snapshot's folder.

    `position` is up to where the journal is in it; `tables` slug -> numbers of its files, in the order written;
    `cases` the number of the table of the cases, made as of `observed_on`; `forgotten` how many erased cases were taken
    out or never taken in; `unknown` how many events of plugins that were not there are missing; `next_file` numbers the
    next file.
    """

    format: int = FORMAT
    department: str
    store: str = attrs.field(metadata={"description": "keyed mark of the store: another's rows are not added"})
    position: int = 0
    begun: Begun | None = None
    tables: dict[str, tuple[int, ...]] = attrs.field(factory=dict)
    cases: int | None = None
    observed_on: str | None = None
    facts: tuple[str, ...] = ()
    arrondissements: dict[str, str] = attrs.field(factory=dict)
    forgotten: int = 0
    unknown: int = 0
    next_file: int = 1
    made_with: dict[str, Any] = attrs.field(factory=dict, repr=False)

    @property
    def files(self) -> frozenset[str]:
        """The files that count, by their name in the folder."""
        events = (file_of(slug, number) for slug, numbers in self.tables.items() for number in numbers)
        return frozenset((*events, *(() if self.cases is None else (cases_file(self.cases),))))

    def with_tables(self, added: dict[str, int], **changes: Any) -> "Manifest":
        """Return it with one more file for some tables."""
        tables = {
            slug: (*self.tables.get(slug, ()), *((added[slug],) if slug in added else ()))
            for slug in sorted({*self.tables, *added})
        }
        return attrs.evolve(self, tables=tables, **changes)


def file_of(slug: str, number: int) -> str:
    """Return the name of a file of events."""
    return f"{slug}.{number:06}.parquet"


def cases_file(number: int) -> str:
    """Return the name of a table of the cases."""
    return f"cases.{number:06}.parquet"


def read_manifest(folder: Path) -> Manifest | None:
    """Return what a folder says it holds, None if there is no snapshot. Raises StoreCorrupt."""
    path = folder / NAME
    if not path.exists():
        return None
    told = "the manifest of the snapshot cannot be read: take the snapshot anew in an empty folder"
    try:
        found = _converter.structure(json.loads(path.read_text(encoding="utf-8")), Manifest)
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is no manifest of ours
        raise StoreCorrupt(told, file=NAME) from None
    if found.format != FORMAT:
        raise StoreCorrupt(told, file=NAME)
    return found


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, whole; then take away what it does not name."""
    with replacing(folder / NAME) as sink:
        sink.write(json.dumps(_converter.unstructure(manifest), indent=1).encode())
    tidy(folder, manifest)


def tidy(folder: Path, manifest: Manifest) -> None:
    """Take away the tables that count no more, or never did."""
    for path in folder.glob("*.parquet"):
        if path.name not in manifest.files:
            path.unlink()


_converter = Converter(forbid_extra_keys=True)
