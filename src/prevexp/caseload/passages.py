"""The parts of a bilan that plugins add: built one by one, what fails is named and the rest goes on."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from ..domain.errors import PluginFault
from ..evaluation.sections import AddedPassage
from ..evaluation.sections import MissingPassage
from ..evaluation.sections import Passage
from ..evaluation.sections import SectionContext
from ..registry import Fault
from ..registry import FaultLog
from ..registry import Phase
from ..registry.offers import ReportSection
from ..registry.offers import resolved
from ..registry.pack import TerritoryPack

if TYPE_CHECKING:
    from ..registry.report_files import SectionChoice

Added = tuple[tuple[AddedPassage, ...], tuple[MissingPassage, ...]]


def added_passages(
    pack: TerritoryPack, offered: Iterable[ReportSection], context: SectionContext, log: FaultLog
) -> Added:
    """Return the passages of the sections the territory asks for, else of all that are offered and valid."""
    known = {one.id: one for one in offered if _valid(one, context)}
    chosen: list[tuple[str, SectionChoice | None]] = [(name, None) for name in known]
    if pack.report is not None:
        chosen = [(choice.id, choice) for choice in pack.report]
    built: list[AddedPassage] = []
    missing: list[MissingPassage] = []
    for name, choice in chosen:
        made = _built(known[name], context, log) if name in known else "non installée, ou pas valable ce jour"
        if isinstance(made, str):
            missing.append(MissingPassage(section=name, reason=made))
            continue
        passage = attrs.evolve(made, title=choice.title) if choice and choice.title else made
        origin = known[name].provenance
        built.append(AddedPassage(section=name, passage=passage, origin=str(origin) if origin else ""))
    return tuple(built), tuple(missing)


def _valid(section: ReportSection, context: SectionContext) -> bool:
    day = context.scope.observed_on
    return (section.valid_from is None or section.valid_from <= day) and (
        section.valid_to is None or day <= section.valid_to
    )


def _built(section: ReportSection, context: SectionContext, log: FaultLog) -> Passage | str:
    """Return the passage of a section, or in French why there is none."""
    try:
        build = resolved(section, "build")
    except PluginFault as error:
        return _told(section, str(error), log)
    made = log.call(section, build, context)
    if isinstance(made, Fault):
        return _failed(section, made.message)
    return made if isinstance(made, Passage) else _told(section, f"it returned {type(made).__name__}", log)


def _told(section: ReportSection, message: str, log: FaultLog) -> str:
    if section.provenance is not None:
        log.note(Fault(provenance=section.provenance, phase=Phase.RUN, object=section.id, message=message))
    return _failed(section, message)


def _failed(section: ReportSection, message: str) -> str:
    return f"défaut du plugin {section.provenance} : {message}"
