"""What the team notes on a case: decided by the core, written with the version it was decided on."""

from datetime import datetime

import attrs

from ..casework.command import Command
from ..casework.decide import decide
from ..casework.evolve import evolve
from ..casework.refusal import Refusal
from ..domain.case import Case
from ..registry.pack import TerritoryPack
from ..storage.records import Records
from .recording import checked_partner
from .recording import checked_workers
from .recording import record_decided


def do(records: Records, pack: TerritoryPack, case: Case, command: Command, *, at: datetime) -> Case | Refusal:
    """Write what a command makes of a case and return the case after it; a refusal writes nothing."""
    checked_names(pack, command)
    decided = decide(case, command, at=at, plan=pack.work_plan)
    if isinstance(decided, Refusal):
        return decided
    record_decided(records, case, decided)
    for event in decided:
        case = evolve(case, event)
    return case


def checked_names(pack: TerritoryPack, command: Command) -> None:
    """Accept a command whose partners and workers the territory knows; raise InvalidValue with those there are."""
    for field in attrs.fields(type(command)):
        value = getattr(command, field.name)
        names = () if value is None else value if isinstance(value, tuple) else (value,)
        match field.metadata.get("names"):
            case "worker":
                checked_workers(pack, names)
            case "partner":
                for name in names:
                    if name not in pack.addressees:
                        checked_partner(pack, name)
