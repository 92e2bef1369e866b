"""The schema of the journal's events."""

import json
from datetime import date

import attrs
import pytest

from prevexp.domain.errors import InvalidValue
from prevexp.domain.event_types import EVENT_TYPES
from prevexp.domain.events import DepartureReported
from prevexp.domain.events import Event
from prevexp.domain.values import utc
from prevexp.exchange.jsonschema import events_schema
from prevexp.storage.codec import Codec


def test_the_schema_of_events_is_the_committed_one(golden):
    """A field that changes shows in review: it needs a new slug and a lift."""
    golden("events.schema.json", json.dumps(events_schema(), ensure_ascii=False, indent=1) + "\n")


def test_every_event_is_a_closed_object_with_all_its_fields():
    """One entry for each slug; nothing may be left out or added."""
    found = {one["properties"]["type"]["const"]: one["properties"]["data"] for one in events_schema()["oneOf"]}
    assert set(found) == set(EVENT_TYPES)
    for slug, data in found.items():
        names = [field.name for field in attrs.fields(EVENT_TYPES[slug])]
        assert data["required"] == names == list(data["properties"])
        assert data["additionalProperties"] is False


def test_what_the_codec_writes_has_the_fields_of_the_schema():
    """The names and their order are those of the encoded body."""
    event = DepartureReported(case_id="c", occurred_on=date(2021, 5, 4), recorded_at=utc(2021, 5, 4))
    body = json.loads(Codec().encode(event))
    schema = next(
        one["properties"] for one in events_schema()["oneOf"] if one["properties"]["type"]["const"] == body["type"]
    )
    assert list(body["data"]) == schema["data"]["required"]


def test_a_type_without_a_schema_is_refused():
    """A float has no place in the journal."""

    @attrs.frozen(kw_only=True)
    class Odd(Event):
        slug = "odd.v1"
        amount: float

    with pytest.raises(InvalidValue):
        events_schema({"odd.v1": Odd})
