"""What of a case is handed to the person it is about, when it asks: a copy of its data, and nothing of other people's.

Left out, always, so that leaving out tells nothing: channels that would put somebody of the household at risk, other
cases that resemble this one, who of the team did what. What tells of health stays out until somebody of the team has
made sure that it is that person who asks: a household may be several people, and no fact says whose it is. Source:
RGPD art. 15-3, 15-4, 20.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from ..domain.access import AccessLine
from ..domain.case import Case
from ..domain.case import Identity
from ..domain.casework_events import ChannelSafetyNoted
from ..domain.events import Event
from ..domain.events import SameCaseProposed
from ..domain.extra_events import ExtraFactNoted
from ..domain.life_events import SameCaseDecided
from ..domain.values import Secret
from ..domain.vocabulary import FieldGroup
from .facts import entity_of
from .facts import seen
from .view import Computed
from .view import Told

OF_OTHERS: tuple[type[Event], ...] = (ChannelSafetyNoted, SameCaseProposed, SameCaseDecided)
"""Entries that tell of somebody else, or would put somebody at risk."""

_INNER = frozenset({"case_id", "household_id", "transfer", "line", "other_case", "kept_case", "fingerprint"})
_TEAM = frozenset({"worker", "workers", "social_worker", "legal_worker", "overlap_until"})
_ORDER = frozenset({"rank", "criterion"})
"""Of an allocation: how the case stood among those of other people."""


@attrs.frozen(kw_only=True)
class Seen:
    """What stands of a case on a day, as far as it is handed over: the parts that a view for a partner has too."""

    facts: Mapping[str, Any] = attrs.field(repr=False)
    identity: Mapping[str, Secret | None] = attrs.field(repr=False)
    extracts: Mapping[Any, Any] = attrs.field(factory=dict)
    told: tuple[Told, ...] = attrs.field(repr=False)


def seen_by_person(case: Case, identity: Identity, computed: Computed, *, sensitive: bool) -> Seen:
    """Return what stands of a case, given what the casework makes of it."""

    def permitted(group: FieldGroup, _: str) -> bool:
        return sensitive or group is not FieldGroup.SENSITIVE

    told = tuple(piece for piece in computed.told if permitted(piece.group, ""))
    return Seen(facts=seen(case, permitted), identity=seen(identity, permitted), told=told)


def of_the_person(event: Event, data: Mapping[str, Any], *, sensitive: bool) -> Mapping[str, Any] | None:
    """Return what an entry says, as plain data, less what is not handed over; None if the entry is not at all."""
    if isinstance(event, OF_OTHERS):
        return None
    if isinstance(event, ExtraFactNoted) and event.group is FieldGroup.SENSITIVE and not sensitive:
        return None
    return _pruned(type(event), data, sensitive=sensitive)


def portable(event: Event) -> bool:
    """Say whether an entry rests on the agreement of the household: the part that can be taken along (art. 20).

    The basis of all processing is the public task, so that strictly nothing is portable; what was noted only because
    the household agreed is handed over all the same.
    """
    return event.wants_agreement()


def handed_on(lines: Iterable[AccessLine], cases: Iterable[str], on: date) -> tuple[AccessLine, ...]:
    """Return the lines of the access journal that say that data of these cases went to a partner by a day."""
    mine = frozenset(cases)
    return tuple(one for one in lines if one.partner and one.about in mine and one.at.date() <= on)


def _pruned(kind: type[Any], data: Mapping[str, Any], *, sensitive: bool) -> dict[str, Any]:
    attrs.resolve_types(kind)
    found: dict[str, Any] = {}
    for field in attrs.fields(kind):
        if field.name in _INNER | _TEAM | _ORDER or field.name not in data:
            continue
        inner, value = entity_of(field.type), data[field.name]
        hidden = field.metadata.get("group") is FieldGroup.SENSITIVE and "shared" not in field.metadata
        if sensitive or not hidden:
            found[field.name] = value if inner is None else _inside(inner, value, sensitive=sensitive)
    return found


def _inside(kind: type[Any], value: Any, *, sensitive: bool) -> Any:
    if isinstance(value, list):
        return [_inside(kind, one, sensitive=sensitive) for one in value]
    return _pruned(kind, value, sensitive=sensitive) if isinstance(value, Mapping) else value
