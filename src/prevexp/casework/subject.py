"""One part of the casework: the commands it decides, the events it turns into state, the things it makes due."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from typing import Any
from typing import TypeVar

import attrs

from ..domain.case import Case
from ..domain.events import Event
from ..domain.groups import Veiled
from .case_day import CaseDay
from .command import Command
from .contact_plan import WorkPlan
from .due import Due
from .refusal import Refusal
from .refusal import RefusalCode

Decision = tuple[Event, ...] | Refusal

_E = TypeVar("_E", bound=Event)


@attrs.frozen(kw_only=True)
class Situation(Veiled):
    """What a command is decided on: the case before it, its day, the instant it is noted (UTC), the plan."""

    case: Case
    on: date
    at: datetime
    plan: WorkPlan = attrs.field(repr=False)

    @property
    def number(self) -> int:
        """The number by which what is opened now is called for ever: the version of the case with its event.

        It grows within a case and is never given twice.
        """
        return self.case.version + 1

    def say(self, kind: type[_E], /, **fields: Any) -> _E:
        """Return an event of this case, day and instant."""
        return kind(case_id=self.case.case_id, occurred_on=self.on, recorded_at=self.at, **fields)

    def refuse(self, code: RefusalCode, **params: object) -> Refusal:
        """Return a refusal; days, numbers and slugs may stand in its params, and nothing that names somebody."""
        return Refusal(code=code, params={name: str(value) for name, value in params.items()})


Decider = Callable[[Situation, Any], Decision]
Effect = Callable[[Case, Any], Mapping[str, Any]]


def nothing_due(_: CaseDay, __: WorkPlan) -> Iterable[Due]:
    """Make nothing due."""
    return ()


@attrs.frozen(kw_only=True)
class Subject:
    """Commands and how they are decided, events and what they change of a case, what is due on a day.

    `after_the_end` are the commands that may be noted of a day on which the case is closed.
    """

    deciders: Mapping[type[Command], Decider]
    effects: Mapping[type[Event], Effect]
    due: Callable[[CaseDay, WorkPlan], Iterable[Due]] = nothing_due
    after_the_end: frozenset[type[Command]] = frozenset()
