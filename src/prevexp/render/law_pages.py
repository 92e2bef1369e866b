"""The rules of law as text of 80 columns: their list, the history of one with its sources, the open questions.

An address is never cut nor wrapped, so that it can be copied.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from itertools import groupby

from prevexp.domain.errors import LegalInputRefused
from prevexp.law.compute import RuleOfLaw
from prevexp.law.compute import Rules
from prevexp.law.inputs import nearest
from prevexp.law.law import Law
from prevexp.law.parameters import Parameter
from prevexp.law.parameters import Version
from prevexp.law.policies import Policy

from . import french
from .columns import paragraph
from .law_results import INPUTS
from .law_words import CHOICES
from .law_words import law_label
from .law_words import span
from .law_words import version_words

_INDENT = " " * 4


def found(rule: str, law: Law, rules: Rules) -> tuple[Parameter, ...]:
    """Return the dated values a rule reads, named by its id, by one it is computed with, or by a value's own id.

    Raises LegalInputRefused (unknown-rule), with the nearest name, for an id that is neither.
    """
    parameters = law.of_rule(rule)
    if parameters or rule in rules.by_id:
        same = rules.by_id[rule].ids if rule in rules.by_id else ()
        others = [one for id_ in same for one in law.of_rule(id_)]
        return parameters or tuple(dict.fromkeys(others))
    known = [*rules.by_id, *law.parameters, *(id_ for one in law.parameters.values() for id_ in one.rules)]
    folded = {id_.casefold(): id_ for id_ in known}
    near = nearest(rule.casefold(), folded)
    raise LegalInputRefused("unknown-rule", rule=rule, nearest=folded[near] if near else None)


def versions_on(parameter: Parameter, on: date | None) -> tuple[Version, ...]:
    """Return every version, or the one a day picks."""
    return parameter.versions if on is None else (parameter.on(on),)


def list_text(law: Law) -> str:
    """Return every dated value by subject, with the rules that read it and its id."""
    lines: list[str] = []
    for subject, parameters in groupby(law.parameters.values(), key=lambda one: one.subject):
        lines += [*([""] if lines else []), paragraph(subject)]
        for one in parameters:
            ids = ", ".join(one.rules)
            lines.append(_hanging(ids, f"{one.title} ({one.id})"))
    closing = "Une règle en détail : prevexp law show C2. Son état un jour donné : --on 2021-04-15."
    return "\n".join([*lines, "", paragraph(closing)])


def rule_text(rule: str, parameters: Iterable[Parameter], rules: Rules, *, on: date | None) -> str:
    """Return a rule: what it takes, then each dated value it reads, with versions, texts, sources and addresses."""
    blocks = ["\n".join(_inputs(rules.by_id[rule]))] if rule in rules.by_id else []
    blocks += ["\n".join(_parameter(one, on)) for one in parameters]
    return "\n\n".join(blocks)


def policies_text(policies: Iterable[Policy], chosen: Mapping[str, str]) -> str:
    """Return the open questions: each with its choices, the default (or the territory's choice), and why."""
    return "\n\n".join("\n".join(_policy(one, chosen[one.id])) for one in policies)


def _hanging(first: str, text: str, *, width: int = 14) -> str:
    """Return words beside a text of several lines; words too long for their column stand above it."""
    body = paragraph(text, indent=" " * width)
    return f"  {first}\n{body}" if len(first) > width - 4 else f"  {first}".ljust(width) + body[width:]


def _inputs(rule: RuleOfLaw) -> Iterator[str]:
    yield paragraph(f"Se calcule : {', '.join(rule.ids)}. Entrées (* nécessaire) :")
    for name, one in rule.inputs.items():
        mark = " *" if one.required else ""
        yield f"  {name}{mark} : {INPUTS.get(name, '')}".rstrip(" :")


def _parameter(parameter: Parameter, on: date | None) -> Iterator[str]:
    factor = "déduit : le texte ne le dit pas" if parameter.factor_inferred else "dit par le texte"
    yield paragraph(f"{parameter.title} ({parameter.id})")
    yield paragraph(f"Règles : {', '.join(parameter.rules)}. Unité : {law_label(parameter.unit)}.", indent="  ")
    yield paragraph(f"Version choisie par la {law_label(parameter.factor)} ({factor}).", indent="  ")
    if parameter.rivals:
        others = french.listed([law_label(rival) for rival in parameter.rivals])
        yield paragraph(f"Autres dates qui pourraient la choisir : {others}.", indent="  ")
    if on is not None:
        yield paragraph(f"Version pour une {law_label(parameter.factor)} au {french.day(on)} :", indent="  ")
    for version in versions_on(parameter, on):
        yield ""
        yield from _version(parameter, version)


def _version(parameter: Parameter, version: Version) -> Iterator[str]:
    yield paragraph(
        f"{span(version.valid_from, version.valid_to)} : {version_words(parameter, version).upper()}", indent="  "
    )
    yield paragraph(version.article, indent=_INDENT)
    read = f", texte relevé jusqu’en {version.read_until.year}" if version.read_until else ""
    yield paragraph(
        f"{law_label(version.status)}{read}, revu le {french.short_day(version.reviewed_on)}", indent=_INDENT
    )
    if version.note:
        yield paragraph(f"Note : {version.note}", indent=_INDENT)
    for source in version.sources:
        yield paragraph(f"Source : {source.title}", indent=_INDENT)
        yield f"{_INDENT}  {source.address}"


def _policy(policy: Policy, chosen: str) -> Iterator[str]:
    yield paragraph(f"{policy.title} ({policy.id})")
    for choice in policy.choices:
        marks = ["retenu"] * (choice == chosen) + ["par défaut"] * (choice == policy.default)
        told = f" [{', '.join(marks)}]" if marks else ""
        yield paragraph(f"{choice} : {CHOICES.get((policy.id, choice), choice)}{told}", indent="  ")
    yield paragraph(f"Pourquoi ce défaut : {policy.why}", indent="  ")
