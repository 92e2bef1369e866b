"""How each undertaking stands on a day, who is to act, and what came of it. Source: call C10, C11, C13."""

from datetime import date

import attrs

from ...domain.case import Case
from ...domain.dated import inserted
from ...domain.dated import last_by
from ...domain.engagement import Undertaking
from ...domain.engagement import UndertakingStep
from ...domain.engagement_vocabulary import UndertakingOwner
from ...domain.engagement_vocabulary import UndertakingResult
from ...domain.engagement_vocabulary import UndertakingStatus
from ...domain.groups import Veiled
from ...domain.undertaking_courses import COURSES
from ..refusal import Refusal
from ..refusal import RefusalCode
from ..subject import Situation
from .stopping import stopped_on

_ASKING = frozenset({UndertakingStatus.ASKED, UndertakingStatus.COMPLETE, UndertakingStatus.PROPOSED})


@attrs.frozen(kw_only=True)
class UndertakingStanding(Veiled):
    """An undertaking on a day: what was promised, its statuses so far, its due date as postponed.

    `waiting_for` is the slug of who is to act: household, team, a partner, or the body that decides; None once it is
    over. `asked_cents` and `granted_cents` are the sums asked and obtained, None if not known (indicator I17).
    """

    undertaking: Undertaking
    status: UndertakingStatus
    since: date
    history: tuple[UndertakingStep, ...]
    due_on: date
    result: UndertakingResult
    stopped_on: date | None
    reviewed_on: date | None
    waiting_for: str | None
    asked_cents: int | None
    granted_cents: int | None

    @property
    def number(self) -> int:
        """The number of the undertaking in its case."""
        return self.undertaking.number

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done for it."""
        return self.result is UndertakingResult.OPEN and self.stopped_on is None

    def overdue(self, on: date) -> bool:
        """Say whether its last day is over on a day and it is still open."""
        return self.is_open and self.due_on < on


def undertaking_standings(case: Case, on: date) -> tuple[UndertakingStanding, ...]:
    """Return every undertaking promised by a day, in the order of promising, as it stands on that day."""
    return tuple(_standing(case, one, on) for one in case.engagement.undertakings if one.on <= on)


def undertaking_standing(case: Case, number: int, on: date) -> UndertakingStanding | None:
    """Return the undertaking of a number, None if none was promised by a day."""
    return next((one for one in undertaking_standings(case, on) if one.number == number), None)


def to_go_through(case: Case, on: date) -> tuple[UndertakingStanding, ...]:
    """Return the open undertakings a follow-up on a day is to go through, the most urgent first (call C13)."""
    pending = (one for one in undertaking_standings(case, on) if one.is_open)
    return tuple(sorted(pending, key=lambda one: (one.due_on, one.number)))


def not_gone_through(case: Case, on: date) -> tuple[UndertakingStanding, ...]:
    """Return those of them that were not gone through on that day."""
    return tuple(one for one in to_go_through(case, on) if one.reviewed_on != on)


def no_such_undertaking(now: Situation, number: int | None) -> Refusal | None:
    """Refuse a number that is given for an undertaking and is that of none promised by the day (call C10, C11)."""
    if number is None or any(one.number == number and one.on <= now.on for one in now.case.engagement.undertakings):
        return None
    return now.refuse(RefusalCode.NO_SUCH_UNDERTAKING, number=number, on=now.on)


def steps_of(case: Case, number: int) -> tuple[UndertakingStep, ...]:
    """Return the statuses of an undertaking, in the order of their days; a plan signed for it is one of them."""
    noted = tuple(step for step in case.engagement.steps if step.number == number)
    plan = next((one for one in case.engagement.plans if one.undertaking == number), None)
    if plan is None or any(one.status is UndertakingStatus.SIGNED and one.on <= plan.on for one in noted):
        return noted
    signed = UndertakingStep(
        on=plan.on, number=number, status=UndertakingStatus.SIGNED, cents=plan.total_cents, proof=None
    )
    return inserted(noted, signed)


def _standing(case: Case, undertaking: Undertaking, on: date) -> UndertakingStanding:
    number = undertaking.number
    history = tuple(step for step in steps_of(case, number) if step.on <= on)
    status = history[-1].status if history else UndertakingStatus.PLANNED
    postponed = last_by((one for one in case.engagement.postponements if one.number == number), on)
    reviewed = last_by((one for one in case.engagement.reviews if one.number == number), on)
    result, stopped = COURSES[undertaking.kind].result(status), stopped_on(case, undertaking.on, on)
    over = result is not UndertakingResult.OPEN
    return UndertakingStanding(
        undertaking=undertaking,
        status=status,
        since=history[-1].on if history else undertaking.on,
        history=history,
        due_on=postponed.due_on if postponed else undertaking.due_on,
        result=result,
        stopped_on=None if over else stopped,
        reviewed_on=reviewed.on if reviewed else None,
        waiting_for=None if over or stopped else _next_to_act(undertaking, status),
        asked_cents=_sum(history, _ASKING),
        granted_cents=_sum(history, COURSES[undertaking.kind].obtained),
    )


def _next_to_act(undertaking: Undertaking, status: UndertakingStatus) -> str:
    course, partner = COURSES[undertaking.kind], undertaking.partner
    if undertaking.owner is UndertakingOwner.PARTNER and partner is not None:
        return partner
    return course.body.value if status in course.pending else undertaking.owner.value


def _sum(history: tuple[UndertakingStep, ...], statuses: frozenset[UndertakingStatus]) -> int | None:
    """Return the last sum noted in some statuses."""
    return next((s.cents for s in reversed(history) if s.status in statuses and s.cents is not None), None)
