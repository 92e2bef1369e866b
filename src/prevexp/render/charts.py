"""The pictures of a bilan: a funnel, bars in parts, a tile map. No length and no shade tells a hidden number."""

from collections.abc import Sequence

import attrs

from .french import NBSP
from .french import number
from .french import percent
from .palette import ACCENT
from .palette import ACCENT_PALE
from .palette import INK
from .palette import OUTLINE
from .palette import PAPER
from .palette import SEQUENCE
from .palette import SOFT_INK
from .palette import ink_on
from .svg import WIDTH
from .svg import Drawing
from .svg import lines_of
from .svg import width_of

HIDDEN = "s."
_STUB = 34
"""Length of what stands for a hidden number: always the same."""


@attrs.frozen
class Words:
    """What a picture is called, and what it shows said in words."""

    title: str
    description: str


@attrs.frozen
class Step:
    """One step of a funnel; `value` None is hidden."""

    label: str
    value: int | None


@attrs.frozen
class Part:
    """One part of a bar: `fill` is a colour or the name of a pattern; `value` None is hidden."""

    value: int | None
    fill: str


@attrs.frozen
class Bar:
    """One bar and the parts it is made of; `total` None is hidden."""

    label: str
    total: int | None
    parts: tuple[Part, ...]


@attrs.frozen
class MapTile:
    """One square of a tile map; `value` None is hidden."""

    label: str
    row: int
    column: int
    value: int | None


def funnel(name: str, words: Words, steps: Sequence[Step]) -> str:
    """Draw how many pass each step, and which share of the step before."""
    left, bar, between = 104, 40, 26
    drawing = Drawing.new(
        name, title=words.title, description=words.description, height=len(steps) * (bar + between) - between + 2
    )
    room, widest = WIDTH - left - 2, max((step.value or 0 for step in steps), default=0) or 1
    middle, before, y = left + room / 2, None, 1.0
    for step in steps:
        wide = room * step.value / widest if step.value is not None else _STUB
        if before is not None:
            drawing.polygon(_between(middle, y - between, before[1], y, wide), fill=ACCENT_PALE)
            if step.value is not None and before[0]:
                share = percent(step.value, before[0])
                drawing.text(middle, y - between / 2 + 5, share, size=13, anchor="middle", fill=INK)
        hidden = step.value is None
        drawing.rect(
            middle - wide / 2, y, wide, bar, fill=drawing.pattern("hidden") if hidden else ACCENT, stroke=OUTLINE
        )
        said = HIDDEN if step.value is None else number(step.value)
        inside = hidden or width_of(said, 18) + 6 < wide
        x = middle if inside else middle + wide / 2 + 5
        colour = PAPER if inside and not hidden else INK
        drawing.text(x, y + 26, said, size=18, bold=True, anchor="middle" if inside else "start", fill=colour)
        _lines(drawing, 0, y + bar / 2 + 5, step.label, width=left - 4, size=13)
        before, y = (step.value, wide), y + bar + between
    return drawing.markup()


def _between(
    middle: float, top: float, wide_above: float, bottom: float, wide_below: float
) -> list[tuple[float, float]]:
    return [
        (middle - wide_above / 2, top),
        (middle + wide_above / 2, top),
        (middle + wide_below / 2, bottom),
        (middle - wide_below / 2, bottom),
    ]


def bars(name: str, words: Words, rows: Sequence[Bar], legend: Sequence[tuple[str, str]]) -> str:
    """Draw one bar a row, in parts with a legend (fill, label); what is hidden of a known total is hatched."""
    left, row, top = 100, 36, 22 * len(legend) + 10
    drawing = Drawing.new(name, title=words.title, description=words.description, height=top + row * len(rows))
    for place, (fill, label) in enumerate(legend):
        drawing.rect(1, 22 * place + 1, 16, 16, fill=_fill(drawing, fill))
        drawing.text(24, 22 * place + 14, label)
    scale = min((_scale(bar, WIDTH - left - 46) for bar in rows), default=1)
    for place, bar in enumerate(rows):
        y = top + place * row
        _lines(drawing, 0, y + 19, bar.label, width=left - 6, size=13)
        x = _parts(drawing, bar, left, y, scale)
        said = HIDDEN if bar.total is None else number(bar.total)
        drawing.text(x + 6, y + 19, said, size=14, bold=True)
    return drawing.markup()


def _scale(bar: Bar, room: float) -> float:
    """Return how long one is if the bar fills the room; a bar whose total is hidden ends in a stub."""
    shown = bar.total if bar.total is not None else sum(part.value or 0 for part in bar.parts)
    return (room if bar.total is not None else room - _STUB) / (shown or 1)


def _parts(drawing: Drawing, bar: Bar, x: float, y: float, scale: float) -> float:
    """Draw the known parts, then the rest: hatched up to a known total, or a stub; return where the bar ends."""
    start, height = x, 26
    for part in bar.parts:
        if not part.value:
            continue
        wide = part.value * scale
        drawing.rect(x, y, wide, height, fill=_fill(drawing, part.fill))
        said = number(part.value)
        if width_of(said, 12) + 4 < wide:
            colour = ink_on(part.fill) if part.fill.startswith("#") else INK
            drawing.text(x + wide / 2, y + 17.5, said, size=12, anchor="middle", fill=colour)
        x += wide
    rest = _STUB if bar.total is None else start + bar.total * scale - x
    if any(part.value is None for part in bar.parts) or bar.total is None:
        drawing.rect(x, y, rest, height, fill=drawing.pattern("hidden"))
        if width_of(HIDDEN, 12) + 4 < rest:
            drawing.text(x + rest / 2, y + 17.5, HIDDEN, size=12, anchor="middle")
        x += rest
    return x


def tile_map(name: str, words: Words, tiles: Sequence[MapTile]) -> str:
    """Draw one square a place, darker for more, its number written in it; the legend gives the classes."""
    columns = max((tile.column for tile in tiles), default=0) + 1
    rows = max((tile.row for tile in tiles), default=0) + 1
    gap, width = 6, max(WIDTH, 72 * columns)
    side = min((width - gap * (columns - 1)) / columns, 84)
    top = rows * (side + gap) + 12
    drawing = Drawing.new(name, title=words.title, description=words.description, width=width, height=top + 42)
    step = _class_width([tile.value for tile in tiles if tile.value is not None])
    for tile in tiles:
        _tile(drawing, tile, tile.column * (side + gap) + 0.5, tile.row * (side + gap) + 0.5, side - 1, step)
    each = width / len(SEQUENCE)
    for place, colour in enumerate(SEQUENCE):
        drawing.rect(place * each + 0.5, top, each - 1, 14, fill=colour)
        said = f"{number(place * step + 1)} à {number((place + 1) * step)}"
        drawing.text((place + 0.5) * each, top + 32, said, size=12, anchor="middle", fill=SOFT_INK)
    return drawing.markup()


def _tile(drawing: Drawing, tile: MapTile, x: float, y: float, side: float, step: int) -> None:
    fill = colour = PAPER
    if tile.value:
        fill = colour = SEQUENCE[min((tile.value - 1) // step, len(SEQUENCE) - 1)]
    if tile.value is None:
        fill = drawing.pattern("hidden")
    ink = ink_on(colour)
    drawing.rect(x, y, side, side, fill=fill)
    for place, line in enumerate(lines_of(tile.label, side - 8, 12)[:2]):
        drawing.text(x + side / 2, y + 20 + 14 * place, line, size=12, anchor="middle", fill=ink)
    said = HIDDEN if tile.value is None else number(tile.value)
    drawing.text(x + side / 2, y + side - 12, said, size=21, bold=True, anchor="middle", fill=ink)


def _class_width(values: Sequence[int]) -> int:
    """Return the width of the four classes that reach up to the largest value, as a round number."""
    least = -(-max(values, default=1) // len(SEQUENCE)) or 1
    unit = 1 if least <= 5 else 5 if least <= 50 else 50
    return -(-least // unit) * unit


def _lines(drawing: Drawing, x: float, y: float, words: str, *, width: float, size: float) -> None:
    """Write words around a base line, in two lines if they do not fit in one."""
    lines = lines_of(words.replace(NBSP, " "), width, size)[:2]
    for place, line in enumerate(lines):
        drawing.text(x, y + (place - (len(lines) - 1) / 2) * size * 1.15, line, size=size)


def _fill(drawing: Drawing, fill: str) -> str:
    return fill if fill.startswith("#") else drawing.pattern(fill)
