"""What a territory sets for contracts, undertakings and repayment plans. Data, never code.

Source: call C10 (a contract, in département 62); field notes V10: not seen elsewhere.
"""

import attrs

from ..domain.values import count


@attrs.frozen(kw_only=True)
class EngagementRules:
    """Whether an undertaking needs a contract, and how early what is due is listed; `source` is their basis."""

    undertakings_need_contract: bool = False
    contract_notice_days: int = attrs.field(
        default=0,
        validator=count(0, 365),
        metadata={"unit": "calendar days", "description": "how long before its last day a contract is listed"},
    )
    undertaking_notice_days: int = attrs.field(
        default=0,
        validator=count(0, 365),
        metadata={"unit": "calendar days", "description": "how long before its due date an undertaking is listed"},
    )
    instalment_check_days: int = attrs.field(
        default=0,
        validator=count(0, 365),
        metadata={"unit": "calendar days", "description": "within how long after its day an instalment is checked"},
    )
    source: str = ""
