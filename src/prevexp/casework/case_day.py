"""A case on a day: what several parts of the work ask of it, found once for all of them. Computed, never stored."""

from datetime import date
from typing import Self

import attrs

from ..domain.case import Case
from ..domain.contact import Attempt
from ..domain.dated import last_by
from ..domain.groups import Veiled
from ..domain.said import refused
from .life.standing import closed
from .life.standing import exchange_in_hand
from .life.standing import restarted_on


@attrs.frozen(kw_only=True)
class CaseDay(Veiled):
    """How a case stands on a day, for all that is made due on it.

    `restarted_on`: since when the work runs anew, None if since the list first named the case; `exchange_on`: the last
    exchange from which delays run, so none before that; `tries`: the attempts since it; `hold_until`: until when the
    last hold goes, which may be over.
    """

    case: Case
    on: date
    closed: bool
    refused: bool
    objected: bool
    limited: bool
    restarted_on: date | None
    exchange_on: date | None
    tries: tuple[Attempt, ...]
    hold_until: date | None

    @classmethod
    def of(cls, case: Case, on: date) -> Self:
        """Return how a case stands on a day."""
        restarted = restarted_on(case, on)
        hold = last_by(case.holds, on) if case.holds else None
        begun = restarted or date.min
        return cls(
            case=case,
            on=on,
            closed=closed(case, on),
            refused=refused(case, on),
            objected=case.rights.objection_on(on) is not None,
            limited=case.rights.limitation_on(on) is not None,
            restarted_on=restarted,
            exchange_on=exchange_in_hand(case, on),
            tries=tuple([one for one in case.attempts if begun <= one.attempted_on <= on]),
            hold_until=hold.until if hold else None,
        )

    @property
    def held_until(self) -> date | None:
        """The last day of the hold in force, None if there is none."""
        return self.hold_until if self.hold_until is not None and self.on <= self.hold_until else None

    @property
    def stopped(self) -> bool:
        """Whether the closure, a refusal, an objection or a limitation ended what was to be done for it."""
        return self.refused or self.closed or self.objected or self.limited

    @property
    def allocated(self) -> bool:
        """Whether somebody answers for it."""
        allocation = self.case.allocation
        return allocation is not None and allocation.allocated_on <= self.on

    @property
    def worked_on(self) -> bool:
        """Whether the team works on it: it is allocated, and nothing stopped that."""
        return not self.stopped and self.allocated
