"""The conformance kit of facts and eligibility rules: what a plugin or a territory's data files bring.

from prevexp.testing.rules import RuleConformance

    class TestMyRules(RuleConformance):
        plugins = (my_plugin,)
"""

from collections.abc import Callable
from pathlib import Path

from ..running import Report
from ..running import Tried
from ..running import run_kit
from .answers import Answers
from .days import Days
from .kit import RuleKit
from .standing import Standing

__all__ = ["RuleConformance", "RuleKit", "run_rule_conformance"]


class RuleConformance(Standing, Answers, Days):
    """Every rule of the kit, RK-01 to RK-11: subclass it, give `plugins`, `plugins_dir` or `territory`, run pytest."""


def run_rule_conformance(
    folder: Path, *, of: Path | None = None, progress: Callable[[Tried], None] = lambda _: None
) -> Report:
    """Try the rules and facts of the plugins in a folder, with those of the pack in the folder `of` if given.

    Without pytest's command; `progress` is told each rule of the kit as it is done.
    """

    class Tested(RuleConformance):
        plugins_dir = folder
        territory = of

    return run_kit(Tested, name="rules", subject=str(folder), progress=progress)
