"""Dated facts about reaching a household: attempts, holds, unsafe channels, decisions on the follow-up."""

from datetime import date

import attrs

from .groups import CONTACTS
from .groups import NEVER_SHARED
from .groups import TECHNICAL
from .groups import Veiled
from .values import Maybe
from .values import identifiers
from .values import one_of
from .values import plain_date
from .vocabulary import AttemptOutcome
from .vocabulary import Channel
from .vocabulary import FollowUpEnd
from .vocabulary import HoldReason
from .vocabulary import Place


@attrs.frozen(kw_only=True)
class Attempt(Veiled):
    """One attempt to reach the household, or one exchange with it (call C06)."""

    attempted_on: date = attrs.field(validator=plain_date, metadata=CONTACTS)
    channel: Channel = attrs.field(validator=one_of(Channel), metadata=CONTACTS)
    outcome: AttemptOutcome = attrs.field(validator=one_of(AttemptOutcome), metadata=CONTACTS)
    place: Place | None = attrs.field(default=None, validator=Maybe(one_of(Place)), metadata=CONTACTS)
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers, metadata=CONTACTS)

    @property
    def on(self) -> date:
        """The day of the attempt."""
        return self.attempted_on


@attrs.frozen(kw_only=True)
class Hold(Veiled):
    """From a day on the team does not approach the household, `until` included; None lifts what held before."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    until: date | None = attrs.field(validator=Maybe(plain_date), metadata=CONTACTS)
    reason: HoldReason | None = attrs.field(default=None, validator=Maybe(one_of(HoldReason)), metadata=CONTACTS)


@attrs.frozen(kw_only=True)
class ChannelSafety(Veiled):
    """Whether a channel may be used without putting somebody of the household at risk. Reaches no partner."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    channel: Channel = attrs.field(validator=one_of(Channel), metadata=NEVER_SHARED)
    safe: bool = attrs.field(validator=one_of(bool), metadata=NEVER_SHARED)


@attrs.frozen(kw_only=True)
class FollowUpChoice(Veiled):
    """What a person decided about the follow-up contact: how it ended, or until when it is extended (call C13)."""

    on: date = attrs.field(validator=plain_date, metadata=TECHNICAL)
    end: FollowUpEnd | None = attrs.field(default=None, validator=Maybe(one_of(FollowUpEnd)), metadata=CONTACTS)
    until: date | None = attrs.field(default=None, validator=Maybe(plain_date), metadata=CONTACTS)
