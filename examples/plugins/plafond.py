"""Un plafond de dette, que fixe une convention : une seule règle, dans un seul fichier."""

from prevexp.registry import EligibilityRule, PluginInfo, facts, hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="plafond", api=1, title="Plafond de dette", contact="equipe@example.org")


@hookimpl
def prevexp_eligibility_rules():
    yield EligibilityRule(
        id="plafond.dette", question="Dette sous le plafond ?", source="convention, art. 3",
        expression=facts.arrears_cents <= 5_000_00, remedy="demander le décompte")  # fmt: skip
