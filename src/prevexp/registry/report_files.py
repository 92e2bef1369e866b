"""report.toml: which parts the bilan of a territory has besides prevexp's own, in which order, under which titles."""

import attrs

from .folder import PackFolder
from .problems import ProblemCode

REPORT = "report.toml"


@attrs.frozen(kw_only=True)
class SectionChoice:
    """One part of the bilan, by the id of its section; `title` replaces the one it brings, if it is given."""

    id: str
    title: str = attrs.field(default="", metadata={"description": "French"})


def read_report(folder: PackFolder) -> tuple[SectionChoice, ...] | None:
    """Read [[section]]; None if the territory says nothing: then every section that is offered is shown."""
    top = folder.toml_if_any(REPORT)
    if top is None:
        return None
    found: dict[str, SectionChoice] = {}
    for section in top.sections("section"):
        name, title = section.text("id"), section.text("title", "")
        if name in found:
            section.report(ProblemCode.TWICE, "id")
        section.close()
        found[name] = SectionChoice(id=name, title=title)
    top.close()
    return tuple(found.values())
