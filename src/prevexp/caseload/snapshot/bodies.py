"""Events of many cases on their way into tables: kept as the JSON they are sealed as, read together by the engine.

Reading each as an event would take four times as long. What an older version wrote is read as an event all the same.
"""

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from io import BytesIO

import attrs
import polars as pl

from ...domain.errors import StoreCorrupt
from ...domain.events import Event
from ...storage.codec import Codec
from ...storage.codec import UnknownEvent
from ...storage.codec import slug_of
from .columns import CASE
from .columns import POSITION
from .columns import columns_of
from .columns import has_table
from .columns import table_schema
from .columns import written_schema

_OPENING = '{{"type":"{}","data":'


@attrs.define
class _Held:
    """The events of one type that wait to be read."""

    positions: list[int] = attrs.field(factory=list)
    cases: list[str] = attrs.field(factory=list)
    said: list[bytes] = attrs.field(factory=list)


class Bodies:
    """Opened events, by type, until they are made into tables; `unknown` counts those of plugins that are not there."""

    def __init__(self, codec: Codec, pseudonym: Callable[[str], str]) -> None:
        self._codec = codec
        self._pseudonym = pseudonym
        self._openings = {slug: len(_OPENING.format(slug)) for slug, one in codec.event_types.items() if has_table(one)}
        self._held: defaultdict[str, _Held] = defaultdict(_Held)
        self.unknown = 0

    def add(self, case: str, rows: Iterable[tuple[int, bytes]]) -> None:
        """Take in the events of a case, by its pseudonym: position in the journal and body in clear."""
        for position, stored in rows:
            slug, body = self._of_today(stored)
            opening = self._openings.get(slug)
            if opening is not None:
                held = self._held[slug]
                held.positions.append(position)
                held.cases.append(case)
                held.said.append(body[opening:-1])

    def tables(self) -> Mapping[str, pl.DataFrame]:
        """Return slug -> table of what was taken in, by position. Raises StoreCorrupt."""
        return {slug: self._table(self._codec.event_types[slug], held) for slug, held in sorted(self._held.items())}

    def _of_today(self, body: bytes) -> tuple[str, bytes]:
        """Return slug and body as they are written today; no slug for the event of a plugin that is not there."""
        slug = slug_of(body)
        if slug in self._codec.event_types:
            return slug, body
        event = self._codec.decode(body)
        if isinstance(event, UnknownEvent):
            self.unknown += 1
            return "", body
        return type(event).slug, self._codec.encode(event)

    def _table(self, event: type[Event], held: _Held) -> pl.DataFrame:
        own = columns_of(event)
        try:
            read = pl.read_ndjson(BytesIO(b"\n".join(held.said)), schema=written_schema(event))
            table = read.select(one.expression for one in own)
        except pl.exceptions.PolarsError:
            raise StoreCorrupt("events of a type cannot be read", type=event.slug) from None
        for one in own:
            if one.is_case:
                known = {case: self._pseudonym(case) for case in table[one.name].drop_nulls().unique()}
                named = pl.col(one.name).replace_strict(known, return_dtype=pl.String)
                table = table.with_columns(named)
        placed = pl.DataFrame(
            {POSITION: held.positions, CASE: held.cases}, schema={POSITION: pl.Int64, CASE: pl.String}
        )
        return placed.hstack(table).select(*table_schema(event)).sort(POSITION)
