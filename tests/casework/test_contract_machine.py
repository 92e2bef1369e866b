"""Random histories of a contract, its undertakings and a plan, with an agreement that comes and goes."""

from datetime import date
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import initialize
from hypothesis.stateful import invariant
from hypothesis.stateful import rule

from prevexp.casework.case_day import CaseDay
from prevexp.casework.commands import GiveAgreement
from prevexp.casework.commands import WithdrawAgreement
from prevexp.casework.contact_plan import WorkPlan
from prevexp.casework.contract import commands
from prevexp.casework.contract.contracts import contract_standings
from prevexp.casework.contract.due import engagement_due
from prevexp.casework.contract.instalments import equal_instalments
from prevexp.casework.contract.repayment import plan_standings
from prevexp.casework.contract.undertakings import undertaking_standings
from prevexp.casework.engagement_rules import EngagementRules
from prevexp.casework.evolve import replay
from prevexp.casework.refusal import Refusal
from prevexp.domain.contract_events import EVENTS
from prevexp.domain.engagement_vocabulary import ContractEnd
from prevexp.domain.engagement_vocabulary import ContractState
from prevexp.domain.engagement_vocabulary import Objective
from prevexp.domain.engagement_vocabulary import UndertakingKind
from prevexp.domain.engagement_vocabulary import UndertakingOwner
from prevexp.domain.engagement_vocabulary import UndertakingStatus
from prevexp.domain.said import agreed
from prevexp.domain.undertaking_courses import COURSES
from prevexp.domain.vocabulary import ProofKind
from prevexp.law.territory_law import national
from prevexp.registry.contact_files import default_contact_plan

from .conftest import Desk

days = st.integers(0, 60)
lengths = st.integers(-3, 40)
places = st.integers(0, 5)


class Engagements(RuleBasedStateMachine):
    """Notes things of any day in any order; what may never be is looked for after each."""

    @initialize(strict=st.booleans())
    def begin(self, strict):
        rules = EngagementRules(undertakings_need_contract=strict, contract_notice_days=10, undertaking_notice_days=7)
        self.desk = Desk(WorkPlan(contact=default_contact_plan(), law=national("62"), engagement=rules))
        self.strict, self.numbers = strict, []

    def note(self, kind, on, /, **fields):
        """Note a command; what it writes of the household's life is written under an agreement of its day."""
        decided = self.desk.say(kind, on, **fields)
        if not isinstance(decided, Refusal):
            self.numbers += [event.number for event in decided if getattr(event, "number", None) not in self.numbers]
            if any(isinstance(event, EVENTS) for event in decided):
                assert agreed(self.desk.case, self.desk.day(on))
        return decided

    def number(self, place):
        return self.numbers[place % len(self.numbers)] if self.numbers else 99

    @rule(on=days)
    def agree(self, on):
        self.desk.say(GiveAgreement, on, proof=ProofKind.WORKER_RECORD)

    @rule(on=days)
    def withdraw(self, on):
        self.desk.say(WithdrawAgreement, on)

    @rule(on=days, starts=lengths, length=lengths)
    def sign(self, on, starts, length):
        first = on + starts
        self.note(commands.SignContract, on, starts_on=self.desk.day(first), until=self.desk.day(first + length))

    @rule(on=days, length=lengths, place=st.none() | places)
    def renew(self, on, length, place):
        number = None if place is None else self.number(place)
        self.note(commands.RenewContract, on, until=self.desk.day(on + length), number=number)

    @rule(on=days)
    def end(self, on):
        self.note(commands.EndContract, on, reason=ContractEnd.OBJECTIVES_MET)

    @rule(on=days, kind=st.sampled_from(UndertakingKind), length=lengths)
    def promise(self, on, kind, length):
        said = {"kind": kind, "objective": Objective.KEEP_HOME, "owner": UndertakingOwner.TEAM}
        decided = self.note(commands.PromiseUndertaking, on, due_on=self.desk.day(on + length), **said)
        if self.strict and not isinstance(decided, Refusal):
            assert decided[0].contract is not None

    @rule(on=days, place=places, status=st.sampled_from(UndertakingStatus))
    def move(self, on, place, status):
        self.note(commands.MoveUndertaking, on, number=self.number(place), status=status)

    @rule(on=days, first=lengths, months=st.integers(1, 3), replaces=st.none() | places)
    def sign_plan(self, on, first, months, replaces):
        instalments = equal_instalments(1000, months=months, first_due_on=self.desk.day(on + first))
        number = None if replaces is None else self.number(replaces)
        self.note(commands.SignRepaymentPlan, on, total_cents=1000, instalments=instalments, replaces=number)

    @rule(on=days, place=places, cents=st.integers(1, 1200), rank=st.none() | st.integers(1, 3))
    def pay(self, on, place, cents, rank):
        self.note(commands.NotePayment, on, number=self.number(place), cents=cents, rank=rank)

    @rule(on=days, place=places, rank=st.integers(1, 3))
    def miss(self, on, place, rank):
        self.note(commands.NoteMissedInstalment, on, number=self.number(place), rank=rank)

    @invariant()
    def the_state_does_not_depend_on_the_order_of_noting(self):
        """What was noted, in the order of its days, makes the same case."""
        assert self.desk.case == replay(sorted(self.desk.events, key=lambda one: one.occurred_on))

    @invariant()
    def nothing_is_due_or_in_force_without_an_agreement(self):
        """On any day; and with one, at most one contract is."""
        case = self.desk.case
        for number in (0, 10, 20, 30, 40, 50, 60, 90):
            on = self.desk.day(number)
            held = [one for one in contract_standings(case, on) if one.state is ContractState.IN_FORCE]
            assert len(held) <= 1
            if not agreed(case, on):
                assert not held
                assert not tuple(engagement_due(CaseDay.of(case, on), self.desk.plan))
                assert not any(one.is_open for one in undertaking_standings(case, on))

    @invariant()
    def what_is_over_stays_over_and_sums_agree(self):
        """No status follows a final one; paid and remaining make the total."""
        for one in undertaking_standings(self.desk.case, date.max):
            assert all(step.status not in COURSES[one.undertaking.kind].final for step in one.history[:-1])
        for plan in plan_standings(self.desk.case, date.max - timedelta(days=1)):
            assert plan.paid_cents + plan.left_cents == 1000
            assert all(one.left_cents >= 0 for one in plan.instalments)


TestEngagements = Engagements.TestCase
TestEngagements.settings = settings(max_examples=60, stateful_step_count=25)
