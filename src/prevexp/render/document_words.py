"""What the documents of a case say, in French: one line for each thing that may be read."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from prevexp.domain.procedure import PROCEDURE_FIELDS
from prevexp.domain.procedure import Procedure

from . import french
from .columns import table
from .labels import label

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "lease_concluded_on": "bail conclu le",
        "lease_renewed_on": "bail renouvelé le",
        "clause_delay_in_lease": "délai de la clause au bail",
        "surety": "caution",
        "charges_cents": "charges mensuelles",
        "rent_without_charges_cents": "loyer mensuel hors charges",
        "housing_aid_cents": "aide au logement mensuelle",
        "aid_paid_to": "aide au logement",
        "commandement_served_on": "commandement de payer signifié le",
        "delay_stated": "délai annoncé par le commandement",
        "surety_served_on": "commandement signifié à la caution le",
        "ccapex_seized_on": "CCAPEX saisie le",
        "caf_reported_on": "impayé signalé à la CAF ou à la MSA le",
        "assignation_served_on": "assignation signifiée le",
        "prefect_notified_on": "assignation notifiée au préfet le",
        "dsf_body_seized_on": "organisme du diagnostic saisi le",
        "hearing_on": "audience le",
        "judged_on": "décision rendue le",
        "decision_kind": "nature de la décision",
        "decision_served_on": "décision signifiée le",
        "quit_notice_served_on": "commandement de quitter les lieux signifié le",
        "prefect_seized": "préfet saisi du commandement de quitter les lieux",
        "prefect_seized_on": "préfet saisi le",
        "judge_time_until": "délais accordés par le juge jusqu’au",
        "force_requested_on": "force publique demandée le",
        "force_answered_on": "réponse du préfet le",
        "force_answer": "réponse du préfet",
        "moratorium_starts_on": "moratoire à partir du",
        "moratorium": "durée du moratoire",
        "rp_decided_on": "rétablissement personnel décidé le",
    }
)
"""Name of a field of `Procedure` -> what it is, in French (a test holds it exhaustive)."""


def documents_text(procedure: Procedure, *, width: int = 80) -> str:
    """Return what was read on documents, then what nobody read yet, for a terminal."""
    values = {name: getattr(procedure, name) for name in PROCEDURE_FIELDS}
    known = [(f"{WORDS[name]} {_said(value)}", name) for name, value in values.items() if value is not None]
    unread = [(WORDS[name], name) for name, value in values.items() if value is None]
    parts = [table(("Lu", "Nom"), known, width=width), ""] if known else []
    return "\n".join([*parts, table(("Non lu", "Nom"), unread, width=width)] if unread else parts)


def _said(value: object) -> str:
    match value:
        case bool():
            return french.answer(value)
        case date():
            return french.short_day(value)
        case StrEnum():
            return label(value)
        case int():
            return french.euros(value)
        case _:
            return str(value)
