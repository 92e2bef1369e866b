"""Bodies of events and identities, and lines that note what was done: JSON that somebody may have changed."""

import json
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from random import Random
from types import NoneType
from typing import Any
from typing import get_args
from typing import get_origin

import attrs
from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import given
from hypothesis import settings

from prevexp.caseload.entry.kinds import command_kinds
from prevexp.domain.event_types import EVENT_TYPES
from prevexp.storage.codec import Codec
from prevexp.storage.codec import slug_of
from prevexp.storage.lifts import LIFTS
from prevexp.testing.strategies import events
from prevexp.testing.strategies import identities

from .doors import Door
from .lists import Team
from .lists import sound_rows
from .mutation import CANARY
from .mutation import json_text

CODEC = Codec()
LETTER = {"case": "62-2021-1", "command": "record-attempt", "on": "2021-05-10", "channel": "letter"}
LETTER |= {"outcome": "no_answer"}
_NAMES = {"key", "fact"}
"""Names of keys and of facts are told as they were typed: whoever is to correct them must find them."""

LINES = 200
"""Lines of a file of entries, every one of them wrong."""


def bodies() -> Mapping[str, list[Any]]:
    """Return sound bodies of every event, old slugs included, and of identities, their texts made the canary."""
    found = {slug: _drawn(events(kind), CODEC.encode, 3) for slug, kind in EVENT_TYPES.items()}
    for old, lift in LIFTS.items():
        found[old] = [{"type": old, "data": body["data"]} for body in found[lift.to]]
    found["nobody.event.v1"] = [{"type": "nobody.event.v1", "data": found["case-closed.v2"][0]["data"]}]
    return found


def _drawn(strategy: Any, encode: Callable[[Any], bytes], number: int) -> list[Any]:
    """Return some values of a strategy as JSON has them, the same each time."""
    found: list[Any] = []

    @settings(
        max_examples=number,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def keep(value: Any) -> None:
        found.append(json.loads(encode(value)))

    keep()
    return found


def journal_doors(team: Team) -> Iterator[Door]:
    """Yield the doors of the codec and of entries."""
    sound = [body for some in bodies().values() for body in some]
    people = _drawn(identities(), CODEC.encode_identity, 20)

    def event(path: Path) -> object:
        body = path.read_bytes()
        decoded = CODEC.decode(body)
        if CODEC.decode(CODEC.encode(decoded)) != decoded:
            raise AssertionError("what was decoded does not come back")
        return slug_of(body) and None

    def identity(path: Path) -> object:
        decoded = CODEC.decode_identity(path.read_bytes())
        if CODEC.decode_identity(CODEC.encode_identity(decoded)) != decoded:
            raise AssertionError("what was decoded does not come back")

    def slug(path: Path) -> object:
        return slug_of(path.read_bytes()) and None

    for name, values, read, share in (
        ("event", sound, event, 120),
        ("identity", people, identity, 20),
        ("name of an event", sound, slug, 10),
    ):
        whole = json.dumps(values[0]).encode()
        yield Door(name=name, suffix=".json", share=share, sound=whole, make=_one_of(values), read=read)
    lines, entries = json.dumps(LETTER).encode(), Entries(team)
    yield Door(
        name="entries line by line", suffix=".jsonl", share=44, sound=lines, make=wrong_lines, read=entries.record
    )


def _one_of(sound: list[Any]) -> Any:
    def make(chance: Random) -> tuple[bytes, int]:
        value = chance.choice(sound)
        return json_text(_with_canary(value, chance), chance), 1

    return make


def _with_canary(value: Any, chance: Random) -> Any:
    """Return a body with the canary in some of its texts, the slug apart."""
    if isinstance(value, dict):
        return {name: part if name == "type" else _with_canary(part, chance) for name, part in value.items()}
    return CANARY if isinstance(value, str) and chance.random() < 0.05 else value


class Entries:
    """Cases on which lines are noted, none of them written."""

    def __init__(self, team: Team) -> None:
        self._caseload = team.opened()
        self._ready = False

    def record(self, path: Path) -> object:
        """Decide on the lines of a file; what is refused is told by codes, keys and numbers."""
        if not self._ready:
            self._receive(path.parent)
        entries = self._caseload.record_batch(path, dry_run=True)
        told = [(name, said) for one in entries.refused for name, said in one.params.items() if name not in _NAMES]
        return (told, [one.code for one in entries.refused]) if entries.refused else ""

    def _receive(self, folder: Path) -> None:
        path = folder / "liste.csv"
        path.write_text("\n".join(",".join(row) for row in _numbered(sound_rows()[:6])), encoding="utf-8")
        self._caseload.receive(path, received_on=date(2021, 5, 4))
        self._caseload.allocate(on=date(2021, 5, 4))
        self._ready = True


def _numbered(rows: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, ...]]:
    header, *others = rows
    yield header
    yield from ((f"62-2021-{number}", *row[1:]) for number, row in enumerate(others, 1))


def wrong_lines(chance: Random) -> tuple[bytes, int]:
    """Return a file of entries every line of which says something it should not."""
    lines = [json_text(_entry(chance), chance).replace(b"\n", b" ") for _ in range(LINES)]
    return b"\n".join(lines), LINES


def _entry(chance: Random) -> dict[str, Any]:
    case = f"62-2021-{chance.randrange(1, 7)}"
    if chance.random() < 0.7:
        slug, kind = chance.choice(sorted(command_kinds().items()))
        said = {field.name: plausible(field.type, chance) for field in attrs.fields(attrs.resolve_types(kind))}
        return {"case": case, "command": slug, **said}
    slug, event = chance.choice(sorted(EVENT_TYPES.items()))
    shared = {"case_id", "occurred_on", "recorded_at"}
    fields = [field for field in attrs.fields(attrs.resolve_types(event)) if field.name not in shared]
    data = {field.name: plausible(field.type, chance) for field in fields}
    return {"case": case, "type": slug, "on": "2021-05-20", "data": data}


def plausible(kind: Any, chance: Random) -> Any:
    """Return a value that a field of a type may hold, as JSON has it."""
    kind = getattr(kind, "__supertype__", kind)
    options = get_args(kind)
    if NoneType in options:
        return plausible(options[0], chance) if chance.random() < 0.5 else None
    if get_origin(kind) is tuple:
        return [plausible(options[0], chance) for _ in range(chance.randrange(3))]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return chance.choice([one.value for one in kind])
    if isinstance(kind, type) and attrs.has(kind):
        fields = attrs.fields(attrs.resolve_types(kind))
        return {field.name: plausible(field.type, chance) for field in fields}
    plain: dict[Any, Any] = {bool: True, int: chance.randrange(1, 3), date: "2021-05-20"}
    return plain.get(kind, chance.choice((CANARY, "caf", "social-1", "legal-1")))
