"""The lists of the day over all cases: what is to be done for whom, and who has been silent for long."""

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date

import attrs

from ..casework.agenda import agenda
from ..casework.due import Task
from ..casework.legal import next_legal_date
from ..casework.worklist import Row
from ..casework.worklist import WorklistEntry
from ..casework.worklist import silent
from ..casework.worklist import worklist
from ..domain.case import Case
from ..domain.case import Identity
from ..domain.errors import InvalidValue
from ..domain.places import CommuneRegister
from ..registry.pack import TerritoryPack
from ..storage.records import Records
from ..storage.resting import collector_spared
from .planning import checked_worker


def day_list(
    cases: Sequence[Case],
    pack: TerritoryPack,
    *,
    on: date,
    worker: str | None = None,
    sector: str | None = None,
    task: Task | None = None,
) -> tuple[WorklistEntry, ...]:
    """Return what is to be done on a day, communes by name. See `Caseload.worklist`."""
    whose = None if worker is None else checked_worker(pack, cases, worker)
    where = None if sector is None else checked_sector(pack.register, sector)
    with collector_spared():
        dues = agenda(cases, pack.work_plan, on=on)
        rows = _rows([case for case in cases if case.case_id in dues], pack, on)
        return worklist(rows, dues, on=on, worker=whose, sector=where, task=task)


def silent_list(
    cases: Sequence[Case], pack: TerritoryPack, *, on: date, days: int, worker: str | None = None
) -> tuple[WorklistEntry, ...]:
    """Return who has been silent for so many days, communes by name. See `Caseload.silent`."""
    whose = None if worker is None else checked_worker(pack, cases, worker)
    dues = agenda(cases, pack.work_plan, on=on)
    return silent(_rows(cases, pack, on), dues, on=on, days=days, worker=whose)


def with_initials(
    records: Records, cases: Sequence[Case], entries: Sequence[WorklistEntry]
) -> tuple[WorklistEntry, ...]:
    """Return the entries with the initials of their households; no identity is opened but of those listed."""
    household = {case.case_id: case.household_id for case in cases}
    identities = records.identities([household[entry.case_id] for entry in entries])
    return tuple(attrs.evolve(entry, initials=initials(identities.get(household[entry.case_id]))) for entry in entries)


def checked_sector(register: CommuneRegister, sector: str) -> str:
    """Accept the code or the name of an arrondissement, return its code; raise InvalidValue with those there are."""
    names = {place.name.casefold(): code for code, place in register.arrondissements.items()}
    found = sector if sector in register.arrondissements else names.get(sector.casefold())
    if found is None:
        raise InvalidValue("unknown sector", known=tuple(sorted((*register.arrondissements, *names))))
    return found


def commune_name(insee: str | None, register: CommuneRegister) -> str | None:
    """Return a commune's name, or its code if the register does not know it."""
    known = register.communes.get(insee) if insee else None
    return known.name if known else insee


def initials(identity: Identity | None) -> str:
    """Return first name and surname as initials: enough to know a file by, too little to name anybody."""
    if identity is None:
        return ""
    words = [secret.reveal().strip() for secret in (identity.first_name, identity.surname) if secret is not None]
    return " ".join(f"{word[0].upper()}." for word in words if word)


def _rows(cases: Iterable[Case], pack: TerritoryPack, on: date) -> list[Row]:
    law, register = pack.law.remembering(), pack.register
    return [
        Row(
            case=case,
            next_legal_date=next_legal_date(case, law, on=on),
            arrondissement=register.arrondissement_of(case.facts.commune),
            commune=commune_name(case.facts.commune, register),
        )
        for case in cases
    ]
