"""How a contract stands on a day, and which one is in force: at most one. Source: call C10."""

from collections.abc import Iterator
from datetime import date
from datetime import timedelta

import attrs

from ...domain.case import Case
from ...domain.dated import last_by
from ...domain.engagement import ContractEnding
from ...domain.engagement import EngagementContract
from ...domain.engagement_vocabulary import ContractEnd
from ...domain.engagement_vocabulary import ContractState
from ...domain.groups import Veiled
from .stopping import stopped_on

_DAY = timedelta(days=1)
_OPEN = frozenset({ContractState.IN_FORCE, ContractState.TO_COME})


@attrs.frozen(kw_only=True)
class ContractStanding(Veiled):
    """A contract on a day: `until` is its last day as renewed, `over_on` the first day on which it no longer holds."""

    contract: EngagementContract
    state: ContractState
    until: date
    over_on: date | None = None
    reason: ContractEnd | None = None

    @property
    def number(self) -> int:
        """The number of the contract in its case."""
        return self.contract.number


def contract_standings(case: Case, on: date) -> tuple[ContractStanding, ...]:
    """Return every contract signed by a day, in the order of signing, as it stands on that day."""
    return tuple(_standing(case, one, on) for one in case.engagement.contracts if one.on <= on)


def contract_in_force(case: Case, on: date) -> ContractStanding | None:
    """Return the contract in force on a day, None if there is none."""
    return next((one for one in reversed(contract_standings(case, on)) if one.state is ContractState.IN_FORCE), None)


def contract_promised_under(case: Case, on: date) -> ContractStanding | None:
    """Return the contract in force, else one that is signed and begins later: promises are made at the signing."""
    signed = (one for one in reversed(contract_standings(case, on)) if one.state in _OPEN)
    return contract_in_force(case, on) or next(signed, None)


def last_contract(case: Case, on: date) -> ContractStanding | None:
    """Return the contract signed last by a day."""
    return next(reversed(contract_standings(case, on)), None)


def held_span(case: Case, contract: EngagementContract) -> tuple[date, date]:
    """Return the first and the last day on which a contract may have held, by all that is known whenever noted."""
    until = max([contract.until, *(one.until for one in case.engagement.terms if one.number == contract.number)])
    ends = [one.on - _DAY for one in case.engagement.endings if one.number == contract.number]
    stopped = stopped_on(case, contract.on, date.max)
    return contract.starts_on, min([until, *ends, *([stopped - _DAY] if stopped else [])])


def _standing(case: Case, contract: EngagementContract, on: date) -> ContractStanding:
    renewed = last_by((one for one in case.engagement.terms if one.number == contract.number), on)
    until = renewed.until if renewed else contract.until
    ending = _ending(case, contract, on)
    stopped = stopped_on(case, contract.on, on)
    over = [(day, state) for day, state in _overs(until, ending, stopped) if day <= on]
    over += [(day, ContractState.ENDED) for day in _replaced_on(case, contract) if day <= on]
    if over:
        day, state = min(over)
        reason = None
        if state is ContractState.ENDED:
            reason = ending.reason if ending and ending.on == day else ContractEnd.REPLACED
        return ContractStanding(contract=contract, state=state, until=until, over_on=day, reason=reason)
    state = ContractState.TO_COME if on < contract.starts_on else ContractState.IN_FORCE
    return ContractStanding(contract=contract, state=state, until=until)


def _overs(until: date, ending: ContractEnding | None, stopped: date | None) -> list[tuple[date, ContractState]]:
    over = [(until + _DAY, ContractState.EXPIRED)]
    if ending is not None:
        over.append((ending.on, ContractState.ENDED))
    if stopped is not None:
        over.append((stopped, ContractState.STOPPED))
    return over


def _replaced_on(case: Case, contract: EngagementContract) -> Iterator[date]:
    """Yield the days from which a contract noted later holds in its place.

    None is signed over another; it comes about if an agreement noted late says that the other was not stopped at all.
    """
    for other in case.engagement.contracts:
        starts_on, until = held_span(case, other)
        day = max(starts_on, contract.starts_on, other.on)
        if other.number > contract.number and day <= until:
            yield day


def _ending(case: Case, contract: EngagementContract, on: date) -> ContractEnding | None:
    ends = (one for one in case.engagement.endings if one.number == contract.number and one.on <= on)
    return next(ends, None)
