"""What a backup is made of while it goes on: `backup_writer.py STORE KEY ACK NUMBER` answers for cases until its end.

Each acknowledged command is a line of ACK: how long it took (ms), and the end of the journal after it.
"""

import sys
import time
from datetime import date
from pathlib import Path

import prevexp
from prevexp.domain.errors import StaleVersion
from prevexp.domain.vocabulary import SocialServicesAnswer


def main(store: str, key: str, acknowledged: Path, number: int) -> None:
    """Work until somebody ends the process."""
    with prevexp.open(store, territory="62", key_file=key) as caseload, acknowledged.open("w") as file:
        cases = [case.case_id for case in caseload.cases()][number::8]
        while True:
            for case in cases:
                started = time.perf_counter()
                try:
                    caseload.answer(case, partner="caf", answer=SocialServicesAnswer.NOT_FOLLOWED, on=date(2021, 5, 20))
                except StaleVersion:
                    continue
                head = caseload.records.store.head()
                took = (time.perf_counter() - started) * 1000
                file.write(f"{took:.3f} {head.count}:{head.link.hex()}\n")
                file.flush()
                time.sleep(0.001)


main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
