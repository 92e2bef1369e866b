"""A day out of every reckoning is never written down: it would break whatever is computed from it later."""

from datetime import date

import pytest

from prevexp.casework.agenda import dues_of
from prevexp.casework.commands import ExtendFollowUp
from prevexp.casework.commands import GiveAgreement
from prevexp.casework.commands import HoldContact
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.contract.commands import SignContract
from prevexp.casework.contract.commands import SignRepaymentPlan
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.engagement import Instalment
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import HoldReason
from prevexp.domain.vocabulary import ProofKind

LAST, PAST_THE_LAST = date(2100, 12, 31), date(2101, 1, 1)


@pytest.fixture
def agreed(desk):
    """Return the desk of a household that was reached and agrees."""
    desk.say(RecordAttempt, 1, channel=Channel.PHONE, outcome=AttemptOutcome.REACHED)
    desk.say(GiveAgreement, 1, proof=ProofKind.SIGNED_FORM)
    return desk


def plan_of_one(day):
    return {"total_cents": 1000, "instalments": (Instalment(due_on=day, cents=1000),)}


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        (HoldContact, lambda day: {"until": day, "reason": HoldReason.AWAY}),
        (ExtendFollowUp, lambda day: {"until": day}),
        (SignContract, lambda day: {"until": day}),
        (SignRepaymentPlan, plan_of_one),
    ],
)
def test_a_day_beyond_the_last_year_is_refused_and_the_last_one_still_computes(agreed, command, fields):
    """The last day of 2100 is taken and the worklist stands; 2101, and a term "without end", are refused."""
    for astray in (PAST_THE_LAST, date.max, date.min):
        refused = agreed.say(command, 2, **fields(astray))
        assert isinstance(refused, Refusal)
        assert refused.code is RefusalCode.IMPLAUSIBLE_DAY
        assert refused.params == {"day": astray.isoformat()}
    assert not isinstance(agreed.say(command, 2, **fields(LAST)), Refusal)
    for day in (agreed.day(3), LAST):
        dues_of(agreed.case, agreed.plan, day)
