"""After the commandement de quitter les lieux: its delay, the judge's time, the winter truce, the public force.

Source: CPCE art. L.141-1, L.412-1 to L.412-6, R.153-1, R.154-1 to R.154-7; code pénal art. 315-2.
"""

from datetime import date
from datetime import timedelta

from ...domain.vocabulary import ForceAnswer
from ..clocktime import Hours
from ..clocktime import TimeOfDay
from ..counting import StepCode
from ..counting import forward
from ..period import Period
from ..reasoning import Note
from ..reasoning import Reasoning
from ..reasoning import ResultValue
from ..reasoning import Values
from ..truce import first_eviction_day
from ..truce import note_truce
from ..truce import truce_ends

_DAY = timedelta(days=1)


def leaving_delay(
    reason: Reasoning,
    *,
    served_on: date,
    prefect_seized: bool | None = None,
    prefect_seized_on: date | None = None,
    delay_cut_to: Period | None = None,
    judge_time_until: date | None = None,
    break_in: bool | None = None,
    bad_faith: bool | None = None,
    rehoused: bool | None = None,
) -> Values:
    """Return when the delay of a commandement de quitter les lieux ends and the earliest eviction (E3, E5, E7).

    While the prefect has not been seized of the act, the delay does not run. `judge_time_until` is the last day of time
    the judge granted (L.412-3). Values: `nominal_last_day`, `last_day`, `effect_day`, `delay_state` (running,
    suspended, not-known, no-delay), `earliest_eviction` (None: not known).
    """
    if _excluded(reason, served_on, break_in=break_in, bad_faith=bad_faith):
        return {"delay_state": "no-delay", "last_day": None, "earliest_eviction": None, "ask": "lawyer"}
    state, start = _running_from(reason, served_on, prefect_seized=prefect_seized, prefect_seized_on=prefect_seized_on)
    if state == "suspended":
        reason.step(StepCode.SUSPENDED)
        return {"delay_state": state, "last_day": None, "earliest_eviction": None}
    if start > served_on:
        reason.step(StepCode.SEIZED, day=start)
    period = reason.period("quit-delay", served_on)
    if delay_cut_to is not None:
        reason.step(StepCode.CUT, period=delay_cut_to)
        period = delay_cut_to
    assert period is not None  # noqa: S101 - the delay is in force on every day
    count = reason.counted(forward(start, period, reason.setting.calendar))
    values: dict[str, ResultValue] = {**count.days(), "delay_state": state}
    if state == "not-known":
        return {**values, "earliest_eviction": None, "ask": "bailiff-or-act"}
    free_from = _after_judge_time(reason, count.effect_day, judge_time_until)
    if rehoused:
        reason.step(StepCode.REHOUSED)
    return {**values, "earliest_eviction": first_eviction_day(reason, free_from, shielded=not rehoused)}


def winter_truce(reason: Reasoning, *, eviction_on: date | None = None, eviction_at: TimeOfDay | None = None) -> Values:
    """Return whether an eviction on a day falls in the winter truce, and whether that day and hour allow it (E7, E12).

    Values: `in_truce`, `truce_ends`, `enforcement_allowed` (None: no hour was said).
    """
    if eviction_on is None:
        return {}
    ends = truce_ends(eviction_on, reason.setting)
    note_truce(reason, eviction_on)
    hours = Hours.parse(str(reason.value("enforcement-hours", eviction_on)))
    at_that_hour = None if eviction_at is None else eviction_at in hours
    allowed = at_that_hour if reason.setting.calendar.ouvrable(eviction_on) else False
    return {"in_truce": ends is not None, "truce_ends": ends, "enforcement_allowed": allowed if ends is None else False}


def judge_time(reason: Reasoning, *, decided_on: date, delay_granted: Period, bad_faith: bool | None = None) -> Values:
    """Return whether time to leave granted by the judge keeps within the law (E6), and when it ends.

    The day of the decision picks the version (inferred). Values: `within_limits`, `time_ends`.
    """
    shortest, longest = (reason.period(id_, decided_on) for id_ in ("judge-time-min", "judge-time-max"))
    assert shortest is not None  # noqa: S101 - limits are in force on every day
    assert longest is not None  # noqa: S101
    ends = delay_granted.after(decided_on)
    within = shortest.after(decided_on) <= ends <= longest.after(decided_on)
    reason.step(StepCode.COMPARED, first=shortest, second=longest)
    if bad_faith and reason.flag("no-judge-time-in-bad-faith", decided_on):
        within = False
    return {"within_limits": within, "time_ends": ends}


def hardship_time(reason: Reasoning, *, decided_on: date, delay_granted: Period) -> Values:
    """Return whether more time for exceptional hardship keeps within the law (E4). Value: `within_limits`."""
    longest = reason.period("hardship-time", decided_on)
    assert longest is not None  # noqa: S101 - the limit is in force on every day
    return {"within_limits": delay_granted.after(decided_on) <= longest.after(decided_on)}


def public_force(
    reason: Reasoning,
    *,
    requested_on: date,
    answered_on: date | None = None,
    force_answer: ForceAnswer | None = None,
    judge_time_until: date | None = None,
) -> Values:
    """Return when the prefect's silence on the public force is a refusal, and from when the State is liable (E10).

    The silence of an administration is not moved to a working day (inferred). Values: `implicit_refusal_on` (None: the
    prefect answered before), `state_liability_from` (None: not established for refusals before 7 November 2025).
    """
    period = reason.period("force-silence", requested_on)
    assert period is not None  # noqa: S101 - the delay is in force on every day
    silence = reason.counted(forward(requested_on, period)).last_day
    answered = answered_on is not None and answered_on <= silence
    if answered and force_answer is not ForceAnswer.REFUSED:
        asked: dict[str, ResultValue] = {} if force_answer else {"ask": "prefecture"}
        return {"implicit_refusal_on": None, "state_liability_from": None, **asked}
    refusal = answered_on if answered and answered_on else silence
    return {
        "implicit_refusal_on": None if answered else silence,
        "state_liability_from": _liable_from(reason, refusal, judge_time_until),
    }


def unlawful_stay(reason: Reasoning, *, served_on: date, decision_final: bool | None = None) -> Values:
    """Return from when staying on after a commandement de quitter les lieux may be punished (E11).

    Not in the truce nor while a judge is seized for time. Values: `punishable_from` (None: no rule then or not known).
    """
    period = reason.period("unlawful-stay", served_on)
    if period is None or decision_final is False:
        return {"punishable_from": None}
    ends = reason.counted(forward(served_on, period)).effect_day
    in_truce = truce_ends(ends, reason.setting)
    if in_truce is not None:
        reason.step(StepCode.TRUCE, day=ends, ends=in_truce)
        ends = in_truce + _DAY
    return {"punishable_from": ends} if decision_final else {"punishable_from": None, "ask": "court"}


def _excluded(reason: Reasoning, served_on: date, *, break_in: bool | None, bad_faith: bool | None) -> bool:
    """Say whether the law takes the delay away from who entered by break-in or acted in bad faith."""
    return bool(break_in and reason.flag("no-delay-after-break-in", served_on)) or bool(
        bad_faith and reason.flag("no-delay-in-bad-faith", served_on)
    )


def _running_from(
    reason: Reasoning, served_on: date, *, prefect_seized: bool | None, prefect_seized_on: date | None
) -> tuple[str, date]:
    """Return the state of the delay and the day it runs from: that of the act, or of a later seizure of the prefect."""
    needed = reason.flag("prefect-seized", served_on)
    if prefect_seized_on is not None:
        return "running", max(served_on, prefect_seized_on)
    if prefect_seized is False and needed is not False:
        return "suspended", served_on
    if prefect_seized is None:
        return "not-known", served_on
    return "running", served_on


def _after_judge_time(reason: Reasoning, day: date, judge_time_until: date | None) -> date:
    """Return the day, or the one after the time granted by the judge if that is later."""
    if judge_time_until is None or judge_time_until < day:
        return day
    reason.step(StepCode.JUDGE_TIME, day=judge_time_until)
    return judge_time_until + _DAY


def _liable_from(reason: Reasoning, refusal: date, judge_time_until: date | None) -> date | None:
    if not reason.flag("state-liability", refusal):
        reason.remark(Note.NOT_ESTABLISHED, "state-liability")
        return None
    day = _after_judge_time(reason, refusal, judge_time_until)
    ends = truce_ends(day, reason.setting)
    if ends is None:
        return day
    note_truce(reason, day)
    reason.step(StepCode.TRUCE, day=day, ends=ends)
    return ends + _DAY
