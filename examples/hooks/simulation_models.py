"""Un modèle minuscule : des ménages qu'une liste nomme, un par numéro, dont rien d'autre n'advient."""

from datetime import UTC
from datetime import date
from datetime import datetime
from random import Random

from prevexp.domain.case import ListedFacts
from prevexp.domain.events import CaseReceived
from prevexp.domain.values import Cents
from prevexp.domain.values import Month
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl
from prevexp.registry.offers import SimulationModel

DAY = date(2021, 5, 4)


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="minuscule", api=1, title="Modèle minuscule", contact="equipe@example.org")


def life(seed, number):
    """Return what happens to one household: it depends on the seed and its number alone."""
    chance = Random(f"{seed}/{number}")
    case_id = f"{chance.getrandbits(128):032x}"
    return (
        CaseReceived(
            case_id=case_id,
            occurred_on=DAY,
            recorded_at=datetime(2021, 5, 4, 12, tzinfo=UTC),
            household_id=case_id,
            territory="62",
            transfer="minuscule",
            line=number + 2,
            month=Month(2021, 5),
            reference=f"62-2021-{number}",
            facts=ListedFacts(arrears_cents=Cents(chance.randrange(1, 10**6)), arrears_on=DAY),
        ),
    )


def generate(seed, count, context):
    """Yield one batch for each case."""
    return (life(seed, number) for number in range(count))


@hookimpl
def prevexp_simulation_models():
    yield SimulationModel(id="minuscule.listes", title="Listes seules", generate=generate)
