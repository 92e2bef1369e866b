"""One answer of a review as it is told: question, why, what was read, the law with its dates, sanction, next step."""

import attrs

from prevexp.domain.act_review import Finding
from prevexp.law.law import Law
from prevexp.law.reasoning import Basis
from prevexp.law.review.review import CheckAnswer
from prevexp.law.review.sheet import CheckSheet

from . import french
from .labels import label
from .law_remarks import to_check
from .law_words import law_label
from .law_words import span
from .law_words import version_words
from .review_words import input_words
from .review_words import read_lines
from .review_words import reason_sentence

_OPEN = frozenset({Finding.DEFECT, Finding.UNKNOWN})


@attrs.frozen(kw_only=True)
class AnswerTold:
    """One answer, in words. `details` are names, each with the lines said under it."""

    mark: str
    heading: str
    question: str
    finding: str
    reasons: tuple[str, ...]
    details: tuple[tuple[str, tuple[str, ...]], ...]


def answer_told(answer: CheckAnswer, law: Law, *, mark: str) -> AnswerTold:
    """Return an answer in words; what a defect may lead to is told while it is one or may be one."""
    sheet = answer.check.sheet
    return AnswerTold(
        mark=mark,
        heading=f"{sheet.number}. {sheet.title}" if sheet else answer.check.id,
        question=sheet.question if sheet else "",
        finding=label(answer.finding),
        reasons=tuple(reason_sentence(reason, answer.read) for reason in answer.because),
        details=tuple(_details(answer, sheet, law)),
    )


def needed(answer: CheckAnswer) -> list[str]:
    """Return what answers an open question: the document, or what was not seen if somebody else must be asked."""
    sheet = answer.check.sheet
    if sheet is not None and answer.ask is sheet.ask:
        return [sheet.document]
    told = (reason.params.get("inputs") for reason in answer.because)
    names = [name for inputs in told if isinstance(inputs, tuple) for name in inputs]
    return [", ".join(input_words(name) for name in names)] if names else []


def _details(answer: CheckAnswer, sheet: CheckSheet | None, law: Law) -> list[tuple[str, tuple[str, ...]]]:
    told = [("Lu", tuple(read_lines(answer))), ("Texte", _law(answer))]
    if answer.ask is not None:
        told.append(("À demander", (" : ".join([label(answer.ask), *needed(answer)]),)))
    if sheet is not None and answer.finding in _OPEN:
        told += _leads(sheet, possible=answer.finding is Finding.UNKNOWN)
    told.append(("À vérifier", tuple(to_check(answer.ruling.remarks, law))))
    return [(name, lines) for name, lines in told if lines]


def _leads(sheet: CheckSheet, *, possible: bool) -> list[tuple[str, tuple[str, ...]]]:
    """Return what a defect may lead to, who proves what, and what to do next with whom."""
    sanction = sheet.sanction
    when = "Si l’irrégularité se confirme" if possible else "Conséquence"
    advisers = french.listed([label(adviser) for adviser in sheet.advisers])
    return [
        (when, (sheet.consequence, sanction.words)),
        ("Preuve", (sheet.proof, sanction.proof) if sanction.proof else (sheet.proof,)),
        ("À faire", (sheet.next_step,)),
        ("Avec", (advisers,)),
    ]


def _law(answer: CheckAnswer) -> tuple[str, ...]:
    """Return the versions that were read with their dates; none was read: the articles the check rests on."""
    return tuple(_basis(basis) for basis in answer.ruling.basis) or (answer.check.source,)


def _basis(basis: Basis) -> str:
    version, parameter = basis.version, basis.parameter
    value = "" if version.value is True else f" : {version_words(parameter, version)}"
    inferred = ", critère déduit" if parameter.factor_inferred else ""
    chosen = [f"{law_label(basis.factor)}, {french.day(basis.day)}{inferred}"] if basis.day else []
    notes = " ; ".join([law_label(version.status), *chosen, *([version.note] if version.note else [])])
    return f"{version.article}, {span(version.valid_from, version.valid_to)}{value} ({notes})"
