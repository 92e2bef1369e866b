"""Answers of a partner from a file: matched to referrals or to cases of the list, written in one batch.

Source: call C14, C21, C26; field notes R16 (a late answer never overwrites).
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ..casework.evolve import replay
from ..casework.referral.commands import NoteReferralAnswer
from ..casework.referral.standing import referral_numbered
from ..casework.referral.standing import standing
from ..casework.refusal import RefusalCode
from ..domain.case import Case
from ..domain.events import Event
from ..domain.events import SocialServicesAnswered
from ..domain.groups import Veiled
from ..domain.referral import ReferralReply
from ..domain.referral import RejectionReason
from ..domain.vocabulary import SocialServicesAnswer
from ..exchange.aliases import Aliases
from ..exchange.answers import AnswerFault
from ..exchange.answers import AnswerLine
from ..exchange.answers import AnswerOutcome
from ..exchange.answers import read_answers
from ..exchange.answerwords import AnswerColumn
from ..exchange.answerwords import answer_words
from ..exchange.connectors import LineOutcome
from .exchanging import Notes
from .recording import checked_partner
from .recording import record_stories
from .sendings import bare
from .sendings import reference_of

if TYPE_CHECKING:
    from datetime import datetime

    from .casebook import Casebook

_REFUSED_AS: Mapping[RefusalCode, tuple[AnswerFault, AnswerColumn]] = {
    RefusalCode.REFERRAL_NOT_SENT: (AnswerFault.NOT_SENT_YET, AnswerColumn.DAY),
    RefusalCode.NO_SUCH_REFERRAL: (AnswerFault.NOT_SENT_YET, AnswerColumn.DAY),
    RefusalCode.BEFORE_RECEPTION: (AnswerFault.NOT_SENT_YET, AnswerColumn.DAY),
    RefusalCode.IN_THE_FUTURE: (AnswerFault.IMPLAUSIBLE_DATE, AnswerColumn.DAY),
    RefusalCode.REASON_WITHOUT_REJECTION: (AnswerFault.NOT_POSSIBLE, AnswerColumn.REASON),
}


@attrs.frozen(kw_only=True)
class AnswersReceived:
    """What became of a partner's file, line by line; nothing its cells hold."""

    file: str
    partner: str
    received_on: date
    lines: tuple[LineOutcome, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many lines came out which way; a line with several faults counts once."""
        found = Counter({outcome.value: 0 for outcome in AnswerOutcome})
        found.update({line.line: line.outcome for line in self.lines}.values())
        return dict(found)

    @property
    def ok(self) -> bool:
        """Whether no line was refused."""
        return all(line.outcome != AnswerOutcome.REFUSED for line in self.lines)


@attrs.define(kw_only=True)
class _Reading(Veiled):
    """One file being matched."""

    caseload: "Casebook"
    partner: str
    notes: Notes
    stories: Mapping[str, tuple[Event, ...]]
    cases: Mapping[str, Case]

    def referral_line(self, line: AnswerLine, known: Mapping[str, tuple[str, int]]) -> LineOutcome:
        """Note what a line says of a referral."""
        case_id, number = known.get(bare(line.reference or ""), ("", 0))
        if not case_id:
            return _refused(line, AnswerFault.UNKNOWN_REFERENCE, AnswerColumn.REFERENCE)
        case = self.cases[case_id]
        referral = referral_numbered(case, number)
        if referral is None or referral.partner != self.partner:
            return _refused(line, AnswerFault.OTHER_PARTNER, AnswerColumn.REFERENCE)
        if line.case is not None and line.case not in case.references:
            return _refused(line, AnswerFault.OTHER_CASE, AnswerColumn.CASE)
        reason = RejectionReason(line.reason) if line.reason else None
        said = NoteReferralAnswer(on=line.on, number=number, reply=ReferralReply(line.said), reason=reason)
        refused = self.notes.note(case, said)
        if refused is None:
            return LineOutcome(line=line.line, outcome=self._outcome(case_id, number, line))
        if refused.code is RefusalCode.ALREADY_ANSWERED:
            return LineOutcome(line=line.line, outcome=AnswerOutcome.UNCHANGED)
        return _refused(line, *_REFUSED_AS.get(refused.code, (AnswerFault.NOT_POSSIBLE, AnswerColumn.REPLY)))

    def followed_line(self, line: AnswerLine, known: Mapping[str, list[str]]) -> LineOutcome:
        """Note what a line says of whether the partner follows a household of the list."""
        found = known.get(line.case or "", [])
        if len(found) != 1:
            code = AnswerFault.AMBIGUOUS_REFERENCE if found else AnswerFault.UNKNOWN_REFERENCE
            return _refused(line, code, AnswerColumn.CASE)
        case = self.cases[found[0]]
        event = SocialServicesAnswered(
            case_id=case.case_id,
            occurred_on=line.on,
            recorded_at=self.notes.at,
            partner=self.partner,
            answer=SocialServicesAnswer(line.said),
        )
        told = (*self.stories[case.case_id], *self.notes.events.get(case.case_id, ()))
        if any(attrs.evolve(event, recorded_at=one.recorded_at) == one for one in told):
            return LineOutcome(line=line.line, outcome=AnswerOutcome.UNCHANGED)
        self.notes.keep(case, (event,))
        return LineOutcome(line=line.line, outcome=AnswerOutcome.RECORDED)

    def _outcome(self, case_id: str, number: int, line: AnswerLine) -> AnswerOutcome:
        case = self.notes.after[case_id]
        referral = referral_numbered(case, number)
        assert referral is not None  # noqa: S101 - it was answered just now
        stand = standing(case, referral, self.caseload.pack.referral_plan, on=line.on)
        late = any(one.on == line.on and one.reply == line.said for one in stand.late)
        return AnswerOutcome.LATE if late else AnswerOutcome.RECORDED


def receive_answers(
    caseload: "Casebook", path: Path, *, partner: str, received_on: date, at: "datetime", dry_run: bool
) -> AnswersReceived:
    """Take in a partner's answers; see `Caseload.receive_answers`."""
    words = answer_words(Aliases.from_mapping(caseload.pack.transfer.aliases))
    sheet = read_answers(path, words, received_on=received_on)
    if sheet.followed:
        checked_partner(caseload.pack, partner)
    stories = dict(caseload.records.all_events(territory=caseload.pack.department))
    reading = _Reading(
        caseload=caseload,
        partner=partner,
        notes=Notes(plan=caseload.pack.work_plan, at=at),
        stories=stories,
        cases={case_id: replay(events) for case_id, events in stories.items()},
    )
    ordered = sorted(sheet.lines, key=lambda line: (line.on, line.line))
    if sheet.followed:
        named = _cases_named(reading.cases)
        outcomes = [reading.followed_line(line, named) for line in ordered]
    else:
        known = _referrals_named(caseload, reading.cases)
        outcomes = [reading.referral_line(line, known) for line in ordered]
    outcomes += [
        LineOutcome(line=one.line, outcome=AnswerOutcome.REFUSED, code=one.code, column=one.column)
        for one in sheet.faults
    ]
    if not dry_run:
        record_stories(caseload.records, reading.notes.stories())
    lines = tuple(sorted(outcomes, key=lambda one: (one.line, one.column or "")))
    return AnswersReceived(file=path.name, partner=partner, received_on=received_on, lines=lines)


def _referrals_named(caseload: "Casebook", cases: Mapping[str, Case]) -> Mapping[str, tuple[str, int]]:
    """Return the reference of each referral that was ever proposed, whoever its partner is."""
    return {
        bare(reference_of(caseload.records, one.partner, case.case_id, one.number)): (case.case_id, one.number)
        for case in cases.values()
        for one in case.referrals
    }


def _cases_named(cases: Mapping[str, Case]) -> Mapping[str, list[str]]:
    named: dict[str, list[str]] = {}
    for case in cases.values():
        for reference in case.references:
            named.setdefault(reference, []).append(case.case_id)
    return named


def _refused(line: AnswerLine, code: AnswerFault, column: AnswerColumn) -> LineOutcome:
    return LineOutcome(line=line.line, outcome=AnswerOutcome.REFUSED, code=code, column=column.value)
