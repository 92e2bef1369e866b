"""A file that is written whole or not at all, and that only its owner may read."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Give a file to write to that takes the place of `target` once it is complete and on the disk; mode 0600.

    Whatever is raised meanwhile, `target` is as it was. Raise OSError if its folder cannot be written to.
    """
    handle, unfinished = _beside(target)
    try:
        with os.fdopen(handle, "wb") as sink:
            yield sink
            sink.flush()
            os.fsync(sink.fileno())
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def check_writable(target: Path) -> None:
    """Raise OSError if `target` cannot be written: asked before what could not be taken back."""
    handle, trial = _beside(target)
    os.close(handle)
    trial.unlink()


def _beside(target: Path) -> tuple[int, Path]:
    """Make an empty file in the folder of `target`; an error names the file the caller knows of."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from None
    return handle, Path(name)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable too, where folders can be synced (not on Windows)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
