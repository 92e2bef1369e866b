"""What may pass between the team and its partners: rows by partner, purpose, state and day. Unlisted means never.

Source: privacy notes §2.
"""

from collections.abc import Iterator
from datetime import date

import attrs

from ..domain.errors import InvalidValue
from ..domain.sharing import EXTRACT_GROUPS
from ..domain.sharing import Direction
from ..domain.sharing import Extract
from ..domain.sharing import FileState
from ..domain.sharing import GroundKind
from ..domain.sharing import Recipient
from ..domain.sharing import SharingGround
from ..domain.sharing import SharingPurpose
from ..domain.values import Maybe
from ..domain.values import one_of
from ..domain.values import plain_date
from ..domain.vocabulary import FieldGroup

SAID_BEFORE_AGREEMENT = frozenset({Extract.REFERENCE, Extract.CONTACT_RESULT})
"""All that may be told of a household that has not agreed, and to the CCAPEX only."""

_WITHOUT_A_CASE = frozenset({Extract.PROTECTED_AGGREGATES})
_NOTHING_PASSES = frozenset({FileState.FROZEN, FileState.ERASED})


@attrs.frozen(kw_only=True)
class Row:
    """One permission; both days are included. `by_hand` are groups of which only facts chosen one by one leave."""

    partner: Recipient = attrs.field(validator=one_of(Recipient))
    direction: Direction = attrs.field(validator=one_of(Direction))
    groups: frozenset[FieldGroup] = frozenset()
    by_hand: frozenset[FieldGroup] = frozenset()
    extracts: frozenset[Extract] = frozenset()
    facts_only: bool = attrs.field(default=False, metadata={"description": "nothing that the vault holds"})
    states: frozenset[FileState]
    authorisation: bool = attrs.field(validator=one_of(bool))
    purpose: SharingPurpose = attrs.field(validator=one_of(SharingPurpose))
    basis: GroundKind = attrs.field(validator=one_of(GroundKind))
    valid_from: date = attrs.field(validator=plain_date)
    valid_to: date | None = attrs.field(default=None, validator=Maybe(plain_date))
    source: str
    decided_by: str = attrs.field(default="", metadata={"description": "of a widening: who decided it"})

    def __attrs_post_init__(self) -> None:
        """Refuse what no row may allow, a department's included."""
        for wrong, why in _refusals(self):
            if wrong:
                raise InvalidValue(why)

    @property
    def items(self) -> tuple[FieldGroup | Extract, ...]:
        """All it lets pass, groups first."""
        return (*sorted(self.groups | self.by_hand, key=_rank), *sorted(self.extracts))

    def holds_on(self, on: date) -> bool:
        """Say whether the row holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def _rank(group: FieldGroup) -> int:
    return list(FieldGroup).index(group)


def _refusals(row: Row) -> Iterator[tuple[bool, str]]:
    sends = row.direction is Direction.SEND
    groups = row.groups | row.by_hand
    sensitive = FieldGroup.SENSITIVE
    yield not (groups or row.extracts), "groups, by_hand or extracts: something is to be named"
    yield bool(row.groups & row.by_hand), "by_hand: a group is passed whole or by hand, not both"
    yield FieldGroup.TECHNICAL in groups, "groups: technical fields never pass"
    yield sensitive in row.groups, "groups: G8 passes by hand only"
    yield sensitive in groups and not row.authorisation, "authorisation: G8 needs one that names the partner"
    yield not row.states or bool(row.states & _NOTHING_PASSES), "states: some, and neither frozen nor erased"
    yield sends and FileState.CLOSED in row.states and not _of_no_case(row), "states: nothing leaves of a closed case"
    early = row.states & {FileState.BEFORE_AGREEMENT, FileState.REFUSED}
    said = row.partner is Recipient.CCAPEX and not groups and row.extracts <= SAID_BEFORE_AGREEMENT
    yield sends and bool(early) and not said and not _of_no_case(row), "states: only the CCAPEX is told of a contact"
    yield row.authorisation and row.states != {FileState.AGREED}, "states: an authorisation ends with the agreement"
    alone = row.basis is GroundKind.AUTHORISATION
    yield alone and not row.authorisation, "authorisation: true, since it is the basis"
    yield row.valid_to is not None and row.valid_to < row.valid_from, "valid_to: a day on or after valid_from"
    yield not row.source.strip(), "source: a text that says where it comes from"


def _of_no_case(row: Row) -> bool:
    return not (row.groups | row.by_hand) and row.extracts <= _WITHOUT_A_CASE


@attrs.frozen(kw_only=True)
class Matrix:
    """The rows of a territory, and the acts it names as grounds."""

    rows: tuple[Row, ...]
    grounds: tuple[SharingGround, ...] = ()

    def rows_for(self, partner: Recipient, direction: Direction) -> tuple[Row, ...]:
        """Return the rows of a partner in one direction."""
        return tuple(row for row in self.rows if row.partner is partner and row.direction is direction)

    def ground_of(self, row: Row, on: date) -> SharingGround | None:
        """Return the act in force that a row rests on; None if it rests on none, or if none is named."""
        mine = (one for one in self.grounds if one.kind is row.basis and one.recipient is row.partner)
        return next((one for one in mine if one.in_force(on)), None)

    def grounded(self, row: Row, on: date) -> bool:
        """Say whether what a row rests on is there: a law and an authorisation need no act of the territory."""
        by_itself = row.basis in (GroundKind.LAW, GroundKind.AUTHORISATION)
        return by_itself or self.ground_of(row, on) is not None

    def purposes(self, partner: Recipient) -> tuple[SharingPurpose, ...]:
        """Return what data of a partner's rows are sent for."""
        return tuple(dict.fromkeys(row.purpose for row in self.rows_for(partner, Direction.SEND)))


def group_told(item: FieldGroup | Extract) -> FieldGroup:
    """Return the group of what passes; an authorisation of the household is given for it."""
    return EXTRACT_GROUPS[item] if isinstance(item, Extract) else item
