"""parameters/*.toml: a territory's own dated values, written like those of the national law, which stay as they are."""

from collections.abc import Mapping
from datetime import date

from prevexp.law.law import Law
from prevexp.law.loading import read_parameter
from prevexp.law.parameters import Parameter
from prevexp.law.parameters import Source
from prevexp.law.parameters import State
from prevexp.law.tables import read_sources

from .folder import PARAMETERS
from .folder import PackFolder
from .problems import ProblemCode
from .sections import Section


def read_own_parameters(folder: PackFolder, national: Law) -> tuple[Parameter, ...]:
    """Read [[parameter]] of every file with its [sources.KEY], `subject` and `reviewed_on`; each id stands once."""
    found: dict[str, Parameter] = {}
    for top in folder.tomls_in(PARAMETERS):
        for section, parameter in _of_file(top):
            if parameter.id in national.parameters:
                section.report(ProblemCode.CONTRADICTION, "id", expected=_refused(national.parameters[parameter.id]))
            elif parameter.id in found:
                section.report(ProblemCode.TWICE, "id")
            found.setdefault(parameter.id, parameter)
    return tuple(found.values())


def _of_file(top: Section) -> list[tuple[Section, Parameter]]:
    file: dict[str, str | date] = {"subject": top.text("subject"), "reviewed_on": top.day("reviewed_on")}
    sources = _sources(top)
    read = [(section, _parameter(section, file, sources)) for section in top.sections("parameter")]
    if not read and "parameter" not in top.faulty:
        top.report(ProblemCode.MISSING_KEY, "parameter", expected="au moins une table [[parameter]]")
    top.close()
    return [(section, parameter) for section, parameter in read if parameter is not None]


def _sources(top: Section) -> Mapping[str, Source]:
    problems: list[str] = []
    section = top.section("sources")
    found = read_sources(section.table, problems)
    for problem in problems:
        section.report(ProblemCode.CONTRADICTION, "", expected=problem)
    return found


def _parameter(section: Section, file: Mapping[str, str | date], sources: Mapping[str, Source]) -> Parameter | None:
    problems: list[str] = []
    parameter = read_parameter(section.table, file, sources, where=section.file.name, problems=problems)
    for problem in problems:
        section.report(ProblemCode.CONTRADICTION, "", expected=problem)
    return parameter


def _refused(national: Parameter) -> str:
    article = national.versions[-1].article
    local = any(version.state is State.LOCAL for version in national.versions)
    where = " ; ce que la loi laisse au préfet s’écrit dans law.toml, [[value]]" if local else ""
    return f"un nom propre au territoire : la loi fixe {national.id} ({article}){where}"
