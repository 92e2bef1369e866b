"""Contracts, undertakings and plans of a case on a terminal of 80 columns, and as plain data. Names nobody."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from prevexp.casework.contract.contracts import ContractStanding
from prevexp.casework.contract.overview import EngagementOverview
from prevexp.casework.contract.repayment import PlanStanding
from prevexp.casework.contract.undertakings import UndertakingStanding
from prevexp.casework.refusal import Refusal
from prevexp.domain.case import Case
from prevexp.domain.engagement_vocabulary import ContractState
from prevexp.domain.engagement_vocabulary import DecidingBody
from prevexp.domain.engagement_vocabulary import UndertakingOwner
from prevexp.domain.landlord import LANDLORD
from prevexp.domain.undertaking_courses import COURSES

from . import french
from .columns import paragraph
from .columns import table
from .labels import label

_INSTALMENTS = ("Rang", "Échéance", "Montant", "Payé", "État")


def contract_text(overview: EngagementOverview, *, reference: str) -> str:
    """Tell all that was signed and promised by a day, and how it stands then."""
    parts = [f"Dossier {reference}, au {french.short_day(overview.on)}", ""]
    parts += [paragraph(contract_line(one)) for one in overview.contracts] or ["Aucun contrat d’engagement."]
    parts += ["", _undertakings(overview) if overview.undertakings else "Aucune démarche promise."]
    for plan in overview.plans:
        parts += ["", paragraph(plan_line(plan)), _instalments(plan)]
    rent = label(overview.rent) if overview.rent else french.NOT_KNOWN
    parts += ["", french.typographic(f"Loyer courant : {rent}.")]
    return "\n".join(parts)


def contract_json(overview: EngagementOverview) -> Mapping[str, Any]:
    """Return the same as plain data: slugs, cents, days."""
    plain = attrs.asdict(overview)
    for standing, data in zip(overview.plans, plain["plans"], strict=True):
        data |= {"paid_cents": standing.paid_cents, "left_cents": standing.left_cents}
    return plain


def contract_line(one: ContractStanding) -> str:
    """Say in a sentence how a contract stands."""
    span = f"du {french.short_day(one.contract.starts_on)} au {french.short_day(one.until)}"
    why = f" ({label(one.reason)})" if one.reason else ""
    tells_day = one.over_on is not None and one.state is not ContractState.EXPIRED
    since = f" le {french.short_day(one.over_on)}" if tells_day and one.over_on else ""
    return f"Contrat n° {one.number}, {span} : {label(one.state)}{since}{why}."


def plan_line(plan: PlanStanding) -> str:
    """Say in a sentence how a repayment plan stands, what is paid and what remains."""
    since = f" le {french.short_day(plan.over_on)}" if plan.over_on else ""
    total = french.euros(plan.plan.total_cents)
    sums = f"payé {french.euros(plan.paid_cents)}, reste {french.euros(plan.left_cents)}"
    head = f"Plan d’apurement n° {plan.number}, {total}, {label(plan.plan.creditor)}"
    return f"{head} : {label(plan.state)}{since} ; {sums}."


def who(slug: str) -> str:
    """Name who is to act: household, team, a body that decides; a partner by its slug."""
    for vocabulary in (UndertakingOwner, DecidingBody):
        if slug in set(vocabulary):
            return label(vocabulary(slug))
    return label(DecidingBody.LANDLORD) if slug == LANDLORD else slug


def owner_words(one: UndertakingStanding) -> str:
    """Name who promised an undertaking."""
    return one.undertaking.partner or label(one.undertaking.owner)


def status_words(one: UndertakingStanding) -> str:
    """Say how an undertaking stands, since when, with its sums, and who is to act."""
    words = [f"{label(one.status)}, le {french.short_day(one.since)}" if one.history else label(one.status)]
    words += [f"montant demandé {french.euros(one.asked_cents)}"] if one.asked_cents is not None else []
    words += [f"montant obtenu {french.euros(one.granted_cents)}"] if one.granted_cents is not None else []
    words += [f"arrêtée le {french.short_day(one.stopped_on)}"] if one.stopped_on else []
    words += [f"à {who(one.waiting_for)} d’agir".replace("à le ", "au ")] if one.waiting_for else []
    return " ; ".join(words)


def undertaking_text(one: UndertakingStanding, *, on: date) -> str:
    """Tell one undertaking: what was promised, its statuses so far, and which may follow."""
    course = COURSES[one.undertaking.kind]
    late = " (en retard)" if one.overdue(on) else ""
    head = (
        f"Démarche n° {one.number}, {label(one.undertaking.kind)}, pour {label(one.undertaking.objective)} : "
        f"promise par {owner_words(one)}, échéance le {french.short_day(one.due_on)}{late}."
    )
    parts = [paragraph(head)]
    parts += [f"  {french.short_day(step.on)}  {label(step.status)}" for step in one.history]
    if one.is_open:
        after = [(status.value, label(status)) for status in type(one.status) if status in course.following[one.status]]
        parts += ["", table(("Peut suivre", "Ce qui se lit"), after)]
    return "\n".join(parts)


def opened_text(result: Case | Refusal) -> str:
    """Say the number of the undertaking just promised."""
    return "" if isinstance(result, Refusal) else f"Démarche n° {result.version}."


def left_out_text(left: tuple[UndertakingStanding, ...]) -> str:
    """Say which open undertakings were not gone through, so that somebody does it the next time."""
    named = french.listed([f"n° {one.number} ({label(one.undertaking.kind)})" for one in left])
    return f"Pas passé en revue : {named}." if left else ""


def _undertakings(overview: EngagementOverview) -> str:
    return "\n".join(_undertaking(one, overview.on) for one in overview.undertakings)


def _undertaking(one: UndertakingStanding, on: date) -> str:
    promised = one.undertaking
    late = ", en retard" if one.overdue(on) else ""
    lines = (
        f"promise par {owner_words(one)}, au plus tard le {french.short_day(one.due_on)}{late}",
        status_words(one),
    )
    head = f"Démarche n° {one.number} : {label(promised.kind)}, pour {label(promised.objective)}"
    return "\n".join([paragraph(head), *(paragraph(line, indent="  ") for line in lines)])


def _instalments(plan: PlanStanding) -> str:
    rows = [
        (
            str(one.rank),
            french.short_day(one.instalment.due_on),
            french.euros(one.instalment.cents),
            french.euros(one.paid_cents),
            label(one.state),
        )
        for one in plan.instalments
    ]
    return table(_INSTALMENTS, rows)
