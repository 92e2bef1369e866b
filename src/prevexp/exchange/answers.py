"""What a partner's file answers, line by line, or what is wrong with each line; all of it in one pass.

Source: call C14, C21, C26; field notes §5 ("Tolerant in").
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path

import attrs

from ..domain.errors import TransferRefused
from ..domain.groups import Veiled
from .aliases import normalise
from .answerrows import NamedRow
from .answerrows import named_rows
from .answerwords import AnswerColumn
from .answerwords import AnswerWords
from .days import EARLIEST
from .days import parse_day
from .parsed import clean


class AnswerFault(StrEnum):
    """Why a line of a partner's answers is not taken."""

    MISSING_REQUIRED = "missing-required"
    UNKNOWN_VALUE = "unknown-value"
    UNPARSABLE_DATE = "unparsable-date"
    IMPLAUSIBLE_DATE = "implausible-date"
    FORMULA_CELL = "formula-cell"
    UNREADABLE_CELL = "unreadable-cell"
    CELL_TOO_LONG = "cell-too-long"
    UNCLOSED_QUOTE = "unclosed-quote"
    CONFLICTING_LINES = "conflicting-lines"
    UNKNOWN_REFERENCE = "unknown-reference"
    AMBIGUOUS_REFERENCE = "ambiguous-reference"
    OTHER_PARTNER = "other-partner"
    OTHER_CASE = "other-case"
    NOT_SENT_YET = "not-sent-yet"
    NOT_POSSIBLE = "not-possible"


class AnswerOutcome(StrEnum):
    """What became of a line of a partner's answers; LATE: kept as a fact, and nobody is in charge by it."""

    RECORDED = "recorded"
    LATE = "late"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@attrs.frozen(kw_only=True)
class AnswerLine(Veiled):
    """One line that can be read: `reference` names a referral, `case` a case of the list; slugs and a day."""

    line: int
    reference: str | None = None
    case: str | None = None
    said: str
    reason: str | None = None
    on: date


@attrs.frozen(kw_only=True)
class FaultyLine:
    """One line that is not taken, the column concerned (None: the whole line) and why; nothing its cells hold."""

    line: int
    column: str | None
    code: AnswerFault


@attrs.frozen(kw_only=True)
class AnswerSheet(Veiled):
    """A file of answers once read: to referrals, or (`followed`) to whether a service follows the households."""

    followed: bool
    lines: tuple[AnswerLine, ...]
    faults: tuple[FaultyLine, ...]


def read_answers(path: Path, words: AnswerWords, *, received_on: date) -> AnswerSheet:
    """Read a partner's file; raise TransferRefused if it is no table of answers: then nothing of it counts."""
    header, rows = named_rows(path, words.as_aliases())
    followed = AnswerColumn.REFERENCE not in header.columns and AnswerColumn.FOLLOWED in header.columns
    needed = _needed(followed=followed)
    missing = [column.value for column in needed if column not in header.columns]
    if missing or header.doubled:
        raise TransferRefused(
            "duplicate-column" if header.doubled else "missing-column",
            f"columns {', '.join(header.doubled or missing)}",
            file=path.name,
            line=header.line,
            cause="answer-columns",
            remedy="Garder les colonnes du fichier envoyé : référence, réponse, date, chacune une fois.",
        )
    found = [_read(row, words, needed, received_on) for row in rows if not _unanswered(row, words, needed)]
    lines = tuple(one for one in found if isinstance(one, AnswerLine))
    faults = [fault for one in found if isinstance(one, list) for fault in one]
    conflicts = _conflicting(lines)
    faults += [FaultyLine(line=line, column=None, code=AnswerFault.CONFLICTING_LINES) for line in conflicts]
    return AnswerSheet(
        followed=followed,
        lines=tuple(one for one in lines if one.line not in conflicts),
        faults=tuple(sorted(faults, key=lambda fault: (fault.line, fault.column or ""))),
    )


def _needed(*, followed: bool) -> tuple[AnswerColumn, ...]:
    if followed:
        return (AnswerColumn.CASE, AnswerColumn.FOLLOWED, AnswerColumn.DAY)
    return (AnswerColumn.REFERENCE, AnswerColumn.REPLY, AnswerColumn.DAY)


def _unanswered(row: NamedRow, words: AnswerWords, needed: tuple[AnswerColumn, ...]) -> bool:
    """Say whether a row only names a referral or a household: our own file sent back, partly filled in."""
    written = {column for column, text in row.cells.items() if normalise(text) not in words.empty}
    return not row.faults and not written & {*needed[1:], AnswerColumn.REASON}


def _read(
    row: NamedRow, words: AnswerWords, needed: tuple[AnswerColumn, ...], received_on: date
) -> AnswerLine | list[FaultyLine]:
    """Return what a row says, or everything that is wrong with it."""
    faults = {column: AnswerFault(code) for column, code in row.faults}
    if None in faults:
        return [FaultyLine(line=row.line, column=None, code=faults[None])]
    named, answer, day = needed
    cells = {column: clean(text) for column, text in row.cells.items() if normalise(text) not in words.empty}
    for column in needed:
        if column not in cells:
            faults.setdefault(column.value, AnswerFault.MISSING_REQUIRED)
    slugs = {column: _slug(column, cells, words, faults) for column in (answer, AnswerColumn.REASON)}
    on = _day(cells.get(day), received_on, faults)
    said = slugs[answer]
    if faults or on is None or said is None:
        return [FaultyLine(line=row.line, column=column, code=code) for column, code in faults.items()]
    followed = named is AnswerColumn.CASE
    return AnswerLine(
        line=row.line,
        reference=None if followed else cells[named],
        case=cells.get(AnswerColumn.CASE),
        said=said,
        reason=slugs[AnswerColumn.REASON],
        on=on,
    )


def _slug(
    column: AnswerColumn,
    cells: Mapping[str, str],
    words: AnswerWords,
    faults: dict[str | None, AnswerFault],
) -> str | None:
    text = cells.get(column)
    if text is None:
        return None
    slug = words.words[column].get(normalise(text))
    if slug is None:
        faults.setdefault(column.value, AnswerFault.UNKNOWN_VALUE)
    return slug


def _day(text: str | None, received_on: date, faults: dict[str | None, AnswerFault]) -> date | None:
    """Read the day of an answer: nobody answers after the day the answer came."""
    if text is None:
        return None
    parsed = parse_day(text, earliest=EARLIEST, latest=received_on)
    if parsed.problem is not None:
        faults.setdefault(AnswerColumn.DAY.value, AnswerFault(parsed.problem))
    return parsed.value if isinstance(parsed.value, date) else None


def _conflicting(lines: tuple[AnswerLine, ...]) -> frozenset[int]:
    """Return the lines that say different things of one referral or household on one day: none of them is taken."""
    said = {(one.reference or one.case, one.on, one.said, one.reason) for one in lines}
    several = Counter((name, on) for name, on, _, _ in said)
    return frozenset(one.line for one in lines if several[one.reference or one.case, one.on] > 1)
