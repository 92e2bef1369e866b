"""The review of an act as a part of the casework: run by the law, confirmed by the jurist, kept as an event.

Source: call C07 (upstream action 2, before the diagnosis of action 3), C22; docs/decisions/0012.
"""

from collections.abc import Mapping
from typing import Any

from ...domain.act_review import LEADS
from ...domain.act_review import ActReview
from ...domain.act_review import Finding
from ...domain.act_review import NotedCheck
from ...domain.act_review import ReviewConclusion
from ...domain.act_review_events import ActReviewed
from ...domain.case import Case
from ...domain.dated import inserted
from ...domain.values import WorkerId
from ...law.review.review import CheckAnswer
from ...law.review.review import NoticeReview
from ..refusal import Refusal
from ..refusal import RefusalCode
from ..subject import Decision
from ..subject import Situation
from ..subject import Subject
from .commands import ReviewAct
from .inputs import case_inputs
from .inputs import kept
from .inputs import plain
from .inputs import run


def _review(now: Situation, command: ReviewAct) -> Decision:
    known = case_inputs(now.case, command.act_kind, now.plan)
    read = plain(command.read, command.act_kind, now.plan)
    for name in read:
        if name in known and known[name] != read[name]:
            return now.refuse(RefusalCode.ASKED_ON_DOCUMENTS, name=name)
    found = run(now.case, command.act_kind, read, now.plan)
    checks = _noted(found, command)
    refused = _inconsistent(now, command, checks)
    if refused is not None:
        return refused
    reviewed = now.say(
        ActReviewed,
        number=now.number,
        act_kind=command.act_kind,
        served_on=found.served_on,
        worker=WorkerId(command.worker),
        documents=command.documents,
        known=kept(known),
        read=kept({name: value for name, value in read.items() if name not in known}),
        policies=kept(found.policies),
        checks=checks,
        grounds=command.grounds,
        conclusion=command.conclusion,
    )
    return (reviewed,)


def _noted(found: NoticeReview, command: ReviewAct) -> tuple[NotedCheck, ...]:
    judged = {one.check: one.finding for one in command.judged}
    return tuple(
        NotedCheck(
            check=answer.check.id,
            finding=judged.get(answer.check.id, answer.finding),
            computed=answer.finding,
            basis=basis_of(answer),
        )
        for answer in found.answers
    )


def basis_of(answer: CheckAnswer) -> tuple[str, ...]:
    """Return the versions of the law an answer rests on, each once: `parameter:valid_from`, `parameter:always`."""
    days = ((basis.parameter.id, basis.version.valid_from) for basis in answer.ruling.basis)
    return tuple(dict.fromkeys(f"{id_}:{day.isoformat() if day else 'always'}" for id_, day in days))


def _inconsistent(now: Situation, command: ReviewAct, checks: tuple[NotedCheck, ...]) -> Refusal | None:
    """Refuse what is not of this act, and a conclusion that says more or less than the findings."""
    findings = {one.check: one.finding for one in checks}
    for check in (*(one.check for one in command.judged), *command.grounds):
        if check not in findings:
            return now.refuse(RefusalCode.NO_SUCH_CHECK, check=check)
    for check in command.grounds:
        if findings[check] is not Finding.DEFECT:
            return now.refuse(RefusalCode.GROUND_WITHOUT_DEFECT, check=check)
    lead = command.conclusion in LEADS
    if lead and not command.grounds:
        return now.refuse(RefusalCode.REVIEW_WITHOUT_GROUND)
    if command.grounds and not lead:
        return now.refuse(RefusalCode.GROUND_WITHOUT_LEAD, check=command.grounds[0])
    return _too_sure(now, command.conclusion, list(findings.values()))


def _too_sure(now: Situation, conclusion: ReviewConclusion, findings: list[Finding]) -> Refusal | None:
    """Refuse "no remark" while something is not known or was found: not known is never as the law wants it."""
    if conclusion is not ReviewConclusion.NO_REMARK:
        return None
    if Finding.DEFECT in findings:
        return now.refuse(RefusalCode.REVIEW_HAS_DEFECT, number=findings.count(Finding.DEFECT))
    if Finding.UNKNOWN in findings:
        return now.refuse(RefusalCode.REVIEW_NOT_COMPLETE, number=findings.count(Finding.UNKNOWN))
    return None


def _reviewed(case: Case, event: ActReviewed) -> Mapping[str, Any]:
    names = ("number", "act_kind", "served_on", "worker", "documents", "known", "read", "policies", "checks")
    said = {name: getattr(event, name) for name in (*names, "grounds", "conclusion")}
    return {"act_reviews": inserted(case.act_reviews, ActReview(on=event.occurred_on, **said))}


ACT_REVIEWS = Subject(deciders={ReviewAct: _review}, effects={ActReviewed: _reviewed})
