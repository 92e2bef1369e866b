"""What is noted of a fact that a territory or a plugin declared."""

import attrs

from ...domain.extra import NotedValue
from ...domain.values import identifier
from ...domain.values import one_of
from ..command import Command


@attrs.frozen(kw_only=True)
class NoteFact(Command):
    """Note the value of a fact."""

    fact: str = attrs.field(validator=identifier)
    value: NotedValue = attrs.field(validator=one_of(NotedValue))


@attrs.frozen(kw_only=True)
class WithdrawFact(Command):
    """Note that what was noted of a fact holds no longer: it is not known."""

    fact: str = attrs.field(validator=identifier)
