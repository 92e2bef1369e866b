"""Which rows of the matrix let something of a case pass on a day, on which ground; and why the rest stays."""

from datetime import date
from enum import StrEnum

import attrs

from ..domain.case import Case
from ..domain.dated import last_by
from ..domain.said import agreed
from ..domain.said import refused
from ..domain.said import shares
from ..domain.sharing import Direction
from ..domain.sharing import Extract
from ..domain.sharing import FileState
from ..domain.sharing import GroundKind
from ..domain.sharing import Recipient
from ..domain.sharing import SharingGround
from ..domain.sharing import SharingPurpose
from ..domain.values import identifier
from ..domain.values import one_of
from ..domain.vocabulary import FieldGroup
from .matrix import Matrix
from .matrix import Row
from .matrix import group_told


class Withholding(StrEnum):
    """Why something does not pass, from what is furthest from passing to what is nearest."""

    UNLISTED = "unlisted"
    OTHER_PURPOSE = "other_purpose"
    NOT_YET = "not_yet"
    NO_LONGER = "no_longer"
    STATE = "state"
    NO_CONVENTION = "no_convention"
    NO_DESIGNATION = "no_designation"
    NO_AUTHORISATION = "no_authorisation"


_ORDER = {why: place for place, why in enumerate(Withholding)}


@attrs.frozen(kw_only=True)
class Addressee:
    """A partner as the territory and the household name it, and which of the matrix's partners it is."""

    slug: str = attrs.field(validator=identifier)
    recipient: Recipient = attrs.field(validator=one_of(Recipient))


@attrs.frozen(kw_only=True)
class Permission:
    """One group or single fact that passes, and why: row, act of the territory, word of the household."""

    item: FieldGroup | Extract
    by_hand: bool
    row: Row
    ground: SharingGround | None
    authorised_on: date | None = attrs.field(metadata={"description": "day of the household's word; None: not needed"})


@attrs.frozen(kw_only=True)
class Withheld:
    """One group or single fact that does not pass, and why; `row` is the one that came nearest, if any."""

    item: FieldGroup | Extract
    why: Withholding
    row: Row | None


def state_of(case: Case, on: date) -> FileState:
    """Say how a case stands towards those outside the team on a day.

    An objection freezes it like a limitation: the person may ask for one as long as it is not answered (RGPD 18-1 d),
    and an upheld one ends the use of the data (21-1).
    """
    if case.rights.limitation_on(on) is not None or case.rights.objection_on(on) is not None:
        return FileState.FROZEN
    if case.closure_on(on) is not None:
        return FileState.CLOSED
    if agreed(case, on):
        return FileState.AGREED
    return FileState.REFUSED if refused(case, on) else FileState.BEFORE_AGREEMENT


@attrs.frozen(kw_only=True)
class Question:
    """Whether something of a case may pass to or from a partner, for a purpose, on a day, in the state it is in."""

    case: Case = attrs.field(repr=lambda case: case.case_id)
    partner: Addressee
    purpose: SharingPurpose
    on: date
    state: FileState
    matrix: Matrix = attrs.field(repr=False)
    direction: Direction = Direction.SEND

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the partner."""
        return self.matrix.rows_for(self.partner.recipient, self.direction)

    def rows_for(self, item: FieldGroup | Extract) -> tuple[Row, ...]:
        """Return the rows that list it."""
        return tuple(row for row in self.rows if item in row.items)

    def obstacle(self, row: Row, item: FieldGroup | Extract) -> Withholding | None:
        """Return why a row does not let something pass, None if it does."""
        if row.purpose is not self.purpose:
            return Withholding.OTHER_PURPOSE
        if not row.holds_on(self.on):
            return Withholding.NOT_YET if self.on < row.valid_from else Withholding.NO_LONGER
        if self.state not in row.states:
            return Withholding.STATE
        if not self.matrix.grounded(row, self.on):
            convention = row.basis is GroundKind.CONVENTION
            return Withholding.NO_CONVENTION if convention else Withholding.NO_DESIGNATION
        if row.authorisation and not shares(self.case, self.partner.slug, group_told(item), self.on):
            return Withholding.NO_AUTHORISATION
        return None

    def permission(self, row: Row, item: FieldGroup | Extract) -> Permission:
        """Return the permission a row gives."""
        return Permission(
            item=item,
            by_hand=item in row.by_hand,
            row=row,
            ground=self.matrix.ground_of(row, self.on),
            authorised_on=self._authorised_on(group_told(item)) if row.authorisation else None,
        )

    def _authorised_on(self, group: FieldGroup) -> date | None:
        words = (one for one in self.case.sharing if one.partner == self.partner.slug and one.group is group)
        word = last_by(words, self.on)
        return word.on if word else None


def answered(question: Question) -> tuple[tuple[Permission, ...], tuple[Withheld, ...]]:
    """Return what passes and what does not, groups first; single facts are told of only if a row names them."""
    passing: list[Permission] = []
    staying: list[Withheld] = []
    for item in _items(question):
        obstacles = {row: question.obstacle(row, item) for row in question.rows_for(item)}
        open_ = [row for row, why in obstacles.items() if why is None]
        passing += [question.permission(row, item) for row in open_]
        if not open_:
            near = max(obstacles, key=lambda row: _ORDER[obstacles[row] or Withholding.UNLISTED], default=None)
            why = obstacles[near] if near else None
            staying.append(Withheld(item=item, why=why or Withholding.UNLISTED, row=near))
    return tuple(passing), tuple(staying)


def _items(question: Question) -> tuple[FieldGroup | Extract, ...]:
    groups = tuple(group for group in FieldGroup if group is not FieldGroup.TECHNICAL)
    named = {item for row in question.rows for item in row.extracts}
    return (*groups, *(one for one in Extract if one in named))
