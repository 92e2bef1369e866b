"""The facts, the words and the rules of a territory: what it adds to those of the call and of plugins."""

from collections.abc import Iterable
from typing import Any

import attrs

from prevexp.domain.provenance import Provenance
from prevexp.eligibility.facts import facts as core_facts
from prevexp.eligibility.rules import EligibilityRule
from prevexp.eligibility.rules import core_rules
from prevexp.expressions import Fact
from prevexp.expressions import Facts

from .fact_files import FACTS
from .fact_files import VOCABULARIES
from .fact_files import read_facts
from .folder import PackFolder
from .indicator_files import INDICATORS
from .indicator_files import read_indicators
from .pack import TerritoryPack
from .problems import ProblemCode
from .report_files import REPORT
from .report_files import read_report
from .rule_files import RULES
from .rule_files import read_rules_file

LOCAL_FILES = (FACTS, VOCABULARIES, RULES, INDICATORS, REPORT)


def read_local(
    folder: PackFolder, pack: TerritoryPack, facts: Iterable[Fact], rules: Iterable[EligibilityRule]
) -> dict[str, Any]:
    """Return the parts by the names of their fields in `TerritoryPack`; `facts` and `rules` are those of plugins."""
    prefix, origin = f"d{pack.department.lower()}.", _origin(pack)
    offered = tuple(facts)
    own = read_facts(folder, prefix, [fact.id for fact in offered])
    if folder.problems:
        return {}
    stamped = tuple(attrs.evolve(fact, provenance=origin) for fact in own)
    every = Facts((*core_facts, *offered, *stamped))
    added, off = read_rules_file(folder, every, prefix, (*core_rules(pack.stages), *rules))
    counted, uncounted = read_indicators(folder, (*offered, *stamped), prefix)
    for one in off:
        if one.rule in pack.requires:
            told = f"une règle que pack.toml n’exige pas (requires) ; {one.rule} y est exigée"
            folder.note(RULES, ProblemCode.CONTRADICTION, expected=told)
    return {
        "facts": stamped,
        "rules": tuple(attrs.evolve(rule, provenance=origin) for rule in added),
        "switched_off": off,
        "indicators": tuple(attrs.evolve(one, provenance=origin) for one in counted),
        "unpublished": uncounted,
        "report": read_report(folder),
    }


def _origin(pack: TerritoryPack) -> Provenance:
    """Return whose the territory's own facts and rules are: its plugin's, or its folder's."""
    return pack.provenance or Provenance(plugin=f"d{pack.department}", distribution="pack", version=pack.edition)
