"""The life of a case as dated facts: closed and opened again, handed over, found to be another's, split, corrected.

Source: call C20 (the team adapts), C38 (what became of the cases).
"""

from datetime import date
from enum import StrEnum

import attrs

from .groups import Veiled
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
_PROCEDURE = {"group": FieldGroup.DEBT_AND_PROCEDURE}
_STEPS = {"group": FieldGroup.STEPS}


class ClosureOutcome(StrEnum):
    """Where the household lives when its case is closed; not known is never taken for one of the others."""

    MAINTAINED = "maintained"
    REHOUSED = "rehoused"
    LEFT = "left"
    EVICTED = "evicted"
    NOT_KNOWN = "not_known"


class ReopeningReason(StrEnum):
    """Why a person opens a closed case again."""

    CAME_BACK = "came_back"
    LISTED_AGAIN = "listed_again"
    CLOSED_BY_MISTAKE = "closed_by_mistake"


class CorrectionReason(StrEnum):
    """What is wrong with an entry that is struck."""

    NEVER_HAPPENED = "never_happened"
    OTHER_CASE = "other_case"
    WRONG_DAY = "wrong_day"
    WRONG_CONTENT = "wrong_content"
    NOTED_TWICE = "noted_twice"


class SplitReason(StrEnum):
    """Why a person says that one case holds two households."""

    CO_TENANTS = "co_tenants"
    SEPARATION = "separation"
    LISTED_TOGETHER = "listed_together"


@attrs.frozen(kw_only=True)
class Closure(Veiled):
    """From a day on the team does not work on the case any more, that day included."""

    on: date = attrs.field(validator=plain_date, metadata=_TECHNICAL)
    reason: ClosureReason = attrs.field(validator=one_of(ClosureReason), metadata=_STEPS)
    outcome: ClosureOutcome = attrs.field(validator=one_of(ClosureOutcome), metadata=_PROCEDURE)


@attrs.frozen(kw_only=True)
class Reopening(Veiled):
    """From a day on the team works on the case again."""

    on: date = attrs.field(validator=plain_date, metadata=_TECHNICAL)
    reason: ReopeningReason = attrs.field(validator=one_of(ReopeningReason), metadata=_STEPS)


@attrs.frozen(kw_only=True)
class Handover(Veiled):
    """From a day on another worker answers for the case; None leaves a profession's worker as it is.

    Up to `overlap_until`, that day included, the one before still sees the case.
    """

    on: date = attrs.field(validator=plain_date, metadata=_TECHNICAL)
    social_worker: WorkerId | None = attrs.field(default=None, validator=Maybe(identifier), metadata=_TECHNICAL)
    legal_worker: WorkerId | None = attrs.field(default=None, validator=Maybe(identifier), metadata=_TECHNICAL)
    overlap_until: date | None = attrs.field(default=None, validator=Maybe(plain_date), metadata=_TECHNICAL)


@attrs.frozen(kw_only=True)
class Sameness(Veiled):
    """A person decided whether another case is this one; if it is, `kept_case` is the one of the two that goes on."""

    on: date = attrs.field(validator=plain_date, metadata=_TECHNICAL)
    other_case: CaseId = attrs.field(validator=identifier, metadata=_TECHNICAL)
    kept_case: CaseId | None = attrs.field(default=None, validator=Maybe(identifier), metadata=_TECHNICAL)


@attrs.frozen(kw_only=True)
class Correction(Veiled):
    """An entry of the case, named by its number, was wrong and counts no more."""

    on: date = attrs.field(validator=plain_date, metadata=_TECHNICAL)
    entry: int = attrs.field(validator=entry_number, metadata=_TECHNICAL)
    reason: CorrectionReason = attrs.field(validator=one_of(CorrectionReason), metadata=_TECHNICAL)


@attrs.frozen(kw_only=True)
class Split(Veiled):
    """A person said that a case held two households: the other one has a case of its own, `other_case`."""

    on: date = attrs.field(validator=plain_date, metadata=_TECHNICAL)
    other_case: CaseId = attrs.field(validator=identifier, metadata=_TECHNICAL)
    reason: SplitReason = attrs.field(validator=one_of(SplitReason), metadata={"group": FieldGroup.HOUSEHOLD})


LifeFact = Closure | Reopening
"""What opens or ends the work on a case."""
