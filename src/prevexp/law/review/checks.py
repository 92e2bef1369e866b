"""Every check of the review: the function that answers it beside its entry of the checklist."""

from collections.abc import Callable
from collections.abc import Mapping
from functools import cache
from functools import wraps
from types import MappingProxyType
from typing import Any

import attrs

from ...domain.act_review import Finding
from ...domain.errors import LawInvalid
from ...domain.provenance import Provenance
from ...domain.provenance import stamped
from ...domain.vocabulary import ActKind
from ..compute import RuleOfLaw
from ..counting import StepCode
from ..reasoning import Reasoning
from ..reasoning import Values
from . import assignation
from . import delay
from . import lease
from . import leaving
from . import mentions
from . import persons
from . import service
from . import signal
from . import sums
from .finding import Found
from .reading import national_checklist
from .sheet import CheckSheet

Check = Callable[..., Found]

_FUNCTIONS: Mapping[str, Check] = MappingProxyType(
    {
        "act-review-1": lease.within_the_law_of_1989,
        "act-review-2": service.serving_officer,
        "act-review-3": service.day_and_hour,
        "act-review-4": service.mentions_of_any_act,
        "act-review-5": service.mode_of_service,
        "act-review-6": lease.clause_in_the_lease,
        "act-review-7": delay.announced_delay,
        "act-review-8": delay.one_delay,
        "act-review-9": mentions.rent_and_charges,
        "act-review-10": mentions.account,
        "act-review-11": sums.sums_excluded,
        "act-review-12": sums.debt_due,
        "act-review-13": mentions.warning,
        "act-review-14": mentions.fsl,
        "act-review-15": mentions.grace_delay,
        "act-review-16": mentions.reproduced_texts,
        "act-review-17": persons.spouse,
        "act-review-17-tenants": persons.each_tenant,
        "act-review-18": persons.requester,
        "act-review-19": signal.surety_in_time,
        "act-review-20": signal.signal_to_the_ccapex,
        "act-review-21": assignation.wait_after_the_ccapex,
        "act-review-22": assignation.notice_to_the_prefect,
        "act-review-23": assignation.clause_delay_over,
        "act-review-24": leaving.quit_notice,
    }
)


@attrs.frozen(kw_only=True)
class NoticeCheck:
    """A check that a review makes on acts of some kinds; a territory or a plugin adds its own.

    `check` is a function `f(reason: Reasoning, *, named inputs) -> Found` whose signature says what it reads; `source`
    is the text it rests on; without a sheet, its id stands for its title and nothing is said of a sanction.
    """

    id: str = attrs.field(metadata={"description": "begins with the plugin's id and a dot"})
    act_kinds: frozenset[ActKind] = attrs.field(metadata={"description": "the acts it looks at"})
    source: str = attrs.field(metadata={"description": "the text it rests on"})
    check: Check = attrs.field(repr=False, metadata={"description": "`f(reason, *, named inputs) -> Found`"})
    sheet: CheckSheet | None = attrs.field(default=None, repr=False)
    provenance: Provenance | None = stamped()


@cache
def national_checks() -> tuple[NoticeCheck, ...]:
    """Return the checks of the checklist. Raises LawInvalid if an entry has no function, or a function no entry."""
    sheets = national_checklist().sheets
    problems = [f"act-review: {id_}: entry and function do not meet" for id_ in sheets.keys() ^ _FUNCTIONS.keys()]
    if problems:
        raise LawInvalid(f"{len(problems)} problems in the checklist: " + "; ".join(problems), problems=problems)
    return tuple(
        NoticeCheck(id=sheet.id, act_kinds=sheet.acts, source=sheet.articles, check=_FUNCTIONS[sheet.id], sheet=sheet)
        for sheet in sheets.values()
    )


def check_rules() -> tuple[RuleOfLaw, ...]:
    """Return the checks as rules that can be computed by id (`act-review-7`, or C6c where the checklist says so)."""
    return tuple(
        RuleOfLaw(ids=(sheet.id, *sheet.answers_to), function=_as_rule(sheet), acts=sheet.acts)
        for sheet in national_checklist().sheets.values()
    )


_AT_STAKE = frozenset({Finding.DEFECT, Finding.UNKNOWN})


def _as_rule(sheet: CheckSheet) -> Callable[..., Values]:
    """Return a check as a rule.

    Values: `check`, `finding`, `harm_needed` where there is or may be something to sanction, `ask`, its own.
    """
    check = _FUNCTIONS[sheet.id]
    harm = {} if sheet.sanction.harm_needed is None else {"harm_needed": sheet.sanction.harm_needed}

    @wraps(check)  # the signature is the contract: it stays that of the check
    def rule(reason: Reasoning, **inputs: Any) -> Values:
        found = check(reason, **inputs)
        for one in found.because:
            reason.step(StepCode.FOUND, because=one, read=inputs)
        asked = {} if found.ask is None else {"ask": found.ask}
        at_stake = harm if found.finding in _AT_STAKE else {}
        return {"check": sheet.number, "finding": found.finding, **at_stake, **asked, **found.values}

    return rule
