"""What the law leaves open, as named choices: each with a default that protects the tenant, and why.

Source: law notes §4. A result always names the choices it rests on.
"""

from collections.abc import Mapping
from enum import StrEnum

import attrs

from ..domain.errors import LegalInputRefused


class PolicyId(StrEnum):
    """The open questions."""

    RENEWED_LEASE = "renewed-lease"
    ART642_ON_CLAUSE_DELAY = "art642-on-clause-delay"
    LONGEST_DELAY = "longest-delay"
    ACQUISITION_DAY = "acquisition-day"
    BACKWARD_MONTHS = "backward-months"
    RULE_FACTOR = "rule-factor"
    CCAPEX_SIGNAL_THRESHOLDS = "ccapex-signal-thresholds"
    D2026_83_EFFECT = "d2026-83-effect"
    COVID_DAY = "covid-day"
    AID_BASE = "aid-base"
    WORKING_DAYS_BACK = "working-days-back"
    DALO_SIX_MONTH_AREA = "dalo-six-month-area"
    FSL_RULES = "fsl-rules"
    CODE_VERSIONS = "code-versions"
    PARTIAL_VALIDITY = "partial-validity"


@attrs.frozen(kw_only=True)
class Policy:
    """One open question: its choices, the default, and why that one protects the tenant (French, for people)."""

    id: PolicyId
    title: str
    choices: tuple[str, ...]
    default: str
    why: str

    def chosen(self, choice: str) -> str:
        """Return a choice if it is one of this policy's; else refuse it, naming those there are."""
        if choice not in self.choices:
            raise LegalInputRefused("unknown-choice", name=self.id, expected=self.choices)
        return choice


def settle(policies: Mapping[str, Policy], *choices: Mapping[str, str]) -> dict[str, str]:
    """Return the choice of each policy: the default, unless one of the mappings (the last wins) says otherwise.

    Raises LegalInputRefused for a policy or a choice that does not exist.
    """
    settled: dict[str, str] = {policy.id: policy.default for policy in policies.values()}
    for name, choice in (item for chosen in choices for item in chosen.items()):
        if name not in policies:
            raise LegalInputRefused("unknown-policy", name=name, expected=tuple(policies))
        settled[name] = policies[name].chosen(choice)
    return settled
