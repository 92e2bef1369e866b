"""The life of a case, as text of 80 columns and as a page: who is to do what, the law's days, what happened."""

from collections.abc import Iterator
from datetime import date

from prevexp.caseload.plain import TEAM
from prevexp.caseload.story import CaseStory
from prevexp.domain.events import Event
from prevexp.domain.life_events import StruckEntry

from . import french
from .assessment_figures import capitalised
from .columns import paragraph
from .columns import table
from .deadline_words import basis
from .deadline_words import deadline
from .due_words import due_sentence
from .due_words import who_acts
from .event_words import event_words
from .extra_words import extra_lines
from .labels import label
from .story_picture import story_svg
from .templating import fill
from .templating import picture

WHO = {TEAM: "L’équipe", "household": "Le ménage", "landlord": "Le bailleur"}
"""Who may be waited for, partners apart."""


def story_text(story: CaseStory) -> str:
    """Return the page for a terminal."""
    lines = [*(paragraph(line) for line in _head(story)), "", "À faire, et par qui"]
    for who, todo in _waiting(story):
        lines += [paragraph(f"{who} :", indent="  "), *(paragraph(f"- {one}", indent="    ") for one in todo)]
    if not story.dues:
        lines.append("  Rien n’est à faire ce jour-là.")
    lines += ["", "Échéances de la loi", *(paragraph(line, indent="  ") for line in _deadlines(story)), ""]
    facts = [paragraph(line, indent="  ") for line in extra_lines(story.extra)]
    lines += ["Faits ajoutés", *facts, ""] if facts else []
    rows = [(str(number), when, what) for number, when, what in _history(story)]
    lines.append(table(("N°", "Jour", "Ce qui s'est passé"), rows))
    return "\n".join(lines)


def story_html(story: CaseStory) -> str:
    """Return the page as self-contained HTML, with the picture."""
    head = _head(story)
    return fill(
        "story.html.j2",
        title=head[0],
        head=head,
        picture=picture(story_svg(story, title=f"Vie du dossier {story.case.reference}")),
        waiting=list(_waiting(story)),
        deadlines=list(_deadlines(story)),
        facts=list(extra_lines(story.extra)),
        history=list(_history(story)),
    )


def _head(story: CaseStory) -> list[str]:
    case = story.case
    where = story.commune or "commune non connue"
    workers: list[str] = sorted(story.team.workers, reverse=True) if story.team else []
    team = f"suivi par {french.listed(workers)}" if workers else "pas encore attribué"
    entered = _entered_on(story)
    return [
        f"Dossier {case.reference} au {french.day(story.on)}",
        f"{where}, {label(case.facts.stage)}, reçu le {french.day(case.received_on)}, {team} ({case.case_id})",
        *([f"Tout a été noté après coup, le {french.short_day(entered)}."] if entered else []),
    ]


def _waiting(story: CaseStory) -> Iterator[tuple[str, list[str]]]:
    """Yield who is to act, and what is waited for."""
    for who, dues in story.waiting.items():
        yield (
            WHO.get(who) or story.partners.get(who) or capitalised(who_acts(who)),
            [due_sentence(due, story.on) for due in dues],
        )


def _deadlines(story: CaseStory) -> Iterator[str]:
    if not story.deadlines:
        yield "aucune connue (ce n'est pas « aucune »)"
    for one in story.deadlines:
        yield f"{french.day(one.on)} : {deadline(one)} ({basis(one)})"


def _history(story: CaseStory) -> Iterator[tuple[int, str, str]]:
    """Yield number, day and words of each entry, in the order of the days."""
    at_once = _entered_on(story) is not None
    for entry in sorted(story.entries, key=lambda one: (one.on, one.number)):
        noted = None if at_once else _noted_later(entry.event)
        later = f", noté le {french.short_day(noted)}" if noted else ""
        yield entry.number, french.short_day(entry.on), event_words(entry.event) + later


def _noted_later(event: Event | StruckEntry) -> date | None:
    """Return when a thing was noted, if that was on a later day than it happened."""
    if isinstance(event, StruckEntry) or event.recorded_at.date() <= event.occurred_on:
        return None
    return event.recorded_at.date()


def _entered_on(story: CaseStory) -> date | None:
    """Return the one later day on which all of several entries were noted; to say it on each line says nothing."""
    days = {_noted_later(entry.event) for entry in story.entries}
    return next(iter(days)) if len(days) == 1 and len(story.entries) > 1 else None
