"""A real run to lose power in: a list is taken in, its cases are worked on; each acknowledged end is written to `ack`.

Run by the test in a process of its own: `workload.py FOLDER LIST KEY COMMANDS careful|careless`.
"""

import os
import sqlite3
import sys
from datetime import UTC
from datetime import date
from datetime import datetime
from itertools import count
from pathlib import Path

import prevexp
from prevexp.domain.vocabulary import SocialServicesAnswer

AT = datetime(2021, 6, 1, 9, tzinfo=UTC)


class Careless(sqlite3.Connection):
    """A connection that does not wait for the disk: what the test must be able to catch."""

    def execute(self, sql, *values):
        return super().execute(sql.replace("synchronous = FULL", "synchronous = OFF"), *values)


def main(folder: Path, transfer: str, key: str, commands: int) -> None:
    """Work, and acknowledge each commit with the head of the journal."""
    numbers = count(1)
    acknowledged = os.open(folder / "ack", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    url = f"sqlite:///{folder / 'store.db'}"
    with prevexp.open(
        url, territory="62", key_file=key, now=lambda: AT, new_id=lambda: f"{next(numbers):032x}"
    ) as caseload:
        caseload.receive(transfer, received_on=date(2021, 5, 4))
        acknowledge(acknowledged, caseload)
        cases = [case.case_id for case in caseload.cases()]
        for number in range(commands):
            case = cases[number % len(cases)]
            caseload.answer(case, partner="caf", answer=SocialServicesAnswer.NOT_FOLLOWED, on=date(2021, 5, 20))
            acknowledge(acknowledged, caseload)


def acknowledge(file: int, caseload: prevexp.Caseload) -> None:
    head = caseload.records.store.head()
    os.write(file, f"{head.count}:{head.link.hex()}\n".encode())
    os.fsync(file)


if __name__ == "__main__":
    if sys.argv[5] == "careless":
        plain = sqlite3.dbapi2.connect
        sqlite3.dbapi2.connect = lambda *a, **k: plain(*a, **{**k, "factory": Careless})
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
