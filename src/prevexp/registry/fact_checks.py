"""What a fact of a plugin needs so that people can note it on a case: a group of data, and no free text."""

from ..casework.extra.narrowing import NARROWABLE
from ..domain.errors import InvalidValue
from ..domain.extra import NOTED
from ..domain.vocabulary import FieldGroup
from ..expressions import Dtype
from ..expressions import Fact


def can_be_noted(fact: Fact) -> None:
    """Accept a fact that a plugin computes; one that people note says its group, and its words if it is a slug.

    Raises InvalidValue.
    """
    if not {*fact.data_categories} <= {*FieldGroup}:
        raise InvalidValue(f"{fact.id}: data_categories are groups of personal data, G1 to G12", fact=fact.id)
    if fact.read is not None:
        return
    if len(fact.data_categories) != 1 or fact.data_categories[0] not in NOTED:
        told = "a fact without `read` is noted on cases: one group of data is needed, neither identity nor contact"
        raise InvalidValue(f"{fact.id}: {told}", fact=fact.id)
    if fact.dtype is Dtype.SLUG and not fact.values:
        raise InvalidValue(f"{fact.id}: what people note is one of `values`: no free text", fact=fact.id)
    if fact.narrows is None:
        return
    of = NARROWABLE.get(fact.narrows.of)
    if of is None or not {*fact.narrows.broader.values()} <= {str(word) for word in of.words}:
        known = ", ".join(NARROWABLE)
        raise InvalidValue(f"{fact.id}: narrows words of one of {known}, each one of its words", fact=fact.id)
