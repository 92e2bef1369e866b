"""A case of an invented household, a plan of contact, and a way to note things on it."""

from datetime import date
from datetime import timedelta

import attrs
import pytest

from prevexp.casework.contact_plan import ContactPlan
from prevexp.casework.contact_plan import ContactStep
from prevexp.casework.contact_plan import WorkPlan
from prevexp.casework.decide import decide
from prevexp.casework.evolve import evolve
from prevexp.casework.evolve import replay
from prevexp.casework.refusal import Refusal
from prevexp.domain.case import ListedFacts
from prevexp.domain.events import CaseAllocated
from prevexp.domain.events import CaseReceived
from prevexp.domain.values import Month
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.law.territory_law import national

RECEIVED = date(2021, 5, 4)
AT = utc(2022, 5, 4, 9)
SHARED = {"case_id": "c1", "occurred_on": RECEIVED, "recorded_at": AT}
RECEPTION = CaseReceived(
    **SHARED,
    household_id="h1",
    territory="62",
    transfer="t1",
    line=2,
    month=Month(2021, 5),
    reference="62-1",
    facts=ListedFacts(),
)
ALLOCATION = CaseAllocated(
    **SHARED,
    quota_month=Month(2021, 5),
    rank=1,
    criterion="waiting",
    social_worker="social-1",
    legal_worker="legal-1",
)


@attrs.define
class Desk:
    """Notes commands on one case, allocated on the day it was received; `day(3)` is three days later."""

    plan: WorkPlan
    events: list = attrs.field(factory=lambda: [RECEPTION, ALLOCATION])

    @property
    def case(self):
        return replay(self.events)

    def day(self, number):
        return RECEIVED + timedelta(days=number)

    def say(self, kind, /, on=0, **fields):
        """Decide on a command of a day (a number counts from the reception), and keep what comes of it."""
        day = on if isinstance(on, date) else self.day(on)
        decided = decide(self.case, kind(on=day, **fields), at=AT, plan=self.plan)
        if not isinstance(decided, Refusal):
            before = self.case
            self.events += decided
            for event in decided:
                before = evolve(before, event)
            assert before == self.case
        return decided


@pytest.fixture(scope="session")
def plan():
    """Return a plan of three steps: a letter at once, a call after five days, a visit after seven more."""
    steps = ((Channel.LETTER, 0), (Channel.PHONE, 5), (Channel.VISIT_PLANNED, 7))
    contact = ContactPlan(
        steps=tuple(ContactStep(channel=channel, after_days=days) for channel, days in steps),
        most_attempts=4,
        stops=frozenset({AttemptOutcome.GONE}),
        drops={AttemptOutcome.BAD_NUMBER: frozenset({Channel.PHONE, Channel.SMS})},
        follow_up_notice_days=3,
        source="invented",
    )
    return WorkPlan(contact=contact, law=national("62"))


@pytest.fixture
def desk(plan):
    return Desk(plan)


@pytest.fixture(scope="session")
def new_desk(plan):
    """Return how to begin a case anew, for a property that tries many; what is given replaces parts of the plan."""
    return lambda **parts: Desk(attrs.evolve(plan, **parts))
