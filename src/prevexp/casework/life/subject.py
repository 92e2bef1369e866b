"""Closing a case, opening it again, handing it over. Source: call C20, C38."""

from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any

from ...domain import life_events as lived
from ...domain.case import Case
from ...domain.dated import inserted
from ...domain.life import Closure
from ...domain.life import Correction
from ...domain.life import Handover
from ...domain.life import Reopening
from ...domain.life import Sameness
from ...domain.life import Split
from ...domain.life_events import CaseClosed
from ...domain.vocabulary import ClosureReason
from ..case_day import CaseDay
from ..contact_plan import WorkPlan
from ..due import Due
from ..due import Task
from ..refusal import RefusalCode
from ..subject import Decision
from ..subject import Situation
from ..subject import Subject
from . import commands
from .answering import answering
from .closing import OUTCOMES
from .standing import listed_since_closure


def _close(now: Situation, command: commands.CloseCase) -> Decision:
    if command.reason is ClosureReason.DUPLICATE:
        return now.refuse(RefusalCode.DUPLICATE_OF_WHICH)
    if command.outcome not in OUTCOMES[command.reason]:
        return now.refuse(RefusalCode.OUTCOME_DOES_NOT_FIT)
    return closed_again(now) or (now.say(CaseClosed, reason=command.reason, outcome=command.outcome),)


def closed_again(now: Situation) -> Decision | None:
    """Refuse to close what is closed on the day, or is already noted as closed from a later day on."""
    closure = now.case.closure_on(now.on)
    following = next((fact for fact in now.case.life if fact.on > now.on), None)
    found = closure or (following if isinstance(following, Closure) else None)
    return now.refuse(RefusalCode.ALREADY_CLOSED, closed_on=found.on) if found else None


def _reopen(now: Situation, command: commands.ReopenCase) -> Decision:
    if now.case.closure_on(now.on) is None:
        return now.refuse(RefusalCode.NOT_CLOSED, on=now.on)
    following = next((fact for fact in now.case.life if fact.on > now.on), None)
    if isinstance(following, Reopening):
        return now.refuse(RefusalCode.ALREADY_REOPENED, on=following.on)
    return (now.say(lived.CaseReopened, reason=command.reason),)


def _transfer(now: Situation, command: commands.TransferCase) -> Decision:
    before = answering(now.case, now.on)
    if before is None:
        return now.refuse(RefusalCode.NOT_ALLOCATED, on=now.on)
    social = command.social_worker if command.social_worker != before.social_worker else None
    legal = command.legal_worker if command.legal_worker != before.legal_worker else None
    if social is None and legal is None:
        return now.refuse(RefusalCode.NOBODY_NEW, on=now.on)
    if command.overlap_until is not None and command.overlap_until < now.on:
        return now.refuse(RefusalCode.OVERLAP_TOO_SHORT, on=now.on, until=command.overlap_until)
    said = {"social_worker": social, "legal_worker": legal, "overlap_until": command.overlap_until}
    return (now.say(lived.CaseTransferred, **said),)


def _closed(case: Case, event: CaseClosed) -> Mapping[str, Any]:
    closure = Closure(on=event.occurred_on, reason=event.reason, outcome=event.outcome)
    return {"life": inserted(case.life, closure)}


def _reopened(case: Case, event: lived.CaseReopened) -> Mapping[str, Any]:
    return {"life": inserted(case.life, Reopening(on=event.occurred_on, reason=event.reason))}


def _transferred(case: Case, event: lived.CaseTransferred) -> Mapping[str, Any]:
    handover = Handover(
        on=event.occurred_on,
        social_worker=event.social_worker,
        legal_worker=event.legal_worker,
        overlap_until=event.overlap_until,
    )
    return {"handovers": inserted(case.handovers, handover)}


def _compared(case: Case, event: lived.SameCaseDecided) -> Mapping[str, Any]:
    word = Sameness(on=event.occurred_on, other_case=event.other_case, kept_case=event.kept_case)
    return {"same_cases": inserted(case.same_cases, word)}


def _split(case: Case, event: lived.CaseSplit | lived.SplitFrom) -> Mapping[str, Any]:
    """Note the split; the two cases are then known not to be the same, so that nobody is asked."""
    split = Split(on=event.occurred_on, other_case=event.other_case, reason=event.reason)
    apart = Sameness(on=event.occurred_on, other_case=event.other_case)
    return {"splits": inserted(case.splits, split), "same_cases": inserted(case.same_cases, apart)}


def _corrected(case: Case, event: lived.EntryCorrected) -> Mapping[str, Any]:
    """Note the correction; taking the effect of the entry away needs a replay of the whole case."""
    correction = Correction(on=event.occurred_on, entry=event.entry, reason=event.reason)
    return {"corrections": inserted(case.corrections, correction)}


def _due(day: CaseDay, _: WorkPlan) -> Iterable[Due]:
    """Ask a person about a closed case of which a list says something new."""
    listed = listed_since_closure(day.case, day.on) if day.closed else None
    return () if listed is None else (Due(task=Task.DECIDE_REOPENING, due_on=listed),)


LIFE = Subject(
    deciders={commands.CloseCase: _close, commands.ReopenCase: _reopen, commands.TransferCase: _transfer},
    effects={
        CaseClosed: _closed,
        lived.CaseReopened: _reopened,
        lived.CaseTransferred: _transferred,
        lived.SameCaseDecided: _compared,
        lived.CaseSplit: _split,
        lived.SplitFrom: _split,
        lived.EntryCorrected: _corrected,
    },
    due=_due,
    after_the_end=frozenset({commands.CloseCase, commands.ReopenCase, commands.DecideSameCase, commands.CorrectEntry}),
)
