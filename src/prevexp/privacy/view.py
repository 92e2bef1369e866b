"""The only way out: what one partner may see of one case, for one purpose, on one day.

Source: design, "Nothing leaves except through privacy.view"; privacy notes §2; call C23.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from ..domain.case import Case
from ..domain.case import Identity
from ..domain.errors import InvalidValue
from ..domain.sharing import Extract
from ..domain.sharing import FileState
from ..domain.sharing import SharingPurpose
from ..domain.values import Secret
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


@attrs.frozen(kw_only=True)
class View:
    """What leaves and why, what stays and why. It holds no id of prevexp, and no value that may not leave.

    `facts` are the fields of `Case` that pass, by name; `identity` those of the vault, as Secrets; `extracts` the
    single facts. None is "not known"; a name that is absent may not pass.
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

    @property
    def groups(self) -> frozenset[FieldGroup]:
        """The groups that pass, whole or by hand."""
        return frozenset(one.item for one in self.passing if isinstance(one.item, FieldGroup))

    @property
    def empty(self) -> bool:
        """Say whether nothing leaves."""
        return not (self.facts or self.identity or self.extracts)


def view(
    case: Case,
    identity: Identity | None,
    *,
    partner: Addressee,
    purpose: SharingPurpose,
    on: date,
    matrix: Matrix,
    chosen: Iterable[str] = (),
) -> View:
    """Return what a partner may see of a case on a day; `case` is the case at the end of that day.

    `chosen` names, by dotted name such as `assessments.causes`, the facts that a person picked from groups of which
    nothing leaves otherwise. Raises InvalidValue for a name that may not be chosen. A refused view is an empty one that
    says why.
    """
    state = state_of(case, on)
    question = Question(case=case, partner=partner, purpose=purpose, on=on, state=state, matrix=matrix)
    passing, withheld = answered(question)
    picked = frozenset(chosen)
    _refuse_others(picked, choosable(passing))
    return View(
        partner=partner,
        purpose=purpose,
        on=on,
        state=state,
        passing=passing,
        withheld=withheld,
        facts=seen(case, _permitted(passing, picked, vault=False)),
        identity={} if identity is None else seen(identity, _permitted(passing, picked, vault=True)),
        extracts={one.item: EXTRACTS[one.item](case, on) for one in passing if isinstance(one.item, Extract)},
    )


def choosable(passing: Iterable[Permission]) -> tuple[str, ...]:
    """Return the dotted names that may be chosen by hand."""
    groups = frozenset(one.item for one in passing if one.by_hand)
    found: list[str] = []

    def note(group: FieldGroup, name: str) -> bool:
        if group in groups:
            found.append(name)
        return False

    may_be_seen(Case, note)
    return tuple(found)


def _permitted(passing: Iterable[Permission], picked: frozenset[str], *, vault: bool) -> Permitted:
    rows = [one for one in passing if not (vault and one.row.facts_only)]
    whole = frozenset(one.item for one in rows if not one.by_hand)
    by_hand = frozenset(one.item for one in rows if one.by_hand)

    def permitted(group: FieldGroup, name: str) -> bool:
        return group in whole or (group in by_hand and not vault and name in picked)

    return permitted


def _refuse_others(picked: frozenset[str], choices: tuple[str, ...]) -> None:
    if others := sorted(picked - set(choices)):
        raise InvalidValue("chosen: these names may not be chosen", names=tuple(others), choices=choices)
