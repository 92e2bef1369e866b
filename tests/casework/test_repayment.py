"""Repayment plans: instalments add up, what nobody checked is not known, kept and broken are computed."""

from datetime import date
from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.casework.case_day import CaseDay
from prevexp.casework.commands import GiveAgreement
from prevexp.casework.commands import WithdrawAgreement
from prevexp.casework.contract import commands
from prevexp.casework.contract.due import engagement_due
from prevexp.casework.contract.instalments import equal_instalments
from prevexp.casework.contract.instalments import instalments_of
from prevexp.casework.contract.repayment import kept_after
from prevexp.casework.contract.repayment import plan_standing
from prevexp.casework.contract.repayment import rent_paid
from prevexp.casework.contract.undertakings import undertaking_standing
from prevexp.casework.due import Due
from prevexp.casework.due import Task
from prevexp.casework.engagement_rules import EngagementRules
from prevexp.casework.evolve import replay
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.assessment_vocabulary import RentResumed
from prevexp.domain.contract_events import RepaymentPlanSigned
from prevexp.domain.engagement import Instalment
from prevexp.domain.engagement_vocabulary import Creditor
from prevexp.domain.engagement_vocabulary import InstalmentState
from prevexp.domain.engagement_vocabulary import Objective
from prevexp.domain.engagement_vocabulary import PlanEnd
from prevexp.domain.engagement_vocabulary import PlanState
from prevexp.domain.engagement_vocabulary import UndertakingKind
from prevexp.domain.engagement_vocabulary import UndertakingOwner
from prevexp.domain.engagement_vocabulary import UndertakingStatus
from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import ProofKind

DAY = timedelta(days=1)
SIGNED = date(2021, 5, 10)
TOTAL = 10_000
JUNE, JULY, AUGUST = date(2021, 6, 5), date(2021, 7, 5), date(2021, 8, 5)
AFTER = {date(2021, 6, 5): date(2021, 6, 6), JULY: date(2021, 7, 6), AUGUST: date(2021, 8, 6)}


@pytest.fixture
def agreed(desk):
    """Return the desk with an agreement; instalments are checked within five days."""
    desk = attrs.evolve(desk, plan=attrs.evolve(desk.plan, engagement=EngagementRules(instalment_check_days=5)))
    desk.say(GiveAgreement, 0, proof=ProofKind.SIGNED_FORM)
    return desk


def sign(desk, on=SIGNED, months=3, first=JUNE, **more):
    """Sign a plan of 100 euros in three months and return what is decided."""
    instalments = equal_instalments(TOTAL, months=months, first_due_on=first)
    return desk.say(commands.SignRepaymentPlan, on, total_cents=TOTAL, instalments=instalments, **more)


@pytest.fixture
def number(agreed):
    """Return the number of a plan of 3333, 3333 and 3334 cents on the fifth of June, July, August."""
    (event,) = sign(agreed)
    return event.number


def state(desk, number, on):
    """Return the state of a plan on a day."""
    return plan_standing(desk.case, number, on).state


def states(desk, number, on):
    """Return the states of its instalments on a day."""
    return [one.state for one in plan_standing(desk.case, number, on).instalments]


def pay(desk, number, on, cents, rank=None):
    return desk.say(commands.NotePayment, on, number=number, cents=cents, rank=rank)


def miss(desk, number, on, rank):
    return desk.say(commands.NoteMissedInstalment, on, number=number, rank=rank)


@given(total=st.integers(1, 10**8), months=st.integers(1, 120), first=st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_equal_instalments_always_add_up(total, months, first):
    """Exactly, a month apart, all equal but the last, which is less than a cent for each month more."""
    if total < months:
        with pytest.raises(InvalidValue):
            equal_instalments(total, months=months, first_due_on=first)
        return
    made = equal_instalments(total, months=months, first_due_on=first)
    amounts = [one.cents for one in made]
    assert (len(made), sum(amounts)) == (months, total)
    assert len({*amounts[:-1]}) <= 1
    assert 0 <= amounts[-1] - amounts[0] < months
    assert [(one.due_on.year * 12 + one.due_on.month) - (first.year * 12 + first.month) for one in made] == list(
        range(months)
    )
    assert all(one.due_on.day <= first.day for one in made)


@given(total=st.integers(1, 10**7), each=st.integers(20_000, 10**6))
def test_instalments_of_a_given_amount_always_add_up(total, each):
    """The last one is what is left, never more than the others and never nothing."""
    amounts = [one.cents for one in instalments_of(each, total, first_due_on=JUNE)]
    assert sum(amounts) == total
    assert set(amounts[:-1]) <= {each}
    assert 0 < amounts[-1] <= each


def test_a_short_month_has_its_instalment_on_its_last_day():
    """From 31 January: 28 February, then the 31st again; in a leap year the 29th."""
    days = [one.due_on for one in equal_instalments(400, months=4, first_due_on=date(2022, 1, 31))]
    assert days == [date(2022, 1, 31), date(2022, 2, 28), date(2022, 3, 31), date(2022, 4, 30)]
    assert equal_instalments(200, months=2, first_due_on=date(2024, 1, 31))[1].due_on == date(2024, 2, 29)


def test_the_cents_that_do_not_divide_are_in_the_last_instalment():
    """100 euros in three months: 33.33, 33.33, 33.34."""
    assert [one.cents for one in equal_instalments(TOTAL, months=3, first_due_on=JUNE)] == [3333, 3333, 3334]


@pytest.mark.parametrize(("each", "total"), [(0, 100), (100, 0), (1, 601)])
def test_impossible_instalments_are_refused(each, total):
    """Of nothing, for nothing, or for more than fifty years."""
    with pytest.raises(InvalidValue):
        instalments_of(each, total, first_due_on=JUNE)


def test_a_plan_that_does_not_add_up_is_refused(agreed):
    """A cent too few: the command is refused with both sums, and the event cannot exist."""
    instalments = (Instalment(due_on=JUNE, cents=9_999),)
    refused = agreed.say(commands.SignRepaymentPlan, SIGNED, total_cents=TOTAL, instalments=instalments)
    assert refused.code is RefusalCode.INSTALMENTS_DO_NOT_ADD_UP
    assert refused.params == {"added_cents": "9999", "total_cents": "10000"}
    said = {"case_id": "c1", "occurred_on": SIGNED, "recorded_at": utc(2021, 5, 10), "number": 4}
    for wrong in (instalments, (), (Instalment(due_on=JUNE, cents=TOTAL // 2),) * 2):
        with pytest.raises(InvalidValue):
            RepaymentPlanSigned(**said, creditor=Creditor.LANDLORD, total_cents=TOTAL, instalments=wrong, replaces=None)


def test_instalments_out_of_order_are_refused(agreed):
    """Two of one day, or a later one first, say the same as instalments before the signing: nothing is written."""
    halves = [Instalment(due_on=day, cents=TOTAL // 2) for day in (JULY, JUNE)]
    for wrong in (tuple(halves), (halves[0], halves[0])):
        refused = agreed.say(commands.SignRepaymentPlan, SIGNED, total_cents=TOTAL, instalments=wrong)
        assert refused.code is RefusalCode.INSTALMENT_TOO_EARLY
    assert sign(agreed, first=date(2021, 5, 9)).code is RefusalCode.INSTALMENT_TOO_EARLY
    assert not isinstance(sign(agreed, first=SIGNED), Refusal)


def test_a_plan_needs_an_agreement(desk):
    """Nothing of the budget is written without one (call C22)."""
    assert sign(desk).code is RefusalCode.AGREEMENT_MISSING


def test_a_plan_is_kept_then_to_check_then_kept_then_finished(agreed, number):
    """On the day of an instalment it is still to come; the day after it is to be checked, until somebody says."""
    seen = [state(agreed, number, on) for on in (SIGNED, JUNE, AFTER[JUNE])]
    assert seen == [PlanState.KEPT, PlanState.KEPT, PlanState.TO_CHECK]
    pay(agreed, number, JUNE, 3333)
    assert state(agreed, number, AFTER[JUNE]) is PlanState.KEPT
    pay(agreed, number, JULY, 6667)
    finished = plan_standing(agreed.case, number, JULY)
    assert (finished.state, finished.paid_cents, finished.left_cents, finished.over_on) == (
        PlanState.FINISHED,
        TOTAL,
        0,
        JULY,
    )
    assert pay(agreed, number, AUGUST, 1).code is RefusalCode.PLAN_OVER


def test_a_plan_is_broken_by_a_miss_and_resumed_by_a_payment(agreed, number):
    """Broken from the note of the miss on; resumed by a payment after that instalment's day; the arrear stays."""
    assert miss(agreed, number, JUNE, 1).code is RefusalCode.INSTALMENT_NOT_DUE
    miss(agreed, number, date(2021, 6, 12), 1)
    assert [state(agreed, number, date(2021, 6, day)) for day in (11, 12, 30)] == [
        PlanState.TO_CHECK,
        PlanState.BROKEN,
        PlanState.BROKEN,
    ]
    pay(agreed, number, JULY, 3333, rank=2)
    standing = plan_standing(agreed.case, number, AFTER[JULY])
    assert standing.state is PlanState.RESUMED
    assert [one.state for one in standing.instalments] == [
        InstalmentState.MISSED,
        InstalmentState.PAID,
        InstalmentState.TO_COME,
    ]
    assert (standing.paid_cents, standing.left_cents) == (3333, 6667)
    miss(agreed, number, AFTER[AUGUST], 3)
    assert state(agreed, number, AFTER[AUGUST]) is PlanState.BROKEN


def test_a_part_paid_is_a_part_and_a_late_payment_is_late(agreed, number):
    """20 euros on the day leave 13.33: partly paid the day after, paid late once the rest comes."""
    pay(agreed, number, JUNE, 2000)
    assert states(agreed, number, JUNE)[0] is InstalmentState.TO_COME
    assert states(agreed, number, AFTER[JUNE])[0] is InstalmentState.PARTLY_PAID
    assert state(agreed, number, AFTER[JUNE]) is PlanState.BROKEN
    pay(agreed, number, date(2021, 6, 20), 1333)
    assert states(agreed, number, date(2021, 6, 20))[0] is InstalmentState.PAID_LATE
    assert state(agreed, number, date(2021, 6, 20)) is PlanState.RESUMED


def test_a_payment_goes_to_the_oldest_debt(agreed, number):
    """50 euros pay the first instalment and a part of the second; more than what is left is refused."""
    events = pay(agreed, number, JUNE, 5000)
    assert [(event.rank, event.cents) for event in events] == [(1, 3333), (2, 1667)]
    assert pay(agreed, number, JULY, 3334, rank=2).params == {"left_cents": "1666"}
    assert pay(agreed, number, JULY, 5001).code is RefusalCode.PAID_TOO_MUCH
    assert pay(agreed, number, JULY, 1, rank=4).code is RefusalCode.NO_SUCH_ENTRY
    assert miss(agreed, number, JULY, 1).code is RefusalCode.INSTALMENT_PAID


def test_an_instalment_is_to_be_checked_until_somebody_did(agreed, number):
    """From the day after it, within five days, and still a month later; a miss is an answer."""

    def due(on):
        return tuple(
            one for one in engagement_due(CaseDay.of(agreed.case, on), agreed.plan) if one.task is Task.INSTALMENT
        )

    first = Due(task=Task.INSTALMENT, due_on=date(2021, 6, 10), number=number, about="1")
    assert [due(on) for on in (JUNE, AFTER[JUNE], JULY)] == [(), (first,), (first,)]
    assert len(due(AFTER[JULY])) == 2
    miss(agreed, number, JULY, 1)
    assert due(JULY) == ()
    agreed.say(WithdrawAgreement, AFTER[JULY])
    assert due(AFTER[JULY]) == ()


def test_a_new_plan_replaces_the_old_one_and_only_by_its_number(agreed, number):
    """One runs at a time for a creditor; the old one is replaced from the day of the new one on."""
    refused = sign(agreed, on=JULY, first=AUGUST)
    assert (refused.code, refused.params) == (RefusalCode.PLAN_RUNNING, {"number": str(number)})
    assert not isinstance(sign(agreed, on=JULY, first=AUGUST, creditor=Creditor.ACTION_LOGEMENT), Refusal)
    (new,) = sign(agreed, on=JULY, first=AUGUST, replaces=number)
    assert state(agreed, number, JULY) is PlanState.REPLACED
    assert state(agreed, new.number, JULY) is PlanState.KEPT
    assert pay(agreed, number, JULY, 1).code is RefusalCode.PLAN_OVER
    assert sign(agreed, on=AUGUST, first=AUGUST, replaces=number).code is RefusalCode.PLAN_OVER


def test_a_plan_ends_with_a_reason_or_is_stopped_by_the_household(agreed, number):
    """Ended from that day on; stopped by the withdrawal of the agreement, and then nothing is added."""
    agreed.say(WithdrawAgreement, JULY)
    assert state(agreed, number, JULY) is PlanState.STOPPED
    agreed.say(GiveAgreement, AFTER[JULY], proof=ProofKind.SIGNED_FORM)
    assert pay(agreed, number, AFTER[JULY], 1).code is RefusalCode.STOPPED_BY_WITHDRAWAL
    (new,) = sign(agreed, on=AFTER[JULY], first=AUGUST)
    agreed.say(commands.EndRepaymentPlan, AUGUST, number=new.number, reason=PlanEnd.CREDITOR_ENDED_IT)
    assert [state(agreed, new.number, on) for on in (AFTER[JULY], AUGUST)] == [PlanState.KEPT, PlanState.ENDED]


def test_kept_after_some_months_is_said_of_a_day_that_has_come(agreed, number):
    """Three months after 10 May is 10 August: not known before, nor while an instalment is not checked."""
    pay(agreed, number, JUNE, 3333)
    pay(agreed, number, date(2021, 7, 20), 3333)
    assert kept_after(agreed.case, number, months=2, on=date(2021, 7, 19)) is None
    assert kept_after(agreed.case, number, months=2, on=date(2021, 7, 20)) is False
    asked = {"months": 3, "on": date(2021, 8, 9)}
    assert kept_after(agreed.case, number, **asked) is None
    asked["on"] = date(2021, 8, 10)
    assert kept_after(agreed.case, number, **asked) is None
    pay(agreed, number, date(2021, 8, 10), 3334)
    assert kept_after(agreed.case, number, **asked) is True
    assert kept_after(agreed.case, 99, **asked) is None


@pytest.mark.parametrize(
    ("end", "kept"), [(PlanEnd.PAID_OTHERWISE, True), (PlanEnd.DEBT_ERASED, True), (PlanEnd.JUDGE_DECIDED, False)]
)
def test_a_plan_that_ended_is_kept_only_if_the_debt_is_gone(agreed, number, end, kept):
    """Paid or erased counts as kept, ended otherwise does not (indicator I20)."""
    agreed.say(commands.EndRepaymentPlan, JUNE, number=number, reason=end)
    assert kept_after(agreed.case, number, months=3, on=date(2021, 9, 1)) is kept


def test_a_plan_with_a_miss_is_not_kept(agreed, number):
    """A miss noted after the day counts for it; so does a payment that came after it."""
    pay(agreed, number, JUNE, 3333)
    pay(agreed, number, JULY, 3333)
    miss(agreed, number, date(2021, 8, 20), 3)
    assert kept_after(agreed.case, number, months=3, on=date(2021, 8, 19)) is None
    assert kept_after(agreed.case, number, months=3, on=date(2021, 8, 20)) is False
    assert kept_after(agreed.case, number, months=2, on=date(2021, 8, 20)) is True


def test_the_current_rent_is_a_dated_fact(agreed):
    """None before anybody looked; the last finding by a day counts (indicator I21)."""
    agreed.say(commands.NoteRent, JULY, payment=RentResumed.FULL)
    agreed.say(commands.NoteRent, JUNE, payment=RentResumed.PARTIAL)
    seen = [rent_paid(agreed.case, on) for on in (SIGNED, JUNE, JULY)]
    assert seen == [None, RentResumed.PARTIAL, RentResumed.FULL]


def promise(desk, on, kind=UndertakingKind.REPAYMENT_PLAN):
    """Promise an undertaking, a repayment plan if not told otherwise, and return its number."""
    said = {"kind": kind, "objective": Objective.CLEAR_DEBT, "owner": UndertakingOwner.HOUSEHOLD}
    (event,) = desk.say(commands.PromiseUndertaking, on, **said, due_on=AUGUST)
    return event.number


def test_an_undertaking_is_signed_by_the_plan_that_carries_it_out(agreed):
    """The day before the signing, its day; a plan that is struck leaves it as it was, and a plan after it goes on."""
    number = promise(agreed, SIGNED - DAY)
    (plan,) = sign(agreed, undertaking=number)
    seen = [undertaking_standing(agreed.case, number, on) for on in (SIGNED - DAY, SIGNED)]
    assert [(one.status, one.granted_cents) for one in seen] == [
        (UndertakingStatus.PLANNED, None),
        (UndertakingStatus.SIGNED, TOTAL),
    ]
    again = {"number": number, "status": UndertakingStatus.SIGNED}
    assert agreed.say(commands.MoveUndertaking, JUNE, **again).code is RefusalCode.STATUS_FINAL
    (second,) = sign(agreed, JUNE, first=JULY, replaces=plan.number, undertaking=number)
    assert undertaking_standing(agreed.case, number, AUGUST).since == SIGNED
    without = [one for one in agreed.events if one not in (plan, second)]
    assert undertaking_standing(replay(without), number, AUGUST).status is UndertakingStatus.PLANNED


def test_a_status_noted_by_hand_stands_beside_the_plan(agreed):
    """Noted as signed before the plan was: told once, with the day and the sum that were noted."""
    number = promise(agreed, SIGNED)
    agreed.say(commands.MoveUndertaking, SIGNED, number=number, status=UndertakingStatus.SIGNED, cents=9_000)
    sign(agreed, SIGNED + DAY, undertaking=number)
    found = undertaking_standing(agreed.case, number, JUNE)
    assert (len(found.history), found.granted_cents, found.since) == (1, 9_000, SIGNED)


def test_a_plan_carries_out_no_other_undertaking(agreed):
    """None of the case, one of another kind, one refused, one whose later status denies it, one that stopped."""
    assert sign(agreed, undertaking=99).code is RefusalCode.NO_SUCH_UNDERTAKING
    other = promise(agreed, SIGNED, UndertakingKind.FSL)
    assert sign(agreed, undertaking=other).code is RefusalCode.STATUS_NOT_OF_KIND
    number = promise(agreed, SIGNED)
    agreed.say(commands.MoveUndertaking, JUNE, number=number, status=UndertakingStatus.REFUSED)
    assert sign(agreed, JUNE - DAY, undertaking=number).code is RefusalCode.STATUS_NOT_NEXT
    assert sign(agreed, JUNE, undertaking=number).code is RefusalCode.STATUS_FINAL
    stopped = promise(agreed, SIGNED)
    agreed.say(WithdrawAgreement, JUNE)
    assert sign(agreed, JUNE, undertaking=stopped).code is RefusalCode.STOPPED_BY_WITHDRAWAL


facts = st.lists(st.tuples(st.integers(30, 120), st.integers(1, 3), st.none() | st.integers(1, 4000)), max_size=10)


@given(said=facts, on=st.integers(6, 130))
def test_whatever_is_noted_in_whatever_order_the_sums_agree(new_desk, said, on):
    """Paid and remaining make the total, no instalment is overpaid, and the order of noting does not matter."""
    desk = new_desk()
    desk.say(GiveAgreement, 0, proof=ProofKind.SIGNED_FORM)
    (event,) = sign(desk)
    for day, rank, cents in said:
        if cents is None:
            miss(desk, event.number, desk.day(day), rank)
        else:
            pay(desk, event.number, desk.day(day), cents, rank if cents % 2 else None)
    assert desk.case == replay(sorted(desk.events, key=lambda one: one.occurred_on))
    standing = plan_standing(desk.case, event.number, desk.day(on))
    assert standing.paid_cents + standing.left_cents == TOTAL
    assert all(0 <= one.left_cents <= one.instalment.cents for one in standing.instalments)
    assert (standing.state is PlanState.FINISHED) is (standing.left_cents == 0)
