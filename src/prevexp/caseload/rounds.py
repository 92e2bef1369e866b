"""Plans of rounds over the whole caseload."""

from collections.abc import Sequence
from datetime import date

import attrs

from ..casework.agenda import agenda
from ..casework.rounds.ground import Ground
from ..casework.rounds.plan import Rounds
from ..casework.rounds.plan import plan_of
from ..casework.rounds.visits import visits_of
from ..domain.case import Case
from ..domain.errors import InvalidValue
from ..registry.pack import TerritoryPack
from ..storage.records import Records
from .listing import initials
from .planning import checked_worker


def planned(cases: Sequence[Case], pack: TerritoryPack, *, on: date, worker: str, days: int | None) -> Rounds:
    """Return the plan of a worker. See `Caseload.plan_rounds`."""
    who = checked_worker(pack, cases, worker)
    number = pack.rounds.horizon_days if days is None else days
    if number < 1:
        raise InvalidValue("days: a plan has one working day or more")
    base = base_of(pack, who)
    register = pack.register
    ground = Ground(
        rules=pack.rounds,
        centres=register.centres,
        arrondissements={insee: commune.arrondissement for insee, commune in register.communes.items()},
    )
    dues = agenda(cases, pack.work_plan, on=on)
    visits, left = visits_of(cases, dues, pack.work_plan, pack.rounds, on=on, worker=who)
    calendar = pack.law.in_commune(base).calendar
    plan = plan_of(visits, ground, calendar, on=on, worker=who, base=base, days=number)
    return plan.leaving(left)


def initialled(records: Records, cases: Sequence[Case], plan: Rounds) -> Rounds:
    """Return the plan with the initials of the households in it; no other identity is opened."""
    named = {visit.case_id for visit, _ in plan.left}
    named |= {one.stop.visit.case_id for day in plan.days for one in day.stops}
    household = {case.case_id: case.household_id for case in cases if case.case_id in named}
    identities = records.identities(list(household.values()))
    return attrs.evolve(plan, initials={one: initials(identities.get(of)) for one, of in household.items()})


def base_of(pack: TerritoryPack, worker: str) -> str:
    """Return the commune a worker starts from: said by the pack, or the seat of the first arrondissement served.

    Raise InvalidValue if neither is known.
    """
    if worker in pack.rounds.bases:
        return pack.rounds.bases[worker]
    sectors = [code for one in pack.team.workers if one.worker_id == worker for code in sorted(one.sector)]
    seats = [pack.register.arrondissements[code].seat for code in sectors if code in pack.register.arrondissements]
    if not seats:
        raise InvalidValue("no base: the pack says in rounds.toml where the worker starts", worker=worker)
    return seats[0]
