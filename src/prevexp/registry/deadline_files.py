"""The parts of law.toml that add to the law: a territory's own dated values, and deadlines counted with them."""

from prevexp.law.deadlines import Bearing
from prevexp.law.deadlines import DeadlineRule
from prevexp.law.loading import read_parameter
from prevexp.law.parameters import Parameter
from prevexp.law.tables import read_sources

from .problems import ProblemCode
from .sections import Section


def read_own_parameters(top: Section) -> tuple[Parameter, ...]:
    """Read [[parameter]] as the national data files have it, with its [sources.KEY], `subject` and `reviewed_on`."""
    if "parameter" not in top.table:
        return ()
    problems: list[str] = []
    file = {"subject": top.text("subject"), "reviewed_on": top.day("reviewed_on")}
    sources = read_sources(top.section("sources").table, problems)
    found = []
    for section in top.sections("parameter"):
        known = len(problems)
        parameter = read_parameter(section.table, file, sources, where="law.toml", problems=problems)
        for problem in problems[known:]:
            section.report(ProblemCode.CONTRADICTION, "", expected=problem)
        if parameter is not None:
            found.append(parameter)
    return tuple(found)


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
