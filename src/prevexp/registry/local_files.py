"""The facts, the words and the rules of a territory: what it adds to those of the call and of plugins."""

from typing import Any

import attrs

from prevexp.domain.provenance import Provenance
from prevexp.eligibility.facts import facts as core_facts
from prevexp.eligibility.rules import EligibilityRule
from prevexp.eligibility.rules import UpstreamStages
from prevexp.eligibility.rules import core_rules
from prevexp.expressions import Fact
from prevexp.expressions import Facts

from .fact_files import FACTS
from .fact_files import VOCABULARIES
from .fact_files import read_facts
from .folder import PackFolder
from .indicator_files import INDICATORS
from .indicator_files import read_indicators
from .problems import ProblemCode
from .report_files import REPORT
from .report_files import read_report
from .rule_files import RULES
from .rule_files import read_rules_file

LOCAL_FILES = (FACTS, VOCABULARIES, RULES, INDICATORS, REPORT)


@attrs.frozen(kw_only=True)
class Heading:
    """What a territory's own files refer to of the rest of its pack."""

    department: str
    edition: str
    requires: tuple[str, ...]
    stages: UpstreamStages


@attrs.frozen(kw_only=True)
class Surroundings:
    """What stands around a pack: whose it is, and the facts and rules of plugins."""

    provenance: Provenance | None
    facts: tuple[Fact, ...]
    rules: tuple[EligibilityRule, ...]


def read_local(folder: PackFolder, heading: Heading | None, around: Surroundings) -> dict[str, Any]:
    """Return the parts by the names of their fields in `TerritoryPack`; `heading` is None if it is itself at fault.

    A file is left unread only if what it refers to is at fault: its own faults could not be told from those.
    """
    report = read_report(folder)
    if heading is None:
        return _left_unread(folder, FACTS, VOCABULARIES, RULES, INDICATORS)
    prefix = f"d{heading.department.lower()}."
    own = read_facts(folder, prefix, [fact.id for fact in around.facts])
    if any(problem.file in {FACTS, VOCABULARIES} for problem in folder.problems):
        return _left_unread(folder, RULES, INDICATORS)
    origin = around.provenance or _origin(heading)
    stamped = tuple(attrs.evolve(fact, provenance=origin) for fact in own)
    every = Facts((*core_facts, *around.facts, *stamped))
    added, off = read_rules_file(folder, every, prefix, (*core_rules(heading.stages), *around.rules))
    counted, uncounted = read_indicators(folder, (*around.facts, *stamped), prefix)
    for one in off:
        if one.rule in heading.requires:
            told = f"une règle que pack.toml n’exige pas (requires) ; {one.rule} y est exigée"
            folder.note(RULES, ProblemCode.CONTRADICTION, expected=told)
    return {
        "facts": stamped,
        "rules": tuple(attrs.evolve(rule, provenance=origin) for rule in added),
        "switched_off": off,
        "indicators": tuple(attrs.evolve(one, provenance=origin) for one in counted),
        "unpublished": uncounted,
        "report": report,
    }


def _left_unread(folder: PackFolder, *names: str) -> dict[str, Any]:
    """Ask for files without reading what they say, so that nobody calls them unknown; the pack is refused anyway."""
    for name in names:
        folder.text_if_any(name)
    return {}


def _origin(heading: Heading) -> Provenance:
    """Return whose the territory's own facts and rules are if no plugin names the folder."""
    return Provenance(plugin=f"d{heading.department}", distribution="pack", version=heading.edition)
