"""What is asked of the tables, whatever the database: the queries, and how an answer becomes what the port says."""

from functools import cache
from typing import Any

import attrs
from sqlalchemy import Column
from sqlalchemy import Select
from sqlalchemy import bindparam
from sqlalchemy import func
from sqlalchemy import select

from .port import Receipt
from .port import Summary
from .stored_values import status_of
from .tables import as_bytes
from .tables import entry
from .tables import journal
from .tables import receipt
from .tables import setting
from .tables import stream
from .tables import vault

_j, _s, _v = journal.c, stream.c, vault.c
_LAST_LETTER = chr(0x10FFFF)
_BEFORE_SURROGATES, _AFTER_SURROGATES = chr(0xD7FF), chr(0xE000)  # what lies between is no letter of UTF-8
_ERASED = _v.wrapped_key.is_(None)
_EVENTS = select(_j.position, _s.id, _j.version, _j.month, as_bytes(_j.body), as_bytes(_j.link)).join(
    stream, _s.number == _j.stream
)
_SUMMARIES = select(_s.id, _s.territory, _s.status, _s.month, _s.version, _v.id, as_bytes(_v.wrapped_key)).join(
    vault, _v.number == _s.vault
)
_RECEIPTS = select(receipt.c.digest, receipt.c.transfer, receipt.c.body)


@attrs.frozen(eq=False)
class Many:
    """A query for the rows whose column holds one of many values, however many."""

    query: Select[Any]
    column: Column[Any]


EVENTS_OF = Many(_EVENTS.order_by(_j.stream, _j.version), _s.id)
SUMMARIES_OF = Many(_SUMMARIES, _s.id)
OPENED = Many(
    _SUMMARIES.add_columns(_j.position, _j.version, _j.month, as_bytes(_j.body), as_bytes(_j.link))
    .join(journal, _j.stream == _s.number)
    .order_by(_j.stream, _j.version),
    _s.id,
)
KEYS_OF = Many(select(_v.id, as_bytes(_v.wrapped_key)).where(_v.wrapped_key.is_not(None)), _v.id)
IDENTITIES_OF = Many(select(_v.id, as_bytes(_v.identity)).where(_v.identity.is_not(None)), _v.id)
STREAMS_UNDER = Many(
    select(entry.c.key, _s.id).join(stream, _s.number == entry.c.stream).order_by(entry.c.key, _s.number), entry.c.key
)
HOUSEHOLDS = Many(select(_v.id, _v.number, _ERASED), _v.id)
STREAMS = Many(
    select(_s.id, _s.number, _s.vault, _s.status, _s.version, as_bytes(_s.found_by), _ERASED).join(
        vault, _v.number == _s.vault
    ),
    _s.id,
)
FOUND_BY = Many(select(_s.number, as_bytes(_s.found_by)), _s.vault)

FOLLOW = _EVENTS.where(_j.position > bindparam("after")).order_by(_j.position).limit(bindparam("size"))
RECEIPTS = _RECEIPTS.order_by(receipt.c.number)
RECEIPT = _RECEIPTS.where(receipt.c.digest == bindparam("digest"))
SETTING = select(setting.c.value).where(setting.c.name == bindparam("name"))
_SETTINGS_FROM = (
    select(setting.c.name, as_bytes(setting.c.value))
    .where(setting.c.name >= bindparam("prefix"))
    .order_by(setting.c.name)
)
_SETTINGS_BETWEEN = _SETTINGS_FROM.where(setting.c.name < bindparam("end"))
HEAD = select(_j.position, as_bytes(_j.link)).where(_j.position == select(func.max(_j.position)).scalar_subquery())
LAST = {table.name: select(func.max(table.c.number)) for table in (vault, stream, receipt)}


@cache
def page_of(filters: tuple[str, ...]) -> Select[Any]:
    """Return the query for a page of summaries; it takes a value for each filter, `after` and `size`."""
    query = _filtered(_SUMMARIES, filters).where(_s.id > bindparam("after"))
    return query.order_by(_s.id).limit(bindparam("size"))


@cache
def count_of(filters: tuple[str, ...]) -> Select[Any]:
    """Return the query for the number of summaries; it takes a value for each filter."""
    return _filtered(select(func.count()).select_from(stream), filters)


def summary_of(row: Any) -> Summary:
    """Return a summary from its row."""
    stream_id, territory, status, *rest = row
    return Summary(stream_id, territory, status_of(stream_id, status), *rest)


def receipt_of(row: Any) -> Receipt:
    """Return a receipt from its row."""
    return Receipt(digest=row[0], transfer=row[1], body=row[2])


def settings_under(prefix: str) -> tuple[Select[Any], dict[str, str]]:
    """Return the query for the settings under a prefix, and the values it takes."""
    end = _after_all(prefix)
    return (_SETTINGS_BETWEEN, {"prefix": prefix, "end": end}) if end else (_SETTINGS_FROM, {"prefix": prefix})


def _after_all(prefix: str) -> str:
    """Return the first word after all that begin with a prefix, "" if there is none."""
    stem = prefix.rstrip(_LAST_LETTER)
    following = {_BEFORE_SURROGATES: _AFTER_SURROGATES}
    return stem and stem[:-1] + (following.get(stem[-1]) or chr(ord(stem[-1]) + 1))


def _filtered(query: Select[Any], filters: tuple[str, ...]) -> Select[Any]:
    return query.where(*(_s[name] == bindparam(name) for name in filters))
