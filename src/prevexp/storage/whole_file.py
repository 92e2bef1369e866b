"""A file that is there whole or not at all, made beside its place; only its owner can read it, and it replaces none."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp


def new_file(path: Path, text: str) -> bool:
    """Write a new file; False if there is one by then: of two who write at once, the first wins. Raises OSError."""
    with suppress(FileExistsError), placed(path) as draft:
        draft.write_text(text, encoding="ascii")
        return True
    return False


@contextmanager
def placed(path: Path) -> Iterator[Path]:
    """Give an empty file (0600) in the same folder; what is in it at the end stands under `path`, durably.

    Whatever is raised meanwhile, nothing stands there. Raises FileExistsError if something does by then, OSError.
    """
    handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")  # O_EXCL, mode 0600
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        synced(draft)
        os.link(draft, path)  # unlike a renaming, this never takes the place of another file
        synced(path.parent)
    finally:
        for left in (draft, *draft.parent.glob(f"{draft.name}-*")):  # SQLite keeps helpers of that name
            left.unlink(missing_ok=True)


def synced(path: Path) -> None:
    """Wait until a file, or the names in a folder where folders can be synced, are on the medium."""
    if path.is_dir() and os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
