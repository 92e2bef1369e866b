"""A store from its URL: the scheme chooses the backend, which is loaded only then."""

from pathlib import Path

from ..domain.errors import StoreUnavailable
from .port import Store

SCHEMES = ("memory:", "sqlite:///")


def open_store(url: str, *, busy_timeout: float = 10.0) -> Store:
    """Open the store at a URL, made if it is not there.

    `memory:` lives as long as the process; `sqlite:///62.db` is a file in the current folder, `sqlite:////srv/62.db` one by its full
    path. `busy_timeout`: how many seconds to wait for another process. Raises StoreUnavailable, StoreTooNew, StoreCorrupt, StoreBusy.
    """
    if url == "memory:":
        from .memory import MemoryStore

        return MemoryStore()
    path = database_of(url)
    if path is None:
        raise StoreUnavailable(f"no store answers to this URL; known: {', '.join(SCHEMES)}", known=SCHEMES)
    from .sqlite import SqliteStore

    return SqliteStore.open(path, busy_timeout=busy_timeout)


def database_of(url: str) -> Path | None:
    """Return the file a URL names, None if it names none."""
    name = url.removeprefix("sqlite:///")
    return Path(name) if name not in {url, ""} else None
