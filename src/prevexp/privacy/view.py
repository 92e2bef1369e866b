"""The only way out: what one partner may see of one case, for one purpose, on one day.

Source: design, "Nothing leaves except through privacy.view"; privacy notes §2; call C23.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any
from typing import Protocol

import attrs

from ..domain.case import Case
from ..domain.case import Identity
from ..domain.errors import InvalidValue
from ..domain.extra import ExtraFact
from ..domain.extra import ExtraValue
from ..domain.extra import noted_by
from ..domain.said import unsafe_channels
from ..domain.sharing import Extract
from ..domain.sharing import FileState
from ..domain.sharing import SharingPurpose
from ..domain.values import Secret
from ..domain.vocabulary import Channel
from ..domain.vocabulary import FieldGroup
from .extracts import EXTRACTS
from .facts import Permitted
from .facts import may_be_seen
from .facts import seen
from .matrix import Matrix
from .permitting import Addressee
from .permitting import Permission
from .permitting import Question
from .permitting import Withheld
from .permitting import answered
from .permitting import state_of
from .places import group_at

_REACHES: Mapping[Channel, str] = {
    Channel.PHONE: "phone",
    Channel.SMS: "phone",
    Channel.EMAIL: "email",
    Channel.LETTER: "street",
    Channel.DOOR_NOTICE: "street",
    Channel.VISIT_PLANNED: "street",
    Channel.VISIT_UNANNOUNCED: "street",
}
"""What of the vault lets somebody use a channel."""


class Told(Protocol):
    """What is told of a case in one piece, such as a block of its assessment: its name and its group of data."""

    @property
    def kind(self) -> StrEnum:
        """What it is about."""
        ...

    @property
    def group(self) -> FieldGroup:
        """The group of all it says."""
        ...


@attrs.frozen(kw_only=True)
class Computed:
    """What other rooms make of a case: pieces told in words of their own, and how single facts are found."""

    told: tuple[Told, ...] = ()
    drawn: Mapping[Extract, Callable[[], object]] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class View:
    """What leaves and why, what stays and why. It holds no id of prevexp, and no value that may not leave.

    `facts` are the fields of `Case` that pass, by name; `identity` those of the vault, as Secrets, but no way to reach
    the household that would put somebody of it at risk: that one reads as not known; `extracts` the
    single facts; `told` the pieces told in one, such as the blocks of an assessment. None is "not known"; a name that
    is absent may not pass.
    """

    partner: Addressee
    purpose: SharingPurpose
    on: date
    state: FileState
    passing: tuple[Permission, ...] = attrs.field(repr=False)
    withheld: tuple[Withheld, ...] = attrs.field(repr=False)
    facts: Mapping[str, Any] = attrs.field(repr=False)
    identity: Mapping[str, Secret | None] = attrs.field(repr=False)
    extracts: Mapping[Extract, Any] = attrs.field(repr=False)
    extra: Mapping[str, ExtraValue | None] = attrs.field(
        repr=False, metadata={"description": "facts that the territory or a plugin adds, by their id"}
    )
    told: tuple[Told, ...] = attrs.field(repr=False)

    @property
    def groups(self) -> frozenset[FieldGroup]:
        """The groups that pass, whole or by hand."""
        return frozenset(one.item for one in self.passing if isinstance(one.item, FieldGroup))

    @property
    def empty(self) -> bool:
        """Say whether nothing leaves."""
        return not (self.facts or self.identity or self.extracts or self.told or self.extra)


def view(
    case: Case,
    identity: Identity | None,
    *,
    partner: Addressee,
    purpose: SharingPurpose,
    on: date,
    matrix: Matrix,
    chosen: Iterable[str] = (),
    computed: Computed = Computed(),
) -> View:
    """Return what a partner may see of a case on a day; `case` is the case at the end of that day.

    What is `computed` passes by the same rows as the rest. `chosen` names what a person picked from groups of which
    nothing leaves otherwise: a field by its dotted name, a piece by its kind. Raises InvalidValue for a name that may
    not be chosen. A refused view is an empty one that says why.
    """
    state = state_of(case, on)
    question = Question(case=case, partner=partner, purpose=purpose, on=on, state=state, matrix=matrix)
    passing, withheld = answered(question)
    picked = frozenset(chosen)
    added = noted_by(case.extra, on)
    _refuse_others(picked, choosable(passing, computed.told, added.values()))
    permitted = _permitted(passing, picked, vault=False)
    return View(
        partner=partner,
        purpose=purpose,
        on=on,
        state=state,
        passing=passing,
        withheld=withheld,
        facts=seen(case, permitted),
        identity={}
        if identity is None
        else _without_risk(seen(identity, _permitted(passing, picked, vault=True)), unsafe_channels(case, on)),
        extracts={
            one.item: computed.drawn[one.item]() if one.item in computed.drawn else EXTRACTS[one.item](case, on)
            for one in passing
            if isinstance(one.item, Extract)
        },
        extra={one.fact: one.value for one in added.values() if permitted(one.group, f"extra.{one.fact}")},
        told=tuple(piece for piece in computed.told if permitted(piece.group, piece.kind.value)),
    )


def _without_risk(shown: Mapping[str, Any], unsafe: Iterable[Channel]) -> Mapping[str, Any]:
    """Blank what would let a partner use a channel that puts somebody at risk; a blank is what most lists have."""
    reaching = {_REACHES[channel] for channel in unsafe if channel in _REACHES}
    return {name: None if name in reaching else value for name, value in shown.items()}


def choosable(
    passing: Iterable[Permission], told: Iterable[Told] = (), extra: Iterable[ExtraFact] = ()
) -> tuple[str, ...]:
    """Return the names that may be chosen by hand: dotted ones of fields, kinds of what is told, `extra.<fact>`."""
    groups = frozenset(one.item for one in passing if one.by_hand)
    found: list[str] = []

    def note(group: FieldGroup, name: str) -> bool:
        if group in groups:
            found.append(name)
        return False

    may_be_seen(Case, note)
    added = (f"extra.{one.fact}" for one in extra if one.group in groups)
    return (*found, *(piece.kind.value for piece in told if piece.group in groups), *added)


def _permitted(passing: Iterable[Permission], picked: frozenset[str], *, vault: bool) -> Permitted:
    rows = [one for one in passing if not (vault and one.row.facts_only)]
    whole = frozenset(one.item for one in rows if not one.by_hand)
    by_hand = frozenset(one.item for one in rows if one.by_hand)

    def permitted(group: FieldGroup, name: str) -> bool:
        return group in whole or (group in by_hand and not vault and name in picked)

    return permitted


def _refuse_others(picked: frozenset[str], choices: tuple[str, ...]) -> None:
    """Refuse names that may not be chosen; those that are no names of a case are not repeated, they may be anything."""
    if others := sorted(picked - set(choices)):
        names = tuple(name for name in others if group_at(f"facts.{name}") is not None)
        raise InvalidValue(f"chosen: {len(others)} names may not be chosen", names=names, choices=choices)
