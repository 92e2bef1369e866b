"""The named inputs of the rules: read strictly, by the types the rules declare; a misspelt name is refused.

The signature of a rule is the one definition of what it takes; null is "not known".
"""

import inspect
import re
from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any
from typing import get_args
from typing import get_type_hints

import attrs

from ..domain.errors import InvalidValue
from ..domain.errors import LegalInputRefused
from ..domain.vocabulary import LandlordKind
from .clocktime import TimeOfDay
from .period import Period

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LANDLORDS: Mapping[str, LandlordKind] = {
    "natural-person": LandlordKind.NATURAL_PERSON,
    "family-sci": LandlordKind.FAMILY_SCI,
    "legal-person": LandlordKind.LEGAL_PERSON,
    "unknown": LandlordKind.NOT_KNOWN,
}
_FORMS: Mapping[type, str] = {
    date: "2021-04-15",
    Period: "P2M, P6W, P15D",
    TimeOfDay: "20:45",
    int: "12 (cents)",
    bool: "true, false",
}
_CLOSE = 0.8
YEARS = range(1950, 2101)  # outside, a date is a slip of the pen, and holidays are not what they were
EARLIEST = date(YEARS.start, 1, 1)
"""The first day a rule of law takes."""


@attrs.frozen(kw_only=True)
class Input:
    """One named input of a rule."""

    name: str
    kind: type
    required: bool


@cache
def inputs_of(rule: Callable[..., Any]) -> Mapping[str, Input]:
    """Return the inputs a rule takes, read off its signature."""
    hints = get_type_hints(rule)
    return {
        name: Input(name=name, kind=_kind(hints[name]), required=parameter.default is inspect.Parameter.empty)
        for name, parameter in inspect.signature(rule).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }


def decode(one: Input, raw: object) -> object:
    """Read the plain value of an input (JSON: text, number, true, false, null) as what the rule takes.

    A value that has its type already passes. Raises LegalInputRefused: wrong-type, impossible-date, negative-amount.
    """
    if raw is None or type(raw) is one.kind:
        return _checked(one, raw)
    if type(raw) is str and one.kind is not bool and one.kind is not int:
        return _checked(one, _from_text(one, raw))
    raise _wrong(one)


def nearest(name: str, known: Mapping[str, object]) -> str | None:
    """Return the known name that is nearest to a misspelt one."""
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=_CLOSE)), None)


def _from_text(one: Input, raw: str) -> object:
    try:
        if one.kind is date:
            if not _DAY.fullmatch(raw):
                raise _wrong(one)
            return date.fromisoformat(raw)
        if one.kind is Period:
            return Period.parse(raw)
        if one.kind is LandlordKind:
            return _LANDLORDS[raw] if raw in _LANDLORDS else LandlordKind(raw)
        return one.kind(raw)
    except InvalidValue:
        raise _wrong(one) from None
    except (ValueError, KeyError):
        reason = "impossible-date" if one.kind is date else "wrong-type"
        raise LegalInputRefused(reason, name=one.name, expected=_expected(one.kind)) from None


def _checked(one: Input, value: object) -> object:
    if value is None:
        if one.required:
            raise LegalInputRefused("missing-input", name=one.name, expected=_expected(one.kind))
        return None
    if type(value) is date and value.year not in YEARS:
        raise LegalInputRefused("impossible-date", name=one.name, expected=f"{YEARS.start}-{YEARS.stop - 1}")
    if type(value) is int and value < 0:
        raise LegalInputRefused("negative-amount", name=one.name)
    return value


def _kind(hint: Any) -> type:
    kinds = [kind for kind in get_args(hint) if kind is not NoneType] or [hint]
    kind: type = getattr(kinds[0], "__supertype__", kinds[0])  # cents are whole numbers
    return kind


def _wrong(one: Input) -> LegalInputRefused:
    return LegalInputRefused("wrong-type", name=one.name, expected=_expected(one.kind))


def _expected(kind: type) -> str:
    if issubclass(kind, StrEnum):
        return ", ".join(_LANDLORDS if kind is LandlordKind else [member.value for member in kind])
    return _FORMS.get(kind, "text")
