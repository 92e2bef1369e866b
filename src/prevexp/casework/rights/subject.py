"""Requests of a person, a limitation, notices to recipients: decisions, effects, and what is due of them.

Source: RGPD art. 12-3, 16 to 21.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from ...domain import rights_events as said
from ...domain.case import Case
from ...domain.dated import inserted
from ...domain.rights import GROUNDS
from ...domain.rights import Limitation
from ...domain.rights import NoticeSubject
from ...domain.rights import PersonRight
from ...domain.rights import RecipientNotice
from ...domain.rights import Rectification
from ...domain.rights import RequestAnswer
from ...domain.rights import RightRequest
from ..refusal import Refusal
from ..refusal import RefusalCode
from ..subject import Decision
from ..subject import Situation
from ..subject import Subject
from . import commands
from .due import answer_due
from .due import rights_due
from .recipients import to_tell


def _request(now: Situation, command: commands.RequestRight) -> Decision:
    """Note a request, unless the same one waits for its answer or its objection stands."""
    for one in now.case.rights.requests:
        if one.right is command.right and (one.open_on(date.max) or one is now.case.objection):
            return now.refuse(RefusalCode.RIGHT_ASKED_ALREADY, on=one.on, number=one.number)
    return (now.say(said.RightRequested, number=now.number, right=command.right, channel=command.channel),)


def _extend(now: Situation, command: commands.ExtendRightRequest) -> Decision:
    request = _open_request(now, command.number)
    if isinstance(request, Refusal):
        return request
    if request.extended_on is not None:
        return now.refuse(RefusalCode.RIGHT_EXTENDED_ALREADY, on=request.extended_on)
    last = answer_due(now.case, request, now.plan.law, on=now.on).extendable_until
    if last is None or last < now.on:
        return now.refuse(RefusalCode.RIGHT_EXTENDED_TOO_LATE, on=now.on, until=last)
    return (now.say(said.RightRequestExtended, number=command.number),)


def _answer(now: Situation, command: commands.AnswerRightRequest) -> Decision:
    request = _open_request(now, command.number)
    if isinstance(request, Refusal):
        return request
    refused = command.answer is RequestAnswer.REFUSED
    if refused is (command.ground is None) or (refused and command.ground not in GROUNDS[request.right]):
        return now.refuse(RefusalCode.GROUND_DOES_NOT_FIT, right=request.right)
    answered = now.say(said.RightRequestAnswered, number=command.number, answer=command.answer, ground=command.ground)
    if refused or request.right is not PersonRight.ERASURE:
        return (answered,)
    return (answered, *to_tell(now, NoticeSubject.ERASURE, command.recipients, after=1))


def _take_back(now: Situation, command: commands.TakeBackRightRequest) -> Decision:
    """Note that it is no longer asked for: while it waits, and an objection also after it was granted."""
    objection = now.case.objection
    if objection is not None and objection.number == command.number and objection.on <= now.on:
        return (now.say(said.RightRequestTakenBack, number=command.number),)
    request = _open_request(now, command.number)
    return request if isinstance(request, Refusal) else (now.say(said.RightRequestTakenBack, number=command.number),)


def _limit(now: Situation, command: commands.LimitProcessing) -> Decision:
    if now.case.frozen is not None:
        return now.refuse(RefusalCode.LIMITED_ALREADY, since=now.case.frozen.on)
    limited = now.say(said.ProcessingLimited, number=now.number, reason=command.reason)
    return (limited, *to_tell(now, NoticeSubject.LIMITATION, command.recipients, after=1))


def _lift(now: Situation, command: commands.LiftLimitation) -> Decision:
    limitation = now.case.frozen
    if limitation is None or now.on < limitation.on:
        return now.refuse(RefusalCode.NOT_LIMITED, on=now.on)
    return (now.say(said.LimitationLifted, number=limitation.number, channel=command.channel),)


def _note_recipients(now: Situation, command: commands.NoteRecipients) -> Decision:
    notices = tuple(to_tell(now, command.subject, command.recipients, after=0))
    return notices or now.refuse(RefusalCode.NOBODY_TO_TELL)


def _tell(now: Situation, command: commands.TellRecipient) -> Decision:
    notice = next((one for one in now.case.rights.notices if one.number == command.number), None)
    if notice is None or notice.told_on is not None or now.on < notice.on:
        return now.refuse(RefusalCode.NOTICE_NOT_DUE, on=now.on)
    return (now.say(said.RecipientTold, number=command.number),)


def _open_request(now: Situation, number: int) -> RightRequest | Refusal:
    request = next((one for one in now.case.rights.requests if one.number == number), None)
    if request is None or now.on < request.on:
        return now.refuse(RefusalCode.NO_SUCH_REQUEST, on=now.on)
    return request if request.open_on(date.max) else now.refuse(RefusalCode.RIGHT_ANSWERED_ALREADY, on=now.on)


def _changed(case: Case, **changes: Any) -> Mapping[str, Any]:
    return {"rights": attrs.evolve(case.rights, **changes)}


def _numbered(facts: Iterable[Any], number: int, **changes: Any) -> tuple[Any, ...]:
    return tuple(attrs.evolve(one, **changes) if one.number == number else one for one in facts)


def _requested(case: Case, event: said.RightRequested) -> Mapping[str, Any]:
    new = RightRequest(number=event.number, on=event.occurred_on, right=event.right, channel=event.channel)
    return _changed(case, requests=inserted(case.rights.requests, new))


def _of_request(case: Case, number: int, **changes: Any) -> Mapping[str, Any]:
    return _changed(case, requests=_numbered(case.rights.requests, number, **changes))


def _limited(case: Case, event: said.ProcessingLimited) -> Mapping[str, Any]:
    new = Limitation(number=event.number, on=event.occurred_on, reason=event.reason)
    return _changed(case, limitations=inserted(case.rights.limitations, new))


def _lifted(case: Case, event: said.LimitationLifted) -> Mapping[str, Any]:
    changes = {"lifted_on": event.occurred_on, "channel": event.channel}
    return _changed(case, limitations=_numbered(case.rights.limitations, event.number, **changes))


def _rectified(case: Case, event: said.IdentityRectified) -> Mapping[str, Any]:
    new = Rectification(on=event.occurred_on, fields=event.fields)
    known = {"known_identity": event.known_identity}
    return {**known, **_changed(case, rectifications=inserted(case.rights.rectifications, new))}


def _to_be_told(case: Case, event: said.RecipientToTell) -> Mapping[str, Any]:
    new = RecipientNotice(number=event.number, on=event.occurred_on, partner=event.partner, subject=event.subject)
    return _changed(case, notices=inserted(case.rights.notices, new))


def _told(case: Case, event: said.RecipientTold) -> Mapping[str, Any]:
    return _changed(case, notices=_numbered(case.rights.notices, event.number, told_on=event.occurred_on))


RIGHTS = Subject(
    deciders={
        commands.RequestRight: _request,
        commands.ExtendRightRequest: _extend,
        commands.AnswerRightRequest: _answer,
        commands.TakeBackRightRequest: _take_back,
        commands.LimitProcessing: _limit,
        commands.LiftLimitation: _lift,
        commands.NoteRecipients: _note_recipients,
        commands.TellRecipient: _tell,
    },
    effects={
        said.RightRequested: _requested,
        said.RightRequestExtended: lambda case, event: _of_request(case, event.number, extended_on=event.occurred_on),
        said.RightRequestAnswered: lambda case, event: _of_request(
            case, event.number, answered_on=event.occurred_on, answer=event.answer, ground=event.ground
        ),
        said.RightRequestTakenBack: lambda case, event: _of_request(
            case, event.number, taken_back_on=event.occurred_on
        ),
        said.ProcessingLimited: _limited,
        said.LimitationLifted: _lifted,
        said.IdentityRectified: _rectified,
        said.RecipientToTell: _to_be_told,
        said.RecipientTold: _told,
    },
    due=rights_due,
    after_the_end=frozenset(
        {
            commands.RequestRight,
            commands.ExtendRightRequest,
            commands.AnswerRightRequest,
            commands.TakeBackRightRequest,
            commands.LimitProcessing,
            commands.LiftLimitation,
            commands.NoteRecipients,
            commands.TellRecipient,
            commands.RectifyIdentity,
        }
    ),
)
