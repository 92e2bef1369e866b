"""A backup is one file: the store as it was at one moment, and after it one line of JSON that says what it is.

It holds what the store holds, sealed, with the wrapped keys of the households; never the master key. It is read back by
`restored`, which trusts nothing of it before its hash and its chain are checked.
"""

import errno
import json
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any
from typing import BinaryIO

import attrs

from ..domain.errors import StoreFull
from ..domain.errors import StoreUnavailable
from ..domain.safekeeping_errors import BackupRefused
from .offered import copies_itself
from .port import Head
from .port import Store
from .sealing import needed_key
from .whole_file import placed

_FORM = "prevexp-backup 1"
_LONGEST_LINE = 4096
_PIECE = 1 << 20
_BUSY_SECONDS = 30.0
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_HELPERS = ("-wal", "-shm", "-journal")


class BackupProblem(StrEnum):
    """Why a backup is not made, or not used."""

    NOT_OFFERED = "not-offered"
    EXISTS = "exists"
    NO_BACKUP = "no-backup"
    DAMAGED = "damaged"


@attrs.frozen(kw_only=True)
class Manifest:
    """What a backup says of itself: when it was made (UTC), up to where the journal goes, which master key it needs.

    `head` is the anchor to give to a third party; `tables` the version of the tables; `digest` the SHA-256 over the
    store and over this line without it.
    """

    made_at: datetime
    head: Head
    cases: int
    key_id: str | None
    tables: int
    digest: str

    def data(self) -> dict[str, Any]:
        """Return it as plain data, as it is written."""
        return {
            "form": _FORM,
            "made_at": self.made_at.isoformat(),
            "head": f"{self.head.count}:{self.head.link.hex()}",
            "cases": self.cases,
            "key_id": self.key_id,
            "tables": self.tables,
            "digest": self.digest,
        }


Look = Callable[[Store], None]
"""Looks at a copy, or changes one, before it stands under its name; what it raises undoes all."""


def backed_up(store: Store, target: Path, *, made_at: datetime, look: Look = lambda _: None) -> Manifest:
    """Copy a store into a new file while others write, check the copy, and say what it is; whole or not at all.

    Raises BackupRefused (the backend offers no copy; there is a file already), StoreCorrupt if the copy does not hold,
    StoreFull, StoreUnavailable.
    """
    if not copies_itself(store):
        raise BackupRefused(BackupProblem.NOT_OFFERED, "this backend makes no copy of itself")
    with _written(target) as draft:
        store.copy_to(draft)
        with _opened(draft) as copy:
            head = copy.verify()
            look(copy)
            cases, key_id = copy.count(), needed_key(copy)
        with draft.open("r+b") as file:
            content = sha256()
            for piece in _pieces(file, draft.stat().st_size):
                content.update(piece)
            manifest = Manifest(made_at=made_at, head=head, cases=cases, key_id=key_id, tables=_tables(), digest="")
            content.update(_line(manifest))
            manifest = attrs.evolve(manifest, digest=content.hexdigest())
            file.write(_line(manifest))
    return manifest


def manifest_of(backup: Path) -> Manifest:
    """Return what a backup says of itself; nothing of it is checked. Raises BackupRefused, StoreUnavailable."""
    with _reading(backup) as file:
        return _manifest(file)[0]


def restored(backup: Path, target: Path, *, look: Look = lambda _: None) -> Manifest:
    """Make a new store of a backup: nothing stands under the name of the target before everything is checked.

    Raises BackupRefused (there is a file already; it is no backup, or not what was written), StoreCorrupt, StoreFull,
    StoreUnavailable.
    """
    left = [path for helper in _HELPERS if (path := target.with_name(target.name + helper)).exists()]
    if left:
        raise BackupRefused(BackupProblem.EXISTS, "files of another store are left beside it", path=str(left[0]))
    with _reading(backup) as file, _written(target) as draft:
        manifest, size = _manifest(file)
        content = sha256()
        with draft.open("wb") as copy:
            for piece in _pieces(file, size):
                content.update(piece)
                copy.write(piece)
        content.update(_line(attrs.evolve(manifest, digest="")))
        if content.hexdigest() != manifest.digest:
            raise BackupRefused(BackupProblem.DAMAGED, "the backup is not what was written", path=str(backup))
        with _opened(draft) as store:
            if store.verify(manifest.head) != manifest.head:
                raise BackupRefused(BackupProblem.DAMAGED, "the backup does not end where it says", path=str(backup))
            look(store)
    return manifest


def _manifest(file: BinaryIO) -> tuple[Manifest, int]:
    """Return what the last line of a file says, and how many bytes stand before it; the file is at its beginning."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _LONGEST_LINE))
    _, newline, line = file.read()[:-1].rpartition(b"\n")
    file.seek(0)
    try:
        data = json.loads(line)
        count, _, link = data["head"].partition(":")
        manifest = Manifest(
            made_at=datetime.fromisoformat(data["made_at"]),
            head=Head(int(count), bytes.fromhex(link)),
            cases=data["cases"],
            key_id=data["key_id"],
            tables=data["tables"],
            digest=data["digest"],
        )
        if newline and data["form"] == _FORM and size:
            length = len(line) + 2
            file.seek(size - length)
            if file.read() == _line(manifest):  # a turned bit that reads the same is one all the same
                file.seek(0)
                return manifest, size - length
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    raise BackupRefused(BackupProblem.NO_BACKUP, "the file is no backup, or was cut", path=str(file.name))


def _line(manifest: Manifest) -> bytes:
    return f"\n{json.dumps(manifest.data())}\n".encode()


def _pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size and (piece := file.read(min(_PIECE, size))):
        size -= len(piece)
        yield piece


def _tables() -> int:
    from .tables import VERSION

    return VERSION


def _opened(draft: Path) -> Store:
    from .sqlite import SqliteStore

    return SqliteStore.open(draft, busy_seconds=_BUSY_SECONDS)


@contextmanager
def _reading(backup: Path) -> Iterator[BinaryIO]:
    try:
        file = backup.open("rb")
    except OSError as error:
        raise StoreUnavailable(f"the backup cannot be read: {error.strerror}", path=str(backup)) from None
    with file:
        yield file


@contextmanager
def _written(target: Path) -> Iterator[Path]:
    """Give a file that stands under its name at the end; what the system refuses is a StoreError."""
    if target.exists():
        raise BackupRefused(BackupProblem.EXISTS, "there is a file already, and it is not replaced", path=str(target))
    try:
        with placed(target) as draft:
            yield draft
    except FileExistsError:
        raise BackupRefused(BackupProblem.EXISTS, "somebody made a file of this name", path=str(target)) from None
    except OSError as error:
        if error.errno in _FULL:
            raise StoreFull("the disk or the quota is full: nothing was kept", path=str(target)) from None
        raise StoreUnavailable(f"the file cannot be written: {error.strerror}", path=str(target)) from None
