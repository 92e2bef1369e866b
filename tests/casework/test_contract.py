"""The engagement contract: signed, renewed, ended, one at a time; nothing of it without the household's agreement."""

from datetime import timedelta

import attrs
import pytest

from prevexp.casework.case_day import CaseDay
from prevexp.casework.commands import GiveAgreement
from prevexp.casework.commands import WithdrawAgreement
from prevexp.casework.contract import commands
from prevexp.casework.contract.contracts import contract_in_force
from prevexp.casework.contract.contracts import contract_standings
from prevexp.casework.contract.due import engagement_due
from prevexp.casework.due import Due
from prevexp.casework.due import Task
from prevexp.casework.engagement_rules import EngagementRules
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.engagement_vocabulary import ContractEnd
from prevexp.domain.engagement_vocabulary import ContractState
from prevexp.domain.vocabulary import ProofKind


@pytest.fixture
def agreed(desk):
    """Return the desk with an agreement of the first day."""
    desk = attrs.evolve(desk, plan=attrs.evolve(desk.plan, engagement=EngagementRules(contract_notice_days=10)))
    desk.say(GiveAgreement, 0, proof=ProofKind.SIGNED_FORM)
    return desk


def state(desk, day, which=-1):
    """Return the state of a contract on a day."""
    return contract_standings(desk.case, desk.day(day))[which].state


def test_a_contract_needs_an_agreement(desk):
    """Without one nothing is written (call C22)."""
    refused = desk.say(commands.SignContract, 1, until=desk.day(90))
    assert refused.code is RefusalCode.AGREEMENT_MISSING
    assert desk.case.engagement.contracts == ()


def test_a_contract_holds_from_its_first_to_its_last_day(agreed):
    """Signed on day 1, from day 2 to day 90: to come, in force on both ends, expired the day after."""
    agreed.say(commands.SignContract, 1, starts_on=agreed.day(2), until=agreed.day(90))
    seen = [state(agreed, day) for day in (1, 2, 90, 91)]
    assert seen == [ContractState.TO_COME, ContractState.IN_FORCE, ContractState.IN_FORCE, ContractState.EXPIRED]
    assert contract_standings(agreed.case, agreed.day(0)) == ()


def test_the_number_of_a_contract_is_the_version_of_the_case_with_it(agreed):
    """Received, allocated, agreed, then the contract: 4."""
    (event,) = agreed.say(commands.SignContract, 1, until=agreed.day(90))
    assert event.number == agreed.case.version == 4


@pytest.mark.parametrize(("starts", "until"), [(0, 90), (5, 4)])
def test_a_contract_has_a_possible_term(agreed, starts, until):
    """It begins on the day it is signed or later, and ends on its first day at the earliest."""
    refused = agreed.say(commands.SignContract, 1, starts_on=agreed.day(starts), until=agreed.day(until))
    assert refused.code is RefusalCode.CONTRACT_TERM_WRONG


@pytest.mark.parametrize(
    ("signed", "until", "refused"), [(5, 9, False), (5, 10, True), (30, 60, True), (31, 60, False)]
)
def test_two_contracts_never_hold_on_one_day(agreed, signed, until, refused):
    """One from day 10 to 30 leaves room up to day 9 and from day 31, whatever is noted first."""
    agreed.say(commands.SignContract, 1, starts_on=agreed.day(10), until=agreed.day(30))
    decided = agreed.say(commands.SignContract, signed, until=agreed.day(until))
    assert isinstance(decided, Refusal) is refused
    if refused:
        assert decided.code is RefusalCode.CONTRACTS_OVERLAP


def test_a_contract_is_renewed_to_a_later_day(agreed):
    """Also just after its term; never to an earlier day, and not into another contract."""
    agreed.say(commands.SignContract, 1, until=agreed.day(30))
    assert agreed.say(commands.RenewContract, 20, until=agreed.day(30)).code is RefusalCode.CONTRACT_TERM_WRONG
    agreed.say(commands.RenewContract, 32, until=agreed.day(60))
    assert [state(agreed, day) for day in (31, 32, 60, 61)] == [
        ContractState.EXPIRED,
        ContractState.IN_FORCE,
        ContractState.IN_FORCE,
        ContractState.EXPIRED,
    ]
    agreed.say(commands.SignContract, 61, until=agreed.day(80))
    first = agreed.case.engagement.contracts[0].number
    refused = agreed.say(commands.RenewContract, 60, number=first, until=agreed.day(61))
    assert refused.code is RefusalCode.CONTRACTS_OVERLAP


def test_an_ended_contract_holds_no_more_from_that_day(agreed):
    """Nor can it be ended or renewed again; another can be signed that day."""
    agreed.say(commands.SignContract, 1, until=agreed.day(90))
    agreed.say(commands.EndContract, 20, reason=ContractEnd.OBJECTIVES_MET)
    assert [state(agreed, day) for day in (19, 20)] == [ContractState.IN_FORCE, ContractState.ENDED]
    for again in (
        agreed.say(commands.EndContract, 21, reason=ContractEnd.LEFT),
        agreed.say(commands.RenewContract, 21, until=agreed.day(99)),
    ):
        assert again.code is RefusalCode.CONTRACT_OVER
    assert not isinstance(agreed.say(commands.SignContract, 20, until=agreed.day(90)), Refusal)
    assert contract_in_force(agreed.case, agreed.day(20)).contract.on == agreed.day(20)


def test_what_is_not_there_cannot_be_ended(agreed):
    """Without a contract, or with the number of something else."""
    assert agreed.say(commands.EndContract, 1, reason=ContractEnd.LEFT).code is RefusalCode.NO_CONTRACT
    agreed.say(commands.SignContract, 1, until=agreed.day(90))
    wrong = agreed.say(commands.EndContract, 2, number=3, reason=ContractEnd.LEFT)
    assert wrong.code is RefusalCode.NO_SUCH_ENTRY


def test_the_withdrawal_of_the_agreement_stops_the_contract(agreed):
    """From its day on, for good: an agreement given anew brings a new contract, not the old one back."""
    agreed.say(commands.SignContract, 1, until=agreed.day(90))
    agreed.say(WithdrawAgreement, 10)
    assert [state(agreed, day) for day in (9, 10)] == [ContractState.IN_FORCE, ContractState.STOPPED]
    agreed.say(GiveAgreement, 12, proof=ProofKind.SIGNED_FORM)
    assert state(agreed, 12) is ContractState.STOPPED
    assert agreed.say(commands.RenewContract, 12, until=agreed.day(99)).code is RefusalCode.CONTRACT_OVER
    assert not isinstance(agreed.say(commands.SignContract, 12, until=agreed.day(90)), Refusal)


def test_an_agreement_noted_late_does_not_bring_a_stopped_contract_back(agreed):
    """Of the day of the withdrawal itself: the contract signed since is the only one in force."""
    agreed.say(commands.SignContract, 1, until=agreed.day(90))
    agreed.say(WithdrawAgreement, 10)
    agreed.say(GiveAgreement, 12, proof=ProofKind.SIGNED_FORM)
    agreed.say(commands.SignContract, 12, until=agreed.day(90))
    agreed.say(GiveAgreement, 10, proof=ProofKind.SIGNED_FORM)
    assert [state(agreed, 20, which) for which in (0, 1)] == [ContractState.STOPPED, ContractState.IN_FORCE]


def test_a_withdrawal_noted_late_stops_what_was_signed_after_it(agreed):
    """From the first day on; and if an agreement noted later still revives it, the contract signed since stands."""
    agreed.say(commands.SignContract, 5, until=agreed.day(90))
    agreed.say(WithdrawAgreement, 3)
    assert state(agreed, 5) is ContractState.STOPPED
    agreed.say(GiveAgreement, 6, proof=ProofKind.SIGNED_FORM)
    agreed.say(commands.SignContract, 6, until=agreed.day(90))
    agreed.say(GiveAgreement, 4, proof=ProofKind.SIGNED_FORM)
    assert [state(agreed, 5, 0), state(agreed, 6, 0), state(agreed, 6, 1)] == [
        ContractState.IN_FORCE,
        ContractState.ENDED,
        ContractState.IN_FORCE,
    ]


def test_who_refused_and_agreed_on_one_day_can_sign_on_it(agreed):
    """The last word of the day counts on the day of the signing; a withdrawal after it stops the contract at once."""
    agreed.say(WithdrawAgreement, 5)
    agreed.say(GiveAgreement, 5, proof=ProofKind.SIGNED_FORM)
    agreed.say(commands.SignContract, 5, until=agreed.day(90))
    assert state(agreed, 5) is ContractState.IN_FORCE
    agreed.say(WithdrawAgreement, 5)
    assert state(agreed, 5) is ContractState.STOPPED


def test_a_contract_that_nears_its_term_is_due_until_something_is_decided(agreed):
    """From ten days before on, after it as well; a missed week loses nothing."""
    agreed.say(commands.SignContract, 1, until=agreed.day(30))
    number = agreed.case.engagement.contracts[0].number
    wanted = Due(task=Task.CONTRACT, due_on=agreed.day(30), number=number)

    def due(day):
        return tuple(engagement_due(CaseDay.of(agreed.case, agreed.day(day)), agreed.plan))

    assert [due(day) for day in (19, 20, 30, 31, 60)] == [(), *[(wanted,)] * 4]
    assert not wanted.overdue(agreed.day(30))
    assert wanted.overdue(agreed.day(30) + timedelta(days=1))
    agreed.say(commands.RenewContract, 31, until=agreed.day(60))
    assert (due(30), due(31), due(50)) == ((wanted,), (), (attrs.evolve(wanted, due_on=agreed.day(60)),))
    agreed.say(WithdrawAgreement, 55)
    assert (due(54) != (), due(55)) == (True, ())
