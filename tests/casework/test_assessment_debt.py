"""The account of what is owed, added up again."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.casework.assessment.debt import DebtCheck
from prevexp.casework.assessment.debt import debt_of
from prevexp.casework.assessment.figure import Gap
from prevexp.casework.assessment.figure import GapKind
from prevexp.domain.assessment import DebtAccount
from prevexp.domain.assessment import DebtLine
from prevexp.domain.assessment_vocabulary import DebtLineKind
from prevexp.domain.errors import InvalidValue
from prevexp.testing.assessment_strategies import accounts

DAY = date(2021, 5, 15)
LINES = [("opening", 1_000), ("rent", 60_000), ("charges", 5_000), ("aid_received", 20_000), ("payment", 6_000)]


def account(lines=(), *, said=None, complete=True, on=DAY):
    made = tuple(DebtLine(on=on, kind=DebtLineKind(kind), amount_cents=cents) for kind, cents in lines)
    return DebtAccount(account_on=DAY, total_said_cents=said, lines=made, complete=complete)


def test_rent_and_charges_are_owed_less_aid_and_payments_and_costs_stand_apart():
    """1 000 + 60 000 + 5 000 - 20 000 - 6 000 cents; the costs of the act are no rent."""
    read = debt_of(account([*LINES, ("costs", 15_000)]))
    assert (read.arrears.value, read.costs.value) == (40_000, 15_000)


@pytest.mark.parametrize(
    ("said", "check", "difference"),
    [
        (40_000, DebtCheck.SAME, 0),
        (55_000, DebtCheck.COSTS_INCLUDED, 15_000),
        (55_001, DebtCheck.DIFFERENT, 15_001),
        (39_999, DebtCheck.DIFFERENT, -1),
        (None, DebtCheck.NOT_KNOWN, None),
    ],
)
def test_a_total_that_is_not_that_of_the_lines_is_told(said, check, difference):
    """The same, with the costs in it, or different by so much."""
    read = debt_of(account([*LINES, ("costs", 15_000)], said=said))
    assert (read.check, read.difference_cents) == (check, difference)


@pytest.mark.parametrize("complete", [None, False])
def test_lines_that_are_not_all_there_make_no_total(complete):
    """What they come to so far is told beside the question."""
    read = debt_of(account([("rent", 60_000)], said=60_000, complete=complete))
    assert (read.arrears.value, read.arrears.known_part) == (None, 60_000)
    assert read.arrears.gaps == (Gap(kind=GapKind.OTHER_LINES),)
    assert read.check is DebtCheck.NOT_KNOWN


def test_a_line_without_amount_makes_no_total():
    """The amount is asked for; costs are known without it."""
    read = debt_of(account([("payment", None), ("costs", 1)], said=0))
    assert read.arrears.gaps == (Gap(kind=GapKind.AMOUNT, of=DebtLineKind.PAYMENT),)
    assert (read.costs.value, read.check) == (1, DebtCheck.NOT_KNOWN)


def test_who_paid_too_much_is_owed():
    """Arrears below zero."""
    assert debt_of(account([("payment", 5)])).arrears.value == -5


def test_no_line_is_later_than_the_account():
    """On its day at the latest."""
    assert account([("rent", 1)], on=DAY).lines
    with pytest.raises(InvalidValue):
        account([("rent", 1)], on=date(2021, 5, 16))


@given(accounts(st.integers(0, 10**7)))
def test_lines_add_up_in_any_order(drawn):
    """Arrears and costs together are all lines, each with its sign."""
    whole = attrs.evolve(drawn, complete=True)
    taken_off = {DebtLineKind.AID_RECEIVED, DebtLineKind.PAYMENT}
    total = sum(-line.amount_cents if line.kind in taken_off else line.amount_cents for line in whole.lines)
    read, turned = debt_of(whole), debt_of(attrs.evolve(whole, lines=whole.lines[::-1]))
    assert read.arrears.value + read.costs.value == total
    assert (read.arrears.value, read.check) == (turned.arrears.value, turned.check)
