"""What a case says of the work on it by a day: the columns of `prevexp.evaluation.facts`; nothing names anybody."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from typing import Protocol

from prevexp.casework.contract.repayment import rent_paid
from prevexp.casework.follow_up import watches
from prevexp.domain.case import Case
from prevexp.domain.referral import Sent
from prevexp.domain.said import is_exchange
from prevexp.domain.said import refused
from prevexp.domain.vocabulary import AgreementStatus
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Verdict
from prevexp.law.territory_law import TerritoryLaw


class _Dated(Protocol):
    @property
    def on(self) -> date: ...


def work_row(case: Case, *, verdict: Verdict, law: TerritoryLaw, on: date) -> dict[str, Any]:
    """Return what was done for a case by a day; `verdict` is what screening says of it on that day.

    An allocated case counts as eligible: only eligible cases are allocated, whatever was learnt later.
    """
    allocated = _by(case.allocation.allocated_on if case.allocation else None, on)
    return {
        "verdict": Verdict.ELIGIBLE if allocated else verdict,
        "allocated_on": allocated,
        **_contacts(case, on),
        **_steps(case, law, on),
        **_end(case, on),
        "phone_listed": "phone" in case.known_identity,
        "street_listed": "street" in case.known_identity,
    }


def _contacts(case: Case, on: date) -> dict[str, Any]:
    attempts = [one for one in case.attempts if one.on <= on]
    first = attempts[0] if attempts else None
    met = next((one for one in attempts if one.outcome is AttemptOutcome.MET), None)
    exchange = next((one.on for one in attempts if is_exchange(one)), None)
    agreed = _first((one for one in case.agreements if one.status is AgreementStatus.GIVEN), on)
    return {
        "first_attempt_on": first.on if first else None,
        "first_channel": first.channel if first else None,
        "attempts": len(attempts),
        "first_exchange_on": min((day for day in (exchange, agreed) if day), default=None),
        "first_met_on": met.on if met else None,
        "met_at": met.place if met else None,
        "diagnosis_refused": refused(case, on),
        "agreed_on": agreed,
    }


def _steps(case: Case, law: TerritoryLaw, on: date) -> dict[str, Any]:
    reviews = [one for one in case.act_reviews if one.on <= on]
    assessed = next((one for one in case.assessments if one.on <= on), None)
    fell_due = watches(case, law, on=on)
    sent = (move for one in case.referrals for move in one.moves if isinstance(move, Sent))
    return {
        "act_checked_on": _first(reviews, on),
        "act_contestable": any(one.irregular or one.contestable for one in reviews) if reviews else None,
        "assessed_on": assessed.on if assessed else None,
        "assessed_at": assessed.place if assessed else None,
        "contract_on": _first(case.engagement.contracts, on),
        "watches_due": len(fell_due),
        "watches_in_time": sum(one.in_time for one in fell_due),
        "landlord_informed_on": _first(case.landlord.informed, on),
        "referred_on": _first(sent, on),
        "plan_signed_on": _first(case.engagement.plans, on),
        "rent_resumed": rent_paid(case, on),
    }


def _end(case: Case, on: date) -> dict[str, Any]:
    closure = case.closure_on(on)
    return {
        "closed_on": closure.on if closure else None,
        "closure_reason": closure.reason if closure else None,
        "closure_outcome": closure.outcome if closure else None,
    }


def _first(things: Iterable[_Dated], on: date) -> date | None:
    return min((one.on for one in things if one.on <= on), default=None)


def _by(day: date | None, on: date) -> date | None:
    return day if day is not None and day <= on else None
