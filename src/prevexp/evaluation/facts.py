"""The facts that indicators may read: those of eligibility, and what the team has done by the day observed.

A day is not known until the thing has happened: `first_met_on.is_known()` is "was met". What only somebody outside
could tell (the outcome, the rent) may be not known, and is never taken for an answer. Source: field notes §3.
"""

from collections.abc import Iterable
from typing import Any

from prevexp.domain.assessment_vocabulary import RentResumed
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import Verdict
from prevexp.eligibility.facts import facts as eligibility_facts
from prevexp.expressions import Dtype
from prevexp.expressions import Fact

from .texts import ASK
from .texts import WORK

_CONTACTS = FieldGroup.CONTACTS_AND_ANSWERS
_AGREEMENTS = FieldGroup.AGREEMENTS
_PROCEDURE = FieldGroup.DEBT_AND_PROCEDURE
_STEPS = FieldGroup.STEPS
_TECHNICAL = FieldGroup.TECHNICAL


def _fact(name: str, dtype: Dtype, group: FieldGroup, **more: Any) -> Fact:
    words = WORK[name]
    return Fact(
        id=name,
        dtype=dtype,
        data_categories=(group,),
        question=words.question,
        description=words.description,
        ask=ASK,
        **more,
    )


def _day(name: str, group: FieldGroup) -> Fact:
    return _fact(name, Dtype.DATE, group)


def _slug(name: str, group: FieldGroup, values: Iterable[str], not_known: Iterable[str] = ()) -> Fact:
    silent = tuple(not_known)
    answers = tuple(value for value in values if value not in silent)
    return _fact(name, Dtype.SLUG, group, values=answers, not_known=silent)


WORK_FACTS = (
    _slug("verdict", _TECHNICAL, Verdict, (Verdict.TO_CHECK,)),
    _day("allocated_on", _TECHNICAL),
    _day("first_attempt_on", _CONTACTS),
    _slug("first_channel", _CONTACTS, Channel),
    _fact("attempts", Dtype.INTEGER, _CONTACTS, unit="attempts"),
    _day("first_exchange_on", _CONTACTS),
    _day("first_met_on", _CONTACTS),
    _slug("met_at", _CONTACTS, Place),
    _fact("diagnosis_refused", Dtype.BOOL, _AGREEMENTS),
    _day("agreed_on", _AGREEMENTS),
    _day("act_checked_on", _PROCEDURE),
    _fact("act_contestable", Dtype.BOOL, _PROCEDURE),
    _day("assessed_on", _STEPS),
    _slug("assessed_at", _CONTACTS, Place),
    _day("contract_on", _STEPS),
    _fact("watches_due", Dtype.INTEGER, _CONTACTS, unit="contacts"),
    _fact("watches_in_time", Dtype.INTEGER, _CONTACTS, unit="contacts"),
    _day("landlord_informed_on", FieldGroup.DWELLING),
    _day("referred_on", _STEPS),
    _day("plan_signed_on", _STEPS),
    _slug("rent_resumed", _PROCEDURE, RentResumed),
    _day("closed_on", _TECHNICAL),
    _slug("closure_reason", _STEPS, ClosureReason),
    _slug("closure_outcome", _PROCEDURE, ClosureOutcome, (ClosureOutcome.NOT_KNOWN,)),
    _fact("phone_listed", Dtype.BOOL, _TECHNICAL),
    _fact("street_listed", Dtype.BOOL, _TECHNICAL),
)
"""What the team has done; `prevexp.evaluation.reading` fills them."""

facts = eligibility_facts.extended(WORK_FACTS)
