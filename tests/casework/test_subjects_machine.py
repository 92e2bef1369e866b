"""Random histories over every part of the casework: what one part notes breaks no promise of another."""

from datetime import date
from datetime import timedelta

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize
from hypothesis.stateful import invariant
from hypothesis.stateful import rule

from prevexp.casework.act_review.commands import ReviewAct
from prevexp.casework.appointments import commands as appointing
from prevexp.casework.commands import AuthoriseSharing
from prevexp.casework.commands import GiveAgreement
from prevexp.casework.contract import commands as engaging
from prevexp.casework.contract.contracts import contract_standings
from prevexp.casework.contract.instalments import equal_instalments
from prevexp.casework.contract.repayment import plan_standings
from prevexp.casework.contract.undertakings import undertaking_standings
from prevexp.casework.evolve import replay
from prevexp.casework.informing import commands as informing
from prevexp.casework.landlord import commands as landlord
from prevexp.casework.landlord.mediation import mediations_on
from prevexp.casework.life.commands import CorrectEntry
from prevexp.casework.life.correcting import decide_correction
from prevexp.casework.referral import commands as referring
from prevexp.casework.refusal import Refusal
from prevexp.domain.act_review import ReviewConclusion
from prevexp.domain.act_review import SeenDocument
from prevexp.domain.appointment import CancelledBy
from prevexp.domain.appointment_events import AppointmentFixed
from prevexp.domain.contract_events import RepaymentPlanSigned
from prevexp.domain.contract_events import UndertakingPromised
from prevexp.domain.engagement_vocabulary import ContractEnd
from prevexp.domain.engagement_vocabulary import ContractState
from prevexp.domain.engagement_vocabulary import Objective
from prevexp.domain.engagement_vocabulary import UndertakingKind
from prevexp.domain.engagement_vocabulary import UndertakingOwner
from prevexp.domain.engagement_vocabulary import UndertakingStatus
from prevexp.domain.events import ProcedureRead
from prevexp.domain.landlord import LANDLORD
from prevexp.domain.landlord import Initiative
from prevexp.domain.landlord import MediationAnswer
from prevexp.domain.landlord import MediationResult
from prevexp.domain.landlord_events import MediationOffered
from prevexp.domain.life import CorrectionReason
from prevexp.domain.paper import LetterKind
from prevexp.domain.procedure import Procedure
from prevexp.domain.referral import ReferralEnd
from prevexp.domain.referral import ReferralMeans
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.referral import ReferralReply
from prevexp.domain.referral_events import ReferralProposed
from prevexp.domain.said import agreed
from prevexp.domain.undertaking_courses import COURSES
from prevexp.domain.vocabulary import ActKind
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import ProofKind

from .test_casework_machine import AT
from .test_casework_machine import FIRST
from .test_casework_machine import Histories
from .test_casework_machine import days

places = st.integers(0, 5)
OWNED = {"objective": Objective.KEEP_HOME, "owner": UndertakingOwner.TEAM}


class WholeHistories(Histories):
    """Adds what follows an agreement, the landlord, letters and corrections to the histories of contact and life."""

    @initialize(agrees=st.booleans())
    def begin(self, agrees):
        """Begin in the middle of the work half of the time: most of what the team notes needs something before it."""
        super().begin()
        if agrees:
            self.note(GiveAgreement(on=FIRST, proof=ProofKind.SIGNED_FORM))
            self.contract(FIRST, 30, ends=False)
            self.promise(FIRST, UndertakingKind.FSL, 10)
            self.repay(FIRST, 2, None)
            self.refer(FIRST, None)
            self.mediate(FIRST, 0, None)

    def number(self, place, kind):
        """Return the number of something that events of a class opened, 99 if nothing was."""
        numbers = [one.number for one in self.events if isinstance(one, kind)]
        return numbers[place % len(numbers)] if numbers else 99

    @rule(on=days, length=st.integers(0, 40), ends=st.booleans())
    def contract(self, on, length, ends):
        until = on + timedelta(days=length)
        end = engaging.EndContract(on=on, reason=ContractEnd.OBJECTIVES_MET)
        self.note(end if ends else engaging.SignContract(on=on, until=until))

    @rule(on=days, kind=st.sampled_from(UndertakingKind), length=st.integers(0, 20))
    def promise(self, on, kind, length):
        due_on = on + timedelta(days=length)
        self.note(engaging.PromiseUndertaking(on=on, kind=kind, due_on=due_on, **OWNED))

    @rule(on=days, place=places, status=st.sampled_from(UndertakingStatus))
    def move(self, on, place, status):
        self.note(engaging.MoveUndertaking(on=on, number=self.number(place, UndertakingPromised), status=status))

    @rule(on=days, months=st.integers(1, 3), replaces=st.none() | places)
    def repay(self, on, months, replaces):
        parts = equal_instalments(1000, months=months, first_due_on=on)
        number = None if replaces is None else self.number(replaces, RepaymentPlanSigned)
        self.note(engaging.SignRepaymentPlan(on=on, total_cents=1000, instalments=parts, replaces=number))

    @rule(on=days, place=places, cents=st.integers(1, 1200))
    def pay(self, on, place, cents):
        self.note(engaging.NotePayment(on=on, number=self.number(place, RepaymentPlanSigned), cents=cents))

    @rule(on=days, replaces=st.none() | places)
    def refer(self, on, replaces):
        number = None if replaces is None else self.number(replaces, ReferralProposed)
        purpose = ReferralPurpose.LEGAL_ADVICE
        self.note(referring.ProposeReferral(on=on, partner="adil", purpose=purpose, replaces=number))

    @rule(on=days, place=places)
    def send(self, on, place):
        self.note(
            referring.SendReferral(on=on, number=self.number(place, ReferralProposed), means=ReferralMeans.LETTER)
        )

    @rule(on=days, place=places, reply=st.sampled_from(ReferralReply))
    def hear(self, on, place, reply):
        self.note(referring.NoteReferralAnswer(on=on, number=self.number(place, ReferralProposed), reply=reply))

    @rule(on=days, place=places, end=st.none() | st.sampled_from(ReferralEnd))
    def remind_or_take_back(self, on, place, end):
        number = self.number(place, ReferralProposed)
        back = end and referring.TakeReferralBack(on=on, number=number, reason=end)
        self.note(back or referring.RemindPartner(on=on, number=number))

    @rule(on=days, initiative=st.sampled_from(Initiative))
    def meet_landlord(self, on, initiative):
        said = {"channel": Channel.PHONE, "outcome": AttemptOutcome.REACHED, "initiative": initiative}
        self.note(landlord.RecordLandlordContact(on=on, **said))

    @rule(on=days)
    def tell_landlord(self, on):
        self.note(landlord.InformLandlord(on=on, guarantees=(next(iter(self.plan.landlord.guarantees)),)))

    @rule(on=days, place=places, what=st.sampled_from((None, *MediationAnswer, *MediationResult)))
    def mediate(self, on, place, what):
        number = self.number(place, MediationOffered)
        if what is None:
            said = {"partner": LANDLORD, "groups": (FieldGroup.STEPS,), "proof": ProofKind.SIGNED_FORM}
            self.note(AuthoriseSharing(on=on, **said))
            self.note(landlord.OfferMediation(on=on))
        elif isinstance(what, MediationAnswer):
            self.note(landlord.AnswerMediation(on=on, mediation=number, answer=what))
        else:
            self.note(landlord.EndMediation(on=on, mediation=number, result=what))

    @rule(on=days, seen=st.none() | st.sampled_from(SeenDocument))
    def review(self, on, seen):
        """One act is read and reviewed; what a document says is the same whenever it is read."""
        if seen is None:
            served = Procedure(commandement_served_on=FIRST)
            self.add([ProcedureRead(case_id="c1", occurred_on=on, recorded_at=AT, procedure=served)])
        else:
            said = {"act_kind": ActKind.COMMANDEMENT_DE_PAYER, "worker": "legal-1", "documents": (seen,)}
            self.note(ReviewAct(on=on, conclusion=ReviewConclusion.TO_VERIFY, **said))

    @rule(on=days, day=days, place=places, cancels=st.booleans())
    def appoint(self, on, day, place, cancels):
        fixed = appointing.FixAppointment(on=on, day=day, place=Place.HOME)
        gone = appointing.CancelAppointment(
            on=on, number=self.number(place, AppointmentFixed), cancelled_by=CancelledBy.TEAM
        )
        self.note(gone if cancels else fixed)

    @rule(on=days, kind=st.none() | st.sampled_from(LetterKind))
    def write(self, on, kind):
        letter = kind and informing.MakeLetter(on=on, kind=kind, template="usual", fingerprint="f1")
        self.note(letter or informing.InformPerson(on=on, channel=Channel.LETTER))

    @rule(on=days, entry=st.integers(1, 30), reason=st.sampled_from(CorrectionReason))
    def correct(self, on, entry, reason):
        """The case after a correction is the case in which the entry was never noted, but for the count of entries."""
        command = CorrectEntry(on=on, entry=entry, reason=reason)
        decided = decide_correction(self.events, command, at=AT, plan=self.plan)
        if not isinstance(decided, Refusal):
            without = [one for number, one in enumerate(self.events, start=1) if number != entry]
            self.events += decided
            self.case = replay(self.events)
            same = attrs.evolve(self.case, version=0, corrections=())
            assert same == attrs.evolve(replay(without), version=0, corrections=()) or self.case.corrections[1:]

    @invariant()
    def nothing_of_the_household_is_open_without_an_agreement(self):
        """No contract in force, no undertaking open, no partner in charge; with one, at most one contract."""
        held = [one for one in contract_standings(self.case, self.on) if one.state is ContractState.IN_FORCE]
        assert len(held) <= agreed(self.case, self.on)
        if not agreed(self.case, self.on):
            assert not any(one.is_open for one in undertaking_standings(self.case, self.on))

    @invariant()
    def what_is_over_stays_over_and_sums_agree(self):
        """No status follows a final one; what is paid and what remains make the total."""
        for one in undertaking_standings(self.case, date.max):
            assert all(step.status not in COURSES[one.undertaking.kind].final for step in one.history[:-1])
        for plan in plan_standings(self.case, date.max - timedelta(days=1)):
            assert plan.paid_cents + plan.left_cents == 1000
            assert all(one.left_cents >= 0 for one in plan.instalments)

    @invariant()
    def numbers_are_given_once(self):
        """What is opened is called by a number that nothing else has."""
        opened = [one.number for one in (*self.case.engagement.contracts, *self.case.engagement.undertakings)]
        opened += [one.number for one in (*self.case.engagement.plans, *self.case.referrals, *self.case.appointments)]
        opened += [one.number for one in mediations_on(self.case, date.max)]
        assert len(opened) == len(set(opened))


TestWholeHistories = WholeHistories.TestCase
TestWholeHistories.settings = settings(max_examples=60, stateful_step_count=30)
