"""The schema of the journal's events."""

import json
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema import FormatChecker

from prevexp.domain.case import ListedFacts
from prevexp.domain.errors import InvalidValue
from prevexp.domain.event_types import EVENT_TYPES
from prevexp.domain.events import CaseReceived
from prevexp.domain.events import Event
from prevexp.domain.values import Month
from prevexp.domain.values import utc
from prevexp.exchange.jsonschema import events_schema
from prevexp.storage.codec import Codec
from prevexp.testing.strategies import events

CODEC = Codec()
SCHEMA = Draft202012Validator(events_schema(), format_checker=FormatChecker())
ODD = st.sampled_from(
    [
        *("", " ", "2021-05", "2021-13", "2021-05-04", "2021-02-30", "20210504", "2021-05-04T08:00:00+00:00"),
        *("2021-05-04T08:00:00Z", "2021-05-04T08:00:00+02:00", "2021-05-04T08:00:00", "inconnu", "oui", "c" * 65),
        *(True, None, -1, 0, 1, 30, 31, 10**9, 10**9 + 1, 2**53, 2**53 + 1, 1.5, [], ["a"], [1], {}),
    ]
)


def _slug(entry):
    return entry["properties"]["type"]["const"]


def _decodes(body):
    try:
        CODEC.decode(json.dumps(body).encode())
    except InvalidValue:
        return False
    return True


@pytest.fixture
def received_body():
    """Return the first event of a case, as it is written."""
    event = CaseReceived(
        case_id="c",
        household_id="h",
        occurred_on=date(2021, 5, 4),
        recorded_at=utc(2021, 5, 4, 8),
        territory="99",
        transfer="t",
        line=2,
        month=Month(2021, 5),
        reference="R-1",
        facts=ListedFacts(),
    )
    return json.loads(CODEC.encode(event))


def test_the_schema_of_events_is_the_committed_one(golden):
    """A field that changes shows in review: it needs a new slug and a lift."""
    golden("events.schema.json", json.dumps(events_schema(), ensure_ascii=False, indent=1) + "\n")


def test_every_event_is_a_closed_object_with_all_its_fields():
    """One entry for each slug; nothing may be left out or added."""
    found = {_slug(one): one["properties"]["data"] for one in events_schema()["oneOf"]}
    assert set(found) == set(EVENT_TYPES)
    for slug, data in found.items():
        names = [field.name for field in attrs.fields(EVENT_TYPES[slug])]
        assert data["required"] == names == list(data["properties"])
        assert data["additionalProperties"] is False


@given(events())
def test_what_the_codec_writes_is_what_the_schema_says(event):
    """Every event, encoded, is an instance of the schema, its fields in the same order."""
    body = json.loads(CODEC.encode(event))
    SCHEMA.validate(body)
    described = next(one["properties"] for one in SCHEMA.schema["oneOf"] if _slug(one) == body["type"])
    assert list(body["data"]) == described["data"]["required"]


@given(events(), st.data())
def test_what_the_schema_refuses_the_codec_refuses(event, data):
    """Whoever writes by the schema alone is never stricter than the codec, whatever stands in one field."""
    body = json.loads(CODEC.encode(event))
    holder = data.draw(st.sampled_from([one for one in (body["data"], body["data"].get("facts")) if one]))
    holder[data.draw(st.sampled_from([*holder, "more"]))] = data.draw(ODD | st.integers() | st.text(max_size=70))
    assert SCHEMA.is_valid(body) or not _decodes(body)


@pytest.mark.parametrize(
    ("field", "last", "beyond"),
    [
        ("line", 1, 0),
        ("line", 10**9, 10**9 + 1),
        ("territory", "t" * 64, "t" * 65),
        ("transfer", "a", ""),
        ("month", "2021-12", "2021-13"),
        ("occurred_on", "2021-05-04", "20210504"),
        ("recorded_at", "2021-05-04T08:00:00.000001+00:00", "2021-05-04T08:00:00"),
        ("facts.rent_cents", 2**53, 2**53 + 1),
        ("facts.arrears_cents", 0, -1),
        ("facts.persons", 30, 31),
        ("facts.answer_from", None, "la caf"),
        ("facts.stage", "audience", "audiences"),
    ],
)
def test_schema_and_codec_draw_the_same_line(received_body, field, last, beyond):
    """The last value accepted and the first one refused are the same for both."""
    *path, name = field.split(".")
    holder = received_body["data"]["facts"] if path else received_body["data"]
    for value, accepted in ((last, True), (beyond, False)):
        holder[name] = value
        assert (SCHEMA.is_valid(received_body), _decodes(received_body)) == (accepted, accepted)


def test_a_type_without_a_schema_is_refused():
    """A float has no place in the journal."""

    @attrs.frozen(kw_only=True)
    class Odd(Event):
        slug = "odd.v1"
        amount: float

    with pytest.raises(InvalidValue):
        events_schema({"odd.v1": Odd})
