"""What a case tells the law: its documents first, then what the list says; and the deadlines that come of it."""

from collections.abc import Mapping
from datetime import date

from ..domain.case import Case
from ..domain.extra import noted_by
from ..domain.procedure import NOTHING_READ
from ..domain.procedure import PROCEDURE_FIELDS
from ..domain.vocabulary import LandlordKind
from ..domain.vocabulary import Stage
from ..law.deadlines import Deadline
from ..law.deadlines import Deadlines
from ..law.territory_law import TerritoryLaw
from .follow_up import open_follow_up

_ACT_OF_STAGE: Mapping[Stage, str] = {
    Stage.COMMANDEMENT_DE_PAYER: "commandement_served_on",
    Stage.ASSIGNATION: "assignation_served_on",
    Stage.COMMANDEMENT_DE_QUITTER_LES_LIEUX: "quit_notice_served_on",
}
"""The stages at which the list's date of the latest act is that of one act for certain."""


def legal_facts(case: Case) -> dict[str, object]:
    """Return what is known of a case under the names the rules of law use; what is not known is absent.

    A document that was read outweighs the list. Facts of territories and plugins stand under their own ids, so that
    their deadlines may read them.
    """
    listed = case.facts
    exchange_on, until = open_follow_up(case, date.max) or (None, None)
    facts: dict[str, object] = {
        "hearing_on": listed.hearing_on,
        "landlord_kind": None if listed.landlord_kind is LandlordKind.NOT_KNOWN else listed.landlord_kind,
        "debt_cents": listed.arrears_cents,
        "debt_on": listed.arrears_on,
        "received_on": case.received_on,
        "allocated_on": case.allocation.allocated_on if case.allocation else None,
        "last_exchange_on": None if until else exchange_on,
        "follow_up_until": until,
    }
    if listed.stage in _ACT_OF_STAGE:
        facts[_ACT_OF_STAGE[listed.stage]] = listed.act_on
    if case.procedure is not NOTHING_READ:
        read = ((name, getattr(case.procedure, name)) for name in PROCEDURE_FIELDS)
        facts |= {name: value for name, value in read if value is not None}
    if case.extra:
        facts |= {name: one.value for name, one in noted_by(case.extra, date.max).items()}
    return {name: value for name, value in facts.items() if value is not None}


def case_deadlines(case: Case, law: TerritoryLaw) -> Deadlines:
    """Return every deadline of a case that can be computed from what is known of it."""
    return law.deadlines_in(case.facts.commune, legal_facts(case))


def next_deadlines(case: Case, law: TerritoryLaw, *, on: date) -> tuple[Deadline, ...]:
    """Return the deadlines that press the household or the team on or after a day, nearest first.

    An empty result means that none is known, not that nothing will happen. Source: call C18, C25.
    """
    return law.deadlines_in(case.facts.commune, legal_facts(case), pressing_only=True).pressing(on)


def next_legal_date(case: Case, law: TerritoryLaw, *, on: date) -> Deadline | None:
    """Return the nearest of them, None if none is known."""
    return next(iter(next_deadlines(case, law, on=on)), None)
