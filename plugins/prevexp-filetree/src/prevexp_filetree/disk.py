"""What has to be true of files when the power goes, a disk is full, or another process writes."""

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prevexp.domain.errors import StoreBusy
from prevexp.domain.errors import StoreFull
from prevexp.domain.errors import StoreUnavailable

_RETRY_S = 0.01
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def translated() -> Iterator[None]:
    """Turn the system's errors into StoreErrors."""
    try:
        yield
    except OSError as error:
        kind = StoreFull if error.errno in _NO_SPACE else StoreUnavailable
        raise kind(f"the store cannot be used: {error.strerror}") from error


@contextmanager
def locked(path: Path, *, busy_seconds: float) -> Iterator[None]:
    """Be the only writer among processes; raise StoreBusy after so many seconds. A killed writer's lock is free."""
    deadline = time.monotonic() + busy_seconds
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise StoreBusy("another process is writing to the store") from None
                time.sleep(_RETRY_S)
        yield
    finally:
        os.close(handle)


def write_whole(path: Path, content: bytes) -> None:
    """Make or replace a file: whoever looks, now or after a crash, finds the old content or the new, whole."""
    draft = path.with_suffix(".draft")
    write_at(draft, 0, content)
    draft.replace(path)
    sync_folder(path.parent)


def write_at(path: Path, offset: int, content: bytes) -> None:
    """Write from an offset on, what stood there being gone, and force it to disk."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        os.ftruncate(handle, offset)
        os.lseek(handle, offset, os.SEEK_SET)
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
