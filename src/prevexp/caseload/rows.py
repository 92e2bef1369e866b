"""One row of the typed table as the entities of the domain."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Any

import attrs

from ..casework.merging import FACT_COLUMNS
from ..casework.merging import IDENTITY_COLUMNS
from ..domain.case import Identity
from ..domain.case import ListedFacts
from ..domain.values import Secret
from ..domain.vocabulary import HousingStock
from ..domain.vocabulary import InformedOfTransmission
from ..domain.vocabulary import LandlordKind
from ..domain.vocabulary import SocialServicesAnswer
from ..domain.vocabulary import Stage

VOCABULARIES: Mapping[str, type] = {
    "stage": Stage,
    "stock": HousingStock,
    "landlord_kind": LandlordKind,
    "answer": SocialServicesAnswer,
    "informed": InformedOfTransmission,
}


def value_column(column: str) -> str:
    """Return the name under which a column's value stands in the table and in the JSON: amounts are cents there."""
    return column.removesuffix("_eur") + "_cents" if column.endswith("_eur") else column


FACT_VALUES: Mapping[str, str] = {name: value_column(column) for name, column in FACT_COLUMNS.items()}


def facts_of(row: Mapping[str, Any]) -> ListedFacts:
    """Return the facts of a row of the table."""
    values: dict[str, Any] = {name: row[column] for name, column in FACT_VALUES.items()}
    for name, vocabulary in VOCABULARIES.items():
        values[name] = vocabulary(values[name])
    return ListedFacts(**values)


def identity_of(row: Mapping[str, Any]) -> Identity:
    """Return the identity in a row of the table."""
    return Identity(
        **{name: Secret(str(row[column])) for name, column in IDENTITY_COLUMNS.items() if row[column] is not None}
    )


def fact_values(facts: ListedFacts) -> dict[str, Any]:
    """Return the facts under the names of the transfer's columns (amounts in cents)."""
    return {column: getattr(facts, name) for name, column in FACT_VALUES.items()}


def identity_values(identity: Identity) -> dict[str, str | None]:
    """Return the identity in clear under the names of the transfer's columns; the caller answers for where it goes."""
    values = attrs.asdict(identity, recurse=False)
    return {column: values[name].reveal() if values[name] else None for name, column in IDENTITY_COLUMNS.items()}


def comparer(street: Callable[[str], str], words: Callable[[str], str]) -> Callable[[str, str], str]:
    """Return the form in which two texts of a column are compared.

    Names and streets in normal form, numbers as they are.
    """

    def normal(column: str, text: str) -> str:
        if column == "adresse_voie":
            return street(text)
        return words(text) if column in {"locataire_nom", "locataire_prenom", "bailleur_nom"} else text

    return normal
