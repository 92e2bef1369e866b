"""A fault from what a plugin raised, and the line of its own where that was.

At run time the kind and the place are told, never the text, which may name somebody.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from traceback import FrameSummary
from traceback import StackSummary
from traceback import walk_tb

from ..domain.provenance import Provenance
from .contributions import Fault
from .contributions import Phase

_OWN = f"{Path(__file__).parents[1]}{os.sep}"
_IMPORTING = frozenset({"importlib", "importlib_metadata", "_frozen_importlib", "_frozen_importlib_external"})


def raised(origin: Provenance, what: str, error: BaseException) -> Fault:
    """Return the fault of a plugin that raised; `what` is the rule, section, hook… that was called."""
    return Fault(provenance=origin, phase=Phase.RUN, object=what, message=_kind_and_place(error), trace=_trace(error))


def line_of(error: BaseException) -> str:
    """Return ` (rules.py, line 12)`: the plugin's own line; empty if none is known, or if the text has it already."""
    place = None if isinstance(error, SyntaxError) else _place(error)
    return f" ({Path(place.filename).name}, line {place.lineno})" if place else ""


def _kind_and_place(error: BaseException) -> str:
    """Return `KeyError at rules.py:12 (read)`: the plugin's own line, if one is known."""
    place = _place(error)
    if place is None:
        return type(error).__name__
    return f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno} ({place.name})"


def _place(error: BaseException) -> FrameSummary | None:
    """Return the deepest frame of the package that was called first."""
    foreign = list(_foreign(error))
    inside = [frame for package, frame in foreign if package == foreign[0][0]]
    return inside[-1] if inside else None


def _foreign(error: BaseException) -> Iterator[tuple[str, FrameSummary]]:
    """Yield the frames outside prevexp and what imports, each with the package it is of."""
    modules = [str(frame.f_globals.get("__name__", "")) for frame, _ in walk_tb(error.__traceback__)]
    for module, frame in zip(modules, _frames(error), strict=True):
        package = module.partition(".")[0]
        if package not in _IMPORTING and not frame.filename.startswith((_OWN, "<")):
            yield package, frame


def _trace(error: BaseException) -> str:
    """Return the files, lines and functions the exception and its causes went through."""
    lines: list[str] = []
    told: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in told:
        told.add(id(link))
        lines += [f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}' for frame in _frames(link)]
        lines.append(type(link).__name__)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n".join(lines)


def _frames(error: BaseException) -> list[FrameSummary]:
    return StackSummary.extract(walk_tb(error.__traceback__), lookup_lines=False)
