"""One version of an assessment, for the team: on a terminal of 80 columns, or as a page to print. No name stands in it.

It holds what tells of health: the page says so. What a partner is told is made from the blocks of its groups.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import attrs

from prevexp.casework.assessment.facts import Fact
from prevexp.casework.assessment.facts import FactName
from prevexp.casework.assessment.figure import Unit
from prevexp.casework.assessment.summary import Block
from prevexp.casework.assessment.summary import BlockKind
from prevexp.casework.assessment.summary import blocks_of
from prevexp.casework.assessment.versions import AssessmentRead
from prevexp.domain.assessment import OWN_TEAM
from prevexp.domain.assessment import DebtLine
from prevexp.domain.assessment import Findings
from prevexp.domain.assessment_vocabulary import ArrearsCause
from prevexp.domain.assessment_vocabulary import MeasureKind

from . import french
from .assessment_figures import FigureTold
from .assessment_figures import capitalised
from .assessment_figures import told
from .assessment_figures import valued
from .columns import paragraph
from .columns import table
from .labels import label
from .templating import fill

WARNING = "Pour l’équipe seule : cette page contient des données sensibles et ne se transmet pas telle quelle."
_NO_OPERATOR = "opérateur à trouver"
_HEALTH_APART = frozenset({BlockKind.INTERVIEW, BlockKind.BUDGET, BlockKind.RESOURCES_IN_DETAIL, BlockKind.HEALTH})


@attrs.frozen(kw_only=True)
class SectionTold:
    """A titled list of what is said: what it is about, and the answer."""

    title: str
    rows: tuple[tuple[str, str], ...]


@attrs.frozen(kw_only=True)
class ListTold:
    """Amounts, one a row; a total comes last where there is one."""

    title: str
    column: str
    rows: tuple[tuple[str, str], ...]


def assessment_text(read: AssessmentRead, reference: str, *, width: int = 80) -> str:
    """Return a version for a terminal."""
    lines = [paragraph(line, width=width) for line in (*_head(read, reference), WARNING)]
    for section in _sections(read):
        lines += ["", section.title]
        lines += [paragraph(f"{name} : {value}", indent="  ", width=width) for name, value in section.rows]
    for listed in _lists(read):
        lines += ["", table((listed.title, listed.column), listed.rows, width=width)]
    for title, figures in _figures(read):
        lines += ["", title]
        for figure in figures:
            lines += [paragraph(f"{figure.title} : {figure.value}", indent="  ", width=width)]
            lines += [paragraph(line, indent="      ", width=width) for line in _explained(figure)]
    lines += ["", paragraph(_days(read), width=width)]
    return "\n".join(lines)


def assessment_html(read: AssessmentRead, reference: str) -> str:
    """Return a version as a self-contained page, to print."""
    head = _head(read, reference)
    return fill(
        "assessment.html.j2",
        title=head[0],
        head=head,
        warning=WARNING,
        sections=list(_sections(read)),
        lists=list(_lists(read)),
        groups=list(_figures(read)),
        days=_days(read),
    )


def value_words(fact: Fact) -> str:
    """Write the value of a fact; the value of a measure is its operator."""
    value = fact.value
    if isinstance(fact.of, MeasureKind):
        return operator_words(value if isinstance(value, str) else None)
    if value is None or isinstance(value, bool):
        return french.answer(value)
    match value:
        case StrEnum():
            return label(value)
        case tuple():
            return ", ".join(map(label, value)) or "aucun"
        case date():
            return french.day(value)
        case int():
            return valued(value, fact.unit)
    return value


def operator_words(operator: str | None) -> str:
    """Say who is best placed: the team itself, a partner by its slug, nobody yet."""
    if operator is None:
        return _NO_OPERATOR
    return "l’équipe mobile" if operator == OWN_TEAM else operator


def _head(read: AssessmentRead, reference: str) -> list[str]:
    made = read.assessment
    by = french.listed(list(made.workers))
    others = [french.short_day(one.on) for one in read.versions if one is not made]
    return [
        f"Diagnostic du dossier {reference}, {french.day(made.on)}",
        f"Version {read.version} sur {len(read.versions)}, {label(made.place)}, par {by}",
        *([f"Autres versions : {', '.join(others)}"] if others else []),
    ]


def _sections(read: AssessmentRead) -> Iterator[SectionTold]:
    """Yield what was found, each subject with its answers."""
    for block in blocks_of(read.assessment, read.rules):
        if block.kind not in _HEALTH_APART:
            facts = _in_full(block, read.assessment.findings)
            rows = tuple((capitalised(label(fact.of)), value_words(fact)) for fact in facts)
            yield SectionTold(title=capitalised(label(block.kind)), rows=rows)


def _in_full(block: Block, found: Findings) -> Iterable[Fact]:
    """Return the facts of a block for the team, which sees its own health data where they belong."""
    match block.kind:
        case BlockKind.CAUSES:
            causes = (*(found.causes or ()), *((ArrearsCause.HEALTH,) if found.health_among_causes else ()))
            known = found.causes is not None or found.health_among_causes is not None
            return (Fact(of=FactName.CAUSES, value=causes if known else None),)
        case BlockKind.DWELLING:
            return (*block.facts, Fact(of=FactName.ACCESSIBLE, value=found.dwelling.accessible))
        case BlockKind.DEBT:
            return [fact for fact in block.facts if isinstance(fact.of, FactName)]
    return block.facts


def _lists(read: AssessmentRead) -> Iterator[ListTold]:
    """Yield the resources, the charges and the lines of the account that were named, with their amounts."""
    for title, figure in (("Ressources", read.budget.resources), ("Charges", read.budget.charges)):
        rows = [(capitalised(label(term.of)), valued(term.value, term.unit)) for term in figure.terms]
        yield ListTold(title=title, column="Par mois", rows=(*rows, ("Total", told(figure).value)))
    if read.debt is not None and read.debt.account.lines:
        lines = sorted(read.debt.account.lines, key=lambda line: line.on)
        yield ListTold(title="Décompte", column="Montant", rows=tuple(map(_debt_line, lines)))


def _debt_line(line: DebtLine) -> tuple[str, str]:
    return f"{french.short_day(line.on)}, {label(line.kind)}", valued(line.amount_cents, Unit.CENTS)


def _figures(read: AssessmentRead) -> Iterator[tuple[str, list[FigureTold]]]:
    yield "Budget expliqué", [told(figure) for figure in read.budget.figures]
    if read.debt is not None:
        yield "Décompte expliqué", [told(read.debt.arrears), told(read.debt.costs)]


def _explained(figure: FigureTold) -> Iterator[str]:
    yield figure.definition
    yield from figure.steps
    yield from figure.asked


def _days(read: AssessmentRead) -> str:
    return f"Par jour : le mois est divisé par {read.rules.days_a_month} ({read.rules.source})."
