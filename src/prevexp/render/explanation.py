"""The decision on one case, as a page a coordinator understands.

The verdict, each rule with its facts and clause, what to do.
"""

from collections.abc import Collection
from collections.abc import Iterator

import attrs

from prevexp.caseload.explaining import CaseExplanation
from prevexp.domain import events
from prevexp.domain.life_events import StruckEntry
from prevexp.domain.vocabulary import Verdict
from prevexp.eligibility.rules import EligibilityRule
from prevexp.eligibility.screening import RuleExplanation
from prevexp.expressions import Fact
from prevexp.expressions import FactRead

from . import french
from .columns import paragraph
from .deadline_words import basis
from .deadline_words import deadline
from .event_words import event_words
from .fact_words import fact_value
from .labels import label
from .law_errors import reason_told
from .templating import fill

_VERDICTS = {
    Verdict.ELIGIBLE: "Ce ménage peut être approché.",
    Verdict.NOT_ELIGIBLE: "Ce ménage n'est pas dans le public du dispositif.",
    Verdict.TO_CHECK: "À vérifier avant d'approcher ce ménage : une réponse manque.",
}


@attrs.frozen
class RuleTold:
    """One rule as it is told: question, answer, facts, clause, and what to do."""

    mark: str
    question: str
    answer: str
    facts: tuple[str, ...]
    clause: str
    notes: tuple[str, ...]
    todo: tuple[str, ...]


def explain_text(explanation: CaseExplanation, *, width: int = 80) -> str:
    """Return the page for a terminal."""
    lines = [
        *(paragraph(line, width=width) for line in _head(explanation)),
        "",
        paragraph(_VERDICTS[explanation.verdict], width=width),
    ]
    for rule in map(_told, explanation.rules):
        lines += ["", paragraph(f"[{rule.mark}] {rule.question} {rule.answer.upper()}", width=width)]
        lines += [paragraph(fact, indent="      ", width=width) for fact in rule.facts]
        lines += [paragraph(line, indent="      ", width=width) for line in (rule.clause, *rule.notes)]
        lines += [paragraph(f"À faire : {todo}", indent="      ", width=width) for todo in rule.todo]
    for line in _aside(explanation):
        lines += ["", paragraph(f"[-] {line}", width=width)]
    lines += ["", "Échéances"]
    lines += [paragraph(line, indent="  ", width=width) for line in _deadlines(explanation)]
    lines += ["", "Ce qui s'est passé"]
    lines += [paragraph(f"{when} {what}", indent="  ", width=width) for when, what in _history(explanation)]
    return "\n".join(lines)


def explain_html(explanation: CaseExplanation) -> str:
    """Return the page as self-contained HTML."""
    head = _head(explanation)
    return fill(
        "explanation.html.j2",
        title=head[0],
        head=head,
        kind=explanation.verdict,
        verdict=_VERDICTS[explanation.verdict],
        rules=[_told(rule) for rule in explanation.rules],
        aside=list(_aside(explanation)),
        deadlines=list(_deadlines(explanation)),
        history=list(_history(explanation)),
    )


def _head(explanation: CaseExplanation) -> list[str]:
    case = explanation.case
    where = explanation.commune or "commune non connue"
    return [
        f"Dossier {case.reference} : {label(explanation.verdict)} au {french.day(explanation.on)}",
        f"{where}, {label(case.facts.stage)}, reçu le {french.day(case.received_on)} (identifiant {case.case_id})",
    ]


def _told(explained: RuleExplanation) -> RuleTold:
    rule = explained.rule
    since = f", depuis le {french.short_day(rule.valid_from)}" if rule.valid_from else ""
    until = f", jusqu'au {french.short_day(rule.valid_to)}" if rule.valid_to else ""
    asked = tuple(dict.fromkeys(fact.ask for fact in explained.to_ask))
    source = ", ".join(part for part in (rule.source, rule.clause) if part)
    remedy = (explained.remedy,) if explained.remedy else ()
    return RuleTold(
        mark={True: "oui", False: "NON", None: "?"}[explained.answer],
        question=rule.question,
        answer=french.answer(explained.answer),
        facts=tuple(_fact(read, explained.unreadable) for read in explained.facts),
        clause=f"{source} (règle {rule.id}, version {rule.version}{since}{until}{_whose(rule)})",
        notes=(f"Remplace {rule.replaces.id} : {rule.replaces.reason}",) if rule.replaces else (),
        todo=tuple(map(_broken, explained.unreadable)) or remedy or asked,
    )


def _whose(rule: EligibilityRule) -> str:
    return f", de {rule.provenance}" if rule.provenance else ""


def _broken(fact: Fact) -> str:
    return f"Signaler à qui tient l’extension {fact.provenance} que le fait {fact.id} ne peut pas être lu."


def _aside(explanation: CaseExplanation) -> Iterator[str]:
    """Yield the rules that are not asked here, and why; one that gives way to another is told with that one."""
    for one in explanation.aside:
        if one.instead is None:
            yield f"{one.rule.question} Question non posée ici : {one.reason} (règle {one.rule.id})"


def _fact(read: FactRead, unreadable: Collection[Fact]) -> str:
    if read.fact in unreadable:
        return f"{read.fact.question} non connu : extension {read.fact.provenance} en défaut"
    return f"{read.fact.question} {fact_value(read.fact, read.value)}"


def _deadlines(explanation: CaseExplanation) -> Iterator[str]:
    """Yield the deadlines that press on the day or after it, nearest first, then what contradicts itself."""
    found = explanation.deadlines.pressing(explanation.on)
    if not found:
        yield "aucune connue (ce n'est pas « aucune »)"
    for one in found:
        earliest = " au plus tôt" if one.inferred else ""
        latest = f", au plus tard le {french.day(one.latest)}" if one.latest else ""
        yield f"{french.day(one.on)} : {deadline(one)}{earliest}{latest} ({basis(one)})"
    for refusal in explanation.deadlines.refused:
        message, remedy = reason_told(refusal.reason, refusal.params)
        yield f"Contradiction : {message} {remedy}"


def _history(explanation: CaseExplanation) -> Iterator[tuple[str, str]]:
    for event in explanation.events:
        when = french.short_day(event.occurred_on) if isinstance(event, events.Event | StruckEntry) else ""
        yield when, event_words(event)
