"""Whose time is over: every household with all its cases, where it stands on a day, and what keeps it for now.

Cases that a person found to be one case count as one household: the one that goes on is found by the references of the
one that was closed, and would be lost with them.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs

from ..casework.contract.contracts import contract_in_force
from ..casework.contract.repayment import RUNNING
from ..casework.contract.repayment import plan_standings
from ..casework.legal import next_legal_date
from ..domain.case import Case
from ..domain.procedure import PROCEDURE_FIELDS
from ..privacy.retention import Keeping
from ..privacy.retention import RetentionState
from ..privacy.retention import Standing
from ..privacy.retention import standing

if TYPE_CHECKING:
    from ..law.territory_law import TerritoryLaw
    from ..registry.pack import TerritoryPack


@attrs.frozen(kw_only=True)
class Held:
    """One household: its cases, and where it stands."""

    cases: tuple[Case, ...] = attrs.field(repr=lambda cases: str(len(cases)))
    standing: Standing

    @property
    def households(self) -> tuple[str, ...]:
        """The ids under which it is kept: one, or several if a person found that cases are one."""
        return tuple(dict.fromkeys(case.household_id for case in self.cases))


@attrs.frozen(kw_only=True)
class Retention:
    """Where all households stand on a day."""

    on: date
    held: tuple[Held, ...] = attrs.field(repr=False)

    @property
    def to_erase(self) -> tuple[Held, ...]:
        """Those whose time is over and whom nothing keeps."""
        return tuple(one for one in self.held if one.standing.erasable)

    @property
    def kept_longer(self) -> tuple[Held, ...]:
        """Those whose time is over and who are kept for a reason."""
        over = (one for one in self.held if one.standing.state is RetentionState.TO_ERASE)
        return tuple(one for one in over if one.standing.keeping)

    def in_state(self, state: RetentionState) -> int:
        """Count the households in a state."""
        return sum(one.standing.state is state for one in self.held)


def retention(cases: Iterable[Case], pack: "TerritoryPack", *, on: date) -> Retention:
    """Return where every household stands on a day, the one whose time is over longest first."""
    law = pack.law.remembering()
    received = [case for case in cases if case.received_on <= on]
    held = (_held(some, pack, law, on) for some in together(received))
    return Retention(on=on, held=tuple(sorted(held, key=lambda one: (one.standing.last_day, one.cases[0].case_id))))


def _held(cases: Sequence[Case], pack: "TerritoryPack", law: "TerritoryLaw", on: date) -> Held:
    """Return where one household stands; what keeps it is only asked once its time is over."""
    found = standing(cases, on, pack.retention)
    if found.state is RetentionState.TO_ERASE:
        found = attrs.evolve(
            found, keeping=tuple(dict.fromkeys(why for case in cases for why in keeping(case, law, on)))
        )
    return Held(cases=tuple(cases), standing=found)


def keeping(case: Case, law: "TerritoryLaw", on: date) -> Iterator[Keeping]:
    """Yield what keeps a case although its time is over.

    Source: RGPD art. 12-3 (a request waits for its answer), 17-3 e and 18 (claims, limitation); call C10, C13.
    """
    if case.closure_on(on) is None and (_days_to_come(case, on) or next_legal_date(case, law, on=on) is not None):
        yield Keeping.PROCEDURE
    if contract_in_force(case, on) is not None:
        yield Keeping.CONTRACT
    for plan in plan_standings(case, on):
        if plan.state in RUNNING and any(one.due_on >= on for one in plan.plan.instalments):
            yield Keeping.REPAYMENT_PLAN
    if case.rights.limitation_on(on) is not None:
        yield Keeping.LIMITATION
    if any(one.open_on(on) for one in case.rights.requests):
        yield Keeping.REQUEST


def together(cases: Sequence[Case]) -> list[list[Case]]:
    """Return the cases by household, those that a person found to be one case under one."""
    leader: dict[str, str] = {}

    def first(name: str) -> str:
        while (above := leader.get(name, name)) != name:
            name = above
        return name

    for case in cases:
        leader[first(case.case_id)] = first(f"household {case.household_id}")
        for other in same_as(case):
            leader[first(other)] = first(case.case_id)
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(first(case.case_id), []).append(case)
    return list(groups.values())


def same_as(case: Case) -> tuple[str, ...]:
    """Return the cases that a person found to be this one."""
    return tuple(one.other_case for one in case.same_cases if one.kept_case is not None)


def _days_to_come(case: Case, on: date) -> bool:
    """Say whether a document or a list names a day of the procedure that is still to come."""
    days = (case.facts.hearing_on, *(getattr(case.procedure, name) for name in PROCEDURE_FIELDS))
    return any(type(day) is date and day >= on for day in days)
