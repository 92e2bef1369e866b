"""What the team notes on a case: decided by the core, written with the version it was decided on."""

from datetime import datetime

import attrs

from ..casework.command import Command
from ..casework.decide import decide
from ..casework.evolve import replay
from ..casework.life.commands import CorrectEntry
from ..casework.life.commands import DecideSameCase
from ..casework.life.correcting import decide_correction
from ..casework.life.sameness import decide_same_case
from ..casework.refusal import Refusal
from ..domain.case import Case
from ..domain.errors import UnknownCase
from ..domain.landlord import LANDLORD
from ..registry.pack import TerritoryPack
from ..storage.records import Records
from .duplicates import duplicate_mark
from .recording import case_after
from .recording import checked_area
from .recording import checked_operator
from .recording import checked_partner
from .recording import checked_role
from .recording import checked_workers
from .recording import record_decided
from .recording import write_of


def do(records: Records, pack: TerritoryPack, case: Case, command: Command, *, at: datetime) -> Case | Refusal:
    """Write what a command makes of a case and return the case after it; a refusal writes nothing."""
    checked_names(pack, command, case)
    if isinstance(command, CorrectEntry):
        return correct(records, pack, case, command, at=at)
    if isinstance(command, DecideSameCase):
        return compare(records, pack, case, command, at=at)
    decided = decide(case, command, at=at, plan=pack.work_plan)
    if isinstance(decided, Refusal):
        return decided
    return record_decided(records, case, decided)


def correct(
    records: Records, pack: TerritoryPack, case: Case, command: CorrectEntry, *, at: datetime
) -> Case | Refusal:
    """Strike an entry of a case and return the case as it is without it."""
    events = records.events_of(case.case_id)
    decided = decide_correction(events, command, at=at, plan=pack.work_plan)
    if isinstance(decided, Refusal):
        return decided
    before, after = replay(events), replay((*events, *decided))
    records.commit([write_of(records, before, after, decided)])
    return after


def compare(
    records: Records, pack: TerritoryPack, case: Case, command: DecideSameCase, *, at: datetime
) -> Case | Refusal:
    """Write on two cases, in one batch, whether they are one, and return the one that was asked about."""
    events = records.events_of(command.other_case)
    if not events:
        raise UnknownCase("no case has this id")
    other = replay(events)
    decided = decide_same_case(case, other, command, at=at, plan=pack.work_plan)
    if isinstance(decided, Refusal):
        return decided
    after, closed = case_after(case, decided.here), case_after(other, decided.there)
    mark = (duplicate_mark(records),) if command.same else ()
    records.commit(
        [
            write_of(records, case, after, decided.here),
            write_of(records, other, closed, decided.there, index=mark),
        ]
    )
    return after


def checked_names(pack: TerritoryPack, said: "attrs.AttrsInstance", case: Case) -> None:
    """Accept a command whose partners and workers the territory knows; raise InvalidValue with those there are.

    A partner stands where the dwelling of the case lies. What a command holds is looked through as well. An operator is
    a partner or the team itself.
    """
    for field in type(said).__attrs_attrs__:
        value = getattr(said, field.name)
        items = () if value is None else value if isinstance(value, tuple) else (value,)
        match field.metadata.get("names"):
            case "worker":
                checked_workers(pack, items)
                checked_role(pack, items, field.metadata.get("role"))
            case "partner":
                for name in items:
                    if name not in {LANDLORD, *pack.addressees}:
                        checked_partner(pack, name)
                    checked_area(pack, name, case)
            case "operator":
                for name in items:
                    checked_operator(pack, name)
            case _:
                for item in items:
                    if not isinstance(item, str | int) and attrs.has(type(item)):
                        checked_names(pack, item, case)
