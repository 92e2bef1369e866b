"""What the timeline of a case shows: acts, delays and their two ends, winter truces, the day it is drawn for."""

from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from types import MappingProxyType

import attrs

from prevexp.law.deadlines import Bearing
from prevexp.law.deadlines import Deadline
from prevexp.law.deadlines import Deadlines
from prevexp.law.deadlines import Facts
from prevexp.law.setting import Setting
from prevexp.law.truce import truce_ends

from . import french
from .deadline_words import deadline

_DAY = timedelta(days=1)
_MARGIN = timedelta(days=10)
_AHEAD = timedelta(days=365)  # what ends later runs off the picture, with its day written
ACTS: Mapping[str, str] = MappingProxyType(
    {
        "debt_on": "décompte de la dette",
        "caf_reported_on": "signalement à la CAF ou à la MSA",
        "ccapex_seized_on": "saisine de la CCAPEX",
        "commandement_served_on": "commandement de payer",
        "surety_served_on": "signification à la caution",
        "assignation_served_on": "assignation",
        "prefect_notified_on": "notification de l’assignation au préfet",
        "dsf_body_seized_on": "saisine pour le diagnostic social et financier",
        "judged_on": "jugement",
        "decision_served_on": "signification de la décision",
        "quit_notice_served_on": "commandement de quitter les lieux",
        "prefect_seized_on": "saisine du préfet",
        "force_requested_on": "réquisition de la force publique",
        "force_answered_on": "réponse du préfet",
        "moratorium_starts_on": "début du moratoire",
        "rp_decided_on": "rétablissement personnel",
        "last_exchange_on": "dernier échange",
    }
)
"""The facts that are days on which something was done -> what. The lease, years before, is told in the text only."""
_WHEN: Mapping[Bearing, tuple[str, str]] = {
    Bearing.DO_BY: ("jusqu’au", "au plus tard le"),
    Bearing.HAPPENS_ON: ("le", "au plus tard le"),
    Bearing.POSSIBLE_FROM: ("à partir du", "au plus tard à partir du"),
}


@attrs.frozen(kw_only=True)
class TimelineRow:
    """One line: an act (no end), or a delay from the day that starts it to its end, and to its latest reading."""

    label: str
    start: date
    end: date | None = None
    latest: date | None = None
    said: str = attrs.field(metadata={"description": "the days in words"})
    sure: bool = True

    @property
    def last(self) -> date:
        """The last day the row names."""
        return self.latest or self.end or self.start


@attrs.frozen(kw_only=True)
class Timeline:
    """The rows in the order of their days, the truces in the span drawn, both days included, and the day drawn for."""

    rows: tuple[TimelineRow, ...]
    truces: tuple[tuple[date, date], ...]
    on: date
    first: date
    last: date
    lease: date | None
    deadlines: Deadlines


def timeline_of(facts: Facts, deadlines: Deadlines, setting: Setting, *, on: date) -> Timeline:
    """Return what the timeline of a case shows, from what is known of it and the deadlines that come of that."""
    acts = [
        TimelineRow(label=words, start=day, said=_held(f"le {french.day(day)}"))
        for name, words in ACTS.items()
        if isinstance(day := facts.get(name), date)
    ]
    rows = sorted([*acts, *map(_row, deadlines.found)], key=lambda row: (row.start, row.end is not None, row.last))
    days = [on, *(row.start for row in rows)]
    lease = facts.get("lease_concluded_on")
    first = min(days) - _MARGIN
    last = min(max(*days, *(row.last for row in rows), on), max(days) + _AHEAD) + _MARGIN
    return Timeline(
        rows=tuple(rows),
        truces=truces_between(first, last, setting),
        on=on,
        first=first,
        last=last,
        lease=lease if isinstance(lease, date) else None,
        deadlines=deadlines,
    )


def truces_between(first: date, last: date, setting: Setting) -> tuple[tuple[date, date], ...]:
    """Return the first and the last day of each truce in a span, cut to the span."""
    found: list[tuple[date, date]] = []
    day = first
    while day <= last:
        ends = truce_ends(day, setting)
        if ends is None:
            day += _DAY
            continue
        found.append((day, min(ends, last)))
        day = ends + _DAY
    return tuple(found)


def _row(one: Deadline) -> TimelineRow:
    word, latest_word = _WHEN[one.bearing]
    counted_back = one.started_on is not None and one.started_on > one.on
    more = f", {_held(f'{latest_word} {french.day(one.latest)}')}" if one.latest else ""
    return TimelineRow(
        label=deadline(one),
        start=one.on if counted_back else one.started_on or one.on,
        end=one.on,
        latest=one.latest,
        said=f"{_held(f'{word} {french.day(one.on)}')}{more}",
        sure=not one.inferred,
    )


def _held(words: str) -> str:
    """Return words that no line breaks."""
    return words.replace(" ", french.NBSP)
