"""Small documents about a store as a whole: every revision is a setting of its own, sealed; the last one holds.

A setting is written once, so of two who write the same revision one wins and the other is told: nothing more is asked
of a backend. Revisions are numbered from 1 without a gap, and stay: what may have to be forgotten is kept elsewhere.
"""

import attrs

from ..domain.errors import InvalidValue
from ..domain.errors import StaleVersion
from .port import Store
from .sealing import Sealer

LARGEST_DOCUMENT = 65_536
"""Bytes of the largest document."""


@attrs.frozen
class Revision:
    """What a document says, and how many times it was written."""

    number: int
    body: bytes = attrs.field(repr=False)


class Documents:
    """The documents of one store, by name."""

    def __init__(self, store: Store, sealer: Sealer) -> None:
        self._store = store
        self._sealer = sealer

    def last(self, name: str) -> Revision | None:
        """Return the revision that holds, None if the document was never written. Raises StoreCorrupt."""
        number = self._last_number(name)
        if number == 0:
            return None
        place = _place(name, number)
        sealed = self._store.setting(place)
        assert sealed is not None  # noqa: S101 - a revision is never taken away
        return Revision(number, self._sealer.open_document(place, sealed))

    def write(self, name: str, body: bytes, *, after: int) -> Revision:
        """Write the revision after the one that was read (0: none was).

        Raises StaleVersion if somebody else wrote first, InvalidValue if it is too large.
        """
        if len(body) > LARGEST_DOCUMENT:
            raise InvalidValue(f"a document of {len(body)} bytes; {LARGEST_DOCUMENT} at most", name=name)
        last = self._last_number(name)
        if last != after:
            raise StaleVersion(name, expected=after, actual=last)
        place = _place(name, after + 1)
        sealed = self._sealer.seal_document(place, body)
        if self._store.set_setting(place, sealed) != sealed:
            raise StaleVersion(name, expected=after, actual=self._last_number(name))
        return Revision(after + 1, body)

    def _last_number(self, name: str) -> int:
        """Return the last revision: looked for by doubling, then by halving, since there is no gap."""
        above = 1
        while self._store.setting(_place(name, above)) is not None:
            above *= 2
        below = above // 2
        while above - below > 1:
            middle = (below + above) // 2
            if self._store.setting(_place(name, middle)) is None:
                above = middle
            else:
                below = middle
        return below


def _place(name: str, number: int) -> str:
    return f"document/{name}/{number}"
