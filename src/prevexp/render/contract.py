"""The engagement contract as a page to print and sign: plain French, no name unless it is written by hand."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from prevexp.casework.contract.contracts import ContractStanding
from prevexp.casework.contract.overview import EngagementOverview
from prevexp.casework.contract.repayment import RUNNING
from prevexp.casework.contract.repayment import PlanStanding
from prevexp.casework.contract.undertakings import UndertakingStanding
from prevexp.domain.engagement_vocabulary import ContractState
from prevexp.domain.engagement_vocabulary import UndertakingOwner

from . import french
from .contract_text import status_words
from .labels import label
from .templating import fill

_LIVE = frozenset({ContractState.IN_FORCE, ContractState.TO_COME})


def contract_html(
    overview: EngagementOverview,
    *,
    reference: str,
    team: str,
    partners: Mapping[str, str] = MappingProxyType({}),
    initials: str = "",
) -> str:
    """Return the contract to print: what was promised and is still open, who does what until when, signatures.

    `initials` may stand for the household; without them there is a line to write on. The contract shown is the one in
    force, else the one that begins later; without any, the page has blanks for its dates. `partners` names partners by
    their slugs.
    """
    contract = next((one for one in reversed(overview.contracts) if one.state in _LIVE), None)
    return fill(
        "contract.html.j2",
        title="Contrat d’engagement",
        reference=reference,
        team=team,
        initials=initials,
        span=_span(contract),
        signed=french.day(contract.contract.on) if contract else "",
        printed=french.day(overview.on),
        undertakings=[_undertaking(one, partners) for one in overview.undertakings if one.is_open],
        plans=[_plan(one) for one in overview.plans if one.state in RUNNING],
    )


def _span(contract: ContractStanding | None) -> str:
    return french.period(contract.contract.starts_on, contract.until) if contract else ""


def _undertaking(one: UndertakingStanding, partners: Mapping[str, str]) -> Mapping[str, Any]:
    promised = one.undertaking
    mine = {UndertakingOwner.HOUSEHOLD: "vous", UndertakingOwner.TEAM: "l’équipe"}
    return {
        "number": one.number,
        "what": label(promised.kind),
        "objective": label(promised.objective),
        "who": mine.get(promised.owner) or partners.get(promised.partner or "", promised.partner),
        "due": french.day(one.due_on),
        "proof": label(promised.proof) if promised.proof else "",
        "status": status_words(one) if one.history else "",
    }


def _plan(plan: PlanStanding) -> Mapping[str, Any]:
    return {
        "creditor": label(plan.plan.creditor),
        "total": french.euros(plan.plan.total_cents),
        "left": french.euros(plan.left_cents),
        "signed": french.day(plan.plan.on),
        "instalments": [
            {"due": french.day(one.instalment.due_on), "amount": french.euros(one.instalment.cents)}
            for one in plan.instalments
        ],
    }
