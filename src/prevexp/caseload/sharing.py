"""What leaves: the view of one case for one partner. The store is read here, what may pass is decided by `privacy`."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from ..domain.errors import InvalidValue
from ..domain.sharing import SharingPurpose
from ..privacy.view import View
from ..privacy.view import view
from .recording import checked_addressee

if TYPE_CHECKING:
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
        partner=checked_addressee(caseload.pack, partner),
        purpose=_purpose(purpose),
        on=on,
        matrix=caseload.pack.matrix,
        chosen=chosen,
    )


def _purpose(purpose: SharingPurpose | str) -> SharingPurpose:
    known = [one.value for one in SharingPurpose]
    if purpose not in known:
        raise InvalidValue(f"unknown purpose; known: {', '.join(known)}", known=tuple(known))
    return SharingPurpose(purpose)
