"""A fact that a territory or a plugin declared is noted on a case, or taken back."""

from typing import ClassVar

import attrs

from .errors import InvalidValue
from .events import Event
from .extra import BEFORE_AGREEMENT
from .extra import NOTED
from .extra import OF_ITS_GROUP
from .extra import NotedValue
from .values import Maybe
from .values import identifier
from .values import one_of
from .vocabulary import FieldGroup


def _of_its_group(description: str) -> dict[str, object]:
    return {**OF_ITS_GROUP, "description": description}


@attrs.frozen(kw_only=True)
class ExtraFactNoted(Event):
    """What was noted of a fact on a day; None: not known, or taken back."""

    slug: ClassVar[str] = "extra-fact-noted.v1"

    fact: str = attrs.field(validator=identifier, metadata=_of_its_group("namespaced id of the fact"))
    group: FieldGroup = attrs.field(validator=one_of(FieldGroup), metadata=_of_its_group("group of personal data"))
    value: NotedValue | None = attrs.field(default=None, validator=Maybe(one_of(NotedValue)), metadata=OF_ITS_GROUP)

    def __attrs_post_init__(self) -> None:
        """Refuse what only the vault may hold."""
        if self.group not in NOTED:
            raise InvalidValue("group: who people are stands in the vault, never in the journal")

    def wants_agreement(self) -> bool:
        """Say whether the household must agree: for what is known of its life; taking back needs nobody's word."""
        return self.group not in BEFORE_AGREEMENT and self.value is not None


EVENTS: tuple[type[Event], ...] = (ExtraFactNoted,)
"""Facts that are added."""
