"""An invented département, 99: what a list, an allocation and an exchange by file need. No plugin is loaded for it."""

from collections.abc import Callable
from datetime import UTC
from datetime import datetime
from itertools import count
from pathlib import Path

from prevexp.caseload import Caseload
from prevexp.caseload.desk import PluginsInUse
from prevexp.caseload.listening import Listeners
from prevexp.registry import Registry
from prevexp.registry.pack import TerritoryPack
from prevexp.registry.reading import read_pack
from prevexp.storage.records import Records

NOTED_AT = datetime(2021, 5, 4, 9, 30, tzinfo=UTC)


def invented_territory() -> TerritoryPack:
    """Read the pack of the invented département."""
    return read_pack(Path(__file__).parent / "pack")


def invented_caseload(records: Records, new_id: Callable[[], str]) -> Caseload:
    """Return a caseload of that département over these records; its clock stands still."""
    pack, registry = invented_territory(), Registry()
    log = registry.fault_log()
    return Caseload(
        records=records,
        pack=pack,
        plugins=PluginsInUse(
            registry=registry,
            fault_log=log,
            listeners=Listeners(log, pack.department, lock=lambda: registry.lock),
        ),
        now=lambda: NOTED_AT,
        new_id=new_id,
    )


def numbered() -> Callable[[], str]:
    """Return what gives identifiers in a row, the same in each run."""
    numbers = count(1)
    return lambda: f"{next(numbers):032x}"
