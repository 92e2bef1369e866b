"""Contracts: signed, renewed, ended. Source: call C10."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from ...domain import contract_events as said
from ...domain.case import Case
from ...domain.dated import inserted
from ...domain.engagement import ContractEnding
from ...domain.engagement import ContractTerm
from ...domain.engagement import EngagementContract
from ...domain.engagement_vocabulary import ContractState
from ..refusal import Refusal
from ..refusal import RefusalCode
from ..subject import Decision
from ..subject import Situation
from . import commands
from .contracts import ContractStanding
from .contracts import contract_standings
from .contracts import held_span
from .contracts import last_contract

_ENDABLE = frozenset({ContractState.IN_FORCE, ContractState.TO_COME})
_RENEWABLE = _ENDABLE | {ContractState.EXPIRED}


def sign(now: Situation, command: commands.SignContract) -> Decision:
    """Sign a contract, unless another one holds on a day of it."""
    starts_on = command.starts_on or command.on
    if not command.on <= starts_on <= command.until:
        return now.refuse(RefusalCode.CONTRACT_TERM_WRONG, on=command.on, starts_on=starts_on, until=command.until)
    return _overlap(now, starts_on, command.until) or (
        now.say(said.ContractSigned, number=now.number, starts_on=starts_on, until=command.until),
    )


def renew(now: Situation, command: commands.RenewContract) -> Decision:
    """Renew a contract that holds or has just expired."""
    found = _found(now, command.number, _RENEWABLE)
    if isinstance(found, Refusal):
        return found
    if command.until <= max(found.until, command.on):
        return now.refuse(RefusalCode.CONTRACT_TERM_WRONG, on=command.on, starts_on=found.until, until=command.until)
    return _overlap(now, found.contract.starts_on, command.until, but=found.number) or (
        now.say(said.ContractRenewed, number=found.number, until=command.until),
    )


def end(now: Situation, command: commands.EndContract) -> Decision:
    """End a contract before its term."""
    found = _found(now, command.number, _ENDABLE)
    if isinstance(found, Refusal):
        return found
    return (now.say(said.ContractEnded, number=found.number, reason=command.reason),)


def _found(now: Situation, number: int | None, states: frozenset[ContractState]) -> ContractStanding | Refusal:
    found = last_contract(now.case, now.on)
    if number is not None:
        found = next((one for one in contract_standings(now.case, now.on) if one.number == number), None)
        if found is None:
            return now.refuse(RefusalCode.NO_SUCH_ENTRY, number=number, on=now.on)
    if found is None:
        return now.refuse(RefusalCode.NO_CONTRACT, on=now.on)
    if found.state not in states:
        return now.refuse(RefusalCode.CONTRACT_OVER, number=found.number, on=found.over_on)
    return found


def _overlap(now: Situation, first: date, last: date, but: int | None = None) -> Refusal | None:
    """Refuse a contract that would hold on a day of another, by all that is known of it whenever it was noted."""
    for contract in now.case.engagement.contracts:
        starts_on, until = held_span(now.case, contract)
        if contract.number != but and starts_on <= min(until, last) and max(starts_on, first) <= until:
            return now.refuse(RefusalCode.CONTRACTS_OVERLAP, number=contract.number, starts_on=starts_on, until=until)
    return None


def signed(case: Case, event: said.ContractSigned) -> Mapping[str, Any]:
    """Add a contract."""
    fact = EngagementContract(on=event.occurred_on, number=event.number, starts_on=event.starts_on, until=event.until)
    return {"engagement": attrs.evolve(case.engagement, contracts=inserted(case.engagement.contracts, fact))}


def renewed(case: Case, event: said.ContractRenewed) -> Mapping[str, Any]:
    """Give a contract a later last day."""
    fact = ContractTerm(on=event.occurred_on, number=event.number, until=event.until)
    return {"engagement": attrs.evolve(case.engagement, terms=inserted(case.engagement.terms, fact))}


def ended(case: Case, event: said.ContractEnded) -> Mapping[str, Any]:
    """End a contract."""
    fact = ContractEnding(on=event.occurred_on, number=event.number, reason=event.reason)
    return {"engagement": attrs.evolve(case.engagement, endings=inserted(case.engagement.endings, fact))}
