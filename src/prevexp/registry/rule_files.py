"""rules.toml: the questions a territory adds, replaces or does not ask; expressions are written as text, never run."""

from collections.abc import Callable
from collections.abc import Iterable

from prevexp.domain.provenance import Replacement
from prevexp.eligibility.choosing import SwitchedOff
from prevexp.eligibility.choosing import check_replacements
from prevexp.eligibility.errors import ReplacementRefused
from prevexp.eligibility.rules import EligibilityRule
from prevexp.expressions import Expression
from prevexp.expressions import ExpressionError
from prevexp.expressions import Facts
from prevexp.expressions import parse
from prevexp.expressions.checks import condition
from prevexp.expressions.errors import InvalidText
from prevexp.expressions.errors import TypeMismatch
from prevexp.expressions.errors import UnitMismatch
from prevexp.expressions.errors import UnknownFact
from prevexp.expressions.errors import UnknownSlug
from prevexp.expressions.notation import NOT_KNOWN

from .fact_files import owned
from .folder import PackFolder
from .indicator_facts import is_of_indicators
from .problems import ProblemCode
from .problems import nearest
from .sections import Section

RULES = "rules.toml"

_LAST = 1000
"""Order of a rule that says none: after those of the call."""


def read_rules_file(
    folder: PackFolder, facts: Facts, prefix: str, others: Iterable[EligibilityRule]
) -> tuple[tuple[EligibilityRule, ...], tuple[SwitchedOff, ...]]:
    """Read [[rule]] and [[off]]; `others` are the rules of the call and of plugins, which they may set aside."""
    top = folder.toml_if_any(RULES)
    if top is None:
        return (), ()
    every = tuple(others)
    known = [rule.id for rule in every]
    found: dict[str, EligibilityRule] = {}
    for section in top.sections("rule"):
        rule = _rule(section, facts, prefix, known)
        if rule is not None:
            if rule.id in found or rule.id in known:
                section.report(ProblemCode.TWICE, "id")
            found[rule.id] = rule
    off = tuple(one for section in top.sections("off") if (one := _off(section, [*known, *found])))
    top.close()
    if not any(problem.file == RULES for problem in folder.problems):
        _check(top, (*every, *found.values()), off)
    return tuple(found.values()), off


def _rule(section: Section, facts: Facts, prefix: str, known: Iterable[str]) -> EligibilityRule | None:
    id_, version, title = owned(section, "id", prefix), section.text("version", "1"), section.text("title", "")
    question, remedy = section.text("question"), section.text("remedy")
    source, clause = section.text("source"), section.text("clause", "")
    valid_from, valid_to = section.day_if_any("valid_from"), section.day_if_any("valid_to")
    order, expression = section.whole("order", _LAST), _expression(section, facts)
    target, reason = section.text("replaces", ""), section.text("reason", "")
    if target:
        _existing(section, "replaces", target, known)
        section.text("reason")
    elif reason:
        section.report(ProblemCode.MISSING_KEY, "replaces", expected="la règle remplacée, dont voici la raison")
    return section.build(
        lambda: EligibilityRule(
            id=id_,
            version=version,
            title=title,
            question=question,
            expression=expression,
            source=source,
            clause=clause,
            valid_from=valid_from,
            valid_to=valid_to,
            remedy=remedy,
            order=order,
            replaces=Replacement(id=target, reason=reason) if target else None,
        )
    )


def _off(section: Section, known: Iterable[str]) -> SwitchedOff | None:
    rule, reason = section.text("rule"), section.text("reason")
    valid_from, valid_to = section.day_if_any("valid_from"), section.day_if_any("valid_to")
    _existing(section, "rule", rule, known)
    return section.build(lambda: SwitchedOff(rule=rule, reason=reason, valid_from=valid_from, valid_to=valid_to))


def _existing(section: Section, key: str, rule: str, known: Iterable[str]) -> None:
    names = sorted(known)
    if rule and rule not in names:
        near = nearest(rule, names)
        section.report(ProblemCode.UNKNOWN_VALUE, key, expected=", ".join(names), nearest_to=near)


def _expression(section: Section, facts: Facts) -> Expression:
    return read_expression(section, "expression", facts, lambda found: condition(found.node))


def read_expression(
    section: Section, key: str, facts: Facts, check: Callable[[Expression], object] = lambda _: None
) -> Expression:
    """Read an expression over facts; what is wrong with it is a problem, and NOT_KNOWN stands in its place."""
    text = section.text(key)
    if key in section.faulty:
        return NOT_KNOWN
    try:
        found = parse(text, facts)
        check(found)
    except ExpressionError as error:
        near = error.params.get("nearest")
        code = ProblemCode.UNKNOWN_VALUE if isinstance(error, UnknownFact | UnknownSlug) else ProblemCode.CONTRADICTION
        section.report(code, key, expected=_told(error), nearest_to=str(near) if near else None)
        return NOT_KNOWN
    return found


def _told(error: ExpressionError) -> str:
    """Say in French what an expression needs, and where in its text."""
    params = error.params
    where = f" (ligne {params['line']}, caractère {params['column']} de l’expression)" if "line" in params else ""
    match error:
        case UnknownFact():
            told = f"un fait déclaré, pas {params['fact']}"
            told += ", que seuls les indicateurs lisent" if is_of_indicators(error) else ""
        case UnknownSlug():
            told = f"un des mots du fait {params['fact']}"
        case UnitMismatch():
            told = f"la même unité des deux côtés : {params['expected']}, pas {params['got']}"
        case TypeMismatch():
            told = f"des valeurs d’un même type : {params['expected']}"
        case InvalidText():
            told = f"la forme écrite des expressions ; là se trouve « {params['found']} »"
        case _:
            told = "une expression que quelqu’un peut lire, sans dépasser les bornes des nombres"
    return told + where


def _check(top: Section, rules: Iterable[EligibilityRule], off: Iterable[SwitchedOff]) -> None:
    try:
        check_replacements(rules, off)
    except ReplacementRefused as error:
        named = ", ".join(str(one) for one in error.params["rules"])  # type: ignore[attr-defined]  # a tuple of ids
        told = f"une règle écartée une seule fois par jour, et jamais par elle-même ; ici {error.params['replaced']}"
        top.report(ProblemCode.CONTRADICTION, "rule", expected=f"{told}, par {named}")
