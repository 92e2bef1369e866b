"""How prevexp opens a store of this backend."""

from prevexp.storage.port import Store


def open_store_at(url: str, *, busy_seconds: float) -> Store:
    """Open the store at `postgresql://user@host:port/database?schema=team62`; `busy_seconds` is in seconds.

    A schema that is not there is made with its tables if the role may. Raises StoreUnavailable, StoreTooNew, StoreBusy.
    """
    from .store import PostgresStore

    return PostgresStore.open(url, busy_seconds=busy_seconds)
