"""The life of a case as a picture: one line for each part of it, what happened, what is due, the day it is drawn for.

Words stand above the line they are about. No colour says anything alone: what happened is a diamond, what is to be done
an empty square.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import timedelta

import attrs

from prevexp.caseload.story import CaseStory

from . import french
from .palette import INK
from .palette import MIST
from .palette import PAPER
from .story_lanes import lane_of
from .svg import WIDTH
from .svg import Drawing
from .svg import lines_of
from .time_axis import Scale
from .time_axis import axis
from .time_axis import diamond

_STRIP, _SIZE, _LEADING, _GAP, _LEGEND, _AXIS = 16.0, 13.0, 16.0, 10.0, 22.0, 20.0
_MARGIN = timedelta(days=5)
_AHEAD = timedelta(days=183)  # what is due later stands on the edge, with its day written in the list
_FONT = "system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"


@attrs.frozen(kw_only=True)
class Lane:
    """One line of the picture: what happened on which days, or what is due on which."""

    label: str
    days: tuple[date, ...]
    happened: bool = True


def lanes_of(story: CaseStory) -> tuple[Lane, ...]:
    """Return the lines of a story: those on which something happened, then what is due, then the days of the law."""
    happened: dict[str, list[date]] = {}
    for entry in story.entries:
        happened.setdefault(lane_of(entry.event), []).append(entry.on)
    lanes = [Lane(label=label, days=tuple(sorted(days))) for label, days in happened.items()]
    ahead = (("À faire", [due.due_on for due in story.dues]), ("Échéances de la loi", [d.on for d in story.deadlines]))
    lanes += [Lane(label=label, days=tuple(sorted(days)), happened=False) for label, days in ahead if days]
    return tuple(lanes)


def story_svg(story: CaseStory, *, title: str) -> str:
    """Draw the life of a case as an SVG that stands in a page or alone, with a title and a description in words."""
    lanes = lanes_of(story)
    words = [lines_of(_words(lane), WIDTH - 16, _SIZE) for lane in lanes]
    tops = [len(_MARKS) * _LEGEND + _AXIS + 8]
    for lines in words:
        tops.append(tops[-1] + len(lines) * _LEADING + _STRIP + _GAP)
    drawing = _paper(title, _description(story, lanes), tops[-1] + _AXIS)
    for place, (mark, said) in enumerate(_MARKS):
        _mark(drawing, mark, place * _LEGEND + 3)
        drawing.text(30, place * _LEGEND + 15, said.format(day=french.day(story.on)), size=_SIZE)
    scale = _scale(story, lanes)
    for lane, lines, top in zip(lanes, words, tops, strict=False):
        for place, line in enumerate(lines):
            drawing.text(0, top + place * _LEADING + 12, line, size=_SIZE)
        _strip(drawing, scale, lane, top + len(lines) * _LEADING + 1, story.on)
    for y in (len(_MARKS) * _LEGEND + 14, tops[-1] + 10):
        axis(drawing, scale, y)
    return drawing.markup()


_MARKS = (("today", "jour du tracé : {day}"), ("done", "ce qui s’est passé"), ("due", "à faire, ou échéance à venir"))


def _words(lane: Lane) -> str:
    if not lane.happened:
        return french.typographic(f"{lane.label} : {french.day(lane.days[0])}{_more(lane)}")
    last = f", le dernier le {french.day(lane.days[-1])}" if len(lane.days) > 1 else f", le {french.day(lane.days[0])}"
    return french.typographic(f"{lane.label} : {french.number(len(lane.days))}{last}")


def _more(lane: Lane) -> str:
    return f" et {french.number(len(lane.days) - 1)} après" if len(lane.days) > 1 else ""


def _description(story: CaseStory, lanes: Sequence[Lane]) -> str:
    return f"Tracé au {french.day(story.on)}. {' ; '.join(map(_words, lanes))}."


def _scale(story: CaseStory, lanes: Sequence[Lane]) -> Scale:
    days = [story.on, *(day for lane in lanes for day in lane.days)]
    return Scale(min(days) - _MARGIN, min(max(days), story.on + _AHEAD) + _MARGIN)


def _paper(title: str, description: str, height: float) -> Drawing:
    drawing = Drawing.new("life", title=title, description=description, height=height)
    own = {"xmlns": "http://www.w3.org/2000/svg", "font-family": _FONT, "width": "100%"}
    for name, value in (own | {"style": "height:auto;max-width:30rem"}).items():
        drawing.root.set(name, value)
    drawing.rect(0, 0, WIDTH, height, fill=PAPER, stroke="none")
    return drawing


def _mark(drawing: Drawing, mark: str, y: float) -> None:
    match mark:
        case "today":
            drawing.rect(10, y, 2, _STRIP, fill=INK, stroke=INK)
        case "done":
            diamond(drawing, 11, y + _STRIP / 2)
        case _:
            drawing.rect(6, y + 3, 10, 10, fill=PAPER, stroke=INK)


def _strip(drawing: Drawing, scale: Scale, lane: Lane, y: float, on: date) -> None:
    drawing.rect(0.5, y, WIDTH - 1, _STRIP, fill=MIST, stroke="none")
    for x in _places(scale, lane):
        if lane.happened:
            diamond(drawing, x, y + _STRIP / 2)
        else:
            drawing.rect(min(max(x - 5, 1), WIDTH - 11), y + 3, 10, 10, fill=PAPER, stroke=INK)
    drawing.rect(scale.x(on) - 1, y - 2, 2, _STRIP + 4, fill=INK, stroke="none")


def _places(scale: Scale, lane: Lane) -> Iterator[float]:
    yield from (scale.x(day) for day in dict.fromkeys(lane.days))
