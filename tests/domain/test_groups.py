"""Every fact of a case says which group of data it is of."""

import attrs
import pytest

from prevexp.domain.case import Case
from prevexp.domain.case import Identity
from prevexp.domain.contact import ChannelSafety
from prevexp.domain.errors import InvalidValue
from prevexp.domain.event_types import EVENT_TYPES
from prevexp.domain.groups import Veiled
from prevexp.domain.groups import entities_in
from prevexp.domain.groups import group_of
from prevexp.domain.groups import grouped
from prevexp.domain.vocabulary import FieldGroup

ROOTS = (Case, Identity, *EVENT_TYPES.values())
ENTITIES = sorted({entity for root in ROOTS for entity in entities_in(root)}, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda kind: kind.__name__)
def test_every_field_of_a_case_and_of_its_events_has_a_group(entity):
    """A field without a group would never leave, and nobody would see why."""
    without = [field.name for field in attrs.fields(entity) if not isinstance(field.metadata.get("group"), FieldGroup)]
    assert without == []


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda kind: kind.__name__)
def test_no_entity_shows_a_fact(entity):
    """What is logged or formatted tells which one it is: an entity that shows its facts would show them everywhere."""
    assert issubclass(entity, Veiled)
    assert "__repr__" not in vars(entity) or vars(entity)["__repr__"] is Veiled.__repr__


def test_a_representation_shows_what_is_technical_and_nothing_else():
    """Neither a fact, nor a field without a group, nor a technical one that says it is not to be shown."""

    @attrs.frozen(kw_only=True)
    class Thing(Veiled):
        number: int = attrs.field(metadata=grouped(FieldGroup.TECHNICAL))
        reference: str = attrs.field(repr=False, metadata=grouped(FieldGroup.TECHNICAL))
        debt: int = attrs.field(metadata=grouped(FieldGroup.DEBT_AND_PROCEDURE))
        forgotten: str

    thing = Thing(number=3, reference="R-1", debt=156_050, forgotten="x")
    assert repr(thing) == str(thing) == f"{thing}" == "Thing(number=3, …)"


def test_what_stands_in_a_case_is_found():
    """The walk goes into what the fields hold, one or many."""
    found = {entity.__name__ for entity in entities_in(Case)}
    assert found >= {"Case", "ListedFacts", "Procedure", "Attempt", "ChannelSafety", "SharingAuthorisation"}


def test_a_field_that_is_never_shared_is_of_no_group_that_could_pass():
    """What marks a channel as unsafe passes with no group at all."""
    assert group_of(attrs.fields(ChannelSafety).safe) is None
    assert group_of(attrs.fields(Case).channels) is None


def test_a_misspelt_mark_is_refused():
    """Never, or as it is told: another word would be read by nobody."""

    @attrs.frozen
    class Thing:
        field: int = attrs.field(metadata=grouped(FieldGroup.BUDGET, shared="sometimes"))

    with pytest.raises(InvalidValue, match="never"):
        group_of(attrs.fields(Thing).field)
