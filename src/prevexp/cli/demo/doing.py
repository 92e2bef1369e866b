"""The steps of a course that no line of a file of entries can say."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prevexp.caseload import Caseload

    from .playing import Dealt
    from .script import Step


def _letter(caseload: "Caseload", dealt: "Dealt", step: "Step", day: date) -> None:
    from prevexp.domain.paper import LetterKind

    caseload.letter(dealt.case_id, LetterKind(step.fields["kind"]), on=day)


def _documents(caseload: "Caseload", dealt: "Dealt", step: "Step", day: date) -> None:
    caseload.read_documents(dealt.case_id, step.fields["said"], on=day)


def _review(caseload: "Caseload", dealt: "Dealt", step: "Step", day: date) -> None:
    from prevexp.domain.act_review import ReviewConclusion
    from prevexp.domain.act_review import SeenDocument
    from prevexp.domain.vocabulary import ActKind

    caseload.review_act(
        dealt.case_id,
        on=day,
        act_kind=ActKind.COMMANDEMENT_DE_PAYER,
        worker=dealt.workers["@legal"],
        documents=tuple(map(SeenDocument, step.fields["documents"])),
        conclusion=ReviewConclusion(step.fields["conclusion"]),
        grounds=tuple(step.fields["grounds"]),
    )


def _correct(caseload: "Caseload", dealt: "Dealt", step: "Step", day: date) -> None:
    from prevexp.domain.life import CorrectionReason

    entry, reason = dealt.names[step.fields["entry"][1:]], CorrectionReason(step.fields["reason"])
    caseload.correct_entry(dealt.case_id, on=day, entry=entry, reason=reason)


DIRECTLY: Mapping[str, Callable[["Caseload", "Dealt", "Step", date], None]] = {
    "letter": _letter,
    "documents": _documents,
    "review": _review,
    "correct-entry": _correct,
}
"""What a step says is done -> how it is done."""
