"""A fault from what a plugin raised at run time: the kind and the place, never the text, which may name somebody."""

from pathlib import Path
from traceback import FrameSummary
from traceback import StackSummary
from traceback import walk_tb

from ..domain.provenance import Provenance
from .contributions import Fault
from .contributions import Phase

_OWN = str(Path(__file__).parents[1])


def raised(origin: Provenance, what: str, error: BaseException) -> Fault:
    """Return the fault of a plugin that raised; `what` is the rule, section, hook… that was called."""
    return Fault(provenance=origin, phase=Phase.RUN, object=what, message=_kind_and_place(error), trace=_trace(error))


def _kind_and_place(error: BaseException) -> str:
    """Return `KeyError at rules.py:12 (read)`: the plugin's own line, if one is known."""
    foreign = [frame for frame in _frames(error) if not frame.filename.startswith(_OWN)]
    inside = [frame for frame in foreign if frame.filename == foreign[0].filename]
    if not inside:
        return type(error).__name__
    deepest = inside[-1]
    return f"{type(error).__name__} at {Path(deepest.filename).name}:{deepest.lineno} ({deepest.name})"


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
