"""What a household has said by a day: an exchange, a refusal, an agreement, an authorisation to share.

Source: call C06, C13, C22 (households must accept the diagnosis), C23 (RGPD).
"""

from datetime import date

from .agreement import Agreement
from .case import Case
from .contact import Attempt
from .dated import last_by
from .vocabulary import AgreementStatus
from .vocabulary import AttemptOutcome
from .vocabulary import Channel
from .vocabulary import FieldGroup

TWO_WAY = frozenset({AttemptOutcome.REACHED, AttemptOutcome.MET, AttemptOutcome.REFUSED})
"""Outcomes in which somebody answered; after an exchange the case is no longer to be contacted for the first time."""


_GIVEN, _REFUSED = AgreementStatus.GIVEN, AttemptOutcome.REFUSED  # asked of every attempt of every case


def is_exchange(attempt: Attempt) -> bool:
    """Say whether the household itself answered: what a third party says is no exchange with it."""
    return attempt.outcome in TWO_WAY and attempt.channel is not Channel.THIRD_PARTY


def last_exchange_on(case: Case, on: date) -> date | None:
    """Return the day of the last exchange in two ways by a day; giving an agreement is one."""
    given = None
    for word in case.agreements:
        if word.on <= on and word.status is _GIVEN:
            given = word.on
    for one in reversed(case.attempts):
        day = one.attempted_on
        if given is not None and day <= given:
            break
        if day <= on and is_exchange(one):
            return day
    return given


def exchange_days(case: Case, on: date) -> tuple[date, ...]:
    """Return the days of all exchanges in two ways by a day, each once, in their order."""
    spoken = {one.on for one in case.attempts if is_exchange(one)}
    given = {one.on for one in case.agreements if one.status is AgreementStatus.GIVEN}
    return tuple(sorted(day for day in spoken | given if day <= on))


def agreement_on(case: Case, on: date) -> Agreement | None:
    """Return the household's last word on the diagnosis by a day, None if it has said none."""
    return last_by(case.agreements, on)


def agreed(case: Case, on: date) -> bool:
    """Say whether an agreement to the diagnosis is in force on a day."""
    word = agreement_on(case, on)
    return word is not None and word.status is AgreementStatus.GIVEN


def refused(case: Case, on: date) -> bool:
    """Say whether the household refused, or took its agreement back, and has not agreed since.

    A refusal passed on by a third party counts: in doubt the household is left in peace. An agreement of the same day
    outweighs the refusal of an approach: it is the household's word on the diagnosis itself.
    """
    word = agreement_on(case, on)
    if word is not None and word.status is not _GIVEN:
        return True
    for one in reversed(case.attempts):
        if one.outcome is _REFUSED and one.attempted_on <= on:
            return word is None or word.on < one.attempted_on
    return False


def unsafe_channels(case: Case, on: date) -> tuple[Channel, ...]:
    """Return the channels that would put somebody of the household at risk on a day. Reaches no partner."""
    if not case.channels:
        return ()
    noted = ((channel, last_by((one for one in case.channels if one.channel is channel), on)) for channel in Channel)
    return tuple(channel for channel, word in noted if word is not None and not word.safe)


def shares(case: Case, partner: str, group: FieldGroup, on: date) -> bool:
    """Say whether the household lets a partner have a group of its data on a day (call C23).

    Only while its agreement is in force; one given anew does not bring back what was authorised up to its end.
    """
    if not agreed(case, on):
        return False
    facts = (one for one in case.sharing if one.partner == partner and one.group is group)
    word = last_by(facts, on)
    ended = last_by((one for one in case.agreements if one.status is not AgreementStatus.GIVEN), on)
    return word is not None and word.authorised and (ended is None or ended.on < word.on)
