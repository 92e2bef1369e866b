"""Pictures as SVG elements: each has a title and a description, and stands in a page without anything from outside."""

from xml.etree.ElementTree import Element
from xml.etree.ElementTree import SubElement
from xml.etree.ElementTree import tostring

import attrs

from .palette import AMBER
from .palette import AMBER_STRIPE
from .palette import GREY
from .palette import GREY_DOT
from .palette import INK
from .palette import OUTLINE
from .palette import PAPER

WIDTH = 340
"""Units: pictures are drawn narrow, so that words stay legible on a phone of 320 pixels."""

_LETTER = 0.56
"""Width of an average letter as a part of the size of the type; wide enough for the widest common face."""


@attrs.frozen
class Drawing:
    """A picture being drawn. `name` makes ids unique in a page; coordinates are units from the top left corner."""

    name: str
    root: Element

    @classmethod
    def new(cls, name: str, *, title: str, description: str, width: float = WIDTH, height: float) -> "Drawing":
        """Start a picture; the description says in words what the picture shows."""
        names = {"aria-labelledby": f"{name}-title {name}-desc", "class": "drawing"}
        root = Element("svg", {"viewBox": f"0 0 {_plain(width)} {_plain(height)}", "role": "img", **names})
        SubElement(root, "title", {"id": f"{name}-title"}).text = title
        SubElement(root, "desc", {"id": f"{name}-desc"}).text = description
        return cls(name, root)

    def rect(self, x: float, y: float, width: float, height: float, *, fill: str, stroke: str = OUTLINE) -> None:
        """Draw a rectangle."""
        box = {"x": x, "y": y, "width": max(width, 0), "height": height}
        attributes = {key: _plain(value) for key, value in box.items()}
        SubElement(self.root, "rect", attributes | {"fill": fill, "stroke": stroke, "stroke-width": "1"})

    def polygon(self, points: list[tuple[float, float]], *, fill: str) -> None:
        """Draw a filled polygon."""
        corners = " ".join(f"{_plain(x)},{_plain(y)}" for x, y in points)
        SubElement(self.root, "polygon", {"points": corners, "fill": fill})

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 13,
        bold: bool = False,
        anchor: str = "start",
        fill: str = INK,
    ) -> None:
        """Write words on a base line; a screen reader is given the title, the description and the table instead."""
        attributes = {"x": _plain(x), "y": _plain(y), "font-size": _plain(size), "text-anchor": anchor, "fill": fill}
        if bold:
            attributes["font-weight"] = "700"
        SubElement(self.root, "text", attributes).text = words

    def pattern(self, kind: str) -> str:
        """Return the fill of a pattern, drawing its definition once: `stripes`, `dots` or `hidden`."""
        identifier = f"{self.name}-{kind}"
        if all(found.get("id") != identifier for found in self.root.iter("pattern")):
            back, front, shape = _PATTERNS[kind]
            size = {"width": "8", "height": "8", "patternUnits": "userSpaceOnUse"}
            made = SubElement(SubElement(self.root, "defs"), "pattern", {"id": identifier, **size})
            SubElement(made, "rect", {"width": "8", "height": "8", "fill": back})
            SubElement(made, shape[0], {**shape[1], ("fill" if shape[0] == "circle" else "stroke"): front})
        return f"url(#{identifier})"

    def markup(self) -> str:
        """Return the picture as text; everything in it is escaped."""
        return tostring(self.root, encoding="unicode")


_DIAGONAL = ("path", {"d": "M-2,2 L2,-2 M0,8 L8,0 M6,10 L10,6", "stroke-width": "2", "fill": "none"})
_PATTERNS = {
    "stripes": (AMBER, AMBER_STRIPE, _DIAGONAL),
    "dots": (GREY, GREY_DOT, ("circle", {"cx": "4", "cy": "4", "r": "1.4"})),
    "hidden": (PAPER, GREY, _DIAGONAL),
}


def width_of(words: str, size: float) -> float:
    """Return about how wide words are written in type of a size, in units."""
    return len(words) * size * _LETTER


def lines_of(words: str, width: float, size: float) -> list[str]:
    """Break words into lines no wider than `width` where there are spaces or hyphens to break at."""
    lines = [""]
    for piece in words.replace("-", "-\n").replace(" ", " \n").split("\n"):
        if lines[-1] and width_of((lines[-1] + piece).rstrip(), size) > width:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def _plain(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
