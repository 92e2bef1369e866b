"""Who received what of a household: from the access journal, and from what the cases themselves say was sent.

The journal is kept for a time only; what a case says of a referral or of the landlord stays as long as the case.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import attrs

from ..domain.landlord import LANDLORD
from ..domain.referral import Sent
from ..domain.values import Month
from ..domain.vocabulary import FieldGroup
from ..privacy.person_copy import handed_on

if TYPE_CHECKING:
    from ..domain.access import AccessLine
    from ..domain.case import Case
    from ..storage.records import Records


@attrs.frozen(kw_only=True)
class Received:
    """A partner received something of a case on a day; `groups` are empty where only the case itself says so."""

    on: date
    partner: str = attrs.field(repr=False)
    purpose: str = attrs.field(repr=False)
    groups: tuple[FieldGroup, ...] = attrs.field(default=(), repr=False)
    basis: str = attrs.field(default="", repr=False)


def received(records: "Records", cases: "Iterable[Case]", on: date) -> tuple[Received, ...]:
    """Return who received what of some cases by a day, the oldest first."""
    known = list(cases)
    found = {*_journalled(records, known, on), *(one for case in known for one in _said(case, on))}
    return tuple(sorted(found, key=lambda one: (one.on, one.partner, one.purpose, one.basis)))


def partners(records: "Records", case: "Case", on: date) -> tuple[str, ...]:
    """Return the partners that received something of a case by a day, each once."""
    return tuple(dict.fromkeys(one.partner for one in received(records, [case], on)))


def partners_of_many(records: "Records", cases: "Iterable[Case]", on: date) -> dict[str, tuple[str, ...]]:
    """Return case id -> the partners that received something of it by a day; the access journal is read once."""
    known = list(cases)
    lines: dict[str, list[AccessLine]] = {}
    for month in _months(min((case.received_on for case in known), default=on), on):
        for line in records.access.lines(str(month)):
            lines.setdefault(line.about, []).append(line)
    return {
        case.case_id: tuple(
            dict.fromkeys(
                (
                    *(one.partner for one in handed_on(lines.get(case.case_id, ()), [case.case_id], on)),
                    *(one.partner for one in _said(case, on)),
                )
            )
        )
        for case in known
    }


def _journalled(records: "Records", cases: "list[Case]", on: date) -> Iterator[Received]:
    first = min((case.received_on for case in cases), default=on)
    lines = (line for month in _months(first, on) for line in records.access.lines(str(month)))
    for line in handed_on(lines, [case.case_id for case in cases], on):
        yield Received(
            on=line.at.date(), partner=line.partner, purpose=line.purpose, groups=line.groups, basis=line.basis
        )


def _said(case: "Case", on: date) -> Iterator[Received]:
    for referral in case.referrals:
        for move in referral.moves:
            if isinstance(move, Sent) and move.on <= on:
                yield Received(on=move.on, partner=referral.partner, purpose=referral.purpose.value)
    for offer in case.landlord.offers:
        if offer.on <= on:
            yield Received(on=offer.on, partner=LANDLORD, purpose="mediation")


def _months(first: date, last: date) -> Iterator[Month]:
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield Month(number // 12, number % 12 + 1)
