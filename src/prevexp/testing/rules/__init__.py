"""The conformance kit of facts and eligibility rules: what a plugin or a territory's data files bring.

from prevexp.testing.rules import RuleConformance

    class TestMyRules(RuleConformance):
        plugins = (my_plugin,)
"""

from .answers import Answers
from .days import Days
from .kit import RuleKit
from .standing import Standing

__all__ = ["RuleConformance", "RuleKit"]


class RuleConformance(Standing, Answers, Days):
    """Every rule of the kit, RK-01 to RK-11: subclass it, give `plugins`, `plugins_dir` or `territory`, run pytest."""
