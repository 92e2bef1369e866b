"""Plays a script day by day through the caseload, as a team would: lists, allocations, work, exchanges with a partner.

No chance and no clock: what is done for a case follows from its place among those given out with it, and everything is
noted on the day it happens.
"""

import json
from collections import Counter
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import attrs

from .script import Exchange
from .script import Script
from .script import Step

if TYPE_CHECKING:
    from prevexp.caseload import Caseload
    from prevexp.domain.case import Case

EVENING = time(17)
EXCHANGES = frozenset({"met", "reached", "refused"})
"""Outcomes of an attempt in which the household spoke."""

SPREAD = 4
"""Cases of one course begin on so many days after one another, for no team sends all its letters at once."""


@attrs.define
class Clock:
    """The instant at which things are noted: the evening of the day that is played."""

    day: date

    def now(self) -> datetime:
        """Return the instant, UTC."""
        return datetime.combine(self.day, EVENING, UTC)


def numbered_ids() -> Callable[[], str]:
    """Return what gives ids in a row: they decide between equals, and by chance each run would give other cases out."""
    numbers = count(1)
    return lambda: f"{next(numbers):032x}"


@attrs.define(kw_only=True)
class Dealt:
    """A case that was given out, the course it gets, and the numbers of what was opened in it."""

    case_id: str
    reference: str
    course: str
    workers: Mapping[str, str]
    names: dict[str, int] = attrs.field(factory=dict)


@attrs.define(kw_only=True)
class Player:
    """One run of a script; `done` counts what was noted since the last list."""

    caseload: "Caseload"
    script: Script
    clock: Clock
    lists: Path
    exchanges: Path
    say: Callable[[str], None]
    dealt: list[Dealt] = attrs.field(factory=list)
    ahead: defaultdict[date, list[tuple[Dealt, Step]]] = attrs.field(factory=lambda: defaultdict(list))
    done: Counter[str] = attrs.field(factory=Counter)

    def play(self) -> None:
        """Play every day on which something happens."""
        from .telling import tell_month
        from .telling import tell_work

        day = self.script.report_from
        while day < self.script.worklist_on:
            self.clock.day = day
            if (file := self.script.received.get(day)) is not None:
                tell_work(self)
                self.done.clear()
                tell_month(self, self.lists / file, day)
            self._work(day)
            for exchange in self.script.exchanges:
                self._exchange(exchange, day)
            day += timedelta(days=1)
        self.clock.day = day
        tell_work(self)

    def deal(self, given: Iterable[str], on: date) -> None:
        """Give each case that was given out its course, in the order of references."""
        for place, case in enumerate(sorted(map(self.caseload.case, given), key=lambda one: one.reference)):
            turn, course = divmod(place, len(self.script.deal))
            dealt = self._dealt(case, self.script.deal[course])
            self.dealt.append(dealt)
            for step in self.script.courses[dealt.course]:
                if not step.if_act or _has_act(case):
                    self.ahead[self._working(on, step.after + turn % SPREAD)].append((dealt, step))

    def _dealt(self, case: "Case", course: str) -> Dealt:
        given = case.allocation
        assert given is not None  # noqa: S101 - only such cases are dealt
        social = [one.worker_id for one in self.caseload.pack.team.workers if one.role == "social"]
        mine = given.social_worker or social[0]
        workers = {
            "@social": mine,
            "@legal": given.legal_worker or mine,
            "@other": social[(social.index(mine) + 1) % len(social)],
        }
        return Dealt(case_id=case.case_id, reference=case.reference, course=course, workers=workers)

    def _working(self, start: date, after: int) -> date:
        return self.caseload.pack.law.setting.calendar.next_ouvre(start + timedelta(days=after))

    def _work(self, day: date) -> None:
        """Play the steps of a day: those no line can say by themselves, the others in one batch; all or none."""
        from .doing import DIRECTLY

        batch: list[tuple[Dealt, Step]] = []
        for dealt, step in self.ahead.pop(day, ()):
            directly = DIRECTLY.get(step.do)
            if any(one is dealt for one, _ in batch) and (directly or _asks_for_new(step, dealt)):
                self._note(batch, day)
                batch = []
            if directly:
                directly(self.caseload, dealt, step, day)
                self.done[step.do] += 1
            else:
                batch.append((dealt, step))
        self._note(batch, day)

    def _note(self, batch: list[tuple[Dealt, Step]], day: date) -> None:
        from prevexp.caseload.reading import case_of

        if not batch:
            return
        opening = {dealt.case_id for dealt, step in batch if step.opens}
        versions = {case_id: case_of(self.caseload.records, case_id).version for case_id in opening}
        entries = self.caseload.record_batch([self._line(dealt, step, day) for dealt, step in batch])
        if entries.refused:
            first = entries.refused[0]
            raise AssertionError(
                f"the script does not fit: {day} {batch[first.line - 1][1].do} {first.code} {dict(first.params)}"
            )
        for (dealt, step), noted in zip(batch, entries.noted, strict=True):
            if dealt.case_id in opening:
                if step.opens:
                    dealt.names[step.opens] = versions[dealt.case_id] + 1
                versions[dealt.case_id] += len(noted.events)
            self.done[step.do] += 1
            self.done["exchange"] += step.do == "record-attempt" and step.fields["outcome"] in EXCHANGES

    def _line(self, dealt: Dealt, step: Step, day: date) -> str:
        fields = {name: self._value(value, dealt, day) for name, value in step.fields.items()}
        if "findings" in fields:
            fields["findings"] = self.script.findings[fields["findings"]]
        return json.dumps({"case": dealt.reference, "command": step.do, "on": day.isoformat(), **fields})

    def _value(self, value: Any, dealt: Dealt, day: date) -> Any:
        """Return a value as a line says it: workers, numbers and days put in their places."""
        if isinstance(value, list):
            return [self._value(one, dealt, day) for one in value]
        if isinstance(value, dict):
            return {name: self._value(one, dealt, day) for name, one in value.items()}
        if not isinstance(value, str) or not value.startswith("@"):
            return value
        if value.startswith("@+"):
            return self._working(day, int(value[2:])).isoformat()
        return dealt.workers.get(value) or dealt.names[value[1:]]

    def _exchange(self, exchange: Exchange, day: date) -> None:
        from prevexp.testing.partner import FakePartner

        if day == exchange.send_on:
            sent = self.caseload.send_referrals(exchange.partner, on=day, folder=self.exchanges)
            self.done["sent"] += len(sent.sent)
            partner = FakePartner(folder=self.exchanges / exchange.partner)
            if sent.file is not None and exchange.answers:
                rows = partner.rows()[-len(sent.sent) :]
                answers = zip(rows, exchange.answers, strict=False)
                name = f"reponses-{day.isoformat()}.csv"
                partner.answer([(row["reference_orientation"], *said) for row, said in answers], name=name)
        if day == exchange.receive_on:
            for _ in self.caseload.receive_from(exchange.partner, folder=self.exchanges, received_on=day):
                self.done["answered"] += 1


def _asks_for_new(step: Step, dealt: Dealt) -> bool:
    """Say whether a step speaks of something that is opened, but has no number yet."""
    return any(
        text[:2] != "@+" and text not in dealt.workers and text[1:] not in dealt.names
        for text in _texts(list(step.fields.values()))
        if text.startswith("@")
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(one)


def _has_act(case: "Case") -> bool:
    return case.facts.stage == "commandement_de_payer" and case.facts.act_on is not None
