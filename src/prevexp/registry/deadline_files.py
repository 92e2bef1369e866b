"""The deadlines of law.toml: a territory's own, counted from a fact of the case with a parameter."""

from prevexp.law.deadlines import Bearing
from prevexp.law.deadlines import DeadlineRule

from .sections import Section


def read_deadlines(top: Section) -> tuple[DeadlineRule, ...]:
    """Read [[deadline]]: a period of a parameter, counted from a fact of the case."""
    found = (_deadline(section) for section in top.sections("deadline"))
    return tuple(deadline for deadline in found if deadline is not None)


def _deadline(section: Section) -> DeadlineRule | None:
    kind, title, start = section.text("kind"), section.text("title"), section.text("from")
    parameter, bearing = section.text("parameter"), section.choice("bearing", Bearing)
    moves, presses = section.flag("moves"), section.flag("presses")
    return section.build(
        lambda: DeadlineRule(
            kind=kind,
            title=title,
            parameter=parameter,
            needs=(start,),
            moves=moves,
            bearing=bearing,
            presses=presses,
        )
    )
