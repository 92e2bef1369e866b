"""Opening a store by its URL, with the key that seals it."""

from pathlib import Path

from ..domain.errors import StoreUnavailable
from .keys import key_from_file
from .keys import throw_away_key
from .port import Store
from .records import Records

SCHEMES = ("sqlite:///PATH", "memory:")


def open_store(url: str) -> Store:
    """Return the store at a URL, made if it is not there. Raises StoreUnavailable for a scheme nobody serves."""
    if url == "memory:":
        from .memory import MemoryStore

        return MemoryStore()
    if url.startswith("sqlite:///") and (path := url.removeprefix("sqlite:///")):
        from .sqlite import SQLiteStore

        return SQLiteStore(Path(path))
    raise StoreUnavailable(f"no storage serves this address; known: {', '.join(SCHEMES)}", known=SCHEMES)


def open_records(url: str, *, key_file: Path) -> tuple[Records, tuple[str, ...]]:
    """Return the records at a URL under the master key of a file, and what there is to say about the key (codes).

    A store in memory has a key in memory. The codes are `key-created` and `key-beside-store`, rendered in French at the edge.
    Raises KeyUnavailable, StoreUnavailable and the other StoreErrors.
    """
    if url == "memory:":
        return Records(open_store(url), throw_away_key()), ()
    store = open_store(url)
    try:
        keys, created = key_from_file(key_file)
        notices = ["key-created"] if created else []
        beside = Path(url.removeprefix("sqlite:///")).resolve().parent == key_file.resolve().parent
        notices += ["key-beside-store"] if beside else []
        return Records(store, keys), tuple(notices)
    except BaseException:
        store.close()
        raise
