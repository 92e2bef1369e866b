"""A model of a caseload: households that a list names, each drawn from the seed and its own number alone."""

import random
from datetime import UTC
from datetime import date
from datetime import datetime

from prevexp.domain.case import ListedFacts
from prevexp.domain.events import CaseReceived
from prevexp.domain.values import Cents
from prevexp.domain.values import Month
from prevexp.registry import PluginInfo
from prevexp.registry import SimulationModel
from prevexp.registry import hookimpl

DAY = date(2021, 5, 4)


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="modele", api=1, title="Ménages inventés", contact="equipe@example.org")


def generate(seed, count, context):
    """Yield one batch for each case."""
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        case_id = f"{chance.getrandbits(128):032x}"
        received = CaseReceived(
            case_id=case_id,
            occurred_on=DAY,
            recorded_at=datetime(2021, 5, 4, 10, tzinfo=UTC),
            household_id=case_id,
            territory="62",
            transfer="modele",
            line=number + 2,
            month=Month(2021, 5),
            reference=f"modele-{number}",
            facts=ListedFacts(arrears_cents=Cents(chance.randint(50_000, 1_500_000)), arrears_on=DAY),
        )
        yield (received,)


@hookimpl
def prevexp_simulation_models():
    yield SimulationModel(id="modele.list", title="Ménages inventés", generate=generate)
