"""What leaves: the view of one case for one partner. The store is read here, what may pass is decided by `privacy`."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

import attrs

from ..casework.assessment.summary import summary
from ..casework.contract.repayment import plan_standings
from ..casework.contract.telling import accepted_plan
from ..casework.contract.telling import plan_status
from ..casework.contract.telling import steps_to_tell
from ..casework.landlord.telling import MediationTold
from ..casework.landlord.telling import mediation_to_tell
from ..domain.errors import InvalidValue
from ..domain.sharing import Extract
from ..domain.sharing import SharingPurpose
from ..privacy.view import Computed
from ..privacy.view import View
from ..privacy.view import view
from .recording import checked_addressee

if TYPE_CHECKING:
    from attrs import AttrsInstance

    from ..casework.assessment.budget import BudgetRules
    from ..domain.case import Case
    from ..domain.landlord import LandlordSide
    from .casebook import Casebook


def shared_view(
    caseload: "Casebook",
    case_id: str,
    *,
    partner: str,
    purpose: SharingPurpose | str,
    on: date,
    chosen: Iterable[str] = (),
) -> View:
    """Return what a partner may see of a case as it was at the end of a day.

    This is the one place where a view is made from the store, so it is where the access journal will write its line
    (who, when, partner, purpose, groups, basis). That journal does not exist yet: what is shown here leaves no trace.
    """
    case = caseload.case(case_id, on=on)
    return view(
        case,
        caseload.records.identity(case.household_id),
        partner=checked_addressee(caseload.pack, partner, case),
        purpose=_purpose(purpose),
        on=on,
        matrix=caseload.pack.matrix,
        chosen=chosen,
        computed=computed_of(case, on, caseload.pack.budget_rules),
    )


def computed_of(case: "Case", on: date, rules: "BudgetRules | None") -> Computed:
    """Return what the casework makes of a case on a day for others to be told, as far as a view then lets it."""
    plans = plan_standings(case, on)
    return Computed(
        told=(*summary(case, on, rules), *steps_to_tell(case, on)),
        drawn={
            Extract.PLAN_STATUS: lambda: plan_status(plans),
            Extract.ACCEPTED_PLAN: lambda: _data(accepted_plan(plans)),
            Extract.MEDIATION_OFFER: lambda: _data(_last_mediation(case.landlord, on)),
        },
    )


def _last_mediation(side: "LandlordSide", on: date) -> MediationTold | None:
    offered = [one.number for one in side.offers if one.on <= on]
    return mediation_to_tell(side, offered[-1], on=on) if offered else None


def _data(told: "AttrsInstance | None") -> Mapping[str, Any] | None:
    return None if told is None else attrs.asdict(told)


def _purpose(purpose: SharingPurpose | str) -> SharingPurpose:
    known = [one.value for one in SharingPurpose]
    if purpose not in known:
        raise InvalidValue(f"unknown purpose; known: {', '.join(known)}", known=tuple(known))
    return SharingPurpose(purpose)
