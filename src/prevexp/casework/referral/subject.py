"""What the team notes of its referrals: decided, turned into state. Source: call C11, C14, C22, C26."""

from collections.abc import Mapping
from typing import Any

import attrs

from ...domain import referral_events as said
from ...domain.case import Case
from ...domain.dated import inserted
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
from ..contract.undertakings import no_such_undertaking
from ..refusal import Refusal
from ..refusal import RefusalCode
from ..subject import Decision
from ..subject import Situation
from ..subject import Subject
from . import commands
from .duties import next_reminder
from .duties import referrals_due
from .standing import IN_CHARGE
from .standing import Standing
from .standing import referral_numbered
from .standing import standing


def _propose(now: Situation, command: commands.ProposeReferral) -> Decision:
    unknown = no_such_undertaking(now, command.undertaking)
    if unknown is not None:
        return unknown
    same = (command.partner, command.purpose)
    for one in now.case.referrals:
        stand = standing(now.case, one, now.plan.referral, on=now.on)
        pending = stand.status in IN_CHARGE | {ReferralStatus.PROPOSED} and stand.ended_on is None
        if (one.partner, one.purpose) == same and one.number != command.replaces and pending:
            return now.refuse(RefusalCode.REFERRAL_PENDING, on=now.on)
    proposed = now.say(
        said.ReferralProposed,
        number=now.number,
        partner=command.partner,
        purpose=command.purpose,
        undertaking=command.undertaking,
        replaces=command.replaces,
    )
    if command.replaces is None:
        return (proposed,)
    taken_back = _take_back(
        now, commands.TakeReferralBack(on=now.on, number=command.replaces, reason=ReferralEnd.REPLACED)
    )
    return taken_back if isinstance(taken_back, Refusal) else (proposed, *taken_back)


def _send(now: Situation, command: commands.SendReferral) -> Decision:
    stand = _stand(now, command.number)
    if isinstance(stand, Refusal):
        return stand
    if stand.referral.has(Sent):
        return now.refuse(RefusalCode.REFERRAL_SENT, on=now.on)
    if stand.status is not ReferralStatus.PROPOSED:
        return now.refuse(RefusalCode.REFERRAL_OVER, on=now.on)
    return (now.say(said.ReferralSent, number=command.number, means=command.means),)


def _fail(now: Situation, command: commands.NoteSendingFailed) -> Decision:
    stand = _stand(now, command.number)
    if isinstance(stand, Refusal):
        return stand
    return (now.say(said.SendingFailed, number=command.number, reason=command.reason),)


def _answer(now: Situation, command: commands.NoteReferralAnswer) -> Decision:
    stand = _stand(now, command.number)
    if isinstance(stand, Refusal):
        return stand
    if stand.sent_on is None:
        return now.refuse(RefusalCode.REFERRAL_NOT_SENT, on=now.on)
    if command.reason is not None and command.reply is not ReferralReply.REJECTED:
        return now.refuse(RefusalCode.REASON_WITHOUT_REJECTION)
    if Replied(on=now.on, reply=command.reply, reason=command.reason) in stand.referral.moves:
        return now.refuse(RefusalCode.ALREADY_ANSWERED, on=now.on)
    return (now.say(said.ReferralAnswered, number=command.number, reply=command.reply, reason=command.reason),)


def _remind(now: Situation, command: commands.RemindPartner) -> Decision:
    stand = _stand(now, command.number)
    if isinstance(stand, Refusal):
        return stand
    coming = next_reminder(stand, now.plan.referral)
    reminded_later = any(isinstance(move, Reminded) and move.on > now.on for move in stand.referral.moves)
    if coming is None or coming.due_on > now.on or reminded_later:
        return now.refuse(RefusalCode.NO_REMINDER_DUE, on=now.on)
    return (now.say(said.PartnerReminded, number=command.number, step=len(stand.reminders) + 1),)


def _take_back(now: Situation, command: commands.TakeReferralBack) -> Decision:
    stand = _stand(now, command.number)
    if isinstance(stand, Refusal):
        return stand
    if stand.ended_on is not None or stand.referral.has(TakenBack):
        return now.refuse(RefusalCode.REFERRAL_OVER, on=now.on)
    return (now.say(said.ReferralTakenBack, number=command.number, reason=command.reason),)


def _tell(now: Situation, command: commands.TellReferralEnd) -> Decision:
    stand = _stand(now, command.number)
    if isinstance(stand, Refusal):
        return stand
    if not stand.to_tell or stand.referral.has(EndTold):
        return now.refuse(RefusalCode.NOTHING_TO_TELL, on=now.on)
    return (now.say(said.ReferralEndTold, number=command.number),)


def _stand(now: Situation, number: int) -> Standing | Refusal:
    """Return how the referral of a number stands on the day, or refuse: none by then has it."""
    referral = referral_numbered(now.case, number)
    if referral is None or referral.on > now.on:
        return now.refuse(RefusalCode.NO_SUCH_REFERRAL, on=now.on)
    return standing(now.case, referral, now.plan.referral, on=now.on)


def _proposed(case: Case, event: said.ReferralProposed) -> Mapping[str, Any]:
    referral = OnwardReferral(
        number=event.number,
        on=event.occurred_on,
        partner=event.partner,
        purpose=event.purpose,
        undertaking=event.undertaking,
        replaces=event.replaces,
    )
    return {"referrals": inserted(case.referrals, referral)}


def _moved(case: Case, number: int, move: ReferralMove) -> Mapping[str, Any]:
    def after(one: OnwardReferral) -> OnwardReferral:
        return attrs.evolve(one, moves=inserted(one.moves, move)) if one.number == number else one

    return {"referrals": tuple(map(after, case.referrals))}


REFERRING = Subject(
    deciders={
        commands.ProposeReferral: _propose,
        commands.SendReferral: _send,
        commands.NoteSendingFailed: _fail,
        commands.NoteReferralAnswer: _answer,
        commands.RemindPartner: _remind,
        commands.TakeReferralBack: _take_back,
        commands.TellReferralEnd: _tell,
    },
    effects={
        said.ReferralProposed: _proposed,
        said.ReferralSent: lambda case, event: _moved(
            case, event.number, Sent(on=event.occurred_on, means=event.means)
        ),
        said.SendingFailed: lambda *_: {},
        said.ReferralAnswered: lambda case, event: _moved(
            case, event.number, Replied(on=event.occurred_on, reply=event.reply, reason=event.reason)
        ),
        said.PartnerReminded: lambda case, event: _moved(
            case, event.number, Reminded(on=event.occurred_on, step=event.step)
        ),
        said.ReferralTakenBack: lambda case, event: _moved(
            case, event.number, TakenBack(on=event.occurred_on, reason=event.reason)
        ),
        said.ReferralEndTold: lambda case, event: _moved(case, event.number, EndTold(on=event.occurred_on)),
    },
    due=referrals_due,
    after_the_end=frozenset(
        {
            commands.NoteReferralAnswer,
            commands.NoteSendingFailed,
            commands.TakeReferralBack,
            commands.TellReferralEnd,
        }
    ),
)
