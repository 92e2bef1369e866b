"""How an assessment is decided and kept: dated versions, the later day is current. Source: call C08, C09, C22."""

from collections.abc import Mapping
from typing import Any

from ...domain.assessment import Assessment
from ...domain.assessment import Findings
from ...domain.assessment_events import AssessmentMade
from ...domain.case import Case
from ...domain.dated import inserted
from ..refusal import RefusalCode
from ..subject import Decision
from ..subject import Situation
from ..subject import Subject
from .commands import Assess


def _assess(now: Situation, command: Assess) -> Decision:
    if not command.workers:
        return now.refuse(RefusalCode.ASSESSMENT_BY_NOBODY)
    if command.findings == Findings():
        return now.refuse(RefusalCode.ASSESSMENT_EMPTY)
    debt = command.findings.debt
    if debt is not None and debt.account_on > command.on:
        return now.refuse(RefusalCode.ACCOUNT_TO_COME, account_on=debt.account_on, on=command.on)
    if any(_says_the_same(one, command) for one in now.case.assessments):
        return now.refuse(RefusalCode.ASSESSMENT_KNOWN, on=command.on)
    said = {"place": command.place, "workers": command.workers, "findings": command.findings}
    return (now.say(AssessmentMade, number=now.number, **said),)


def _says_the_same(one: Assessment, command: Assess) -> bool:
    return (one.on, one.place, one.workers, one.findings) == (
        command.on,
        command.place,
        command.workers,
        command.findings,
    )


def _made(case: Case, event: AssessmentMade) -> Mapping[str, Any]:
    assessment = Assessment(
        on=event.occurred_on,
        number=event.number,
        place=event.place,
        workers=event.workers,
        findings=event.findings,
    )
    return {"assessments": inserted(case.assessments, assessment)}


ASSESSING = Subject(deciders={Assess: _assess}, effects={AssessmentMade: _made})
