"""The landlord as a part of the casework: what is decided, what it changes of a case, what it makes due."""

from collections.abc import Mapping
from typing import Any

import attrs

from ...domain import landlord as facts
from ...domain import landlord_events as events
from ...domain.case import Case
from ...domain.dated import inserted
from ...domain.said import agreed
from ..command import Command
from ..contract.undertakings import no_such_undertaking
from ..refusal import Refusal
from ..refusal import RefusalCode
from ..subject import Decision
from ..subject import Effect
from ..subject import Situation
from ..subject import Subject
from . import commands
from .grounds import information_ground
from .grounds import may_mediate
from .mediation import MediationState
from .mediation import mediation_on
from .mediation import open_mediation
from .standing import landlord_due


def _inform(now: Situation, command: commands.InformLandlord) -> Decision:
    entries = now.plan.landlord.guarantees
    for slug in command.guarantees:
        if slug not in entries:
            return now.refuse(RefusalCode.GUARANTEE_NOT_KNOWN, guarantee=slug)
        if not entries[slug].exists(command.on):
            return now.refuse(RefusalCode.GUARANTEE_NOT_YET, guarantee=slug, since=entries[slug].since)
    ground = information_ground(now.case, command.on)
    if ground is None:
        return now.refuse(RefusalCode.LANDLORD_NO_GROUND, on=command.on)
    return (now.say(events.LandlordInformed, **_fields(command), ground=ground),)


def _contact(now: Situation, command: commands.RecordLandlordContact) -> Decision:
    return (now.say(events.LandlordContacted, **_fields(command)),)


def _state(now: Situation, command: commands.RecordLandlordStatement) -> Decision:
    if command.arrears_on is not None and command.arrears_on > command.on:
        return now.refuse(RefusalCode.IN_THE_FUTURE, on=command.arrears_on)
    return (now.say(events.LandlordStated, **_fields(command)),)


def _offer(now: Situation, command: commands.OfferMediation) -> Decision:
    pending = open_mediation(now.case, command.on)
    later = next((one for one in now.case.landlord.offers if one.on > command.on), None)
    if (known := pending or later) is not None:
        return now.refuse(RefusalCode.MEDIATION_OPEN, number=known.number)
    if agreed(now.case, command.on) and not may_mediate(now.case, command.on):
        return now.refuse(RefusalCode.MEDIATION_NOT_AUTHORISED, on=command.on)
    return (now.say(events.MediationOffered, **_fields(command), number=now.number),)


def _answer(now: Situation, command: commands.AnswerMediation) -> Decision:
    refused = _over(now, command.mediation) or _superseded(now, command.mediation)
    return refused or (now.say(events.MediationAnswered, **_fields(command)),)


def _meet(now: Situation, command: commands.HoldMediationMeeting) -> Decision:
    refused = _over(now, command.mediation) or _not_accepted(now, command.mediation)
    return refused or (now.say(events.MediationMet, **_fields(command)),)


_WITHOUT_ACCEPTANCE = frozenset({facts.MediationResult.HOUSEHOLD_WITHDREW, facts.MediationResult.NO_ANSWER})


def _end(now: Situation, command: commands.EndMediation) -> Decision:
    known = next((one for one in now.case.landlord.ends if one.mediation == command.mediation), None)
    if known is not None:
        return now.refuse(RefusalCode.MEDIATION_OVER, number=command.mediation, over_on=known.on)
    refused = _over(now, command.mediation) or no_such_undertaking(now, command.undertaking)
    if refused is None and command.result not in _WITHOUT_ACCEPTANCE:
        refused = _not_accepted(now, command.mediation)
    return refused or (now.say(events.MediationEnded, **_fields(command)),)


def _over(now: Situation, number: int) -> Refusal | None:
    """Refuse what concerns a mediation that was not offered by the day, or that is over on it."""
    standing = mediation_on(now.case, number, now.on)
    if standing is None:
        return now.refuse(RefusalCode.NO_MEDIATION, number=number, on=now.on)
    if standing.state in {MediationState.ENDED, MediationState.STOPPED}:
        return now.refuse(RefusalCode.MEDIATION_OVER, number=number, over_on=standing.since)
    return None


def _superseded(now: Situation, number: int) -> Refusal | None:
    """Refuse an answer to an offer after which another was made: at most one mediation goes on."""
    offers = now.case.landlord.offers
    known = next(one for one in offers if one.number == number)
    later = next((one for one in offers if one.on >= known.on and one.number > number), None)
    return now.refuse(RefusalCode.MEDIATION_OVER, number=number, over_on=later.on) if later else None


def _not_accepted(now: Situation, number: int) -> Refusal | None:
    standing = mediation_on(now.case, number, now.on)
    if standing is not None and standing.state is MediationState.ACCEPTED:
        return None
    return now.refuse(RefusalCode.MEDIATION_NOT_ACCEPTED, number=number, on=now.on)


def _fields(command: Command) -> dict[str, Any]:
    """Return the fields of a command but its day."""
    return {one.name: getattr(command, one.name) for one in attrs.fields(type(command)) if one.name != "on"}


def _keeping(place: str, kind: type[Any]) -> Effect:
    """Return the effect that keeps an event as a dated fact in one list of the landlord's side."""
    names = [one.name for one in attrs.fields(kind) if one.name != "on"]

    def effect(case: Case, event: Any) -> Mapping[str, Any]:
        fact = kind(on=event.occurred_on, **{name: getattr(event, name) for name in names})
        changed: dict[str, Any] = {place: inserted(getattr(case.landlord, place), fact)}
        return {"landlord": attrs.evolve(case.landlord, **changed)}

    return effect


LANDLORDS = Subject(
    deciders={
        commands.InformLandlord: _inform,
        commands.RecordLandlordContact: _contact,
        commands.RecordLandlordStatement: _state,
        commands.OfferMediation: _offer,
        commands.AnswerMediation: _answer,
        commands.HoldMediationMeeting: _meet,
        commands.EndMediation: _end,
    },
    effects={
        events.LandlordInformed: _keeping("informed", facts.LandlordInformation),
        events.LandlordContacted: _keeping("contacts", facts.LandlordContact),
        events.LandlordStated: _keeping("statements", facts.LandlordStatement),
        events.MediationOffered: _keeping("offers", facts.MediationOffer),
        events.MediationAnswered: _keeping("replies", facts.MediationReply),
        events.MediationMet: _keeping("meetings", facts.MediationMeeting),
        events.MediationEnded: _keeping("ends", facts.MediationEnd),
    },
    due=landlord_due,
)
