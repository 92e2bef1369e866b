"""Who may be approached and why: the facts of the call, its rules, and the screening of cases by them."""

from .choosing import SetAside
from .choosing import SwitchedOff
from .choosing import check_replacements
from .errors import DuplicateRule
from .errors import NoRuleInForce
from .errors import ReplacementRefused
from .errors import RuleMissing
from .errors import ScreeningRefused
from .facts import ServiceAnswer
from .facts import answer_columns
from .facts import facts
from .rules import DEFAULT_STAGES
from .rules import EligibilityRule
from .rules import UpstreamStages
from .rules import core_rules
from .screening import RuleExplanation
from .screening import Screening
from .screening import ScreeningResult

__all__ = [
    "DEFAULT_STAGES",
    "DuplicateRule",
    "EligibilityRule",
    "NoRuleInForce",
    "ReplacementRefused",
    "RuleExplanation",
    "RuleMissing",
    "Screening",
    "ScreeningRefused",
    "ScreeningResult",
    "ServiceAnswer",
    "SetAside",
    "SwitchedOff",
    "UpstreamStages",
    "answer_columns",
    "check_replacements",
    "core_rules",
    "facts",
]
