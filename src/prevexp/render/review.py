"""The review of an act as a page for a jurist and as text for a terminal: findings, why, the law, what to do next."""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date

import attrs

from prevexp.domain.act_review import Finding
from prevexp.law.law import Law
from prevexp.law.review.review import NoticeReview

from . import french
from .columns import paragraph
from .labels import label
from .law_words import CHOICES
from .law_words import law_label
from .review_answers import AnswerTold
from .review_answers import answer_told
from .review_answers import needed
from .templating import fill

WARNING = (
    "Ce contrôle est une piste pour un juriste, pas un conseil juridique. Seul un juge se prononce sur un acte. « Non"
    " connu » n’est jamais « conforme » : la pièce reste à voir."
)
SECTIONS = {
    Finding.DEFECT: "Irrégularités à examiner",
    Finding.UNKNOWN: "Non connu : pièces à demander",
    Finding.OK: "Conforme",
    Finding.NOT_APPLICABLE: "Sans objet",
}
"""The parts of the page, in the order of what a jurist needs first."""

MARKS = {Finding.DEFECT: "!!", Finding.UNKNOWN: "? ", Finding.OK: "ok", Finding.NOT_APPLICABLE: "- "}
_COUNTED = {
    Finding.DEFECT: ("irrégularité à examiner", "irrégularités à examiner"),
    Finding.UNKNOWN: ("point non connu", "points non connus"),
    Finding.OK: ("point conforme", "points conformes"),
    Finding.NOT_APPLICABLE: ("point sans objet", "points sans objet"),
}
_INDENT = " " * 5


@attrs.frozen(kw_only=True)
class Part:
    """One part of the page: all answers of one finding."""

    kind: str
    title: str
    answers: tuple[AnswerTold, ...]


def review_html(review: NoticeReview, law: Law, *, on: date, reference: str = "") -> str:
    """Return the page as self-contained HTML, made on a day; `reference` names the case, never a person."""
    return fill(
        "review.html.j2",
        title=title(review),
        head=list(_head(review, on, reference)),
        warning=WARNING,
        counts=[(finding.value, *_counted(review, finding)) for finding in SECTIONS],
        parts=_parts(review, law),
        asked=list(_asked(review)),
        dates=list(_dates(review)),
        policies=list(_policies(review, law)),
        sanctions=list(_sanctions(review)),
        unread=list(review.unread),
    )


def review_text(review: NoticeReview, law: Law, *, on: date, reference: str = "", width: int = 80) -> str:
    """Return the review for a terminal."""
    lines = [paragraph(line, width=width) for line in (title(review), *_head(review, on, reference))]
    counts = [" ".join(map(str, _counted(review, finding)[::-1])) for finding in SECTIONS]
    lines += ["", paragraph(WARNING, width=width), "", paragraph(f"{french.listed(counts)}.", width=width)]
    for part in _parts(review, law):
        lines += ["", paragraph(f"{part.title} ({len(part.answers)})", width=width)]
        for told in part.answers:
            lines += _answer_lines(told, width)
    for heading, entries in (
        ("À demander", [f"{whom} : {' ; '.join(documents)}" for whom, documents in _asked(review)]),
        ("Dates qui ont choisi les textes", list(_dates(review))),
        ("Questions que la loi laisse ouvertes", list(_policies(review, law))),
        ("Entrées que personne ne lit", list(review.unread)),
    ):
        lines += ["", paragraph(heading, width=width)] if entries else []
        lines += [paragraph(f"- {entry}", indent="  ", width=width) for entry in entries]
    return "\n".join(lines)


def title(review: NoticeReview) -> str:
    """Return what the page is about."""
    return f"Contrôle de régularité : {label(review.act_kind)}"


def _head(review: NoticeReview, on: date, reference: str) -> Iterator[str]:
    served = f"signifié le {french.day(review.served_on)}" if review.served_on else "date de l’acte non connue"
    yield f"Acte : {label(review.act_kind)}, {served}"
    yield f"Lieu : département {review.department}"
    yield f"Contrôle fait le {french.day(on)}" + (f", dossier {reference}" if reference else "")


def _counted(review: NoticeReview, finding: Finding) -> tuple[str, int]:
    number = review.counts[finding]
    one, several = _COUNTED[finding]
    return one if number <= 1 else several, number


def _parts(review: NoticeReview, law: Law) -> list[Part]:
    return [
        Part(
            kind=finding.value,
            title=words,
            answers=tuple(answer_told(answer, law, mark=MARKS[finding]) for answer in review.of(finding)),
        )
        for finding, words in SECTIONS.items()
        if review.of(finding)
    ]


def _answer_lines(told: AnswerTold, width: int) -> list[str]:
    lines = [paragraph(f"[{told.mark}] {told.heading}", width=width)]
    lines += [paragraph(one, indent=_INDENT, width=width) for one in told.reasons]
    lines += [paragraph(f"{name} : {_in_a_row(said)}", indent=_INDENT, width=width) for name, said in told.details]
    return lines


def _in_a_row(lines: Iterable[str]) -> str:
    """Write lines one after the other: sentences as they are, other words with a sign between."""
    return " ; ".join(lines).replace(". ; ", ". ")


def _asked(review: NoticeReview) -> Iterator[tuple[str, list[str]]]:
    """Yield whom to ask, each once, with the documents that answer."""
    unknown = review.of(Finding.UNKNOWN)
    for ask in dict.fromkeys(answer.ask for answer in unknown if answer.ask):
        documents = (document for answer in unknown if answer.ask is ask for document in needed(answer))
        words = label(ask)
        yield words[0].upper() + words[1:], list(dict.fromkeys(documents))


def _dates(review: NoticeReview) -> Iterator[str]:
    """Yield the days that picked the versions of the law, each once."""
    read = (basis for answer in review.answers for basis in answer.ruling.basis if basis.day is not None)
    yield from dict.fromkeys(f"{law_label(basis.factor)} : {french.day(basis.day)}" for basis in read if basis.day)


def _policies(review: NoticeReview, law: Law) -> Iterator[str]:
    titles = {str(policy.id): policy for policy in law.policies.values()}
    for name, choice in review.policies.items():
        policy = titles[str(name)]
        yield f"{policy.title} : {CHOICES.get((str(name), choice), choice)}. {policy.why}"


def _sanctions(review: NoticeReview) -> Iterator[tuple[str, list[str]]]:
    """Yield the sanctions that the answers may lead to: what, who proves, when to raise it, which articles."""
    open_answers = (*review.of(Finding.DEFECT), *review.of(Finding.UNKNOWN))
    sheets = [answer.check.sheet for answer in open_answers if answer.check.sheet]
    for sanction in {sheet.sanction.kind: sheet.sanction for sheet in sheets}.values():
        told = [sanction.words, sanction.proof, sanction.when, sanction.articles]
        yield sanction.title, [words for words in told if words]
