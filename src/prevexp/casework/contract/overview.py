"""All that stands in a case of contracts, undertakings, repayment plans and rent, on one day."""

from datetime import date

import attrs

from ...domain.assessment_vocabulary import RentResumed
from ...domain.case import Case
from ...domain.groups import Veiled
from .contracts import ContractStanding
from .contracts import contract_standings
from .repayment import PlanStanding
from .repayment import plan_standings
from .repayment import rent_paid
from .undertakings import UndertakingStanding
from .undertakings import undertaking_standings


@attrs.frozen(kw_only=True)
class EngagementOverview(Veiled):
    """What was signed and promised by a day, and how it stands then; `rent` is None if nobody looked."""

    on: date
    contracts: tuple[ContractStanding, ...]
    undertakings: tuple[UndertakingStanding, ...]
    plans: tuple[PlanStanding, ...]
    rent: RentResumed | None


def engagement_overview(case: Case, on: date) -> EngagementOverview:
    """Return how all of it stands on a day."""
    return EngagementOverview(
        on=on,
        contracts=contract_standings(case, on),
        undertakings=undertaking_standings(case, on),
        plans=plan_standings(case, on),
        rent=rent_paid(case, on),
    )
