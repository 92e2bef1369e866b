"""Cursors of paged searches: where to go on, bound to the filters they were made for."""

import hashlib

from ..domain.errors import InvalidValue

_MARK = 8


def cursor_for(last: str, filters: tuple[str | None, ...]) -> str:
    """Return the cursor that continues after a stream under the same filters."""
    return f"{_mark(last, filters)}.{last}"


def after_cursor(cursor: str | None, filters: tuple[str | None, ...]) -> str:
    """Return the stream to go on after, "" for the first page. Raises InvalidValue for a cursor made for another search."""
    if cursor is None:
        return ""
    mark, _, last = cursor.partition(".")
    if mark != _mark(last, filters):
        raise InvalidValue("the cursor was not made for this search")
    return last


def _mark(last: str, filters: tuple[str | None, ...]) -> str:
    text = "\0".join(["" if part is None else f"={part}" for part in (*filters, last)])
    return hashlib.sha256(text.encode()).hexdigest()[:_MARK]
