"""Days across a picture: where each lies, the months written along it, the mark of what happened on one."""

from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from itertools import pairwise

import attrs

from .palette import INK
from .palette import LINE
from .palette import SOFT_INK
from .svg import WIDTH
from .svg import Drawing
from .svg import width_of

_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600)


@attrs.frozen
class Scale:
    """Where a day lies across the picture; days outside the span lie on its edge."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Return the place of the start of a day."""
        part = (min(max(day, self.first), self.last) - self.first).days / ((self.last - self.first).days or 1)
        return 1 + part * (WIDTH - 2)


def diamond(drawing: Drawing, x: float, y: float) -> None:
    """Draw the mark of a day on which something happened."""
    x = min(max(x, 7), WIDTH - 7)
    drawing.polygon([(x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)], fill=INK)


def axis(drawing: Drawing, scale: Scale, y: float) -> None:
    """Write the months along the picture, as many as fit."""
    months = list(_months(scale))
    room = width_of("sept. 2021", 11) + 8
    for step in _STEPS:
        shown = [day for day in months if (day.year * 12 + day.month - 1) % step == 0]
        places = [scale.x(day) for day in shown]
        if all(right - left >= room for left, right in pairwise(places)):
            break
    drawing.rect(0.5, y + 4, WIDTH - 1, 0.5, fill=LINE, stroke=LINE)
    for day, x in zip(shown, places, strict=True):
        drawing.rect(x, y + 1, 0.5, 6, fill=SOFT_INK, stroke=SOFT_INK)
        if x + room <= WIDTH + 8:
            drawing.text(x + 3, y - 1, f"{_MONTHS[day.month - 1]} {day.year}", size=11, fill=SOFT_INK)


def _months(scale: Scale) -> Iterator[date]:
    day = scale.first.replace(day=1)
    while day <= scale.last:
        if day >= scale.first:
            yield day
        day = (day + timedelta(days=32)).replace(day=1)
