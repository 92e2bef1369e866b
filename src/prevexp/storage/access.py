"""The access journal of a store: who looked at or handed on what. Apart from the journal of the cases, month by month.

A line is sealed under the store's own key and written once, under its month and number; it concerns no household's key,
so that an erasure leaves it readable for as long as it is kept.
"""

from ..domain.access import AccessLine
from ..domain.errors import InvalidValue
from ..domain.errors import StoreCorrupt
from .codec import Codec
from .port import Store
from .sealing import Sealer

_LINE = "access line"


class AccessJournal:
    """The access journal of one store."""

    def __init__(self, store: Store, sealer: Sealer, codec: Codec) -> None:
        self._store = store
        self._sealer = sealer
        self._codec = codec

    def note(self, line: AccessLine) -> None:
        """Add a line at the end of its month; it is durable when this returns. Raises StoreError subclasses."""
        month = f"{line.at:%Y-%m}"
        body = self._codec.encode_entity(line, _LINE)
        number = len(self._store.settings(_prefix(month)))
        while True:
            number += 1
            place = f"{_prefix(month)}{number:08}"
            sealed = self._sealer.seal_document(place, body)
            if self._store.set_setting(place, sealed) == sealed:
                return

    def lines(self, month: str) -> tuple[AccessLine, ...]:
        """Return the lines of a month (YYYY-MM), in the order noted. Raises StoreCorrupt."""
        found = self._store.settings(_prefix(month)).items()
        return tuple(self._read(self._sealer.open_document(place, sealed)) for place, sealed in found)

    def _read(self, body: bytes) -> AccessLine:
        try:
            return self._codec.decode_entity(body, AccessLine, _LINE)
        except InvalidValue as error:
            raise StoreCorrupt(f"a line of the access journal cannot be read: {error}") from None


def _prefix(month: str) -> str:
    return f"access/{month}/"
