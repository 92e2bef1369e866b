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
from ..domain.access import AccessAction
from ..domain.errors import InvalidValue
from ..domain.sharing import Extract
from ..domain.sharing import GroundKind
from ..domain.sharing import SharingPurpose
from ..domain.vocabulary import FieldGroup
from ..privacy.matrix import group_told
from ..privacy.places import group_at
from ..privacy.view import Computed
from ..privacy.view import View
from ..privacy.view import view
from .access_book import in_order
from .access_book import opening
from .reading import case_of
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
    """Return what a partner may see of a case as it was at the end of a day, once a line of it is written.

    Who asks, and whether what is shown is then sent, prevexp does not see: what is handed out here counts as shared,
    and as refused if nothing of it may pass.
    """
    picked = tuple(chosen)
    with opening(caseload, case_id):
        made = view_of(caseload, case_id, partner=partner, purpose=purpose, on=on, chosen=picked)
    if made.empty:
        note_view(caseload, AccessAction.REFUSED, case_id, made, ())
    else:
        note_view(caseload, AccessAction.SHARED, case_id, made, _groups_shown(made, picked))
    return made


def note_view(
    caseload: "Casebook", action: AccessAction, case_id: str, made: View, groups: Iterable[FieldGroup]
) -> None:
    """Note what of a view is handed out: to whom, for what, which groups, on which grounds."""
    told = frozenset(groups)
    caseload.note_access(
        action,
        about=case_id,
        partner=made.partner.slug,
        purpose=made.purpose.value,
        groups=in_order(told),
        basis=_bases(made, told),
    )


def view_of(
    caseload: "Casebook",
    case_id: str,
    *,
    partner: str,
    purpose: SharingPurpose | str,
    on: date,
    chosen: Iterable[str] = (),
) -> View:
    """Return such a view for the team's own work: nothing of it is handed out yet, and nothing is noted.

    This is the one place where a view is made from the store.
    """
    case = case_of(caseload.records, case_id, on)
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


def _groups_shown(made: View, chosen: Iterable[str]) -> frozenset[FieldGroup]:
    """Return the groups of what a view lets pass; of those that pass by hand, the ones something was picked from."""
    whole = {group_told(one.item) for one in made.passing if not one.by_hand}
    by_hand = {group_told(one.item) for one in made.passing if one.by_hand}
    picked = {piece.group for piece in made.told}
    for name in chosen:
        fact = group_at(f"facts.{name}")
        picked |= by_hand if name.startswith("extra.") else {fact} if fact else set()
    return frozenset(whole | (by_hand & picked))


def _bases(made: View, groups: frozenset[FieldGroup]) -> str:
    """Return the grounds on which groups pass, such as `authorisation+convention`."""
    told = [one for one in made.passing if group_told(one.item) in groups]
    found = {one.row.basis for one in told} | {GroundKind.AUTHORISATION for one in told if one.authorised_on}
    return "+".join(sorted(found))


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
