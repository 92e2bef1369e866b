"""Over-indebtedness, ways to rehousing, guarantees, and what binds the operator.

Source: loi 89-462 art. 24 VI, VIII; code de la consommation L.722-6, L.722-9; call of 2021, C13; Cerfa 15059.
"""

from datetime import date

from ..counting import forward
from ..period import Period
from ..policies import PolicyId
from ..reasoning import Reasoning
from ..reasoning import ResultValue
from ..reasoning import Values


def admissibility(reason: Reasoning, *, file_complete_on: date) -> Values:
    """Return by when the commission decides on a complete over-indebtedness file (F7). Value: `admissibility_due`."""
    return {"admissibility_due": _end(reason, "admissibility", file_complete_on)}


def eviction_suspension(reason: Reasoning, *, suspension_decided_on: date) -> Values:
    """Return until when at most the judge may suspend the eviction after admissibility (F8).

    Value: `suspension_ends`.
    """
    return {"suspension_ends": _end(reason, "eviction-suspension-max", suspension_decided_on)}


def after_moratorium(
    reason: Reasoning, *, moratorium_starts_on: date, moratorium: Period, hearing_on: date | None = None
) -> Values:
    """Return until when payment time runs after a moratorium of the commission (F9).

    Values: `moratorium_ends`, `delay_ends` (None: no such rule at that time).
    """
    ends = reason.counted(forward(moratorium_starts_on, moratorium)).last_day
    instead = None if hearing_on else "moratorium_starts_on"
    more = reason.period("after-moratorium", hearing_on or moratorium_starts_on, stand_in=instead)
    return {"moratorium_ends": ends, "delay_ends": reason.counted(forward(ends, more)).last_day if more else None}


def after_recovery(reason: Reasoning, *, rp_decided_on: date) -> Values:
    """Return until when the clause is suspended after a rétablissement personnel, current rent being paid (F10).

    Value: `clause_suspended_until` (None: no such rule at that time).
    """
    return {"clause_suspended_until": _end(reason, "suspension-after-recovery", rp_decided_on)}


def dalo(reason: Reasoning, *, filed_on: date) -> Values:
    """Return when to follow up a DALO request, and from when the commission is late (F13).

    Policy `dalo-six-month-area`. Values: `follow_up_on`, `late_after`.
    """
    short, long = _end(reason, "comed-answer", filed_on), _end(reason, "comed-answer-long", filed_on)
    policy = reason.policy(PolicyId.DALO_SIX_MONTH_AREA)
    values: dict[str, ResultValue] = {
        "follow_up_on": long if policy == "six" else short,
        "late_after": short if policy == "three" and not reason.setting.overseas else long,
    }
    return values


def request_renewal(reason: Reasoning, *, registered_on: date) -> Values:
    """Return by when a social-housing request is to be renewed (F14). Value: `renewal_due`."""
    return {"renewal_due": _end(reason, "housing-request-renewal", registered_on)}


def visale_notice(reason: Reasoning, *, rent_due_on: date) -> Values:
    """Return by when a landlord guaranteed by Visale serves notice on the tenant (F15). Value: `visale_notice_due`."""
    return {"visale_notice_due": _end(reason, "visale-notice", rent_due_on)}


def follow_up(reason: Reasoning, *, last_exchange_on: date) -> Values:
    """Return by when the team contacts a household again after the last exchange (O1; call C13).

    Calendar days, never moved: a clause of the call, not a delay of procedure. Value: `follow_up_due`.
    """
    return {"follow_up_due": _end(reason, "follow-up", last_exchange_on)}


def inform_person(reason: Reasoning, *, received_on: date) -> Values:
    """Return by when somebody whose data came from a list is told so (O5; RGPD art. 14-3 a). Value: `inform_due`.

    The first communication with the person may ask for it sooner (14-3 b): that is not counted here.
    """
    return {"inform_due": _end(reason, "inform-person", received_on)}


def answer_right(reason: Reasoning, *, right_requested_on: date) -> Values:
    """Return by when somebody who asks something of its data is answered (O6; RGPD art. 12-3).

    Values: `answer_due`; `answer_due_extended`, if the person is told within the first delay that it takes longer.
    """
    return {
        "answer_due": _end(reason, "answer-right", right_requested_on),
        "answer_due_extended": _end(reason, "answer-right-extended", right_requested_on),
    }


def grant_accounts(reason: Reasoning, *, financial_year_ends_on: date) -> Values:
    """Return by when the accounts of the grant are due (O4). Value: `accounts_due`."""
    return {"accounts_due": _end(reason, "grant-accounts", financial_year_ends_on)}


def _end(reason: Reasoning, parameter: str, start: date) -> date | None:
    """Return the end of a delay that is never moved to a working day; None if there is no such rule at that time."""
    period = reason.period(parameter, start)
    return reason.counted(forward(start, period)).last_day if period else None
