"""Dated facts about reaching a household: attempts, holds, unsafe channels, decisions on the follow-up."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import attrs

from .values import Maybe
from .values import identifiers
from .values import one_of
from .values import plain_date
from .vocabulary import AttemptOutcome
from .vocabulary import Channel
from .vocabulary import FieldGroup
from .vocabulary import FollowUpEnd
from .vocabulary import HoldReason
from .vocabulary import Place

NEVER_SHARED: Mapping[str, object] = MappingProxyType({"group": FieldGroup.SENSITIVE, "shared": "never"})
"""Metadata of what reaches no partner, whatever the household authorises (privacy notes §2)."""


@attrs.frozen(kw_only=True)
class Attempt:
    """One attempt to reach the household, or one exchange with it (call C06)."""

    attempted_on: date = attrs.field(validator=plain_date)
    channel: Channel = attrs.field(validator=one_of(Channel))
    outcome: AttemptOutcome = attrs.field(validator=one_of(AttemptOutcome))
    place: Place | None = attrs.field(default=None, validator=Maybe(one_of(Place)))
    workers: tuple[str, ...] = attrs.field(default=(), validator=identifiers)

    @property
    def on(self) -> date:
        """The day of the attempt."""
        return self.attempted_on


@attrs.frozen(kw_only=True)
class Hold:
    """From a day on the team does not approach the household, `until` included; None lifts what held before."""

    on: date = attrs.field(validator=plain_date)
    until: date | None = attrs.field(validator=Maybe(plain_date))
    reason: HoldReason | None = attrs.field(default=None, validator=Maybe(one_of(HoldReason)))


@attrs.frozen(kw_only=True)
class ChannelSafety:
    """Whether a channel may be used without putting somebody of the household at risk. Reaches no partner."""

    on: date = attrs.field(validator=plain_date)
    channel: Channel = attrs.field(validator=one_of(Channel), metadata=NEVER_SHARED)
    safe: bool = attrs.field(validator=one_of(bool), metadata=NEVER_SHARED)


@attrs.frozen(kw_only=True)
class FollowUpChoice:
    """What a person decided about the follow-up contact: how it ended, or until when it is extended (call C13)."""

    on: date = attrs.field(validator=plain_date)
    end: FollowUpEnd | None = attrs.field(default=None, validator=Maybe(one_of(FollowUpEnd)))
    until: date | None = attrs.field(default=None, validator=Maybe(plain_date))
