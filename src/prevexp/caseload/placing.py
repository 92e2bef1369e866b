"""Where the rows of a transfer go.

Among the stored cases and among each other, by keys that name nobody once digested.
"""

from array import array
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

import attrs
import polars as pl

from ..casework.matching import Ladder
from ..casework.matching import Match
from ..domain.vocabulary import MatchReason
from ..exchange.keys import normal_key
from ..storage.port import IndexKind
from ..storage.sealing import DIGEST_BYTES
from .duplicates import in_their_place
from .duplicates import kept_cases
from .placements import Placements

if TYPE_CHECKING:
    from ..storage.records import Records

KEY_COLUMNS: Mapping[IndexKind, str] = {
    IndexKind.REFERENCE: "reference_key",
    IndexKind.NAME: "name_key",
    IndexKind.DWELLING: "dwelling_key",
    IndexKind.PHONE: "phone_key",
    IndexKind.EMAIL: "email_key",
    IndexKind.BIRTH: "birth_key",
}
_HINTS = {
    IndexKind.PHONE: MatchReason.CONTACT_SHARED,
    IndexKind.EMAIL: MatchReason.CONTACT_SHARED,
    IndexKind.BIRTH: MatchReason.BIRTH_AND_NAME,
}


_SLICE = 100_000
"""Keys digested and looked up at a time."""


@attrs.frozen(eq=False, repr=False)
class Keys:
    """The keys of every row: for each kind, the number of the first row with the same key (-1: no key).

    The digest of that key stands at this number in one run of bytes; most kinds have nearly as many keys as rows.
    """

    codes: Mapping[IndexKind, Sequence[int]]
    digests: Mapping[IndexKind, bytes]
    first_names: pl.Series

    def digest(self, kind: IndexKind, row: int) -> bytes | None:
        """Return the blind digest of a row's key, None if the row has no such key."""
        code = self.codes[kind][row]
        return None if code < 0 else self._digest(kind, code)

    def distinct(self, kind: IndexKind) -> Iterator[tuple[bytes, int]]:
        """Yield the digest and the number of each key once, in the order of the file."""
        return ((self._digest(kind, code), code) for row, code in enumerate(self.codes[kind]) if row == code)

    def _digest(self, kind: IndexKind, code: int) -> bytes:
        return self.digests[kind][code * DIGEST_BYTES : (code + 1) * DIGEST_BYTES]


@attrs.frozen(eq=False, repr=False)
class Placed:
    """Where every row went, and the streams behind case numbers of `size` and above."""

    size: int
    placements: Placements
    streams: list[str]
    hints: Mapping[int, tuple[int, MatchReason]]

    def stream(self, case: int) -> str:
        """Return the stream of a stored case number."""
        return self.streams[case - self.size]


def digest_keys(frame: pl.DataFrame, keys: pl.DataFrame, records: "Records") -> Keys:
    """Return the keys of every row, equal ones under one number and digested once; a rejected row has none."""
    keys = keys.with_columns(frame["id_dossier"].alias("reference_key"))
    rows = frame.select("rejected", row=pl.int_range(pl.len(), dtype=pl.Int32))
    codes: dict[IndexKind, Sequence[int]] = {}
    digests: dict[IndexKind, bytes] = {}
    for kind, column in KEY_COLUMNS.items():
        known = rows.with_columns(keys[column].alias("key")).filter(~pl.col("rejected"), pl.col("key").is_not_null())
        numbered = known.with_columns(code=pl.col("row").first().over("key"))
        code = pl.Series([-1], dtype=pl.Int32).new_from_index(0, frame.height)
        codes[kind] = array("i", code.scatter(numbered["row"], numbered["code"]))
        digests[kind] = _digests(kind, numbered.filter(pl.col("code") == pl.col("row")), records, frame.height)
    return Keys(codes, digests, keys["first_name_key"].fill_null(""))


def _digests(kind: IndexKind, distinct: pl.DataFrame, records: "Records", size: int) -> bytes:
    """Return the digest of each key at the place of its first row."""
    run = bytearray(size * DIGEST_BYTES)
    for part in distinct.iter_slices(_SLICE):
        for row, digest in zip(part["row"].to_list(), records.digests(kind, part["key"].to_list()), strict=True):
            run[row * DIGEST_BYTES : (row + 1) * DIGEST_BYTES] = digest
    return bytes(run)


def place_rows(frame: pl.DataFrame, keys: Keys, records: "Records") -> Placed:
    """Place every row that is not rejected, in the order of the file."""
    size = frame.height
    numbers: dict[str, int] = {}
    kept = kept_cases(records)
    stored = {kind: _stored(kind, keys, records, numbers, size, kept) for kind in KEY_COLUMNS}
    streams = list(numbers)
    ladder = Ladder(
        size,
        references=stored[IndexKind.REFERENCE],
        names=stored[IndexKind.NAME],
        dwellings=stored[IndexKind.DWELLING],
        first_name=lambda case: keys.first_names[case] if case < size else _first_name(records, streams[case - size]),
    )
    placements = Placements(
        None if rejected else ladder.place(row, reference, name, dwelling, first_name)
        for row, (rejected, reference, name, dwelling, first_name) in enumerate(
            zip(
                frame["rejected"],
                keys.codes[IndexKind.REFERENCE],
                keys.codes[IndexKind.NAME],
                keys.codes[IndexKind.DWELLING],
                keys.first_names,
                strict=True,
            )
        )
    )
    return Placed(size, placements, streams, _hints(placements, keys, stored))


def _first_name(records: "Records", stream: str) -> str:
    """Return a stored case's first name in normal form, "" if it has none."""
    household = records.store.summaries([stream])[stream].household
    first_name = records.identity(household).first_name
    return normal_key(first_name.reveal()) if first_name else ""


def _stored(
    kind: IndexKind, keys: Keys, records: "Records", numbers: dict[str, int], size: int, kept: Mapping[str, str]
) -> dict[int, Sequence[int]]:
    """Return key -> numbers of the stored cases under it; stored cases are numbered from `size` on as they are met."""
    stored: dict[int, Sequence[int]] = {}
    left = keys.distinct(kind)
    while part := list(islice(left, _SLICE)):
        found = records.streams_under(kind, [digest for digest, _ in part])
        for digest, code in part:
            if digest in found:
                streams = in_their_place(found[digest], kept) if kept else found[digest]
                stored[code] = [numbers.setdefault(stream, size + len(numbers)) for stream in streams]
    return stored


def _hints(
    placements: Placements, keys: Keys, stored: Mapping[IndexKind, Mapping[int, Sequence[int]]]
) -> dict[int, tuple[int, MatchReason]]:
    """For new cases without another proposal.

    Who shares a phone or e-mail with the first name, or birth date, name and commune.
    """
    hints: dict[int, tuple[int, MatchReason]] = {}
    for kind, reason in _HINTS.items():
        known = stored[kind]
        for row, code in enumerate(keys.codes[kind]):
            if code < 0 or (code == row and code not in known):
                continue
            placement = placements[row]
            if placement is None or placement.match is not Match.NEW or row in hints:
                continue
            first = placements[code]
            other = known[code][0] if code in known else first.case if first and code < row else -1
            if other not in (-1, placement.case, placement.same_dwelling, placement.same_name):
                hints[row] = (other, reason)
    return hints
