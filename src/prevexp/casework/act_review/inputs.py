"""What a case tells the review of an act, and what a jurist adds: read strictly, kept without any text.

The list's account is left out: it is of its own day, and not that of the act.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from ...domain.act_review import NamedValue
from ...domain.case import Case
from ...domain.errors import InvalidValue
from ...domain.errors import LegalInputRefused
from ...domain.values import identifier
from ...domain.vocabulary import ActKind
from ...law.inputs import Input
from ...law.inputs import decode
from ...law.inputs import inputs_of
from ...law.inputs import nearest
from ...law.review.checks import NoticeCheck
from ...law.review.checks import national_checks
from ...law.review.review import NoticeReview
from ...law.review.review import review
from ..contact_plan import WorkPlan
from ..legal import legal_facts

SERVED: Mapping[ActKind, str] = MappingProxyType(
    {
        ActKind.COMMANDEMENT_DE_PAYER: "commandement_served_on",
        ActKind.ASSIGNATION: "assignation_served_on",
        ActKind.COMMANDEMENT_DE_QUITTER_LES_LIEUX: "quit_notice_served_on",
        ActKind.CONCOURS_FORCE_PUBLIQUE: "force_requested_on",
    }
)
"""The fact of a case that is the day of an act; the checks call it `served_on`."""

SERVED_ON = "served_on"
_OF_ITS_OWN_DAY = frozenset({"debt_cents"})
_DEPARTMENT = "fsl_department"
_WORDS: Mapping[bool, str] = {True: "true", False: "false"}


def checks_of(kind: ActKind, plan: WorkPlan) -> tuple[NoticeCheck, ...]:
    """Return the checks that concern an act, those of plugins after the national ones."""
    return tuple(check for check in (*national_checks(), *plan.checks) if kind in check.act_kinds)


def inputs_asked(kind: ActKind, plan: WorkPlan) -> Mapping[str, Input]:
    """Return everything the checks of an act ask, by name; a check whose signature cannot be read asks nothing."""
    asked: dict[str, Input] = {}
    for check in checks_of(kind, plan):
        try:
            asked = {**inputs_of(check.check), **asked}
        except Exception:  # noqa: BLE001, S112 - the review names it as a fault of its plugin
            continue
    return asked


def name_in_case(name: str, kind: ActKind) -> str:
    """Return under which name the case has what a check asks."""
    return SERVED[kind] if name == SERVED_ON else name


def case_inputs(case: Case, kind: ActKind, plan: WorkPlan) -> dict[str, object]:
    """Return what the case says of what the checks of an act ask, typed; what it does not know is absent."""
    facts = {name: value for name, value in legal_facts(case).items() if name not in _OF_ITS_OWN_DAY}
    asked = inputs_asked(kind, plan)
    return {name: facts[name_in_case(name, kind)] for name in asked if name_in_case(name, kind) in facts}


def plain(read: Iterable[NamedValue], kind: ActKind, plan: WorkPlan) -> dict[str, object]:
    """Return what a jurist read as the review takes it.

    Raises LegalInputRefused for a name no check of this act asks, with the nearest, a name that stands twice, or a
    value of another type; InvalidValue for a text: only a département is one.
    """
    asked = inputs_asked(kind, plan)
    found: dict[str, object] = {}
    for one in read:
        if one.name not in asked:
            raise LegalInputRefused("unknown-input", name=one.name, nearest=nearest(one.name, asked))
        if one.name in found:
            raise LegalInputRefused("key-twice", key=one.name)
        found[one.name] = _decoded(asked[one.name], one.value, plan)
    return found


def kept(inputs: Mapping[str, object]) -> tuple[NamedValue, ...]:
    """Return inputs as they are kept in an event, by name. Raises InvalidValue for what cannot be kept."""
    return tuple(NamedValue(name=str(name), value=_written(inputs[name])) for name in sorted(inputs))


def run(case: Case, kind: ActKind, read: Mapping[str, object], plan: WorkPlan) -> NoticeReview:
    """Review an act of a case from what the case knows and what was read beside it.

    Raises LegalInputRefused for what contradicts itself and for a kind of act that no check concerns.
    """
    inputs = {**read, **case_inputs(case, kind, plan)}
    return review(inputs, plan.law.in_commune(case.facts.commune), kind, extra=plan.checks)


def _decoded(one: Input, text: str, plan: WorkPlan) -> object:
    if one.kind is str:
        if one.name != _DEPARTMENT or text not in plan.law.setting.law.departments:
            raise LegalInputRefused("wrong-type", name=one.name, expected=plan.law.setting.department)
        return text
    if one.kind is bool:
        raw: object = next((value for value, word in _WORDS.items() if word == text), text)
    else:
        raw = int(text) if one.kind is int and text.isascii() and text.isdigit() else text
    return decode(one, raw)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return _WORDS[value]
    text = value.isoformat() if isinstance(value, date) else str(value)
    if not identifier.pattern.fullmatch(text):
        raise InvalidValue("what was read cannot be kept: it is no day, time, number, choice, yes or no")
    return text
