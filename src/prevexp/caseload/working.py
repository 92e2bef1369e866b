"""What the team notes on a case: decided by the core, written with the version it was decided on."""

from datetime import datetime

from ..casework.commands import AuthoriseSharing
from ..casework.commands import Command
from ..casework.commands import RecordAttempt
from ..casework.commands import WithdrawSharing
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
    if isinstance(command, RecordAttempt):
        checked_workers(pack, command.workers)
    if isinstance(command, AuthoriseSharing | WithdrawSharing):
        checked_partner(pack, command.partner)
    decided = decide(case, command, at=at, plan=pack.work_plan)
    if isinstance(decided, Refusal):
        return decided
    record_decided(records, case, decided)
    for event in decided:
        case = evolve(case, event)
    return case
