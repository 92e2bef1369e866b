"""What happens to a case as a whole: opened again, handed over, compared with another, split, corrected."""

from datetime import date
from datetime import datetime
from typing import ClassVar

import attrs

from .errors import InvalidValue
from .events import Event
from .groups import CONTACTS
from .life import ClosureOutcome
from .life import CorrectionReason
from .life import ReopeningReason
from .life import SplitReason
from .values import CaseId
from .values import Maybe
from .values import WorkerId
from .values import entry_number
from .values import identifier
from .values import one_of
from .values import plain_date
from .vocabulary import ClosureReason
from .vocabulary import FieldGroup

_TECHNICAL = {"group": FieldGroup.TECHNICAL}
_maybe_id = Maybe(identifier)


@attrs.frozen(kw_only=True)
class CaseClosed(Event):
    """The team's work on the case ends, for a reason and with what is known of where the household lives (call C38)."""

    slug: ClassVar[str] = "case-closed.v2"

    reason: ClosureReason = attrs.field(validator=one_of(ClosureReason), metadata=CONTACTS)
    outcome: ClosureOutcome = attrs.field(
        default=ClosureOutcome.NOT_KNOWN,
        validator=one_of(ClosureOutcome),
        metadata={"group": FieldGroup.DEBT_AND_PROCEDURE, "description": "where the household lives then"},
    )


@attrs.frozen(kw_only=True)
class CaseReopened(Event):
    """A person opens a closed case again; the plan of contact and the follow-up start anew (call C06, C13)."""

    slug: ClassVar[str] = "case-reopened.v1"

    reason: ReopeningReason = attrs.field(validator=one_of(ReopeningReason), metadata={"group": FieldGroup.STEPS})


@attrs.frozen(kw_only=True)
class CaseTransferred(Event):
    """Another worker answers for the case; None leaves a profession's worker as it is (call C20)."""

    slug: ClassVar[str] = "case-transferred.v1"

    social_worker: WorkerId | None = attrs.field(default=None, validator=_maybe_id, metadata=_TECHNICAL)
    legal_worker: WorkerId | None = attrs.field(default=None, validator=_maybe_id, metadata=_TECHNICAL)
    overlap_until: date | None = attrs.field(
        default=None,
        validator=Maybe(plain_date),
        metadata={**_TECHNICAL, "description": "last day on which the worker before still sees the case"},
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a transfer to nobody."""
        if self.social_worker is None and self.legal_worker is None:
            raise InvalidValue("social_worker, legal_worker: at least one is needed")


@attrs.frozen(kw_only=True)
class SameCaseDecided(Event):
    """A person says whether another case is this one, on both at once (call C14).

    `kept_case` is the one of the two that goes on; None: they are not the same.
    """

    slug: ClassVar[str] = "same-case-decided.v1"

    other_case: CaseId = attrs.field(validator=identifier, metadata=_TECHNICAL)
    kept_case: CaseId | None = attrs.field(default=None, validator=_maybe_id, metadata=_TECHNICAL)


@attrs.frozen(kw_only=True)
class CaseSplit(Event):
    """A person says that this case holds two households; the second one goes on in a case of its own (call C14)."""

    slug: ClassVar[str] = "case-split.v1"

    other_case: CaseId = attrs.field(validator=identifier, metadata=_TECHNICAL)
    reason: SplitReason = attrs.field(validator=one_of(SplitReason), metadata={"group": FieldGroup.HOUSEHOLD})


@attrs.frozen(kw_only=True)
class SplitFrom(Event):
    """This case was opened for a household that another case held with its own; written with it (call C14)."""

    slug: ClassVar[str] = "split-from.v1"

    other_case: CaseId = attrs.field(validator=identifier, metadata=_TECHNICAL)
    reason: SplitReason = attrs.field(validator=one_of(SplitReason), metadata={"group": FieldGroup.HOUSEHOLD})


@attrs.frozen(kw_only=True)
class EntryCorrected(Event):
    """An entry of the case was wrong: it stays written, is shown as struck, and counts no more (RGPD art. 5-1-d, 16).

    `entry` is its number: 1 is the reception, each event after it one more.
    """

    slug: ClassVar[str] = "entry-corrected.v1"

    entry: int = attrs.field(validator=entry_number, metadata=_TECHNICAL)
    reason: CorrectionReason = attrs.field(validator=one_of(CorrectionReason), metadata=_TECHNICAL)


@attrs.frozen(kw_only=True)
class StruckEntry:
    """An entry that a later one corrected, as it stands among the events of a case: it counts, and changes nothing."""

    number: int
    event: Event
    correction: EntryCorrected

    @property
    def occurred_on(self) -> date:
        """The day it was said to have happened."""
        return self.event.occurred_on

    @property
    def recorded_at(self) -> datetime:
        """The instant it was written down, UTC."""
        return self.event.recorded_at


EVENTS: tuple[type[Event], ...] = (
    CaseClosed,
    CaseReopened,
    CaseTransferred,
    SameCaseDecided,
    CaseSplit,
    SplitFrom,
    EntryCorrected,
)
"""Closure, reopening, transfer, comparison, split, correction."""
