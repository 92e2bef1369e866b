"""How long a household's data are kept: the clock, where a case stands on a day, what keeps it for now.

The clock runs from the last contact with the household, or from the last list that named it if that is later: a
household that was never reached has none but the list's. Erasing concerns a household, so that all its cases have one
clock. Source: RGPD art. 5-1-e, 18; CNIL, délib. 2023-095 of 14 September 2023.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import attrs

from ..domain.archive import archived_on
from ..domain.case import Case
from ..domain.errors import InvalidValue
from ..domain.said import exchange_days
from ..domain.values import Maybe
from ..domain.values import one_of
from ..domain.values import plain_date
from ..law.period import Period


class RetentionStage(StrEnum):
    """Where data are kept."""

    ACTIVE = "active"
    ARCHIVE = "archive"


class RetentionState(StrEnum):
    """Where a household stands on a day: kept for work, kept in the archive, or to be erased."""

    ACTIVE = "active"
    ARCHIVED = "archived"
    TO_ERASE = "to-erase"


class ClockStart(StrEnum):
    """What the clock of the active base runs from."""

    CONTACT = "contact"
    LIST = "list"


class Keeping(StrEnum):
    """Why a household whose time is over is kept for now."""

    PROCEDURE = "procedure"
    CONTRACT = "contract"
    REPAYMENT_PLAN = "repayment-plan"
    LIMITATION = "limitation"
    REQUEST = "request"


@attrs.frozen(kw_only=True)
class Duration:
    """How long one stage lasts, on the days on which the row holds; `decided_by` for one a territory made longer."""

    stage: RetentionStage = attrs.field(validator=one_of(RetentionStage))
    period: Period = attrs.field(validator=one_of(Period))
    valid_from: date = attrs.field(validator=plain_date)
    valid_to: date | None = attrs.field(default=None, validator=Maybe(plain_date))
    source: str
    decided_by: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a duration of nothing, and an end before the start."""
        if self.period.after(self.valid_from) <= self.valid_from:
            raise InvalidValue("period: a length of time is needed")
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise InvalidValue("valid_to: a day on or after valid_from is needed")

    def holds(self, on: date) -> bool:
        """Say whether it holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@attrs.frozen(kw_only=True)
class RetentionRules:
    """The durations of a territory; where several hold on a day, the last row does.

    `archive_readers` are the pseudonyms of those who may read the archive; none: whoever embeds prevexp says who.
    """

    durations: tuple[Duration, ...]
    archive_readers: tuple[str, ...] = ()

    def may_read_archive(self, actor: str) -> bool:
        """Say whether somebody may read the archive, by the pseudonym under which they work."""
        return not self.archive_readers or actor in self.archive_readers

    def duration(self, stage: RetentionStage, on: date) -> Duration:
        """Return what holds for a stage on a day. Raises InvalidValue before the first day of all."""
        found = [one for one in self.durations if one.stage is stage and one.holds(on)]
        if not found:
            raise InvalidValue(f"no duration of the {stage} base is known for that day", on=on.isoformat())
        return found[-1]


@attrs.frozen(kw_only=True)
class Standing:
    """Where a household stands on a day.

    `since` is the day the clock runs from, `start` what it is; `last_day` the last on which the data may be kept where
    they are; `keeping` why they are kept longer. Archived: the clock of the archive.
    """

    state: RetentionState
    start: ClockStart
    since: date
    last_day: date
    last_contact_on: date | None
    keeping: tuple[Keeping, ...] = ()
    source: str = ""

    @property
    def erasable(self) -> bool:
        """Say whether the data are to go and nothing keeps them."""
        return self.state is RetentionState.TO_ERASE and not self.keeping


def last_contact_on(cases: Iterable[Case], on: date) -> date | None:
    """Return the last day by which the household itself was in contact with the team, None if it never was.

    An exchange in two ways, a word on the diagnosis or on sharing, an assessment, a contract, a request about its data.
    An attempt without an answer is none, nor is what a partner says.
    """
    days = [day for case in cases for day in _contact_days(case, on)]
    return max(days, default=None)


def standing(cases: Iterable[Case], on: date, rules: RetentionRules) -> Standing:
    """Return where a household stands on a day, given all its cases; what keeps it is for the casework to say.

    The last day of a period is the day of the same number: the data go on the day after it (CPC art. 641, 642). Raises
    InvalidValue without a case, or for a day before all durations.
    """
    every = [case for case in cases if case.received_on <= on]
    if not every:
        raise InvalidValue("a household has a case that was received by the day")
    contact, listed = last_contact_on(every, on), max(_listed_on(case, on) for case in every)
    since = max(listed, contact or listed)
    active = rules.duration(RetentionStage.ACTIVE, on)
    start = ClockStart.CONTACT if contact == since else ClockStart.LIST
    source, last = active.source, active.period.after(since)
    archived = [archival for case in every if (archival := archived_on(case, on)) is not None]
    in_archive = len(archived) == len(every)
    if in_archive:
        archive, since = rules.duration(RetentionStage.ARCHIVE, on), max(one.on for one in archived)
        source, last = archive.source, min(archive.period.after(since), max(one.until for one in archived))
    kept = RetentionState.ARCHIVED if in_archive else RetentionState.ACTIVE
    return Standing(
        state=RetentionState.TO_ERASE if on > last else kept,
        start=start,
        since=since,
        last_day=last,
        last_contact_on=contact,
        source=source,
    )


def of_territory(
    core: RetentionRules,
    *,
    shorter: Iterable[Duration] = (),
    longer: Iterable[Duration] = (),
    archive_readers: tuple[str, ...] = (),
) -> RetentionRules:
    """Return the durations of a territory: shortened as it likes, lengthened only by a row that says who decided it.

    Raises InvalidValue for a row that says it shortens and does not, and for one that lengthens without a decision.
    """
    for one in shorter:
        usual = core.duration(one.stage, one.valid_from)
        if one.period.after(one.valid_from) > usual.period.after(one.valid_from):
            raise InvalidValue(f"{one.stage}: {one.period} is longer than {usual.period}; it needs a decision")
    if any(not one.decided_by for one in longer):
        raise InvalidValue("a longer duration names its text and who decided it")
    return RetentionRules(durations=(*core.durations, *shorter, *longer), archive_readers=archive_readers)


def _listed_on(case: Case, on: date) -> date:
    return case.last_listed_on if case.last_listed_on <= on else case.received_on


def _contact_days(case: Case, on: date) -> Iterable[date]:
    words = (*(one.on for one in case.agreements), *(one.on for one in case.sharing))
    met = (*(one.on for one in case.assessments), *(one.on for one in case.engagement.contracts))
    asked = (one.on for one in case.rights.requests)
    return (*exchange_days(case, on), *(day for day in (*words, *met, *asked) if day <= on))
