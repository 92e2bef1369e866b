"""Extra facts: a value is noted if the fact is declared, takes it, and is narrower than what the case already says.

Source: call C22 (facts of a household's life need its agreement); privacy notes §1, §2.
"""

from collections.abc import Mapping
from typing import Any

from ...domain.case import Case
from ...domain.dated import inserted
from ...domain.extra import ExtraFact
from ...domain.extra import noted_by
from ...domain.extra_events import ExtraFactNoted
from ...domain.vocabulary import FieldGroup
from ...expressions import Fact
from ...expressions import InvalidFactValue
from ...expressions.errors import nearest
from ..refusal import Refusal
from ..refusal import RefusalCode
from ..subject import Decision
from ..subject import Situation
from ..subject import Subject
from .commands import NoteFact
from .commands import WithdrawFact
from .narrowing import broader_words


def _note(now: Situation, command: NoteFact) -> Decision:
    if command.fact not in now.plan.facts:
        return now.refuse(RefusalCode.NO_SUCH_FACT, fact=command.fact, known=_known(now, command.fact))
    fact = now.plan.facts.declared(command.fact)
    if fact.read is not None:
        return now.refuse(RefusalCode.FACT_IS_COMPUTED, fact=fact.id)
    return _impossible(now, fact, command) or (
        now.say(ExtraFactNoted, fact=fact.id, group=FieldGroup(fact.data_categories[0]), value=command.value),
    )


def _impossible(now: Situation, fact: Fact, command: NoteFact) -> Refusal | None:
    try:
        fact.check(command.value.plain)
    except InvalidFactValue:
        expected = ", ".join((*(fact.values or ()), *fact.not_known)) or str(fact.kind)
        return now.refuse(RefusalCode.FACT_VALUE_WRONG, fact=fact.id, expected=expected)
    if fact.narrows is not None:
        broader = fact.narrows.broader.get(command.value.word or "")
        if broader is not None and broader not in broader_words(fact.narrows.of, now.case, now.on):
            return now.refuse(RefusalCode.BROADER_WORD_MISSING, fact=fact.id, broader=broader)
    return None


def _known(now: Situation, fact: str) -> str:
    """Return the fact that was probably meant, or all there are."""
    declared = [one.id for one in now.plan.facts if one.read is None]
    return nearest(fact, declared) or ", ".join(sorted(declared))


def _withdraw(now: Situation, command: WithdrawFact) -> Decision:
    known = noted_by(now.case.extra, now.on).get(command.fact)
    if known is None or known.value is None:
        return now.refuse(RefusalCode.FACT_NOT_NOTED, fact=command.fact, on=now.on)
    return (now.say(ExtraFactNoted, fact=known.fact, group=known.group),)


def _noted(case: Case, event: ExtraFactNoted) -> Mapping[str, Any]:
    word = ExtraFact(
        on=event.occurred_on, fact=event.fact, group=event.group, value=event.value.plain if event.value else None
    )
    return {"extra": inserted(case.extra, word)}


EXTRA_FACTS = Subject(deciders={NoteFact: _note, WithdrawFact: _withdraw}, effects={ExtraFactNoted: _noted})
