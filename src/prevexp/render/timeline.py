"""The timeline of a case as a picture and as text: acts, delays from act to last day, truces, the day it is drawn for.

Words stand on lines of their own, above the strip they are about: nothing overlaps, down to a phone of 320 pixels. No
colour says anything alone: an act is a diamond, a delay a full bar, its later reading a bar in outline, a truce a ruled
band. No pattern is used: a printed page would grow a hundredfold.
"""

from collections.abc import Iterator
from datetime import timedelta

from . import french
from .columns import paragraph
from .columns import table
from .deadline_words import kind_label
from .law_errors import reason_told
from .palette import ACCENT
from .palette import AMBER
from .palette import GREY
from .palette import INK
from .palette import MIST
from .palette import OUTLINE
from .palette import PAPER
from .svg import WIDTH
from .svg import Drawing
from .svg import lines_of
from .time_axis import Scale
from .time_axis import axis
from .time_axis import diamond
from .timeline_rows import Timeline
from .timeline_rows import TimelineRow

_DAY = timedelta(days=1)
_STRIP, _SIZE, _LEADING, _GAP = 16.0, 13.0, 16.0, 10.0
_AXIS, _LEGEND = 20.0, 22.0
_UNSURE = " *"
_FONT = "system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"


def timeline_svg(timeline: Timeline, *, title: str) -> str:
    """Draw the timeline as an SVG that stands alone or in a page, with a title and a description in words."""
    legend = list(_legend(timeline))
    words = [lines_of(_words(row), WIDTH - 16, _SIZE) for row in timeline.rows]
    tops = [len(legend) * _LEGEND + _AXIS + 8]
    for lines in words:
        tops.append(tops[-1] + len(lines) * _LEADING + _STRIP + _GAP)
    drawing = _paper(title, _description(timeline), tops[-1] + _AXIS)
    for place, (mark, said) in enumerate(legend):
        _mark(drawing, mark, place * _LEGEND + 3)
        drawing.text(30, place * _LEGEND + 15, said, size=_SIZE)
    scale = Scale(timeline.first, timeline.last)
    for row, lines, top in zip(timeline.rows, words, tops, strict=False):
        for place, line in enumerate(lines):
            drawing.text(0, top + place * _LEADING + 12, line, size=_SIZE, bold=row.last >= timeline.on)
        _strip(drawing, timeline, scale, row, top + len(lines) * _LEADING + 1)
    for y in (len(legend) * _LEGEND + 14, tops[-1] + 10):
        axis(drawing, scale, y)
    return drawing.markup()


def timeline_text(timeline: Timeline, *, title: str) -> str:
    """Return the timeline as a table of 80 columns, with truces, the lease, and what could not be computed."""
    lines = [paragraph(f"{title} au {french.day(timeline.on)}"), ""]
    if timeline.rows:
        rows = [
            (french.short_day(row.start), french.short_day(row.last) if row.end else "", _words(row))
            for row in timeline.rows
        ]
        lines.append(table(("Depuis", "Fin", "Acte ou délai"), rows))
    else:
        lines.append(paragraph("Aucun acte ni délai connu (ce n'est pas « aucun » : rien n'a été lu)."))
    lines += ["", *(paragraph(said) for said in _notes(timeline))]
    return "\n".join(lines)


def _paper(title: str, description: str, height: float) -> Drawing:
    """Start a picture that is also a file of its own: as wide as its window, no wider than is pleasant to read."""
    drawing = Drawing.new("timeline", title=title, description=description, height=height)
    own = {"xmlns": "http://www.w3.org/2000/svg", "font-family": _FONT, "width": "100%"}
    for name, value in (own | {"style": "height:auto;max-width:44rem"}).items():
        drawing.root.set(name, value)
    drawing.rect(0, 0, WIDTH, height, fill=PAPER, stroke="none")
    return drawing


def _words(row: TimelineRow) -> str:
    label = row.label[:1].upper() + row.label[1:]
    return french.typographic(f"{label} : {row.said}{'' if row.sure else _UNSURE}")


def _notes(timeline: Timeline) -> Iterator[str]:
    if timeline.lease:
        yield f"Bail conclu le {french.day(timeline.lease)}."
    for first, last in timeline.truces:
        yield f"Trêve hivernale : {french.period(first, last)}{' (période tracée)' if last == timeline.last else ''}."
    if any(not row.sure for row in timeline.rows):
        yield "* déduit, disputé ou non connu : à vérifier ; prevexp law show donne les textes."
    for one in timeline.deadlines.refused:
        message, _ = reason_told(one.reason, one.params)
        left_out = f" Non calculé : {french.listed([kind_label(kind) for kind in one.kinds])}." if one.kinds else ""
        yield f"{message}{left_out}"


def _description(timeline: Timeline) -> str:
    rows = " ; ".join(_words(row) for row in timeline.rows) or "aucun acte ni délai connu"
    notes = " ".join(_notes(timeline))
    return f"Tracé au {french.day(timeline.on)}. {rows}. {notes}".strip()


def _legend(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """Yield the marks that the picture uses, each with its word."""
    rows = timeline.rows
    yield "today", f"jour du tracé : {french.day(timeline.on)}"
    if any(row.end is None or row.end == row.start for row in rows):
        yield "act", "acte, ou jour fixé"
    if any(row.end and row.end > row.start for row in rows):
        yield "delay", "délai, jusqu’au jour à prévoir"
    if any(row.latest for row in rows):
        yield "later", "report ou lecture plus longue"
    if timeline.truces:
        yield "truce", "trêve hivernale"
    if any(row.last >= timeline.on for row in rows):
        yield "coming", "en gras : à venir ou en cours"
    if any(not row.sure for row in rows):
        yield "unsure", "déduit ou à vérifier"


def _mark(drawing: Drawing, mark: str, y: float) -> None:
    match mark:
        case "today":
            drawing.rect(10, y, 2, _STRIP, fill=INK, stroke=INK)
        case "act":
            diamond(drawing, 11, y + _STRIP / 2)
        case "delay":
            drawing.rect(1, y + 3, 20, 10, fill=ACCENT, stroke=ACCENT)
        case "later":
            drawing.rect(1, y + 3, 20, 10, fill=AMBER, stroke=INK)
        case "truce":
            _band(drawing, 1, 21, y)
        case "coming":
            drawing.text(11, y + 13, "G", size=_SIZE, bold=True, anchor="middle")
        case _:
            drawing.text(11, y + 14, "*", size=18, bold=True, anchor="middle")


def _strip(drawing: Drawing, timeline: Timeline, scale: Scale, row: TimelineRow, y: float) -> None:
    """Draw one row: the span, its truces, the bar or the diamond, and the day drawn for."""
    drawing.rect(0.5, y, WIDTH - 1, _STRIP, fill=MIST, stroke="none")
    for first, last in timeline.truces:
        _band(drawing, scale.x(first), scale.x(last + _DAY), y)
    if row.end is None or row.end == row.start:
        diamond(drawing, scale.x(row.start), y + _STRIP / 2)
    else:
        left, right = scale.x(row.start), scale.x(row.end + _DAY)
        drawing.rect(left, y + 3, max(right - left, 2), 10, fill=ACCENT, stroke=ACCENT)
        if row.end > scale.last:
            tip = y + _STRIP / 2
            drawing.polygon([(WIDTH - 12, tip - 4), (WIDTH - 4, tip), (WIDTH - 12, tip + 4)], fill=PAPER)
    if row.latest and row.end:
        left, right = scale.x(row.end + _DAY), scale.x(row.latest + _DAY)
        drawing.rect(left, y + 3, max(right - left, 3), 10, fill=AMBER, stroke=INK)
    drawing.rect(scale.x(timeline.on) - 1, y - 2, 2, _STRIP + 4, fill=INK, stroke="none")


def _band(drawing: Drawing, left: float, right: float, y: float) -> None:
    drawing.rect(left, y, right - left, _STRIP, fill=GREY, stroke="none")
    for edge in (y, y + _STRIP - 1):
        drawing.rect(left, edge, right - left, 1, fill=OUTLINE, stroke="none")
