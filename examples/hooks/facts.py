"""A fact of one département that its rules may read: how many rents are unpaid."""

from prevexp.expressions import Dtype
from prevexp.expressions import Fact
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="faits", api=1, title="Faits locaux", contact="equipe@example.org")


def rents_unpaid(state, on):
    """Return how many whole rents the debt makes; None if either is not known."""
    arrears, rent = state.facts.arrears_cents, state.facts.rent_cents
    return arrears // rent if arrears is not None and rent else None


@hookimpl
def prevexp_facts():
    yield Fact(
        id="faits.rents_unpaid",
        dtype=Dtype.INTEGER,
        unit="rents",
        question="Combien de loyers sont impayés ?",
        ask="au bailleur : le loyer et le décompte",
        data_categories=("G4",),
        read=rents_unpaid,
    )
