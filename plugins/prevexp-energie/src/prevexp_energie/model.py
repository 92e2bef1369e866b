"""A small model: listed households that agree when they are met, some of which then show a supplier's letter.

Every share and every delay in it is invented, to try the plugin and not to say how many households are cut off.
"""

from collections.abc import Iterator
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from random import Random  # noqa: TID251 - seeded by whoever asks for the caseload
from typing import Any

from prevexp.domain.case import ListedFacts
from prevexp.domain.casework_events import AgreementGiven
from prevexp.domain.events import CaseReceived
from prevexp.domain.events import Event
from prevexp.domain.values import CaseId
from prevexp.domain.values import Cents
from prevexp.domain.values import HouseholdId
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import ProofKind

from .events import CutAnnounced
from .events import Energy

_RECEIVED_ON = date(2021, 5, 4)
_WITH_A_LETTER = 0.3


def generate(seed: int, count: int, _: Any) -> Iterator[tuple[Event, ...]]:
    """Yield one batch for each case."""
    return (_life(Random(f"{seed}/{number}"), number) for number in range(count))  # noqa: S311 - a simulation


def _life(chance: Random, number: int) -> tuple[Event, ...]:
    case_id = CaseId(f"{chance.getrandbits(128):032x}")
    received = CaseReceived(
        **_when(case_id, _RECEIVED_ON),
        household_id=HouseholdId(case_id),
        territory="62",
        transfer="energie",
        line=number + 2,
        month=Month.of(_RECEIVED_ON),
        reference=f"62-2021-{number}",
        facts=ListedFacts(arrears_cents=Cents(chance.randrange(1, 10**6)), arrears_on=_RECEIVED_ON),
    )
    met_on = _RECEIVED_ON + timedelta(days=chance.randrange(1, 15))
    agreed = AgreementGiven(**_when(case_id, met_on), proof=ProofKind.WORKER_RECORD)
    if chance.random() > _WITH_A_LETTER:
        return received, agreed
    cut_on = met_on + timedelta(days=chance.randrange(5, 31))
    letter = CutAnnounced(
        **_when(case_id, met_on),
        supplier="fournisseur",
        energy=chance.choice(list(Energy)),
        cut_on=cut_on,
        reply_by=cut_on - timedelta(days=2),
        owed_cents=chance.randrange(50_00, 3_000_00),
    )
    return received, agreed, letter


def _when(case_id: CaseId, on: date) -> dict[str, Any]:
    return {"case_id": case_id, "occurred_on": on, "recorded_at": datetime.combine(on, time(12), UTC)}
