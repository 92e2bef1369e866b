"""What the server refuses, in the words of the store: one class of error for each cause; nothing of what was sent."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from prevexp.domain.errors import StoreBusy
from prevexp.domain.errors import StoreConflict
from prevexp.domain.errors import StoreCorrupt
from prevexp.domain.errors import StoreError
from prevexp.domain.errors import StoreFull
from prevexp.domain.errors import StoreUnavailable

_Cause = tuple[type[StoreError], str]
_CAUSES: dict[str, _Cause] = {
    "23505": (StoreConflict, "a record that must be new is already there"),
    "25006": (StoreUnavailable, "this server only reads: it stands by for another"),
    "3D000": (StoreUnavailable, "the server has no such database"),
    "3F000": (StoreUnavailable, "the database has no such schema"),
    "42501": (StoreUnavailable, "the role may not do this in this schema"),
    "42P01": (StoreUnavailable, "a table of the store is not there"),
    "53100": (StoreFull, "the disk of the server is full"),
    "55P03": (StoreBusy, "another writer kept the store locked"),
    "57014": (StoreBusy, "the server stopped a statement that took too long"),
    "57P03": (StoreBusy, "the server is starting or stopping"),
}
_CLASSES: dict[str, _Cause] = {
    "08": (StoreUnavailable, "the connection to the server is lost"),
    "28": (StoreUnavailable, "the server does not let this role in"),
    "40": (StoreBusy, "the server undid the transaction in favour of another: try again"),
    "53": (StoreBusy, "the server has no room for one more"),
    "57": (StoreUnavailable, "the server ended the connection"),
    "58": (StoreUnavailable, "the server cannot read or write its files"),
    "XX": (StoreCorrupt, "the server finds its files damaged"),
}
_VALUES_IN_TEXT = {"21", "22", "23"}  # classes whose primary text may repeat a value


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's errors into StoreErrors.

    The cause is an error of the driver's class with the server's first line alone: its details and context repeat keys
    and rows. The original is not kept.
    """
    try:
        yield
    except psycopg.Error as error:
        ours = _ours(error)
        try:
            raise ours from _bare(error)
        except StoreError:
            ours.__context__ = None  # the original, which Python keeps there, holds what was sent
            raise


def _ours(error: psycopg.Error) -> StoreError:
    state = error.sqlstate
    if state is None:
        if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
            return StoreUnavailable("the server cannot be reached, or the connection to it is lost")
        return StoreError("the driver refused")
    kind, message = _CAUSES.get(state) or _CLASSES.get(state[:2]) or (StoreError, "the server refused")
    return kind(f"{message} (SQLSTATE {state})", sqlstate=state)


def _bare(error: psycopg.Error) -> psycopg.Error:
    if error.sqlstate is None:
        told = str(error) if isinstance(error, psycopg.OperationalError) else ""
    else:
        told = "" if error.sqlstate[:2] in _VALUES_IN_TEXT else error.diag.message_primary or ""
    return type(error)(told)
