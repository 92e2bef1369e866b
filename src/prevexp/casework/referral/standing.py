"""How a referral stands on a day: computed from what passed, the household's word and the ladder of the territory.

A referral ends when the team takes it back, when the household takes its agreement back, or when the last reminder and
the grace stayed without a word. What the partner says afterwards is kept and shown, and changes nothing: a former
partner is not in charge again (field notes R16). Source: call C11, C14, C22, C26; RGPD art. 19.
"""

from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from typing import assert_never

import attrs

from ...domain.case import Case
from ...domain.groups import Veiled
from ...domain.referral import EndTold
from ...domain.referral import OnwardReferral
from ...domain.referral import ReferralEnd
from ...domain.referral import ReferralMove
from ...domain.referral import ReferralReply
from ...domain.referral import ReferralStatus
from ...domain.referral import Reminded
from ...domain.referral import Replied
from ...domain.referral import Sent
from ...domain.referral import TakenBack
from ...domain.said import agreed
from ...domain.vocabulary import AgreementStatus
from .plan import Ladder
from .plan import ReferralPlan

_FOR_ANSWER = frozenset({ReferralStatus.SENT, ReferralStatus.RECEIVED})
_FOR_OUTCOME = frozenset({ReferralStatus.ACCEPTED, ReferralStatus.IN_PROGRESS})
IN_CHARGE = _FOR_ANSWER | _FOR_OUTCOME
"""Statuses in which the partner is asked to act."""
SILENT = frozenset({ReferralStatus.NO_ANSWER, ReferralStatus.EXPIRED})
"""Statuses in which the wait for the partner is over."""
FAILED = SILENT | {ReferralStatus.REJECTED, ReferralStatus.UNREACHABLE}
"""Statuses after which a person decides who is to act instead."""

_SAID: Mapping[ReferralReply, ReferralStatus] = {reply: ReferralStatus(reply.value) for reply in ReferralReply}


@attrs.frozen(kw_only=True)
class Standing(Veiled):
    """How one referral stands on a day.

    `since`: the day of the status; `received_on`: the partner's first word, which shows that it arrived;
    `silent_since`: its last word, or the sending; `reminders`: those sent since then; `late`: what it said after the
    end, which decides nothing; `ended_on`, `end`: when and why it is no longer to act; `told_on`: when it was told so.
    """

    referral: OnwardReferral
    status: ReferralStatus
    since: date
    sent_on: date | None = None
    received_on: date | None = None
    silent_since: date | None = None
    reminders: tuple[Reminded, ...] = ()
    last_word: Replied | None = None
    late: tuple[Replied, ...] = ()
    ended_on: date | None = None
    end: ReferralEnd | None = None
    told_on: date | None = None

    @property
    def in_charge(self) -> bool:
        """Whether the partner is asked to act."""
        return self.status in IN_CHARGE

    @property
    def is_over(self) -> bool:
        """Whether nothing the partner may still say changes who is in charge."""
        return self.ended_on is not None or self.status in SILENT

    @property
    def to_tell(self) -> bool:
        """Whether the partner still has to be told that it is no longer to act (RGPD art. 19)."""
        may_act = self.status in SILENT or self.status is ReferralStatus.WITHDRAWN
        return self.ended_on is not None and self.sent_on is not None and self.told_on is None and may_act


def standing(case: Case, referral: OnwardReferral, plan: ReferralPlan, *, on: date) -> Standing:
    """Return how a referral stands at the end of a day, not before its proposal."""
    stand = Standing(referral=referral, status=ReferralStatus.PROPOSED, since=referral.on)
    taken_back = _agreement_ended_on(case, referral, on)
    for move in referral.moves:
        if move.on > on:
            break
        if taken_back is not None and taken_back < move.on:
            stand, taken_back = _ended(_silence(stand, plan, taken_back), taken_back, ReferralEnd.HOUSEHOLD_ASKED), None
        stand = _moved(_silence(stand, plan, move.on), move, plan)
    if taken_back is not None:
        stand = _ended(_silence(stand, plan, taken_back), taken_back, ReferralEnd.HOUSEHOLD_ASKED)
    return _silence(stand, plan, on)


def referral_numbered(case: Case, number: int) -> OnwardReferral | None:
    """Return the referral with a number, None if the case has none."""
    return next((one for one in case.referrals if one.number == number), None)


def ladder_of(stand: Standing, plan: ReferralPlan) -> Ladder | None:
    """Return the ladder climbed while waiting for the partner, None if nothing is awaited."""
    if stand.ended_on is not None:
        return None
    if stand.status in _FOR_ANSWER:
        return plan.answer
    return plan.outcome if stand.status in _FOR_OUTCOME else None


def last_day_of_wait(stand: Standing, plan: ReferralPlan) -> date | None:
    """Return the last day on which a word is in time, grace included; None while a reminder is still to be sent."""
    ladder, start = ladder_of(stand, plan), stand.silent_since
    if ladder is None or start is None or ladder.ends_after_days is None or len(stand.reminders) < len(ladder.steps):
        return None
    last = stand.reminders[-1].on if stand.reminders else start
    return last + timedelta(days=ladder.ends_after_days + plan.grace_days)


def _agreement_ended_on(case: Case, referral: OnwardReferral, on: date) -> date | None:
    """Return the day from which the referral rests on no agreement any more, by a day; one given anew is another."""
    if not agreed(case, referral.on):
        return referral.on
    ends = (one.on for one in case.agreements if one.status is not AgreementStatus.GIVEN)
    return next((day for day in ends if referral.on < day <= on), None)


def _silence(stand: Standing, plan: ReferralPlan, on: date) -> Standing:
    """Return how it stands on a day once a wait that is over is said to be over."""
    last = last_day_of_wait(stand, plan)
    if last is None or on <= last:
        return stand
    status = ReferralStatus.NO_ANSWER if stand.status in _FOR_ANSWER else ReferralStatus.EXPIRED
    return attrs.evolve(stand, status=status, since=last + timedelta(days=1))


def _ended(stand: Standing, on: date, end: ReferralEnd) -> Standing:
    if stand.ended_on is not None:
        return stand
    if stand.in_charge or stand.status is ReferralStatus.PROPOSED:
        stand = attrs.evolve(stand, status=ReferralStatus.WITHDRAWN, since=on)
    return attrs.evolve(stand, ended_on=on, end=end)


def _moved(stand: Standing, move: ReferralMove, plan: ReferralPlan) -> Standing:
    match move:
        case Sent():
            sent = attrs.evolve(stand, sent_on=stand.sent_on or move.on)
            if sent.status is not ReferralStatus.PROPOSED:
                return sent
            return attrs.evolve(sent, status=ReferralStatus.SENT, since=move.on, silent_since=move.on)
        case Replied():
            return _replied(stand, move)
        case Reminded():
            ladder = ladder_of(stand, plan)
            counts = ladder is not None and len(stand.reminders) < len(ladder.steps)
            return attrs.evolve(stand, reminders=(*stand.reminders, move)) if counts else stand
        case TakenBack():
            return _ended(stand, move.on, move.reason)
        case EndTold():
            return attrs.evolve(stand, told_on=move.on) if stand.to_tell else stand
        case _:
            assert_never(move)


def _replied(stand: Standing, move: Replied) -> Standing:
    stand = attrs.evolve(stand, received_on=stand.received_on or move.on)
    if stand.is_over or stand.sent_on is None:
        return attrs.evolve(stand, late=(*stand.late, move))
    heard = attrs.evolve(stand, last_word=move, silent_since=move.on, reminders=())
    if move.reply is ReferralReply.RECEIVED and stand.status is not ReferralStatus.SENT:
        return heard
    return attrs.evolve(heard, status=_SAID[move.reply], since=move.on)
