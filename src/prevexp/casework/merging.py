"""A later row of a known case: what it changes, and what it must not erase.

Source: field notes §5 and samples: an empty, unusable or "not known" cell never replaces a known value; references
and the month of the list are not compared.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date

import attrs

from ..domain.case import Identity
from ..domain.case import ListedFacts
from ..domain.case import columns_of
from ..domain.events import CaseListedAgain
from ..domain.events import CaseReceived
from ..domain.groups import Veiled
from ..domain.values import Secret
from ..domain.vocabulary import HousingStock
from ..domain.vocabulary import InformedOfTransmission
from ..domain.vocabulary import LandlordKind
from ..domain.vocabulary import SocialServicesAnswer
from ..domain.vocabulary import Stage

NOT_KNOWN: frozenset[object] = frozenset(
    {
        Stage.NOT_KNOWN,
        HousingStock.NOT_KNOWN,
        LandlordKind.NOT_KNOWN,
        InformedOfTransmission.NOT_KNOWN,
        SocialServicesAnswer.NO_ANSWER,
    }
)
FACT_COLUMNS = columns_of(ListedFacts)
IDENTITY_COLUMNS = columns_of(Identity)


@attrs.frozen(kw_only=True)
class Merge(Veiled):
    """The case's facts and identity after a row, and the columns whose value changed, in the order of the transfer."""

    facts: ListedFacts
    identity: Identity
    changed_facts: tuple[str, ...]
    changed_identity: tuple[str, ...]

    @property
    def changed(self) -> tuple[str, ...]:
        """Columns of the transfer whose value changed."""
        return (*self.changed_facts, *self.changed_identity)


def merge(
    facts: ListedFacts,
    identity: Identity,
    row: ListedFacts,
    row_identity: Identity,
    *,
    normal: Callable[[str, str], str],
    later: AbstractSet[str] = frozenset(),
) -> Merge:
    """Merge a row into a case. `normal(column, text)` gives the form in which two texts of a column are compared.

    `later` are the columns of which a list of a later day has spoken: a list that comes in late leaves them.
    """
    new_facts = {
        name: value
        for name, column in FACT_COLUMNS.items()
        if (value := getattr(row, name)) is not None
        and value not in NOT_KNOWN
        and value != getattr(facts, name)
        and column not in later
    }
    new_identity = {
        name: value
        for name, column in IDENTITY_COLUMNS.items()
        if (value := getattr(row_identity, name)) is not None
        and column not in later
        and _differs(getattr(identity, name), value, column, normal)
    }
    return Merge(
        facts=attrs.evolve(facts, **new_facts) if new_facts else facts,
        identity=attrs.evolve(identity, **new_identity) if new_identity else identity,
        changed_facts=tuple(FACT_COLUMNS[name] for name in FACT_COLUMNS if name in new_facts),
        changed_identity=tuple(IDENTITY_COLUMNS[name] for name in IDENTITY_COLUMNS if name in new_identity),
    )


def said_later(events: Iterable[object], day: date) -> frozenset[str]:
    """Return the columns of which lists of later days have spoken: what they changed, or knew as they made the case."""
    said: set[str] = set()
    for event in events:
        match event:
            case CaseListedAgain() if event.occurred_on > day:
                said.update(event.changed)
            case CaseReceived() if event.occurred_on > day:
                said.update(
                    column
                    for name, column in FACT_COLUMNS.items()
                    if (value := getattr(event.facts, name)) is not None and value not in NOT_KNOWN
                )
                said.update(IDENTITY_COLUMNS[name] for name in event.known_identity)
    return frozenset(said)


def known_fields(identity: Identity) -> tuple[str, ...]:
    """Return the names of the identity fields that are known.

    Names of fields only, so that it may stand in the journal.
    """
    return tuple(name for name in IDENTITY_COLUMNS if getattr(identity, name) is not None)


def _differs(known: Secret | None, new: Secret, column: str, normal: Callable[[str, str], str]) -> bool:
    return known is None or normal(column, known.reveal()) != normal(column, new.reveal())
