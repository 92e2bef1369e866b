"""How a territory reminds a partner that is silent: a ladder of reminders, dated. Data, never code.

Source: call C14 (articulation with partners), C26; field notes R10 (ladder for silent partners, grace).
"""

from enum import StrEnum

import attrs

from ...domain.errors import InvalidValue
from ...domain.values import count

_DAYS = {"unit": "calendar days"}


class ReminderKind(StrEnum):
    """Whom a reminder goes to."""

    PARTNER = "partner"
    ABOVE = "above"


@attrs.frozen(kw_only=True)
class ReminderStep:
    """One reminder, so many days after the partner's last word or the step before; `kind` ABOVE goes over its head."""

    kind: ReminderKind
    after_days: int = attrs.field(validator=count(1, 365), metadata=_DAYS)


@attrs.frozen(kw_only=True)
class Ladder:
    """Reminders in order, then how long after the last of them the wait is over; None: it never is."""

    steps: tuple[ReminderStep, ...] = ()
    ends_after_days: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(count(1, 365)), metadata=_DAYS
    )

    def __attrs_post_init__(self) -> None:
        """Refuse more steps than the journal can count."""
        if len(self.steps) > 100:
            raise InvalidValue("at most 100 reminders are needed")


@attrs.frozen(kw_only=True)
class ReferralPlan:
    """What a territory sets for referrals; `source` says where it comes from, an assumption included.

    `answer` is climbed until the partner says whether it takes the household, `outcome` until it says what came of it.
    `grace_days` are given on top before a wait is said to be over.
    """

    send_within_days: int = attrs.field(default=0, validator=count(0, 365), metadata=_DAYS)
    grace_days: int = attrs.field(default=0, validator=count(0, 365), metadata=_DAYS)
    answer: Ladder = Ladder()
    outcome: Ladder = Ladder()
    source: str = ""
