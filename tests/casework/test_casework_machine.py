"""Random histories of a case: whatever the team notes, in whatever order, some things never happen."""

from datetime import date
from datetime import timedelta
from typing import ClassVar

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import initialize
from hypothesis.stateful import invariant
from hypothesis.stateful import rule

from prevexp.casework import commands
from prevexp.casework.agenda import agenda
from prevexp.casework.assessment.commands import Assess
from prevexp.casework.assessment.versions import versions
from prevexp.casework.contact_plan import WorkPlan
from prevexp.casework.decide import checked
from prevexp.casework.decide import decide
from prevexp.casework.due import Task
from prevexp.casework.evolve import evolve
from prevexp.casework.evolve import replay
from prevexp.casework.follow_up import OPEN
from prevexp.casework.follow_up import follow_up
from prevexp.casework.life.closing import OUTCOMES
from prevexp.casework.life.closing import outcome_of
from prevexp.casework.life.commands import CloseCase
from prevexp.casework.life.commands import ReopenCase
from prevexp.casework.life.commands import TransferCase
from prevexp.casework.life.standing import closed
from prevexp.casework.life.striking import struck
from prevexp.casework.next_contact import ContactState
from prevexp.casework.next_contact import next_contact
from prevexp.casework.refusal import Refusal
from prevexp.domain.assessment import Composition
from prevexp.domain.assessment import Findings
from prevexp.domain.assessment_events import AssessmentMade
from prevexp.domain.case import ListedFacts
from prevexp.domain.casework_events import AgreementGiven
from prevexp.domain.casework_events import AgreementRefused
from prevexp.domain.casework_events import AgreementWithdrawn
from prevexp.domain.events import CaseAllocated
from prevexp.domain.events import CaseReceived
from prevexp.domain.events import ContactAttempted
from prevexp.domain.events import Event
from prevexp.domain.life import Closure
from prevexp.domain.life import ReopeningReason
from prevexp.domain.life_events import CaseReopened
from prevexp.domain.said import agreed
from prevexp.domain.values import Month
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import FollowUpEnd
from prevexp.domain.vocabulary import HoldReason
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import ProofKind
from prevexp.law.territory_law import national
from prevexp.registry.contact_files import default_contact_plan
from prevexp.registry.landlord_files import default_landlord_plan

FIRST = date(2021, 5, 4)
AT = utc(2023, 1, 1)
SAID = {"case_id": "c1", "occurred_on": FIRST, "recorded_at": AT}
RECEIVED = CaseReceived(
    **SAID, household_id="h", territory="62", transfer="t", line=2, month=Month(2021, 5), reference="r",
    facts=ListedFacts(),
)  # fmt: skip
ALLOCATED = CaseAllocated(**SAID, quota_month=Month(2021, 5), rank=1, criterion="waiting", social_worker="social-1")
days = st.integers(0, 25).map(lambda number: FIRST + timedelta(days=number))
CLOSED_BY_MISTAKE = ReopeningReason.CLOSED_BY_MISTAKE
TWO_WAY = {AttemptOutcome.REACHED, AttemptOutcome.MET, AttemptOutcome.REFUSED}


def about(due):
    """Return what a thing to do is about: the ladder of a referral goes on by itself, from a reminder to a decision."""
    waits = due.task in {Task.REMIND_PARTNER, Task.REMIND_ABOVE, Task.DECIDE_REFERRAL}
    return (Task.DECIDE_REFERRAL if waits else due.task, due.number, due.about)


@attrs.frozen(kw_only=True)
class AssessmentSketched(Event):
    slug: ClassVar[str] = "assessment-sketched.v1"
    needs_agreement: ClassVar[bool] = True


class Histories(RuleBasedStateMachine):
    """Notes things of any day in any order; the facts are checked against the events themselves."""

    @initialize()
    def begin(self):
        self.plan = WorkPlan(contact=default_contact_plan(), law=national("62"), landlord=default_landlord_plan())
        self.events = [RECEIVED, ALLOCATED]
        self.case = replay(self.events)
        self.on = FIRST

    def note(self, command):
        """Note what a command makes; what needs an agreement is written only with one in force on its day."""
        decided = decide(self.case, command, at=AT, plan=self.plan)
        if not isinstance(decided, Refusal):
            assert all(agreed(self.case, one.occurred_on) for one in decided if one.wants_agreement())
            self.add(decided)
        self.on = command.on
        return decided

    def add(self, events):
        self.events += events
        for event in events:
            self.case = evolve(self.case, event)

    def due(self, day):
        """Return what is to be done on a day."""
        return agenda([self.case], self.plan, on=day).get("c1", ())

    def by(self, day, *kinds):
        """Return the events of some classes by a day that were not corrected, in the order of their days."""
        found = [one for one in struck(self.events) if isinstance(one, kinds) and one.occurred_on <= day]
        return sorted(found, key=lambda one: one.occurred_on)

    @rule(on=days, channel=st.sampled_from(Channel), outcome=st.sampled_from(AttemptOutcome))
    def attempt(self, on, channel, outcome):
        self.note(commands.RecordAttempt(on=on, channel=channel, outcome=outcome))

    @rule(on=days)
    def agree(self, on):
        self.note(commands.GiveAgreement(on=on, proof=ProofKind.WORKER_RECORD))

    @rule(on=days, withdraws=st.booleans())
    def disagree(self, on, withdraws):
        self.note(commands.WithdrawAgreement(on=on) if withdraws else commands.RefuseAgreement(on=on))

    @rule(on=days)
    def share(self, on):
        proof = ProofKind.SIGNED_FORM
        self.note(commands.AuthoriseSharing(on=on, partner="caf", groups=(FieldGroup.STEPS,), proof=proof))

    @rule(on=days, length=st.integers(-1, 20))
    def hold(self, on, length):
        self.note(commands.HoldContact(on=on, until=on + timedelta(days=length), reason=HoldReason.AWAY))

    @rule(on=days, channel=st.sampled_from(Channel), safe=st.booleans())
    def unsafe(self, on, channel, safe):
        self.note(commands.NoteChannelSafety(on=on, channel=channel, safe=safe))

    @rule(on=days, end=st.sampled_from(FollowUpEnd), until=st.none() | days)
    def decide_follow_up(self, on, end, until):
        self.note(commands.ExtendFollowUp(on=on, until=until) if until else commands.EndFollowUp(on=on, end=end))

    @rule(on=days, reason=st.sampled_from(sorted(OUTCOMES)))
    def close(self, on, reason):
        self.note(CloseCase(on=on, reason=reason, outcome=outcome_of(reason)))

    @rule(on=days, reason=st.sampled_from(ReopeningReason))
    def reopen(self, on, reason):
        self.note(ReopenCase(on=on, reason=reason))

    @rule(on=days, overlap=st.none() | days, worker=st.sampled_from(("social-1", "social-2")))
    def hand_over(self, on, overlap, worker):
        self.note(TransferCase(on=on, social_worker=worker, overlap_until=overlap))

    @rule(on=days, adults=st.integers(1, 3), place=st.sampled_from(Place))
    def assess(self, on, adults, place):
        """The version of a day is that of the latest day noted so far, whenever it was noted."""
        found = Findings(household=Composition(adults=adults))
        self.note(Assess(on=on, place=place, workers=("social-1",), findings=found))
        made, read = self.by(on, AssessmentMade), versions(self.case, on)
        assert [one.number for one in read] == [one.number for one in made]

    @rule(on=days)
    def sketch(self, on):
        """A fact that needs an agreement is written exactly if the household's last word by its day is a yes."""
        event = AssessmentSketched(case_id="c1", occurred_on=on, recorded_at=AT)
        decided = checked(self.case, (event,))
        words = self.by(on, AgreementGiven, AgreementRefused, AgreementWithdrawn)
        written = not isinstance(decided, Refusal)
        assert written is (bool(words) and isinstance(words[-1], AgreementGiven))
        if written:
            self.add(decided)

    @invariant()
    def the_state_is_what_happened(self):
        """State and replay agree, and so does the replay of the same notes in the order of their days."""
        assert self.case == replay(self.events)
        assert self.case == replay(sorted(struck(self.events), key=lambda one: one.occurred_on))

    @invariant()
    def no_contact_is_pending_after_a_refusal(self):
        """Unless the household agreed since."""
        refusals = [
            one
            for one in self.by(self.on, ContactAttempted, AgreementRefused, AgreementWithdrawn)
            if not isinstance(one, ContactAttempted) or one.outcome is AttemptOutcome.REFUSED
        ]
        agreements = self.by(self.on, AgreementGiven)
        if refusals and (not agreements or agreements[-1].occurred_on < refusals[-1].occurred_on):
            state = ContactState.CLOSED if closed(self.case, self.on) else ContactState.REFUSED
            assert next_contact(self.case, self.plan.contact, self.on).state is state
            assert all(due.by_law for due in self.due(self.on))

    @invariant()
    def closures_and_reopenings_take_turns(self):
        """A case is closed before it is opened again, and nothing is pending on a day on which it is closed."""
        assert [isinstance(one, Closure) for one in self.case.life] == [n % 2 == 0 for n in range(len(self.case.life))]
        if closed(self.case, self.on):
            assert all(due.by_law for due in self.due(self.on))
            pending = follow_up(self.case, self.plan.law, on=self.on)
            assert pending is None or pending.state not in OPEN

    @invariant()
    def one_follow_up_after_an_exchange_and_none_before(self):
        """It starts on the day of the last exchange and its last day lies after it."""
        anew = [one.occurred_on for one in self.by(self.on, CaseReopened) if one.reason is not CLOSED_BY_MISTAKE]
        exchanges = [
            one.occurred_on
            for one in self.by(self.on, ContactAttempted, AgreementGiven)
            if isinstance(one, AgreementGiven) or (one.outcome in TWO_WAY and one.channel is not Channel.THIRD_PARTY)
        ]
        exchanges = [day for day in exchanges if not anew or day >= anew[-1]]
        pending = follow_up(self.case, self.plan.law, on=self.on)
        assert (pending is not None) is bool(exchanges)
        if pending is not None:
            assert pending.exchange_on == exchanges[-1] < pending.due_on

    @invariant()
    def what_was_due_and_not_done_is_still_due_later(self):
        """A week in which nobody looked loses nothing that no later note settled."""
        last = max(one.occurred_on for one in self.events)
        held = max([last, *(hold.until for hold in self.case.holds if hold.until)])
        settled = held + timedelta(days=1)
        before, after = (map(about, self.due(settled + timedelta(days=days))) for days in (0, 7))
        assert set(before) <= set(after)

    @invariant()
    def an_agreement_and_its_absence_are_told_apart(self):
        """Sharing stands only on days on which an agreement was in force when it was noted."""
        for event in self.by(date.max, Event):
            if event.wants_agreement():
                assert any(isinstance(one, AgreementGiven) for one in self.by(event.occurred_on, AgreementGiven))
        assert not (agreed(self.case, self.on) and not self.by(self.on, AgreementGiven))


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=100, stateful_step_count=25)
