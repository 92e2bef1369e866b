"""Invented households that agreed and authorised, and a territory that named every act: to try what may leave."""

from datetime import date
from typing import Any

from prevexp.domain.agreement import Agreement
from prevexp.domain.agreement import SharingAuthorisation
from prevexp.domain.case import Case
from prevexp.domain.case import ListedFacts
from prevexp.domain.life import Closure
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.sharing import GroundKind
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingGround
from prevexp.domain.values import CaseId
from prevexp.domain.values import Cents
from prevexp.domain.values import HouseholdId
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import AgreementStatus
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import ProofKind
from prevexp.privacy.loading import core_matrix
from prevexp.privacy.permitting import Addressee

AGREED_ON = date(2026, 3, 2)
LONG_AGO = date(1990, 1, 1)


def word(status: AgreementStatus = AgreementStatus.GIVEN, on: date = AGREED_ON) -> Agreement:
    """Return what the household said of the diagnosis."""
    return Agreement(on=on, status=status, proof=ProofKind.SIGNED_FORM)


def authorised(
    *partners: str, groups: tuple[FieldGroup, ...] = tuple(FieldGroup), on: date = AGREED_ON
) -> tuple[SharingAuthorisation, ...]:
    """Return the household's word that each partner may have each group."""
    return tuple(
        SharingAuthorisation(on=on, partner=str(partner), group=group, authorised=True)
        for partner in partners
        for group in groups
    )


def all_grounds(first: date = LONG_AGO, last: date | None = None) -> tuple[SharingGround, ...]:
    """Return every act of a territory that a row of the matrix waits for."""
    waited = sorted({(row.basis, row.partner) for row in core_matrix().rows})
    return tuple(
        SharingGround(kind=kind, recipient=partner, reference="acte", valid_from=first, valid_to=last)
        for kind, partner in waited
        if kind in (GroundKind.CONVENTION, GroundKind.DESIGNATION_PDALHPD)
    )


def addressee(recipient: Recipient) -> Addressee:
    """Return a partner that goes by its name in the matrix."""
    return Addressee(slug=recipient.value, recipient=recipient)


def ended(on: date) -> Closure:
    """Return a closure of a day."""
    return Closure(on=on, reason=ClosureReason.LEFT, outcome=ClosureOutcome.LEFT)


def agreed_case(**changes: Any) -> Case:
    """Return a case whose household agreed, and authorised every partner to have every group."""
    usual: dict[str, Any] = {
        "case_id": CaseId("case-1"),
        "household_id": HouseholdId("household-1"),
        "territory": "99",
        "version": 5,
        "received_on": date(2026, 2, 1),
        "last_listed_on": date(2026, 2, 1),
        "month": Month(2026, 2),
        "references": ("99-2026-1",),
        "facts": ListedFacts(arrears_cents=Cents(156_050), arrears_on=date(2026, 1, 31), persons=3),
        "agreements": (word(),),
        "sharing": authorised(*Recipient),
    }
    return Case(**usual | changes)
