"""A rule of one département: the convention sets a cap on the debt."""

from prevexp.eligibility.facts import facts
from prevexp.eligibility.rules import EligibilityRule
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="plafond", api=1, title="Plafond de dette", contact="equipe@example.org")


@hookimpl
def prevexp_eligibility_rules():
    yield EligibilityRule(
        id="plafond.cap",
        question="Dette sous le plafond ?",
        source="convention, art. 3",
        expression=facts.arrears_cents <= 5_000_00,
        remedy="demander le décompte",
    )
