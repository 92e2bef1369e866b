"""Every rule that can be computed, by the ids of the law notes."""

from functools import cache

from ...domain.vocabulary import ActKind
from ..compute import RuleOfLaw
from ..compute import Rules
from .clause import clause_delay
from .clause import covid_freeze

_PAY = frozenset({ActKind.COMMANDEMENT_DE_PAYER})

RULES = (
    RuleOfLaw(ids=("C2", "C2b"), function=clause_delay, acts=_PAY),
    RuleOfLaw(ids=("C11",), function=covid_freeze, acts=_PAY),
)


@cache
def national_rules() -> Rules:
    """Return the table of the national rules."""
    return Rules.of(RULES)
