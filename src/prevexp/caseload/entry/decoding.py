"""One line to one entry, strictly: exact types, no key too many, every fault of the line named without its value."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any
from typing import get_args
from typing import get_origin

import attrs
from cattrs import BaseConverter
from cattrs import ClassValidationError
from cattrs import Converter

from ...casework.command import Command
from ...domain.errors import InvalidValue
from ...domain.events import Event
from ...domain.groups import Veiled
from ...domain.values import identifier
from ...storage.converting import first_fault
from ...storage.converting import strict_converter
from .kinds import EVENT_KEYS
from .kinds import LINE_KEYS
from .kinds import OTHER_DOORS
from .kinds import command_kinds
from .kinds import is_decided
from .lines import RawLine
from .results import EntryFault
from .results import LineRefused

EventTypes = Mapping[str, type[Event]]

_SHARED = frozenset(field.name for field in attrs.fields(Event))


@attrs.frozen(kw_only=True)
class Entry(Veiled):
    """One line that can be read: which case, which day, and a command or the class and the fields of an event."""

    line: int
    reference: str = attrs.field(repr=False)
    on: date
    slug: str
    command: Command | None = attrs.field(default=None, repr=False)
    event: type[Event] | None = None
    fields: Mapping[str, Any] = attrs.field(factory=dict, repr=False)
    said: Mapping[str, Any] = attrs.field(repr=False, metadata={"description": "the line as it was written"})
    key: str | None = attrs.field(default=None, repr=False)


@attrs.define
class _Line(Veiled):
    """A line being read and the faults found so far."""

    number: int
    content: Mapping[str, Any]
    faults: list[LineRefused] = attrs.field(factory=list)

    def fault(self, code: EntryFault, **params: object) -> None:
        told = {name: str(value) for name, value in params.items() if value is not None}
        self.faults.append(LineRefused(line=self.number, code=code, params=told))

    def text(self, key: str) -> str:
        value = self.content.get(key)
        if key not in self.content:
            self.fault(EntryFault.MISSING_KEY, key=key)
        elif type(value) is not str or not identifier.pattern.fullmatch(value):
            self.fault(EntryFault.WRONG_VALUE, key=key, expected="identifier")
            return ""
        return value or ""


def decode(raw: RawLine, event_types: EventTypes) -> Entry | list[LineRefused]:
    """Return the entry of a line, or everything that is wrong with it."""
    line = _Line(raw.line, raw.content)
    if ("command" in raw.content) is ("type" in raw.content):
        line.fault(EntryFault.NO_KIND)
        return line.faults
    entry = _command(line) if "command" in raw.content else _event(line, event_types)
    return line.faults if entry is None or line.faults else entry


def _command(line: _Line) -> Entry | None:
    slug, known = line.text("command"), command_kinds()
    if line.faults:
        return None
    if slug not in known:
        line.fault(EntryFault.UNKNOWN_KIND, key="command", nearest=_nearest(slug, known))
        return None
    kind = known[slug]
    reference, key = line.text("case"), _key(line)
    fields = _fields(line, kind, line.content, frozenset(), LINE_KEYS)
    command = _made(line, kind, fields)
    if command is None:
        return None
    said = line.content
    return Entry(line=line.number, reference=reference, on=command.on, slug=slug, command=command, said=said, key=key)


def _event(line: _Line, event_types: EventTypes) -> Entry | None:
    slug = line.text("type")
    if line.faults:
        return None
    kind = event_types.get(slug)
    if kind is None or kind in OTHER_DOORS or is_decided(kind):
        code = EntryFault.BY_COMMAND if kind and is_decided(kind) else EntryFault.OTHER_DOOR
        nearest = None if kind else _nearest(slug, event_types)
        line.fault(code if kind else EntryFault.UNKNOWN_KIND, key="type", nearest=nearest)
        return None
    _refuse_other_keys(line, line.content, EVENT_KEYS)
    reference, key, on = line.text("case"), _key(line), _day(line)
    data = line.content.get("data", {})
    if type(data) is not dict:
        line.fault(EntryFault.WRONG_VALUE, key="data", expected="object")
        return None
    fields = _fields(line, kind, data, _SHARED, ())
    if on is None or line.faults:
        return None
    said = line.content
    return Entry(line=line.number, reference=reference, on=on, slug=slug, event=kind, fields=fields, said=said, key=key)


def _key(line: _Line) -> str | None:
    return line.text("key") if "key" in line.content else None


def _day(line: _Line) -> date | None:
    if "on" not in line.content:
        line.fault(EntryFault.MISSING_KEY, key="on")
        return None
    try:
        found: date = _converter().get_structure_hook(date)(line.content["on"], date)
    except InvalidValue:
        line.fault(EntryFault.WRONG_VALUE, key="on", expected="date")
        return None
    return found


def _fields(
    line: _Line, kind: type[Any], values: Mapping[str, Any], left_out: frozenset[str], more: Iterable[str]
) -> dict[str, Any]:
    """Return the fields that are right; each that is wrong, missing or too many is a fault of the line."""
    known = {field.name: field for field in attrs.fields(attrs.resolve_types(kind)) if field.name not in left_out}
    _refuse_other_keys(line, values, (*known, *more))
    found: dict[str, Any] = {}
    for name, field in known.items():
        if name not in values:
            if field.default is attrs.NOTHING:
                line.fault(EntryFault.MISSING_KEY, key=name, **_expected(field.type))
            continue
        try:
            found[name] = _converter().get_structure_hook(field.type)(values[name], field.type)
            _valid(field, found[name])
        except (ValueError, TypeError, ClassValidationError) as error:
            path = first_fault(error)[0] if isinstance(error, ClassValidationError) else ""
            expected = _expected(field.type) if not path else {}
            near = _nearest(values[name], _allowed(field.type)) if type(values[name]) is str else None
            line.fault(EntryFault.WRONG_VALUE, key=f"{name}.{path}".rstrip("."), nearest=near, **expected)
    return found


def _valid(field: "attrs.Attribute[Any]", value: Any) -> None:
    if field.validator is not None:
        field.validator(None, field, value)


def _made(line: _Line, kind: type[Command], fields: Mapping[str, Any]) -> Command | None:
    """Make the command; what its fields say against each other is a fault of the whole line."""
    if line.faults:
        return None
    try:
        return kind(**fields)
    except (ValueError, TypeError):
        line.fault(EntryFault.WRONG_VALUE)
        return None


def _refuse_other_keys(line: _Line, values: Iterable[str], known: Iterable[str]) -> None:
    """Refuse keys that are not known, by their place: a key may be anything, a name included."""
    names = tuple(known)
    for place, name in enumerate(values, 1):
        if name not in names:
            line.fault(EntryFault.UNKNOWN_KEY, place=place, nearest=_nearest(name, names))


def _nearest(word: str, names: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(word, sorted(names), n=1)), None)


def _some(kind: Any) -> Any:
    """Return X of `X | None`, of a new type and of a list."""
    kind = getattr(kind, "__supertype__", kind)
    options = [one for one in get_args(kind) if one not in (NoneType, ...)]
    return _some(options[0]) if len(options) == 1 else kind


def _allowed(kind: Any) -> tuple[str, ...]:
    some = _some(kind)
    return tuple(one.value for one in some) if isinstance(some, type) and issubclass(some, StrEnum) else ()


def _expected(kind: Any) -> dict[str, str]:
    """Say what a field takes: the words of its vocabulary, or a slug for its type."""
    words = {"allowed": ", ".join(_allowed(kind))} if _allowed(kind) else {}
    if any(_is_list(one) for one in (kind, *get_args(kind))):
        return {"expected": "list", **words}
    if words:
        return words
    some = _some(kind)
    names = {str: "text", int: "integer", bool: "flag", date: "date"}
    return {"expected": names.get(some, "object" if attrs.has(some) else "value")}


@cache
def _converter() -> Converter:
    """Return the strict converter of the journal, for objects that leave out what has a default."""
    converter = strict_converter(detailed=True, defaults=True)
    converter.register_structure_hook_factory(_is_list, _list_of)
    return converter


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _list_of(kind: Any, converter: BaseConverter) -> Callable[[Any, Any], Any]:
    item = get_args(kind)[0]

    def read(value: Any, _: Any) -> Any:
        if type(value) is not list:
            raise InvalidValue("a list is needed")
        one = converter.get_structure_hook(item)
        return tuple(one(each, item) for each in value)

    return read
