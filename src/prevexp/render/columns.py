"""Plain tables for a terminal of 80 columns: the widest column gives way, nothing is cut without a sign."""

from collections.abc import Sequence
from textwrap import wrap

from .french import typographic

WIDTH = 80
_GAP = "  "


def table(header: Sequence[str], rows: Sequence[Sequence[str]], *, width: int = WIDTH) -> str:
    """Lay rows out in columns; words too long for the last column go on the next line."""
    sizes = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header))]
    spare = width - sum(sizes[:-1]) - len(_GAP) * (len(sizes) - 1)
    sizes[-1] = max(12, min(sizes[-1], spare))
    rule = _GAP.join("-" * size for size in sizes)
    return "\n".join([_line(header, sizes), rule, *(_line(row, sizes) for row in rows)])


def _line(row: Sequence[str], sizes: Sequence[int]) -> str:
    first, *more = wrap(row[-1], sizes[-1]) or [""]
    start = _GAP.join(cell.ljust(size) for cell, size in zip(row[:-1], sizes, strict=False))
    indent = " " * (len(start) + len(_GAP))
    lines = [f"{start}{_GAP}{first}" if len(row) > 1 else first, *(indent + line for line in more)]
    return "\n".join(line.rstrip() for line in lines)


def paragraph(text: str, *, indent: str = "", width: int = WIDTH) -> str:
    """Wrap a text, every line indented."""
    lines = wrap(typographic(text), width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
    return "\n".join(lines)
