"""The columns of a transfer whose values are a closed list, read off the entity that holds them."""

from collections.abc import Mapping
from enum import StrEnum

import attrs

from prevexp.domain.case import ListedFacts

_DEFAULTS: Mapping[str, StrEnum] = {
    field.metadata["column"]: field.default for field in attrs.fields(ListedFacts) if isinstance(field.default, StrEnum)
}

VOCABULARIES: Mapping[str, tuple[str, ...]] = {
    column: tuple(member.value for member in type(default)) for column, default in _DEFAULTS.items()
}
"""Column -> slugs, in the order of the vocabulary."""

NOT_KNOWN: Mapping[str, str] = {column: default.value for column, default in _DEFAULTS.items()}
"""Column -> slug of "not known"."""
