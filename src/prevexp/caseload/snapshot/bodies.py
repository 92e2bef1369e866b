"""Events of many cases on their way into tables: kept as the JSON they are sealed as, read together by the engine.

Reading each as an event would take four times as long. What an older version wrote is read as an event all the same.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from io import BytesIO

import polars as pl

from ...domain.errors import StoreCorrupt
from ...domain.events import Event
from ...storage.codec import Codec
from ...storage.codec import UnknownEvent
from .columns import CASE
from .columns import POSITION
from .columns import columns_of
from .columns import has_table
from .columns import table_schema
from .columns import written_schema

_BEFORE, _AFTER = len(b'{"type":"'), len(b'","data":')


class _Held:
    """The events of one type that wait to be read; of a type without a table none is kept."""

    def __init__(self, event: type[Event]) -> None:
        self.event = event
        self.positions: list[int] = []
        self.cases: list[str] = []
        self.said: list[bytes] = []
        self._opening = _BEFORE + len(event.slug) + _AFTER
        self._tabled = has_table(event)

    def add(self, case: str, position: int, body: bytes) -> None:
        """Keep what an event says, without its envelope."""
        if self._tabled:
            self.positions.append(position)
            self.cases.append(case)
            self.said.append(body[self._opening : -1])


class Bodies:
    """Opened events, by type, until they are made into tables; `unknown` counts those of plugins that are not there."""

    def __init__(self, codec: Codec, pseudonym: Callable[[str], str]) -> None:
        self._codec = codec
        self._pseudonym = pseudonym
        self._held = {slug.encode(): _Held(event) for slug, event in codec.event_types.items()}
        self.unknown = 0

    def add(self, case: str, positions: Iterable[int], bodies: Iterable[bytes]) -> None:
        """Take in events of a case, by its pseudonym: where each stands in the journal, and its body in clear."""
        for position, body in zip(positions, bodies, strict=True):
            held = self._held.get(body[_BEFORE : body.find(b'"', _BEFORE)])
            if held is None:
                self._add_older(case, position, body)
            else:
                held.add(case, position, body)

    def _add_older(self, case: str, position: int, body: bytes) -> None:
        """Take in what an older version wrote; what a plugin wrote that is not there is counted."""
        event = self._codec.decode(body)
        if isinstance(event, UnknownEvent):
            self.unknown += 1
        else:
            self._held[event.slug.encode()].add(case, position, self._codec.encode(event))

    def tables(self) -> Mapping[str, pl.DataFrame]:
        """Return slug -> table of what was taken in, by position. Raises StoreCorrupt."""
        return {held.event.slug: self._table(held) for _, held in sorted(self._held.items()) if held.said}

    def _table(self, held: _Held) -> pl.DataFrame:
        event, own = held.event, columns_of(held.event)
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
