"""A case lives around a day while the clock jumps and the time zone is another; what is said of it, day by day."""

import math
import os
import time
from collections.abc import Iterator
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Any

from prevexp.caseload import Caseload
from prevexp.caseload.plain import deadline_json
from prevexp.caseload.plain import worklist_json
from prevexp.casework.refusal import Refusal
from prevexp.cli.options import today
from prevexp.domain.life import CorrectionReason
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import SocialServicesAnswer

SHIFT = "TORTURE_CLOCK"
BEFORE, AFTER = timedelta(days=20), timedelta(days=17)
COMMUNE = "62041"
TWO_YEARS = {"F8": "suspension_decided_on", "F10": "rp_decided_on"}


def set_clock(at: datetime) -> None:
    """Let the machine believe that it is another instant, or up to a second after it."""
    os.environ.pop(SHIFT, None)
    os.environ[SHIFT] = str(math.ceil(at.timestamp() - time.time()))


def commands(caseload: Caseload, case: str, day: date) -> Iterator[Any]:
    """Do one thing after another on a case, around the day of an exchange with the household."""
    call = {"channel": Channel.PHONE, "outcome": AttemptOutcome.REACHED}
    letter = {"channel": Channel.LETTER, "outcome": AttemptOutcome.NO_ANSWER}
    one = timedelta(days=1)
    yield caseload.record_attempt(case, on=day - one, **letter)
    yield caseload.answer(case, partner="caf", answer=SocialServicesAnswer.NOT_FOLLOWED, on=day - one)
    yield caseload.record_attempt(case, on=day, **call)
    yield caseload.record_attempt(case, on=day + one, **letter)
    entries = caseload.entries(case)
    yield caseload.correct_entry(case, on=day + one, entry=entries[-1].number, reason=next(iter(CorrectionReason)))


def live(caseload: Caseload, transfer: str, day: date, instants: list[datetime]) -> dict[str, object]:
    """Take a list in and do all commands, each at the next instant; return what is said of the case, day by day."""
    clock = iter(instants)
    set_clock(next(clock))
    caseload.receive(transfer, received_on=day - BEFORE)
    case = caseload.cases()[0].case_id
    doing = commands(caseload, case, day)
    for instant in clock:
        set_clock(instant)
        if isinstance(done := next(doing, None), Refusal):
            return {"refused": str(done.code), "version": caseload.case(case).version}
    days = [day + timedelta(days=number) for number in range(AFTER.days + 1)]
    noted = [caseload.cases(noted_by=at) for at in sorted(instants)]
    return {
        "zone": time.tzname[0],
        "state": repr([caseload.case(case, on=on) for on in days]),
        "events": [(type(event).__name__, event.occurred_on.isoformat()) for event in caseload.events(case)],
        "follow_up": [
            (str(found.state), found.due_on.isoformat()) for on in days if (found := caseload.follow_up(case, on=on))
        ],
        "two_years": {
            rule: {
                name: str(value) for name, value in caseload.pack.law.ruling(rule, COMMUNE, {given: day}).values.items()
            }
            for rule, given in TWO_YEARS.items()
        },
        "deadlines": [deadline_json(one) for one in caseload.deadlines(case).found],
        "due": [worklist_json(one, on=on) for on in days[-3:] for one in caseload.worklist(on=on)],
        "known": [sum(one.version for one in cases) for cases in noted],
    }


def days_told(instants: list[datetime]) -> list[str]:
    """Return the day the command line takes each instant for."""
    told = []
    for instant in instants:
        set_clock(instant)
        told.append(today().isoformat())
    return told
