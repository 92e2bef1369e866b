"""budget.toml: how a territory counts a household's budget; where it has none, the usage that comes with prevexp."""

from importlib.resources import files

from prevexp.casework.assessment.budget import MOST_DAYS
from prevexp.casework.assessment.budget import BudgetRules

from .folder import PackFolder
from .problems import ProblemCode
from .sections import Section
from .sections import TomlFile

BUDGET = "budget.toml"


def read_budget_rules(folder: PackFolder) -> BudgetRules | None:
    """Read how a territory counts a budget, or the default; None if a problem was noted."""
    return _rules(folder.toml_if_any(BUDGET) or TomlFile(name=BUDGET, problems=folder.problems).read(_default_text()))


def default_budget_rules() -> BudgetRules:
    """Return how a budget is counted where a territory says nothing of it."""
    section = TomlFile(name=BUDGET, problems=[]).read(_default_text())
    rules = _rules(section)
    assert rules is not None, section.file.problems  # noqa: S101 - data shipped with the code
    return rules


def _default_text() -> str:
    return files(__package__).joinpath("data", BUDGET).read_text(encoding="utf-8")


def _rules(top: Section) -> BudgetRules | None:
    days, source = top.whole("days_a_month"), top.text("source")
    if "days_a_month" not in top.faulty and not 0 < days <= MOST_DAYS:
        top.report(ProblemCode.WRONG_TYPE, "days_a_month", expected=f"nombre de jours, de 1 à {MOST_DAYS}")
    return top.build(lambda: BudgetRules(days_a_month=days, source=source))
