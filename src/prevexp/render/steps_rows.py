"""What a note says of the steps of a household: promised and what came of it, plans, the plan a landlord signed."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from typing import Any

from prevexp.casework.contract.telling import PlanTold
from prevexp.casework.contract.telling import StepsKind
from prevexp.casework.contract.telling import StepsTold
from prevexp.casework.contract.telling import UndertakingTold
from prevexp.domain.engagement_vocabulary import UndertakingResult
from prevexp.privacy.view import Told

from . import french
from .assessment_figures import capitalised
from .labels import label

TITLES: Mapping[StepsKind, str] = {
    StepsKind.UNDERTAKINGS: "Démarches promises et leur issue",
    StepsKind.REPAYMENT_PLANS: "Plans d’apurement",
}
"""Kind of what is told -> its heading in a note."""


def steps_rows(told: Iterable[Told]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield a heading and its rows for each kind of steps that is told."""
    for piece in told:
        if isinstance(piece, StepsTold):
            yield TITLES[piece.kind], [_row(one) for one in piece.told]


def plan_rows(plan: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    """Yield what a creditor signed: the day, the sum, each instalment."""
    if plan is None:
        yield "Plan d’apurement accepté", french.NOT_KNOWN
        return
    yield "Plan d’apurement signé le", french.day(plan["signed_on"])
    yield "Somme à payer par le plan", french.euros(plan["total_cents"])
    for one in plan["instalments"]:
        yield f"Échéance du {french.day(one['due_on'])}", french.euros(one["cents"])


def mediation_rows(told: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    """Yield a mediation as the landlord lived it."""
    if told is None:
        yield "Médiation", "aucune n’est proposée"
        return
    yield "Médiation proposée le", french.day(told["offered_on"])
    answer = told["answer"]
    yield "Réponse du bailleur", _dated(label(answer), told["answered_on"]) if answer else "attendue"
    for day in told["met_on"]:
        yield "Rencontre le", french.day(day)
    if told["ended_on"] is not None:
        result = "accord trouvé" if told["agreed"] else "terminée sans accord"
        yield "Issue de la médiation", _dated(result, told["ended_on"])


def _row(one: UndertakingTold | PlanTold) -> tuple[str, str]:
    if isinstance(one, PlanTold):
        many = french.counted(one.instalments, "échéance", "échéances")
        span = f"signé le {french.day(one.signed_on)}, {many} jusqu’au {french.day(one.last_due_on)}"
        return capitalised(label(one.creditor)), f"{span} : {label(one.state)}"
    promised = f"{label(one.owner)}, promis le {french.day(one.promised_on)} pour {label(one.objective)}"
    status = _dated(label(one.status), one.since)
    if one.result is UndertakingResult.OPEN:
        return capitalised(label(one.kind)), f"{promised} : {status}, au plus tard le {french.day(one.due_on)}"
    return capitalised(label(one.kind)), f"{promised} : {label(one.result)} ({status})"


def _dated(words: str, on: date) -> str:
    return f"{words} le {french.day(on)}"
