"""The worklist of 10,000 open cases: computed from cases in memory, and whole, through SQLite with every case sealed.

    python benchmarks/worklist.py

The cases differ in day, commune, stage and what was tried, as those of a year would; each has seven events and an
identity. The folder must be on a real disk. Then the rounds of one worker over the same cases.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from collections.abc import Mapping
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from typing import Any

import prevexp
from prevexp.caseload.listing import day_list
from prevexp.caseload.rounds import planned
from prevexp.domain.case import Identity
from prevexp.domain.case import ListedFacts
from prevexp.domain.casework_events import AgreementGiven
from prevexp.domain.contract_events import ContractSigned
from prevexp.domain.contract_events import UndertakingPromised
from prevexp.domain.engagement_vocabulary import Objective
from prevexp.domain.engagement_vocabulary import UndertakingKind
from prevexp.domain.engagement_vocabulary import UndertakingOwner
from prevexp.domain.events import CaseAllocated
from prevexp.domain.events import CaseReceived
from prevexp.domain.events import ContactAttempted
from prevexp.domain.events import Event
from prevexp.domain.referral import ReferralMeans
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.referral_events import ReferralProposed
from prevexp.domain.referral_events import ReferralSent
from prevexp.domain.values import Month
from prevexp.domain.values import Secret
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ProofKind
from prevexp.domain.vocabulary import Stage

FIRST, ON, AT = date(2021, 5, 4), date(2021, 8, 2), datetime(2021, 8, 2, 9, tzinfo=UTC)
SIGNED = 6  # one case in so many agreed
TRIES = (Channel.LETTER, Channel.PHONE, Channel.SMS, Channel.EMAIL, Channel.LETTER)


def story(number: int, communes: list[str], territory: str) -> list[Event]:
    """Return what happened to one case; one in three was reached by its last attempt, one in six agreed."""
    day = FIRST + timedelta(days=number % 60)
    said = {"case_id": f"{number:032x}", "recorded_at": AT}
    facts = ListedFacts(
        commune=communes[number % len(communes)],
        stage=(Stage.COMMANDEMENT_DE_PAYER, Stage.ASSIGNATION, Stage.SIGNALEMENT)[number % 3],
        act_on=day - timedelta(days=number % 45),
        hearing_on=ON + timedelta(days=number % 90) if number % 5 == 0 else None,
        arrears_cents=150_000 + number,
        arrears_on=day,
        rent_cents=60_000,
    )
    events: list[Event] = [
        CaseReceived(
            **said, occurred_on=day, household_id=f"{number:032x}", territory=territory, transfer="0" * 32,
            line=number + 2, month=Month.of(day), reference=f"62-{number:05}", facts=facts,
        ),
        CaseAllocated(
            **said, occurred_on=day, quota_month=Month.of(day), rank=number + 1, criterion="waiting",
            social_worker=f"social-{number % 3 + 1}", legal_worker="legal-1",
        ),
    ]  # fmt: skip
    if number % SIGNED == 0:
        return [*events, *agreed(number // SIGNED, day, said)]
    for step, channel in enumerate(TRIES):
        reached = step == len(TRIES) - 1 and number % 3 == 0
        outcome = AttemptOutcome.REACHED if reached else AttemptOutcome.NO_ANSWER
        on = day + timedelta(days=1 + 3 * step)
        events.append(ContactAttempted(**said, occurred_on=on, channel=channel, outcome=outcome))
    return events


def agreed(number: int, day: date, said: Mapping[str, Any]) -> list[Event]:
    """Return what follows once a household is reached: a contract with a step, or a referral, in turns."""
    met = day + timedelta(days=9)
    events: list[Event] = [
        ContactAttempted(
            **said, occurred_on=day + timedelta(days=2), channel=Channel.LETTER, outcome=AttemptOutcome.NO_ANSWER
        ),
        ContactAttempted(**said, occurred_on=met, channel=Channel.VISIT_PLANNED, outcome=AttemptOutcome.MET),
        AgreementGiven(**said, occurred_on=met, proof=ProofKind.SIGNED_FORM),
    ]
    if number % 2:
        sent = met + timedelta(days=2)
        return [
            *events,
            ReferralProposed(
                **said, occurred_on=met, number=6, partner="adil-62", purpose=ReferralPurpose.LEGAL_ADVICE
            ),
            ReferralSent(**said, occurred_on=sent, number=6, means=ReferralMeans.EMAIL),
        ]
    return [
        *events,
        ContractSigned(**said, occurred_on=met, number=6, starts_on=met, until=met + timedelta(days=180)),
        UndertakingPromised(
            **said,
            occurred_on=met,
            number=7,
            contract=6,
            kind=UndertakingKind.FSL,
            objective=Objective.CLEAR_DEBT,
            owner=UndertakingOwner.HOUSEHOLD,
            partner=None,
            due_on=met + timedelta(days=30),
            proof=None,
        ),
    ]


def filled(database: Path, territory: str, number: int) -> prevexp.Caseload:
    """Open a store and write the cases into it."""
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    caseload = prevexp.open(f"sqlite:///{database}", territory=territory, key_file=database.parent / "key" / "k.key")
    communes, codec = sorted(caseload.pack.register.communes), caseload.records.codec
    identity = codec.encode_identity(Identity(surname=Secret("NOM"), first_name=Secret("Prénom")))
    writes = []
    for one in range(number):
        events = story(one, communes, territory)
        case_id, bodies = events[0].case_id, tuple(map(codec.encode, events))
        month = str(Month.of(events[0].occurred_on))
        writes.append(
            caseload.records.new_stream(case_id, case_id, bodies, territory=territory, month=month, identity=identity)
        )
    caseload.records.commit(writes)
    return caseload


def timed(work: str, rounds: int, run: Callable[[], object]) -> None:
    """Print the median of some runs: seconds by the clock and of CPU."""
    laps, cpu = [], []
    for _ in range(rounds):
        start, used = time.perf_counter(), time.process_time()
        found = run()
        laps.append(time.perf_counter() - start)
        cpu.append(time.process_time() - used)
    listed = len(found) if isinstance(found, tuple) else None
    median = {"median_s": round(statistics.median(laps), 3), "cpu_s": round(statistics.median(cpu), 3)}
    print(json.dumps({"work": work, "listed": listed, **median}), flush=True)


def main() -> None:
    """Measure and print one JSON line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("baselines-data"))
    parser.add_argument("--territory", default="62")
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    options.data.mkdir(parents=True, exist_ok=True)
    with filled(options.data / "worklist.db", options.territory, options.cases) as caseload:
        pack, cases = caseload.pack, caseload.cases(on=ON)
        worker = str(pack.team.workers[0].worker_id)
        timed("worklist, cases in memory", options.rounds, lambda: day_list(cases, pack, on=ON))
        timed("open all cases", options.rounds, lambda: caseload.cases(on=ON))
        timed("worklist through SQLite", options.rounds, lambda: caseload.worklist(on=ON))
        timed("one worker's list through SQLite", options.rounds, lambda: caseload.worklist(on=ON, worker=worker))
        timed("rounds of one worker, cases in memory", 1, lambda: planned(cases, pack, on=ON, worker=worker, days=5))


if __name__ == "__main__":
    main()
