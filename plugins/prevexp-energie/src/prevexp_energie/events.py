"""The event: a supplier announced that it will cut the energy of a household, or no longer will."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

import attrs

from prevexp.domain.errors import InvalidValue
from prevexp.domain.events import Event
from prevexp.domain.extra import notes
from prevexp.domain.groups import grouped
from prevexp.domain.values import Maybe
from prevexp.domain.values import cents
from prevexp.domain.values import identifier
from prevexp.domain.values import one_of
from prevexp.domain.values import plain_date
from prevexp.domain.vocabulary import FieldGroup

BUDGET = FieldGroup.BUDGET
"""Unpaid bills are of the household's budget: nothing of them is noted before it agrees to the diagnosis."""


class Energy(StrEnum):
    """What is cut."""

    ELECTRICITY = "electricity"
    GAS = "gas"
    HEATING = "heating"


@attrs.frozen(kw_only=True)
class CutAnnounced(Event):
    """The supplier's letter, as the household showed it; `announced=False`: the cut is called off, with no days.

    `supplier` is a slug of the team's own, `reply_by` the last day the letter gives to answer or to pay, if any.
    """

    slug: ClassVar[str] = "energie.cut-announced.v1"

    announced: bool = attrs.field(default=True, validator=one_of(bool), metadata=notes("energie.cut_announced", BUDGET))
    supplier: str = attrs.field(validator=identifier, metadata=grouped(BUDGET))
    energy: Energy | None = attrs.field(
        default=None, validator=Maybe(one_of(Energy)), metadata=notes("energie.energy", BUDGET)
    )
    cut_on: date | None = attrs.field(
        default=None, validator=Maybe(plain_date), metadata=notes("energie.cut_on", BUDGET)
    )
    reply_by: date | None = attrs.field(
        default=None, validator=Maybe(plain_date), metadata=notes("energie.reply_by", BUDGET)
    )
    owed_cents: int | None = attrs.field(default=None, validator=Maybe(cents), metadata=notes("energie.owed", BUDGET))

    def __attrs_post_init__(self) -> None:
        """Refuse an announcement without its day, an answer after the cut, and days of a cut that is called off."""
        if self.announced and self.cut_on is None:
            raise InvalidValue("cut_on: the day the supplier announced is needed")
        if not self.announced and (self.cut_on or self.reply_by):
            raise InvalidValue("cut_on, reply_by: a cut that is called off has no day")
        if self.cut_on and self.reply_by and self.reply_by > self.cut_on:
            raise InvalidValue("reply_by: after the day of the cut nothing is left to answer")
