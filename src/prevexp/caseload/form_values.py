"""Values of a form that a worker fills: what may be absent, amounts in euros, words of a vocabulary, each once.

Beside what `Section` reads. An absent key is None, not known.
"""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Any
from typing import TypeVar

from ..domain.values import LARGEST
from ..domain.values import Cents
from ..domain.values import identifier
from ..registry.problems import ProblemCode
from ..registry.sections import Section

AMOUNT_NOT_KNOWN = "?"

_E = TypeVar("_E", bound=StrEnum)
_AMOUNT = "montant en euros, zéro ou plus, deux décimales au plus (450.50)"
_AMOUNTS = f'{_AMOUNT}, liste de montants, ou "{AMOUNT_NOT_KNOWN}" si le montant n’est pas connu'


def yes_no(section: Section, key: str) -> bool | None:
    """Read true or false."""
    section.seen.add(key)
    return section.flag(key) if key in section.table else None


def number(section: Section, key: str, lowest: int, highest: int) -> int | None:
    """Read a whole number between two bounds, both included."""
    section.seen.add(key)
    value = section.table.get(key)
    if value is None or (type(value) is int and lowest <= value <= highest):
        return value
    section.report(ProblemCode.WRONG_TYPE, key, expected=f"nombre entier, de {lowest} à {highest}")
    return None


def word(section: Section, key: str, vocabulary: type[_E]) -> _E | None:
    """Read a word of a vocabulary."""
    section.seen.add(key)
    return section.choice(key, vocabulary) if key in section.table else None


def needed(section: Section, key: str, vocabulary: type[_E]) -> _E:
    """Read a word of a vocabulary that must be there; a placeholder stands in for what is missing."""
    if key in section.table:
        return section.choice(key, vocabulary)
    section.seen.add(key)
    section.report(ProblemCode.MISSING_KEY, key, expected=", ".join(vocabulary))
    return next(iter(vocabulary))


def words(section: Section, key: str, vocabulary: type[_E]) -> tuple[_E, ...] | None:
    """Read words of a vocabulary, each once; an empty list is known to be empty."""
    section.seen.add(key)
    if key not in section.table:
        return None
    found = section.choices(key, vocabulary)
    return found if _each_once(section, key, found) else ()


def slugs(section: Section, key: str) -> tuple[str, ...]:
    """Read identifiers, each once."""
    found = section.texts(key)
    if not all(identifier.pattern.fullmatch(one) for one in found):
        section.report(ProblemCode.WRONG_TYPE, key, expected="identifiants : lettres, chiffres, tirets")
        return ()
    return found if _each_once(section, key, found) else ()


def slug(section: Section, key: str) -> str | None:
    """Read one identifier."""
    section.seen.add(key)
    if key not in section.table:
        return None
    found = section.text(key)
    if key not in section.faulty and not identifier.pattern.fullmatch(found):
        section.report(ProblemCode.WRONG_TYPE, key, expected="identifiant : lettres, chiffres, tirets")
        return None
    return found or None


def euros(section: Section, key: str) -> Cents | None:
    """Read an amount in euros as cents; `"?"` is not known, like an absent key."""
    section.seen.add(key)
    value = section.table.get(key)
    if value is None or value == AMOUNT_NOT_KNOWN:
        return None
    found = _cents(value)
    if found is None:
        section.report(ProblemCode.WRONG_TYPE, key, expected=_AMOUNT)
    return found


def amounts(section: Section, vocabulary: type[_E]) -> Iterator[tuple[_E, Cents | None]]:
    """Yield each kind that has a key of its own, with its amount; a list gives the kind several times."""
    for kind in vocabulary:
        section.seen.add(kind.value)
        if kind.value not in section.table:
            continue
        value = section.table[kind.value]
        for one in value if type(value) is list else [value]:
            found = None if one == AMOUNT_NOT_KNOWN else _cents(one)
            if found is None and one != AMOUNT_NOT_KNOWN:
                section.report(ProblemCode.WRONG_TYPE, kind.value, expected=_AMOUNTS)
                break
            yield kind, found


def _cents(value: Any) -> Cents | None:
    """Return an amount in cents, None for what is none: a fraction of a cent is not rounded away."""
    if type(value) not in {int, Decimal}:
        return None
    exact = Decimal(value)
    if not exact.is_finite() or not 0 <= exact <= LARGEST // 100 or exact.scaleb(2) != int(exact.scaleb(2)):
        return None
    return Cents(int(exact.scaleb(2)))


def _each_once(section: Section, key: str, found: tuple[str, ...]) -> bool:
    if len(set(found)) == len(found):
        return True
    section.report(ProblemCode.TWICE, key)
    return False
