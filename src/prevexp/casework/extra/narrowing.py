"""The vocabularies whose words a territory may refine with narrower ones of its own, and what a case says of them."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import attrs

from ...domain.assessment_vocabulary import ArrearsCause
from ...domain.case import Case
from ...domain.vocabulary import FieldGroup
from ...domain.vocabulary import HousingStock
from ...domain.vocabulary import LandlordKind
from ...domain.vocabulary import Stage
from ..assessment.versions import versions


@attrs.frozen
class Narrowable:
    """A vocabulary, the group of personal data its words are of, and the words a case has on a day."""

    words: tuple[StrEnum, ...]
    group: FieldGroup
    of_case: Callable[[Case, date], frozenset[str]]


def _causes(case: Case, on: date) -> frozenset[str]:
    made = versions(case, on)
    return frozenset(made[-1].findings.causes or ()) if made else frozenset()


_CAUSES = tuple(cause for cause in ArrearsCause if cause is not ArrearsCause.HEALTH)
"""Illness stands apart among the sensitive data, so nothing is told below it."""

NARROWABLE: Mapping[str, Narrowable] = {
    "stage": Narrowable(tuple(Stage), FieldGroup.DEBT_AND_PROCEDURE, lambda case, _: frozenset({case.facts.stage})),
    "stock": Narrowable(tuple(HousingStock), FieldGroup.DWELLING, lambda case, _: frozenset({case.facts.stock})),
    "landlord_kind": Narrowable(
        tuple(LandlordKind), FieldGroup.DWELLING, lambda case, _: frozenset({case.facts.landlord_kind})
    ),
    "cause": Narrowable(_CAUSES, FieldGroup.SOCIAL_SITUATION, _causes),
}
"""Name of a vocabulary -> what it is; a territory adds words below these and to no others."""


def broader_words(vocabulary: str, case: Case, on: date) -> frozenset[str]:
    """Return the words of a vocabulary that a case has on a day."""
    return NARROWABLE[vocabulary].of_case(case, on)
