"""What an embedder writes, checked by mypy and not run: the public face keeps its types."""

from collections.abc import Iterator
from collections.abc import Mapping
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import assert_type

import prevexp
from prevexp.caseload import Caseload
from prevexp.caseload.access_book import NotedAccess
from prevexp.caseload.answering import AnswersReceived
from prevexp.caseload.entry.results import Entries
from prevexp.caseload.exchanging import Dispatch
from prevexp.caseload.letters import LetterDraft
from prevexp.caseload.plugin_data import PluginData
from prevexp.caseload.story import CaseStory
from prevexp.caseload.visiting import Visit
from prevexp.casework.act_review.counting import ReviewCounts
from prevexp.casework.act_review.standing import ActReviewStanding
from prevexp.casework.assessment.versions import AssessmentRead
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.contract.overview import EngagementOverview
from prevexp.casework.contract.undertakings import UndertakingStanding
from prevexp.casework.due import Due
from prevexp.casework.follow_up import FollowUp
from prevexp.casework.informing.information import InformationDue
from prevexp.casework.landlord.standing import LandlordStanding
from prevexp.casework.landlord.telling import GuaranteeTold
from prevexp.casework.landlord.telling import MediationTold
from prevexp.casework.life.striking import Entry
from prevexp.casework.next_contact import NextContact
from prevexp.casework.referral.standing import Standing
from prevexp.casework.refusal import Refusal
from prevexp.casework.rounds.plan import Rounds
from prevexp.casework.worklist import WorklistEntry
from prevexp.domain.access import AccessAction
from prevexp.domain.assessment import Findings
from prevexp.domain.case import Case
from prevexp.domain.case import Identity
from prevexp.domain.errors import TransferRefused
from prevexp.domain.events import DebtSettledReported
from prevexp.domain.life import SplitReason
from prevexp.domain.paper import LetterKind
from prevexp.domain.vocabulary import ActKind
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import Outcome
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Verdict
from prevexp.eligibility.rules import EligibilityRule
from prevexp.evaluation.bilan import Bilan
from prevexp.evaluation.results import IndicatorTable
from prevexp.law.deadlines import Deadlines
from prevexp.law.review.review import NoticeReview
from prevexp.privacy.view import View
from prevexp.registry import Fault
from prevexp.registry.locking import Lock
from prevexp.storage.access_chain import AccessChain
from prevexp.storage.anchors import Anchor
from prevexp.storage.backup import Manifest
from prevexp.storage.port import Head
from prevexp.storage.rotation import Rotation

DAY = date(2021, 5, 4)
AT = datetime(2021, 5, 4, 12, tzinfo=UTC)
GONE = AttemptOutcome.GONE

with prevexp.open("sqlite:///62.db", territory="62", key_file="master.key") as caseload:
    assert_type(caseload, Caseload)
    intake = caseload.receive("liste.csv", received_on=DAY, dry_run=True)
    assert_type(intake.counts, Mapping[Outcome, int])
    assert_type(intake.verdicts, Mapping[Verdict, int])
    assert_type(intake.ok, bool)
    screened = caseload.screen(on=DAY)
    assert_type(screened[0].verdict, Verdict)
    assert_type(screened[0].case, Case)
    case_id = caseload.find("62-2021-1")
    assert_type(caseload.case(case_id), Case)
    assert_type(caseload.identity(case_id), Identity)
    assert_type(caseload.explain(case_id, on=DAY).verdict, Verdict)
    assert_type(caseload.answer(case_id, partner="caf", answer=SocialServicesAnswer.FOLLOWED, on=DAY), Case)
    assert_type(caseload.allocate(on=DAY).plan.places, int)
    assert_type(caseload.worklist(on=DAY, worker="social-1"), tuple[WorklistEntry, ...])
    assert_type(caseload.do(case_id, RecordAttempt(on=DAY, channel=Channel.PHONE, outcome=GONE)), Case | Refusal)
    assert_type(caseload.next_contact(case_id, on=DAY), NextContact)
    assert_type(caseload.follow_up(case_id, on=DAY), FollowUp | None)
    assert_type(caseload.record_batch("saisies.jsonl", dry_run=True), Entries)
    assert_type(caseload.letter(case_id, LetterKind.SMS, on=DAY), LetterDraft | Refusal)
    assert_type(caseload.inform(case_id, on=DAY, channel=Channel.LETTER), Case | Refusal)
    assert_type(caseload.information(case_id, on=DAY), InformationDue)
    assert_type(caseload.visits([case_id], on=DAY), tuple[Visit, ...])
    assert_type(
        caseload.assess(case_id, on=DAY, place=Place.HOME, workers=("social-1",), findings=Findings()), Case | Refusal
    )
    assert_type(caseload.assess_from(case_id, "diagnostic.toml"), Case | Refusal)
    assert_type(caseload.assessment(case_id, on=DAY), AssessmentRead | None)
    assert_type(caseload.referrals(case_id, on=DAY), tuple[Standing, ...])
    assert_type(caseload.referrals_due(on=DAY), tuple[tuple[Case, Due], ...])
    assert_type(caseload.send_referrals("caf", on=DAY, folder="echanges"), Dispatch)
    assert_type(caseload.receive_answers("r.csv", partner="caf", received_on=DAY), AnswersReceived)
    assert_type(caseload.report(DAY, DAY, generated_on=DAY), Bilan)
    assert_type(caseload.verify(), Head)
    assert_type(caseload.access(month="2021-05", case_id=case_id, actor="w1"), tuple[NotedAccess, ...])
    caseload.note_access(AccessAction.ARCHIVE_READ, about=case_id, purpose="contentieux", count=1)
    assert_type(caseload.export_access(), tuple[NotedAccess, ...])
    assert_type(caseload.verify_access(Anchor.read("{}")), AccessChain)
    assert_type(caseload.access_overdue(on=DAY), tuple[str, ...])
    assert_type(caseload.forget_access(on=DAY), tuple[str, ...])
    assert_type(caseload.backup("2021-05-04.prevexp"), Manifest)
    assert_type(caseload.rotate_key("file:new.key"), Rotation)
    assert_type(caseload.cases(on=DAY), tuple[Case, ...])
    assert_type(caseload.rules(DAY), tuple[EligibilityRule, ...])
    assert_type(caseload.deadlines(case_id, on=DAY), Deadlines)
    assert_type(caseload.events(case_id), tuple[object, ...])
    assert_type(caseload.entries(case_id), tuple[Entry, ...])
    assert_type(caseload.story(case_id, on=DAY), CaseStory)
    assert_type(caseload.silent(on=DAY, days=30), tuple[WorklistEntry, ...])
    assert_type(caseload.plan_rounds(on=DAY, worker="social-1"), Rounds)
    assert_type(caseload.read_documents(case_id, {"hearing_on": "2021-06-01"}, on=DAY), Case)
    event = DebtSettledReported(case_id=case_id, occurred_on=DAY, recorded_at=AT)
    assert_type(caseload.record(case_id, event, expected_version=1), Case)
    assert_type(caseload.engagement(case_id, on=DAY), EngagementOverview)
    assert_type(caseload.to_go_through(case_id, on=DAY), tuple[UndertakingStanding, ...])
    assert_type(caseload.landlord(case_id, on=DAY), LandlordStanding)
    assert_type(caseload.guarantees_to_tell(case_id, on=DAY), tuple[GuaranteeTold, ...])
    assert_type(caseload.mediation_to_tell(case_id, 5, on=DAY), MediationTold | None)
    assert_type(caseload.act_review(case_id, ActKind.ASSIGNATION, on=DAY), ActReviewStanding | None)
    assert_type(caseload.examine_act(case_id, ActKind.ASSIGNATION, on=DAY), NoticeReview)
    assert_type(caseload.review_act(case_id, {}, on=DAY, act_kind=ActKind.ASSIGNATION), Case | Refusal)
    assert_type(caseload.reviews_counted(DAY, DAY), ReviewCounts)
    assert_type(caseload.view(case_id, partner="ccapex", purpose="instruction", on=DAY), View)
    received = caseload.receive_from("caf", folder="echanges", received_on=DAY)
    assert_type(received, Iterator[tuple[Path, AnswersReceived | TransferRefused]])
    assert_type(caseload.answer_mediation(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.cancel_appointment(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.close_case(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.correct_entry(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.note_fact(case_id, "d99.lift", value=True, on=DAY), Case | Refusal)
    assert_type(caseload.withdraw_fact(case_id, "d99.lift", on=DAY), Case | Refusal)
    assert_type(caseload.decide_same_case(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.split(case_id, on=DAY, reason=SplitReason.SEPARATION), Case | Refusal)
    assert_type(caseload.end_contract(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.end_mediation(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.end_repayment_plan(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.fix_appointment(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.give_agreement(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.hold_mediation_meeting(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.inform_landlord(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.move_undertaking(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.note_missed_instalment(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.note_payment(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.note_referral_answer(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.note_rent(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.offer_mediation(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.postpone_undertaking(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.promise_undertaking(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.propose_referral(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.record_attempt(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.record_landlord_contact(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.record_landlord_statement(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.refuse_agreement(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.remind_partner(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.renew_contract(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.reopen_case(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.review_undertakings(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.send_referral(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.sign_contract(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.sign_repayment_plan(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.take_referral_back(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.tell_referral_end(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.transfer_case(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.withdraw_agreement(case_id, on=DAY), Case | Refusal)
    assert_type(caseload.indicators(DAY, DAY, by=("month",), generated_on=DAY), IndicatorTable)
    assert_type(caseload.lock(), Lock)
    assert_type(caseload.faults(), tuple[Fault, ...])
    assert_type(caseload.plugin_data("plugin.memo"), PluginData)
    caseload.close()
