"""The columns of a transfer whose values are a closed list, read off the entity that holds them."""

from collections.abc import Mapping
from enum import StrEnum

import attrs

from prevexp.domain.case import ListedFacts

_LISTED = {
    field.metadata["column"]: (field.type, field.default)
    for field in attrs.fields(ListedFacts)
    if isinstance(field.type, type) and issubclass(field.type, StrEnum)
}

VOCABULARIES: Mapping[str, tuple[str, ...]] = {
    column: tuple(member.value for member in kind) for column, (kind, _) in _LISTED.items()
}
"""Column -> slugs, in the order of the vocabulary."""

NOT_KNOWN: Mapping[str, str] = {column: default.value for column, (_, default) in _LISTED.items()}
"""Column -> slug of "not known"."""
