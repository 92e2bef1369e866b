"""What a territory makes of the matrix: it names its acts and narrows as it likes; it widens only with a reason.

Source: privacy notes §2.
"""

from collections.abc import Iterable
from datetime import date

import attrs

from ..domain.sharing import Direction
from ..domain.sharing import Extract
from ..domain.sharing import FileState
from ..domain.sharing import Recipient
from ..domain.sharing import SharingGround
from ..domain.sharing import SharingPurpose
from ..domain.values import Maybe
from ..domain.values import one_of
from ..domain.values import plain_date
from ..domain.vocabulary import FieldGroup
from .matrix import Matrix
from .matrix import Row


@attrs.frozen(kw_only=True)
class Narrowing:
    """Takes from the rows of a partner; `purpose` None: from all of them. Dates only ever shorten."""

    partner: Recipient = attrs.field(validator=one_of(Recipient))
    direction: Direction = attrs.field(default=Direction.SEND, validator=one_of(Direction))
    purpose: SharingPurpose | None = attrs.field(default=None, validator=Maybe(one_of(SharingPurpose)))
    groups: frozenset[FieldGroup] = frozenset()
    extracts: frozenset[Extract] = frozenset()
    states: frozenset[FileState] = frozenset()
    authorisation: bool = attrs.field(default=False, metadata={"description": "True: require one"})
    valid_from: date | None = attrs.field(default=None, validator=Maybe(plain_date))
    valid_to: date | None = attrs.field(default=None, validator=Maybe(plain_date))

    def concerns(self, row: Row) -> bool:
        """Say whether it takes from a row."""
        same = row.partner is self.partner and row.direction is self.direction
        return same and self.purpose in (None, row.purpose)

    def applied(self, row: Row) -> Row | None:
        """Return what is left of a row, None if nothing is."""
        groups, by_hand = row.groups - self.groups, row.by_hand - self.groups
        extracts, states = row.extracts - self.extracts, row.states - self.states
        authorisation = row.authorisation or self.authorisation
        if self.authorisation:
            states &= {FileState.AGREED}
        first = max(row.valid_from, self.valid_from or row.valid_from)
        last = min((day for day in (row.valid_to, self.valid_to) if day is not None), default=None)
        if not (groups or by_hand or extracts) or not states or (last is not None and last < first):
            return None
        return attrs.evolve(
            row,
            groups=groups,
            by_hand=by_hand,
            extracts=extracts,
            states=states,
            authorisation=authorisation,
            valid_from=first,
            valid_to=last,
        )


def of_territory(
    core: Matrix,
    *,
    grounds: Iterable[SharingGround] = (),
    narrowings: Iterable[Narrowing] = (),
    widenings: Iterable[Row] = (),
) -> Matrix:
    """Return the matrix of a territory. What it narrows is narrowed before it widens, so that its own rows stay."""
    rows: tuple[Row, ...] = core.rows
    for narrowing in narrowings:
        left = (narrowing.applied(row) if narrowing.concerns(row) else row for row in rows)
        rows = tuple(row for row in left if row is not None)
    return Matrix(rows=(*rows, *widenings), grounds=(*core.grounds, *grounds))
