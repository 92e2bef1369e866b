"""Plain tables for a terminal of 80 columns: the widest column gives way, nothing is cut without a sign."""

import unicodedata
from collections.abc import Sequence
from textwrap import wrap

from .french import typographic

WIDTH = 80
_GAP = "  "
_LEAST = 12
_CUT = "…"


def table(header: Sequence[str], rows: Sequence[Sequence[str]], *, width: int = WIDTH) -> str:
    """Lay rows out in columns: what is too long for the last one goes on the next line, for another it is cut."""
    head, *body = [[one_line(cell) for cell in row] for row in (header, *rows)]
    sizes = _fitted([max(len(row[i]) for row in (head, *body)) for i in range(len(head))], width)
    rule = _GAP.join("-" * size for size in sizes)
    return "\n".join([_line(head, sizes), rule, *(_line(row, sizes) for row in body)])


def one_line(text: str) -> str:
    """Return a text a sender wrote without what a terminal would obey: line ends, escapes, marks of direction."""
    return "".join(" " if unicodedata.category(sign).startswith("C") else sign for sign in text)


def _fitted(sizes: list[int], width: int) -> list[int]:
    """Narrow the last column first, then the widest of the others, none below what still says something."""
    room = width - len(_GAP) * (len(sizes) - 1)
    sizes[-1] = max(_LEAST, min(sizes[-1], room - sum(sizes[:-1])))
    while (excess := sum(sizes) - room) > 0 and (most := max(sizes[:-1], default=0)) > _LEAST:
        sizes[sizes.index(most)] = max(_LEAST, most - excess)
    return sizes


def _line(row: Sequence[str], sizes: Sequence[int]) -> str:
    first, *more = wrap(row[-1], sizes[-1]) or [""]
    start = _GAP.join(_cut(cell, size).ljust(size) for cell, size in zip(row[:-1], sizes, strict=False))
    indent = " " * (len(start) + len(_GAP))
    lines = [f"{start}{_GAP}{first}" if len(row) > 1 else first, *(indent + line for line in more)]
    return "\n".join(line.rstrip() for line in lines)


def _cut(cell: str, size: int) -> str:
    return cell if len(cell) <= size else cell[: size - len(_CUT)] + _CUT


def paragraph(text: str, *, indent: str = "", hang: int = 0, width: int = WIDTH) -> str:
    """Wrap a text, every line indented, those after the first by `hang` signs more; an item of a list hangs by itself."""
    plain = typographic(one_line(text))
    item = plain.lstrip()
    if item.startswith("- "):
        hang += len(plain) - len(item) + len("- ")
    after = indent + " " * hang
    lines = wrap(plain, width, initial_indent=indent, subsequent_indent=after, break_on_hyphens=False)
    return "\n".join(lines)
