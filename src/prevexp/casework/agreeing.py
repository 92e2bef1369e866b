"""What a household says of the diagnosis and of sharing its data. Source: call C22, C23."""

from collections.abc import Mapping
from typing import Any

from ..domain import casework_events as work
from ..domain.agreement import Agreement
from ..domain.agreement import SharingAuthorisation
from ..domain.case import Case
from ..domain.dated import inserted
from ..domain.said import agreed
from ..domain.said import shares
from ..domain.vocabulary import AgreementStatus
from . import commands
from .refusal import RefusalCode
from .subject import Decision
from .subject import Situation
from .subject import Subject


def _give(now: Situation, command: commands.GiveAgreement) -> Decision:
    if agreed(now.case, command.on):
        return now.refuse(RefusalCode.AGREEMENT_IN_FORCE, on=command.on)
    return (now.say(work.AgreementGiven, medium=command.medium, proof=command.proof),)


def _refuse(now: Situation, command: commands.RefuseAgreement) -> Decision:
    if agreed(now.case, command.on):
        return now.refuse(RefusalCode.AGREEMENT_IN_FORCE, on=command.on)
    return (now.say(work.AgreementRefused, medium=command.medium),)


def _withdraw(now: Situation, command: commands.WithdrawAgreement) -> Decision:
    if not agreed(now.case, command.on):
        return now.refuse(RefusalCode.NOTHING_TO_WITHDRAW, on=command.on)
    return (now.say(work.AgreementWithdrawn, medium=command.medium),)


def _authorise(now: Situation, command: commands.AuthoriseSharing) -> Decision:
    groups = tuple(dict.fromkeys(command.groups))
    said = {"partner": command.partner, "medium": command.medium, "proof": command.proof}
    return tuple(now.say(work.SharingAuthorised, **said, group=group) for group in groups)


def _stop_sharing(now: Situation, command: commands.WithdrawSharing) -> Decision:
    groups = tuple(dict.fromkeys(command.groups))
    if not all(shares(now.case, command.partner, group, command.on) for group in groups):
        return now.refuse(RefusalCode.NOTHING_TO_WITHDRAW, on=command.on)
    said = {"partner": command.partner, "medium": command.medium}
    return tuple(now.say(work.SharingWithdrawn, **said, group=group) for group in groups)


def _given(case: Case, event: work.AgreementGiven) -> Mapping[str, Any]:
    status, proof = AgreementStatus.GIVEN, event.proof
    word = Agreement(on=event.occurred_on, status=status, medium=event.medium, proof=proof)
    return {"agreements": inserted(case.agreements, word)}


def _refused(case: Case, event: work.AgreementRefused) -> Mapping[str, Any]:
    word = Agreement(on=event.occurred_on, status=AgreementStatus.REFUSED, medium=event.medium)
    return {"agreements": inserted(case.agreements, word)}


def _withdrawn(case: Case, event: work.AgreementWithdrawn) -> Mapping[str, Any]:
    word = Agreement(on=event.occurred_on, status=AgreementStatus.WITHDRAWN, medium=event.medium)
    return {"agreements": inserted(case.agreements, word)}


def _shared(case: Case, event: work.SharingAuthorised | work.SharingWithdrawn) -> Mapping[str, Any]:
    word = SharingAuthorisation(
        on=event.occurred_on,
        partner=event.partner,
        group=event.group,
        authorised=isinstance(event, work.SharingAuthorised),
        medium=event.medium,
        proof=event.proof if isinstance(event, work.SharingAuthorised) else None,
    )
    return {"sharing": inserted(case.sharing, word)}


AGREEING = Subject(
    deciders={
        commands.GiveAgreement: _give,
        commands.RefuseAgreement: _refuse,
        commands.WithdrawAgreement: _withdraw,
        commands.AuthoriseSharing: _authorise,
        commands.WithdrawSharing: _stop_sharing,
    },
    effects={
        work.AgreementGiven: _given,
        work.AgreementRefused: _refused,
        work.AgreementWithdrawn: _withdrawn,
        work.SharingAuthorised: _shared,
        work.SharingWithdrawn: _shared,
    },
    after_the_end=frozenset({commands.WithdrawAgreement, commands.WithdrawSharing}),
)
