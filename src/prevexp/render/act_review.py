"""What a jurist noted on an act of a case, and what would come out otherwise by now, for a terminal."""

from collections.abc import Iterator
from datetime import date

from prevexp.casework.act_review.standing import ActReviewStanding
from prevexp.casework.act_review.standing import CheckChange
from prevexp.domain.act_review import Finding
from prevexp.domain.act_review import NotedCheck
from prevexp.law.review.reading import national_checklist

from . import french
from .columns import paragraph
from .labels import label
from .review_words import input_words


def act_review_text(standing: ActReviewStanding, *, on: date, width: int = 80) -> str:
    """Return the last review noted on an act, the points it rests on, and what has changed since."""
    noted = standing.noted
    seen = french.listed([label(one) for one in noted.documents])
    lines = [
        f"Contrôle noté le {french.short_day(noted.on)} : {label(noted.act_kind)}",
        paragraph(f"Pièces vues : {seen}. Par {noted.worker}.", indent="  ", width=width),
        paragraph(f"Conclusion du juriste : {label(noted.conclusion)}.", indent="  ", width=width),
    ]
    for heading, entries in (
        ("Points retenus", [_title(check) for check in noted.grounds]),
        ("Autres irrégularités notées", list(_others(standing))),
        ("Jugé autrement que le calcul", [_judged(one) for one in noted.checks if one.finding is not one.computed]),
        (f"Changé depuis, au {french.short_day(on)}", [_changed(one) for one in standing.changes]),
    ):
        lines += ["", heading] if entries else []
        lines += [paragraph(f"- {entry}", indent="  ", width=width) for entry in entries]
    if not standing.changes:
        lines += ["", f"Rien n’a changé depuis, au {french.short_day(on)}."]
    return "\n".join(lines)


def _others(standing: ActReviewStanding) -> Iterator[str]:
    for one in standing.noted.checks:
        if one.finding is Finding.DEFECT and one.check not in standing.noted.grounds:
            yield _title(one.check)


def _title(check: str) -> str:
    sheet = national_checklist().sheets.get(check)
    return f"{sheet.number}. {sheet.title} ({check})" if sheet else check


def _judged(one: NotedCheck) -> str:
    return f"{_title(one.check)} : {label(one.finding)}, au lieu de « {label(one.computed)} »"


def _changed(one: CheckChange) -> str:
    then = label(one.then) if one.then else "point nouveau"
    now = label(one.now) if one.now else "point disparu"
    told = then if one.then is one.now else f"{then}, maintenant {now}"
    why = [f"connu autrement : {', '.join(map(input_words, one.facts))}"] if one.facts else []
    why += ["la règle ou un choix a changé"] if one.law_changed else []
    return f"{_title(one.check)} : {told} ({' ; '.join(why) or 'cause non connue'})"
