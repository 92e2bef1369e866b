"""Letters made and households informed: decisions, effects, and the information that is due.

Source: call C06, C12, C22; RGPD art. 14.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ...domain import paper_events as paper
from ...domain.case import Case
from ...domain.dated import inserted
from ...domain.paper import Information
from ...domain.paper import Letter
from ...domain.paper import LetterKind
from ...domain.paper import Recipient
from ...domain.said import refused
from ...domain.said import unsafe_channels
from ...domain.vocabulary import Channel
from ..case_day import CaseDay
from ..contact_plan import WorkPlan
from ..due import Due
from ..due import Task
from ..landlord.grounds import information_ground
from ..refusal import RefusalCode
from ..subject import Decision
from ..subject import Situation
from ..subject import Subject
from . import commands
from .information import information

CHANNEL_OF: Mapping[LetterKind, Channel] = {
    LetterKind.FIRST_LETTER: Channel.LETTER,
    LetterKind.DOOR_NOTICE: Channel.DOOR_NOTICE,
    LetterKind.SMS: Channel.SMS,
    LetterKind.APPOINTMENT: Channel.LETTER,
    LetterKind.DATA_INFORMATION: Channel.LETTER,
    LetterKind.LANDLORD_INFORMATION: Channel.LETTER,
}
"""How each kind travels."""


def recipient_of(kind: LetterKind) -> Recipient:
    """Return to whom a kind of letter goes."""
    return Recipient.LANDLORD if kind is LetterKind.LANDLORD_INFORMATION else Recipient.HOUSEHOLD


def _make(now: Situation, command: commands.MakeLetter) -> Decision:
    """Refuse what approaches a household that refused, puts somebody at risk, or tells a landlord too much."""
    channel, recipient = CHANNEL_OF[command.kind], recipient_of(command.kind)
    if refused(now.case, command.on) and command.kind is not LetterKind.DATA_INFORMATION:
        return now.refuse(RefusalCode.NOT_APPROACHED, on=command.on)
    if recipient is Recipient.HOUSEHOLD and channel in unsafe_channels(now.case, command.on):
        return now.refuse(RefusalCode.CHANNEL_NOT_USED, on=command.on)
    if recipient is Recipient.LANDLORD and information_ground(now.case, command.on) is None:
        return now.refuse(RefusalCode.LANDLORD_NO_GROUND, on=command.on)
    said = {"kind": command.kind, "template": command.template, "fingerprint": command.fingerprint}
    return (now.say(paper.LetterMade, **said, recipient=recipient, channel=channel),)


def _inform(now: Situation, command: commands.InformPerson) -> Decision:
    said = {"channel": command.channel, "source": command.source, "text": command.text}
    return (now.say(paper.PersonInformed, **said),)


def _made(case: Case, event: paper.LetterMade) -> Mapping[str, Any]:
    letter = Letter(
        on=event.occurred_on,
        kind=event.kind,
        recipient=event.recipient,
        channel=event.channel,
        template=event.template,
        fingerprint=event.fingerprint,
    )
    return {"letters": inserted(case.letters, letter)}


def _informed(case: Case, event: paper.PersonInformed) -> Mapping[str, Any]:
    told = Information(on=event.occurred_on, channel=event.channel, source=event.source, text=event.text)
    return {"informed": inserted(case.informed, told)}


def _due(day: CaseDay, plan: WorkPlan) -> Iterable[Due]:
    """Make the information due near its last day and until it is given, while the team may approach the household."""
    case, on = day.case, day.on
    if day.closed or case.received_on > on:
        return ()
    state = information(case, plan.law, on=on)
    if state.informed_on is not None or state.due_on is None:
        return ()
    if on < state.due_on - timedelta(days=plan.contact.follow_up_notice_days):
        return ()
    return (Due(task=Task.INFORM, due_on=state.due_on),)


INFORMING = Subject(
    deciders={commands.MakeLetter: _make, commands.InformPerson: _inform},
    effects={paper.LetterMade: _made, paper.PersonInformed: _informed},
    due=_due,
    after_the_end=frozenset({commands.InformPerson}),
)
