"""What an embedder writes, checked by mypy and not run: the public face keeps its types."""

from collections.abc import Mapping
from datetime import date
from typing import assert_type

import prevexp
from prevexp.caseload import Caseload
from prevexp.caseload.answering import AnswersReceived
from prevexp.caseload.entry.results import Entries
from prevexp.caseload.exchanging import Dispatch
from prevexp.caseload.letters import LetterDraft
from prevexp.caseload.visiting import Visit
from prevexp.casework.assessment.versions import AssessmentRead
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.due import Due
from prevexp.casework.follow_up import FollowUp
from prevexp.casework.informing.information import InformationDue
from prevexp.casework.next_contact import NextContact
from prevexp.casework.referral.standing import Standing
from prevexp.casework.refusal import Refusal
from prevexp.casework.worklist import WorklistEntry
from prevexp.domain.assessment import Findings
from prevexp.domain.case import Case
from prevexp.domain.case import Identity
from prevexp.domain.paper import LetterKind
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import Outcome
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Verdict
from prevexp.evaluation.bilan import Bilan
from prevexp.storage.port import Head

DAY = date(2021, 5, 4)
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
