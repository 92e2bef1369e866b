"""The one codec: events and identities to canonical JSON and back, strictly.

A body is `{"type":"case-received.v1","data":{…}}`: compact, UTF-8, every field present and in the order of the class.
An event is found by its slug, whatever its class is called; the slugs are passed in, so that a plugin's events are
known here without this room knowing plugins.
"""

import json
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any
from typing import TypeVar

import attrs
from cattrs import ClassValidationError
from cattrs import Converter

from ..domain.case import Identity
from ..domain.errors import InvalidValue
from ..domain.event_types import EVENT_TYPES
from ..domain.events import Event
from .converting import first_fault
from .converting import require_supported
from .converting import strict_converter
from .lifts import LIFTS
from .lifts import Lift

_write = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_parse = json.JSONDecoder().decode
LARGEST_BODY = 1_000_000
"""Bytes of the largest body that is written or read; the longest event of prevexp has some thousands."""

_IDENTITY = "identity"
Entity = TypeVar("Entity")
_OPENING = b'{"type":"'


@attrs.frozen(kw_only=True)
class UnknownEvent(Event):
    """An event of a plugin that is not installed: what every event says can be read, the rest is kept byte for byte."""

    type: str
    raw: bytes = attrs.field(repr=False)


class Codec:
    """Encodes and decodes the events of a mapping slug -> class; `lifts` maps an old slug to its `Lift`.

    The lifts of the domain's own events hold wherever the events they lead to are known.

    Raises InvalidValue at building if a class has a field no strict rule can read, or if a lift leads nowhere.
    """

    def __init__(
        self, event_types: Mapping[str, type[Event]] = EVENT_TYPES, lifts: Mapping[str, Lift] | None = None
    ) -> None:
        self._types = dict(event_types)
        own = {slug: step for slug, step in LIFTS.items() if step.to in self._types}
        self._lifts = own | dict(lifts or {})
        for entity in (*self._types.values(), Identity):
            require_supported(entity)
        for slug in self._lifts:
            self._require_arrival(slug)
        self._converter = strict_converter()
        self._openings = {kind: f'{{"type":{_write(slug)},"data":' for slug, kind in self._types.items()}
        self._to_dict = {kind: self._converter.get_unstructure_hook(kind) for kind in self._types.values()}

    @property
    def event_types(self) -> Mapping[str, type[Event]]:
        """Slug -> class of every event that may be written."""
        return MappingProxyType(self._types)

    def encode(self, event: Event) -> bytes:
        """Return the canonical body of an event; an UnknownEvent gives back the bytes it came from."""
        if isinstance(event, UnknownEvent):
            return event.raw
        kind = type(event)
        if kind not in self._openings:
            raise InvalidValue(f"{kind.__name__} is not registered under a slug")
        return _utf8(f"{self._openings[kind]}{_write(self._to_dict[kind](event))}}}", kind.__name__)

    def decode(self, body: bytes) -> Event:
        """Return the event of a body. Raises InvalidValue, which names slug and path but never a value."""
        slug, data = _envelope(body)
        if slug not in self._types and slug not in self._lifts:
            return self._unknown(slug, data, body)
        while step := self._lifts.get(slug):
            slug, data = step.to, step.lift(data)
        event: Event = self._read(slug, self._types[slug], data)
        return event

    def encode_identity(self, identity: Identity) -> bytes:
        """Return the canonical JSON of an identity: all fields in order, texts in clear."""
        return self.encode_entity(identity, _IDENTITY)

    def decode_identity(self, body: bytes) -> Identity:
        """Return the identity of a body; raise InvalidValue, without any value, if it is not exactly one."""
        return self.decode_entity(body, Identity, _IDENTITY)

    def encode_entity(self, entity: object, what: str) -> bytes:
        """Return the canonical JSON of an attrs class that is no event: all fields in order, texts in clear."""
        return _utf8(_write(self._converter.unstructure(entity)), what)

    def decode_entity(self, body: bytes, kind: type[Entity], what: str) -> Entity:
        """Return what `encode_entity` wrote; raise InvalidValue, which names `what` and the path, never a value."""
        entity: Entity = self._read(what, kind, _loads(body, what))
        return entity

    def _read(self, slug: str, kind: type[Any], data: Any) -> Any:
        try:
            return self._converter.structure(data, kind)
        except Exception:  # noqa: BLE001 - whatever failed, the second reading says where, and no value gets out
            path, reason = self._fault(data, kind)
        raise InvalidValue(f"{slug}: {path or 'data'}: {reason}", slug=slug, path=path)

    def _fault(self, data: Any, kind: type[Any]) -> tuple[str, str]:
        try:
            self._detailed.structure(data, kind)
        except (ClassValidationError, InvalidValue) as error:
            return first_fault(error)
        return "", "cannot be read"

    @cached_property
    def _detailed(self) -> Converter:
        return strict_converter(detailed=True)

    def _unknown(self, slug: str, data: Any, body: bytes) -> UnknownEvent:
        shared = {field.name: data.get(field.name) for field in attrs.fields(Event)}
        event: Event = self._read("an event that is not known", Event, shared)  # its slug may be any text
        return UnknownEvent(**attrs.asdict(event, recurse=False), type=slug, raw=body)

    def _require_arrival(self, slug: str) -> None:
        passed = [slug]
        while step := self._lifts.get(passed[-1]):
            if step.to in passed:
                raise InvalidValue(f"the lifts of {slug} go round in a circle")
            passed.append(step.to)
        if passed[-1] not in self._types:
            raise InvalidValue(f"the lifts of {slug} lead to {passed[-1]}, which is not registered")


def slug_of(body: bytes) -> str:
    """Return the slug of an event's body without reading the rest. Raises InvalidValue for what is no body."""
    if body.startswith(_OPENING):
        slug, closing, _ = body[len(_OPENING) :].partition(b'"')
        if closing and slug.isascii():
            return slug.decode()
    return _envelope(body)[0]


def _envelope(body: bytes) -> tuple[str, dict[str, Any]]:
    content = _loads(body, "event")
    if type(content) is not dict or content.keys() != {"type", "data"}:
        raise InvalidValue("event: an object with `type` and `data` is needed")
    slug, data = content["type"], content["data"]
    if type(slug) is not str or type(data) is not dict:
        raise InvalidValue("event: `type` is a slug and `data` an object")
    return slug, data


def _loads(body: bytes, what: str) -> Any:
    if len(body) > LARGEST_BODY:
        raise InvalidValue(f"{what}: more than {LARGEST_BODY} bytes")
    try:
        return _parse(body.decode())
    except (ValueError, RecursionError):
        raise InvalidValue(f"{what}: not JSON in UTF-8") from None


def _utf8(text: str, what: str) -> bytes:
    try:
        body = text.encode()
    except UnicodeEncodeError:
        raise InvalidValue(f"{what}: half a character (a lone surrogate) cannot be written") from None
    if len(body) > LARGEST_BODY:
        raise InvalidValue(f"{what}: more than {LARGEST_BODY} bytes cannot be written")
    return body
