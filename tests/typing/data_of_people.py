"""What an embedder writes for the rights of people and how long data are kept, checked by mypy and not run."""

from datetime import date
from pathlib import Path
from typing import assert_type

import prevexp
from prevexp.caseload.person_export import PersonExport
from prevexp.caseload.person_findings import PersonFinding
from prevexp.caseload.purging import Purge
from prevexp.caseload.recipients import Received
from prevexp.caseload.retaining import Retention
from prevexp.caseload.retention_book import ArchivedFile
from prevexp.caseload.snapshot.whole import SnapshotTaken
from prevexp.casework.refusal import Refusal
from prevexp.casework.rights.due import AnswerDue
from prevexp.domain.archive import ArchiveReason
from prevexp.domain.archive import ReturnReason
from prevexp.domain.case import Case
from prevexp.domain.erasure import ErasureReason
from prevexp.domain.life import CorrectionReason
from prevexp.domain.rights import LimitationReason
from prevexp.domain.rights import NoticeSubject
from prevexp.domain.rights import PersonRight
from prevexp.domain.rights import PersonRights
from prevexp.domain.rights import RequestAnswer
from prevexp.domain.vocabulary import Channel

DAY = date(2021, 5, 4)
LIMIT = date(2024, 5, 4)
TOMBSTONES = Path("effacements.bin")

with prevexp.open("sqlite:///62.db", territory="62", key_file="master.key") as caseload:
    case_id = caseload.find("62-2021-1")
    assert_type(caseload.today(), date)
    assert_type(caseload.request_right(case_id, on=DAY, right=PersonRight.ACCESS), Case | Refusal)
    assert_type(caseload.object(case_id, on=DAY, channel=Channel.PHONE), Case | Refusal)
    assert_type(caseload.extend_right_request(case_id, number=1, on=DAY), Case | Refusal)
    assert_type(caseload.answer_right_request(case_id, on=DAY, number=1, answer=RequestAnswer.GRANTED), Case | Refusal)
    assert_type(caseload.take_back_right_request(case_id, number=1, on=DAY), Case | Refusal)
    assert_type(caseload.right_requests(case_id, on=DAY), tuple[AnswerDue, ...])
    assert_type(caseload.rights(case_id, on=DAY), PersonRights)
    assert_type(caseload.freeze(case_id, on=DAY, reason=LimitationReason.UNLAWFUL), Case | Refusal)
    assert_type(caseload.lift(case_id, on=DAY, channel=Channel.LETTER), Case | Refusal)
    assert_type(caseload.rectify(case_id, on=DAY, surname="Durand", phone=None), Case | Refusal)
    assert_type(caseload.rectify_entry(case_id, on=DAY, entry=2, reason=CorrectionReason.WRONG_DAY), Case | Refusal)
    assert_type(caseload.note_recipients(case_id, on=DAY, subject=NoticeSubject.ERASURE), Case | Refusal)
    assert_type(caseload.tell_recipient(case_id, number=1, on=DAY), Case | Refusal)
    assert_type(caseload.received_by(case_id, on=DAY), tuple[Received, ...])
    assert_type(caseload.export_person(case_id, on=DAY, sensitive=True), PersonExport)
    assert_type(caseload.person_findings(on=DAY), tuple[PersonFinding, ...])
    assert_type(caseload.erase_on_request(case_id, on=DAY), Refusal | None)
    assert_type(caseload.retention(on=DAY), Retention)
    assert_type(caseload.purge(on=DAY, dry_run=True), Purge)
    assert_type(caseload.erase(case_id, reason=ErasureReason.OBJECTION, on=DAY, dry_run=True), Purge)
    assert_type(
        caseload.archive_case(case_id, on=DAY, reason=ArchiveReason.AUDIT, until=LIMIT, decided_by="w1"),
        Case | Refusal,
    )
    assert_type(caseload.unarchive_case(case_id, on=DAY, reason=ReturnReason.NEEDED_AGAIN), Case | Refusal)
    assert_type(caseload.read_archived(case_id, reason="litige"), ArchivedFile)
    assert_type(caseload.export_tombstones(TOMBSTONES), int)
    assert_type(caseload.apply_tombstones(TOMBSTONES), int)
    assert_type(caseload.snapshot("chiffres", on=DAY), SnapshotTaken)
