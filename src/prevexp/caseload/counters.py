"""The counters of the erased households of a territory: one sealed value, read together with the cases still there.

Who counts reads them first, leaves the cases of the households in them out, and begins again if they changed meanwhile:
no household is counted twice, and none is missing.
"""

from collections.abc import Callable
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING

from ..evaluation.kept import Counters
from ..storage.sealed_setting import SealedSetting
from .reading import cases_of

if TYPE_CHECKING:
    from ..domain.case import Case
    from .casebook import Casebook


def read_counters(caseload: "Casebook") -> Counters:
    """Return the counters of a territory."""
    body = _setting(caseload).read()
    return Counters() if body is None else Counters.decode(body)


def change_counters(caseload: "Casebook", made: Callable[[Counters], Counters]) -> None:
    """Put what is made of the counters in their place; made anew if another was faster."""

    def encoded(body: bytes | None) -> bytes:
        return made(Counters() if body is None else Counters.decode(body)).encode()

    _setting(caseload).change(encoded)


def counted_cases(
    caseload: "Casebook", *, on: date, noted_by: datetime | None = None
) -> "tuple[tuple[Case, ...], Counters]":
    """Return the cases to be counted as they were on a day, and what is kept of the others, both at one moment."""
    setting = _setting(caseload)
    while True:
        mark, counters = setting.mark(), read_counters(caseload)
        cases = cases_of(caseload.records, caseload.pack, on, noted_by=noted_by, archived=True)
        if setting.mark() == mark:
            left = tuple(case for case in cases if case.household_id not in counters.pending)
            return left, counters


def _setting(caseload: "Casebook") -> SealedSetting:
    records = caseload.records
    return SealedSetting(records.store, records.sealer, f"counters/{caseload.pack.department}")
