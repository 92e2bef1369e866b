"""indicators.toml: the indicators a territory adds or does not publish; expressions are written as text, never run."""

from collections.abc import Iterable
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from prevexp.domain.errors import InvalidValue
from prevexp.evaluation.catalogue import core_indicators
from prevexp.evaluation.facts import facts as core_facts
from prevexp.evaluation.indicators import EVERY_CASE
from prevexp.evaluation.indicators import MONTH
from prevexp.evaluation.indicators import Indicator
from prevexp.evaluation.indicators import Mode
from prevexp.evaluation.indicators import Statistic
from prevexp.expressions import Expression
from prevexp.expressions import Fact
from prevexp.expressions import Facts

from .fact_files import owned
from .folder import PackFolder
from .problems import ProblemCode
from .problems import nearest
from .rule_files import read_expression
from .sections import Section

INDICATORS = "indicators.toml"

_LAST = 1000
"""Order of an indicator that says none: after those of the catalogue."""


def read_indicators(
    folder: PackFolder, more: Iterable[Fact], prefix: str
) -> tuple[tuple[Indicator, ...], Mapping[str, str]]:
    """Read [[indicator]] and [[off]]: what the territory adds, and what it does not publish, with the reason."""
    top = folder.toml_if_any(INDICATORS)
    if top is None:
        return (), MappingProxyType({})
    facts = core_facts.extended(more)
    found: dict[str, Indicator] = {}
    for section in top.sections("indicator"):
        indicator = _indicator(section, facts, prefix)
        if indicator is not None:
            if indicator.id in found:
                section.report(ProblemCode.TWICE, "id")
            found[indicator.id] = indicator
    off = dict(_off(section) for section in top.sections("off"))
    top.close()
    return tuple(found.values()), MappingProxyType(off)


def _off(section: Section) -> tuple[str, str]:
    indicator, reason = section.text("indicator"), section.text("reason")
    known = [one.id for one in core_indicators()]
    if indicator and indicator not in known:
        near = nearest(indicator, known)
        section.report(ProblemCode.UNKNOWN_VALUE, "indicator", expected=", ".join(known), nearest_to=near)
    section.close()
    return indicator, reason


def _indicator(section: Section, facts: Facts, prefix: str) -> Indicator | None:
    said: dict[str, Any] = {
        "id": owned(section, "id", prefix),
        "title": section.text("title"),
        "definition": section.text("definition"),
        "version": section.text("version", "1"),
        "statistic": section.choice("statistic", Statistic),
        "mode": section.choice("mode", Mode) if "mode" in section.table else Mode.COHORT,
        "unit": section.text("unit", "households"),
        "breakdowns": _breakdowns(section, facts),
        "source": section.text("source"),
        "clause": section.text("clause", ""),
        "valid_from": section.day_if_any("valid_from"),
        "valid_to": section.day_if_any("valid_to"),
        "order": section.whole("order", _LAST),
        "population": _maybe(section, "population", facts) or EVERY_CASE.node,
        "numerator": _maybe(section, "numerator", facts),
        "denominator": _maybe(section, "denominator", facts),
        "placed_on": _maybe(section, "placed_on", facts) or core_facts.received_on.node,
    }
    return section.build(lambda: _made(section, said))


def _maybe(section: Section, key: str, facts: Facts) -> object:
    """Return the node of an expression, None if the key is not there."""
    return read_expression(section, key, facts).node if key in section.table else None


def _breakdowns(section: Section, facts: Facts) -> tuple[str, ...]:
    names = section.texts("breakdowns") if "breakdowns" in section.table else ()
    known = [MONTH, *(fact.id for fact in facts)]
    for name in names:
        if name not in known:
            section.report(
                ProblemCode.UNKNOWN_VALUE, "breakdowns", expected="month ou un fait", nearest_to=nearest(name, known)
            )
    return tuple(names)


def _made(section: Section, said: Mapping[str, Any]) -> Indicator | None:
    trees = {key: said[key] for key in ("population", "numerator", "denominator", "placed_on")}
    written = {key: None if node is None else Expression(node) for key, node in trees.items()}
    try:
        return Indicator(**{**said, **written})
    except InvalidValue as error:
        section.report(ProblemCode.CONTRADICTION, "statistic", expected=f"un indicateur qui se compte ({error})")
        return None
