"""The commands on a case as a whole."""

from datetime import date
from types import MappingProxyType

import attrs

from ...domain.life import ClosureOutcome
from ...domain.life import CorrectionReason
from ...domain.life import ReopeningReason
from ...domain.life import SplitReason
from ...domain.values import CaseId
from ...domain.values import Maybe
from ...domain.values import WorkerId
from ...domain.values import entry_number
from ...domain.values import identifier
from ...domain.values import one_of
from ...domain.values import plain_date
from ...domain.vocabulary import ClosureReason
from ...domain.vocabulary import WorkerRole
from ..command import NAMES_WORKER
from ..command import Command


def _worker(role: WorkerRole) -> WorkerId | None:
    names = MappingProxyType({**NAMES_WORKER, "role": role})
    found: WorkerId | None = attrs.field(default=None, validator=Maybe(identifier), metadata=names)
    return found


@attrs.frozen(kw_only=True)
class CloseCase(Command):
    """End the work on a case (call C38); which outcomes a reason allows: `closing.OUTCOMES`."""

    reason: ClosureReason = attrs.field(validator=one_of(ClosureReason))
    outcome: ClosureOutcome = attrs.field(validator=one_of(ClosureOutcome))


@attrs.frozen(kw_only=True)
class ReopenCase(Command):
    """Work on a closed case again."""

    reason: ReopeningReason = attrs.field(validator=one_of(ReopeningReason))


@attrs.frozen(kw_only=True)
class TransferCase(Command):
    """Give a case to another worker of a profession, or of both; None leaves the one there is (call C20).

    Up to `overlap_until`, that day included, the worker before still sees the case.
    """

    social_worker: WorkerId | None = _worker(WorkerRole.SOCIAL)
    legal_worker: WorkerId | None = _worker(WorkerRole.LEGAL)
    overlap_until: date | None = attrs.field(default=None, validator=Maybe(plain_date))


@attrs.frozen(kw_only=True)
class DecideSameCase(Command):
    """Say whether another case is this one (call C14): if so this one goes on, the other is closed as a duplicate."""

    other_case: CaseId = attrs.field(validator=identifier)
    same: bool = attrs.field(validator=one_of(bool))


@attrs.frozen(kw_only=True)
class SplitCase(Command):
    """Say that the case holds two households, and give the second one a case of its own (call C14)."""

    reason: SplitReason = attrs.field(validator=one_of(SplitReason))


@attrs.frozen(kw_only=True)
class CorrectEntry(Command):
    """Say that an entry of the case was wrong; it is struck, and what is true is noted anew.

    `on` is the day on which the error was seen.
    """

    entry: int = attrs.field(validator=entry_number)
    reason: CorrectionReason = attrs.field(validator=one_of(CorrectionReason))
