"""The canaries of a household: every value it left in the store, by field and group, in each form it could be told in.

A name, a day, an amount are known by themselves, wherever they stand. A word of a vocabulary, a yes or a small number
is the household's only beside the name of its field: `outcome='met'`, `"outcome": "met"`.
"""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from enum import Enum
from typing import Any

import attrs

from prevexp.domain.events import Event
from prevexp.domain.extra import ExtraFact
from prevexp.domain.extra import NotedValue
from prevexp.domain.extra_events import ExtraFactNoted
from prevexp.domain.groups import is_entity
from prevexp.domain.life_events import StruckEntry
from prevexp.domain.values import Month
from prevexp.domain.values import Secret
from prevexp.domain.vocabulary import FieldGroup
from prevexp.render.french import day as day_of
from prevexp.render.french import euros as euros_of

SMALLEST_AMOUNT = 1000
"""From this number of cents on, a number is an amount that is known by itself."""


@attrs.frozen
class Leaf:
    """One value of one field of the store: `field` is `Class.name`."""

    field: str
    group: FieldGroup
    value: Any = attrs.field(repr=False)


@attrs.frozen
class Canary:
    """One value that is looked for: the fields it was found in, their groups, and the texts it can be told in."""

    fields: tuple[str, ...]
    groups: frozenset[FieldGroup]
    forms: tuple[str, ...]
    alone: bool


def leaves(thing: Any, group: FieldGroup | None = None, field: str = "") -> Iterator[Leaf]:
    """Yield every value of an entity and of what stands in it; a fact that is added is of the group noted with it."""
    if isinstance(thing, StruckEntry):
        yield from leaves(thing.event)
    elif isinstance(thing, tuple):
        for one in thing:
            yield from leaves(one, group, field)
    elif is_entity(type(thing)):
        own = _own_group(thing, group, field)
        for one in attrs.fields(type(thing)):
            of = own if own and one.metadata["group"] is not FieldGroup.TECHNICAL else one.metadata["group"]
            yield from leaves(getattr(thing, one.name), of, f"{type(thing).__name__}.{one.name}")
    elif thing is not None:
        assert group is not None
        yield Leaf(field, group, thing)


def _own_group(thing: Any, group: FieldGroup | None, field: str) -> FieldGroup | None:
    """Return the group that what stands in a thing is of, whatever its fields say; None: as they say."""
    if isinstance(thing, ExtraFact | ExtraFactNoted):
        return thing.group
    return group if type(thing) is NotedValue or field.endswith(".health_resources") else None


def normal(text: str) -> str:
    """Return a text as it is compared: composed, without case, every space alike."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).split())


def words_known(stored: Iterable[Leaf]) -> frozenset[date]:
    """Return the days on which something was noted: they are the journal's, and no household's alone."""
    return frozenset(one.value for one in stored if one.field.endswith(".occurred_on"))


def is_alone(leaf: Leaf, noted_on: frozenset[date]) -> bool:
    """Say whether a value is known by itself."""
    value = leaf.value
    if isinstance(value, Secret):
        return True
    if type(value) is date:
        return value not in noted_on
    if type(value) is int:
        return value >= SMALLEST_AMOUNT
    return type(value) is str and ("z" in value.lower()[:4] or value.startswith("P") or value[:2] == "62")


def forms_of(leaf: Leaf, noted_on: frozenset[date]) -> Iterator[str]:
    """Yield the texts a value can be told in."""
    value = leaf.value
    if not is_alone(leaf, noted_on):
        yield from _beside(leaf.field.partition(".")[2], value)
    elif isinstance(value, Secret):
        yield from _of_text(value.reveal())
    elif type(value) is date:
        yield from _of_day(value)
    elif type(value) is int:
        yield from _of_cents(value)
    else:
        yield from _of_text(value)


def _of_text(text: str) -> Iterator[str]:
    yield text
    yield unicodedata.normalize("NFD", text)
    yield json.dumps(text)[1:-1]
    if len(text) == 10 and text[4] == "-":
        yield from _of_day(date.fromisoformat(text))
    if text.startswith("+33"):
        national = "0" + text[3:]
        pairs = [national[at : at + 2] for at in range(0, 10, 2)]
        yield from (text[1:], national, " ".join(pairs), ".".join(pairs))


def _of_day(on: date) -> Iterator[str]:
    yield from (on.isoformat(), repr(on), f"{on:%d/%m/%Y}", f"{on:%Y%m%d}", day_of(on))


def _of_cents(cents: int) -> Iterator[str]:
    euros, rest = divmod(cents, 100)
    yield from (str(cents), f"{euros}.{rest:02}", f"{euros},{rest:02}", euros_of(cents))


def _beside(name: str, value: Any) -> Iterator[str]:
    plain = value.value if isinstance(value, Enum) else value
    told = plain.isoformat() if isinstance(plain, date) else plain
    yield f"{name}={value!r}"
    yield f"{name}={plain!r}"
    yield f"'{name}': {value!r}"
    yield f"'{name}': {plain!r}"
    yield f'"{name}": {json.dumps(told, default=str)}'


def canaries_of(stored: Iterable[Leaf]) -> tuple[Canary, ...]:
    """Return the canaries of what is stored: one for each value that is looked for, technical ones left out."""
    stored = tuple(stored)
    noted_on = words_known(stored)
    found: defaultdict[tuple[str, ...], list[Leaf]] = defaultdict(list)
    for leaf in stored:
        if (leaf.group is not FieldGroup.TECHNICAL or leaf.field in REFERENCES) and not _of_the_entry(leaf, noted_on):
            forms = tuple(dict.fromkeys(map(normal, forms_of(leaf, noted_on))))
            found[forms].append(leaf)
    return tuple(
        Canary(
            tuple(sorted({leaf.field for leaf in told})),
            frozenset(leaf.group for leaf in told),
            forms,
            any(is_alone(leaf, noted_on) for leaf in told),
        )
        for forms, told in found.items()
    )


def _of_the_entry(leaf: Leaf, noted_on: frozenset[date]) -> bool:
    """Say whether a value is the day of an entry itself, which every entry shows as technical."""
    return leaf.field.endswith(".on") and leaf.value in noted_on


REFERENCES = frozenset(
    {"Case.references", "CaseReceived.reference", "CaseListedAgain.reference", "ReferenceAdded.reference"}
)
"""Technical by group, and yet looked for: by the secretariat's reference others find the household."""


def hits(canaries: Iterable[Canary], text: str) -> Iterator[Canary]:
    """Yield the canaries that are told in a text."""
    told = normal(text)
    for canary in canaries:
        if any(_stands(form, told) for form in canary.forms):
            yield canary


def _stands(form: str, told: str) -> bool:
    at = told.find(form)
    while at >= 0:
        before, after = told[at - 1 : at] if at else "", told[at + len(form) : at + len(form) + 1]
        if not (form[0].isalnum() and before.isalnum()) and not (form[-1].isalnum() and after.isalnum()):
            return True
        at = told.find(form, at + 1)
    return False


def plain(thing: Any) -> str:
    """Return all a thing holds as a text, secrets revealed: what somebody who is handed it can read."""
    return "\n".join(_plain(thing, set()))


def _plain(thing: Any, seen: set[int]) -> Iterator[str]:
    if isinstance(thing, Secret):
        yield thing.reveal()
    elif isinstance(thing, str | int | float | date | datetime | Enum | bytes | Month) or thing is None:
        yield f"{thing!r}"
    elif id(thing) not in seen:
        seen.add(id(thing))
        for name, value in _parts(thing):
            for line in _plain(value, seen):
                yield f"{name}={line}"


def _parts(thing: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(thing, Mapping):
        yield from ((str(key), value) for key, value in thing.items())
    elif isinstance(thing, tuple | list | set | frozenset):
        yield from (("", one) for one in thing)
    elif attrs.has(type(thing)):
        yield from ((one.name, getattr(thing, one.name)) for one in attrs.fields(type(thing)))
    elif isinstance(thing, Event) or hasattr(thing, "__dict__"):
        yield from vars(thing).items()
