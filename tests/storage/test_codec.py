"""The codec: canonical JSON, read back strictly."""

import json
from datetime import UTC
from datetime import date
from datetime import datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import settings

from prevexp.domain.case import Identity
from prevexp.domain.case import ListedFacts
from prevexp.domain.errors import InvalidValue
from prevexp.domain.event_types import EVENT_TYPES
from prevexp.domain.events import CaseReceived
from prevexp.domain.events import DebtSettledReported
from prevexp.domain.events import Event
from prevexp.domain.life_events import CaseClosed
from prevexp.domain.values import Month
from prevexp.domain.values import Secret
from prevexp.domain.vocabulary import ClosureReason
from prevexp.storage.codec import Codec
from prevexp.testing.strategies import FIELDS
from prevexp.testing.strategies import events
from prevexp.testing.strategies import identities

CODEC = Codec()
CLOSED = CaseClosed(
    case_id="a" * 32,
    occurred_on=date(2021, 5, 4),
    recorded_at=datetime(2021, 5, 4, 8, tzinfo=UTC),
    reason=ClosureReason.DEBT_CLEARED,
)
RECEIVED = CaseReceived(
    case_id="a" * 32,
    household_id="b" * 32,
    occurred_on=date(2021, 5, 4),
    recorded_at=datetime(2021, 5, 4, 8, 0, 0, 5, tzinfo=UTC),
    territory="99",
    transfer="t" * 32,
    line=2,
    month=Month(2021, 5),
    reference="R-1",
    facts=ListedFacts(commune="99001", persons=3, arrears_cents=0),
    known_identity=("surname", "phone"),
)


def changed(event, path, value):
    """Return an event's body with one value of its data replaced; `...` takes the field away."""
    content = json.loads(CODEC.encode(event))
    *folders, last = ("data", *path.split("."))
    place = content
    for folder in folders:
        place = place[folder]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return json.dumps(content).encode()


@given(events())
@settings(max_examples=200)
def test_every_event_comes_back_equal_and_is_written_one_way(event):
    """Decoding undoes encoding, and encoding again gives the same bytes."""
    body = CODEC.encode(event)
    assert CODEC.decode(body) == event
    assert CODEC.encode(CODEC.decode(body)) == body


@given(identities())
@settings(max_examples=100)
def test_every_identity_comes_back_equal(identity):
    """An identity in clear is a JSON object with all its fields in order."""
    body = CODEC.encode_identity(identity)
    assert CODEC.decode_identity(body) == identity
    assert list(json.loads(body)) == [field.name for field in attrs.fields(Identity)]


def test_the_canonical_form_is_compact_ordered_and_complete():
    """The very bytes: envelope, fields in the order of the class, UTF-8, null for what is not known."""
    assert CODEC.encode(CLOSED).decode() == (
        '{"type":"case-closed.v2","data":{"case_id":"' + "a" * 32 + '","occurred_on":"2021-05-04",'
        '"recorded_at":"2021-05-04T08:00:00+00:00","reason":"debt_cleared","outcome":"not_known"}}'
    )
    assert CODEC.encode_identity(Identity(surname=Secret('Élan "x"\n'))).decode() == (
        '{"surname":"Élan \\"x\\"\\n","first_name":null,"born_on":null,"phone":null,"email":null,"street":null,'
        '"postcode":null,"landlord_name":null,"landlord_siret":null}'
    )
    data = json.loads(CODEC.encode(RECEIVED))["data"]
    assert list(data) == [field.name for field in attrs.fields(CaseReceived)]
    assert list(data["facts"]) == [field.name for field in attrs.fields(ListedFacts)]
    assert (data["month"], data["recorded_at"]) == ("2021-05", "2021-05-04T08:00:00.000005+00:00")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("facts.persons", "12"),
        ("facts.persons", 12.0),
        ("facts.persons", True),
        ("facts.rent_cents", 12.7),
        ("facts.rent_cents", "12"),
        ("facts.rent_cents", -1),
        ("facts.commune", 99001),
        ("facts.stage", "no-stage"),
        ("facts.stage", None),
        ("facts.stage", 1),
        ("facts.act_on", "20210504"),
        ("facts.act_on", "2021-W18-2"),
        ("facts.act_on", "2021-02-30"),
        ("facts.act_on", "2021-05-04T00:00:00"),
        ("facts", None),
        ("facts", []),
        ("facts.persons", ...),
        ("facts.unheard_of", 1),
        ("line", None),
        ("line", ...),
        ("unheard_of", 1),
        ("territory", None),
        ("recorded_at", "2021-05-04T08:00:00"),
        ("recorded_at", "2021-05-04T08:00:00Z"),
        ("recorded_at", "2021-05-04T10:00:00+02:00"),
        ("recorded_at", "2021-05-04"),
        ("occurred_on", None),
        ("month", "2021-5"),
        ("month", "2021-13"),
        ("known_identity", "surname"),
        ("known_identity", [1]),
        ("known_identity", None),
        ("known_identity", {"surname": 1}),
    ],
)
def test_nothing_is_coerced_filled_in_or_left_over(path, value):
    """A value of another type, another writing, a missing or an additional field is refused."""
    with pytest.raises(InvalidValue):
        CODEC.decode(changed(RECEIVED, path, value))


@pytest.mark.parametrize("value", ["non", "true", 0, 1, None, "", []])
def test_only_true_and_false_are_yes_and_no(value):
    """The text "non" is not True, and neither is 1."""
    body = CODEC.encode(DebtSettledReported(**attrs.asdict(CLOSED, filter=attrs.filters.exclude("reason", "outcome"))))
    content = json.loads(body)
    content["data"]["settled"] = value
    with pytest.raises(InvalidValue):
        CODEC.decode(json.dumps(content).encode())


@pytest.mark.parametrize("value", [None, 1, ["x"]])
def test_an_identity_holds_texts_or_nothing(value):
    """None stays None and is never the text "None"; a number is no name."""
    body = json.loads(CODEC.encode_identity(Identity()))
    content = json.dumps(body | {"surname": value}).encode()
    if value is None:
        assert CODEC.decode_identity(content).surname is None
    else:
        with pytest.raises(InvalidValue):
            CODEC.decode_identity(content)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b"{}",
        b'{"type":"case-closed.v1"}',
        b'{"type":1,"data":{}}',
        b'{"type":"case-closed.v1","data":[]}',
        b'{"type":"case-closed.v1","data":{},"more":1}',
        b'{"type":"unknown.v1","data":{"case_id":"x"}}',
    ],
)
def test_what_is_no_event_is_refused(body):
    """Bytes that are not an envelope around an object, or not even JSON, are InvalidValue."""
    with pytest.raises(InvalidValue):
        CODEC.decode(body)


def test_an_error_names_slug_and_path_but_no_value():
    """Whoever reads the message learns where to look and nothing about anybody."""
    canary = "Zz-canary"
    for path, place in (("facts.stage", "facts.stage"), ("month", "month"), ("facts.persons", "facts.persons")):
        with pytest.raises(InvalidValue) as refused:
            CODEC.decode(changed(RECEIVED, path, canary))
        assert refused.value.params == {"slug": "case-received.v1", "path": place}
        assert str(refused.value).startswith(f"case-received.v1: {place}: ")
        assert canary not in str(refused.value)
        assert refused.value.__cause__ is None
        assert refused.value.__context__ is None
    with pytest.raises(InvalidValue) as refused:
        CODEC.decode(changed(RECEIVED, canary, 1))
    assert canary not in str(refused.value)


def test_a_lone_surrogate_is_refused_without_being_told():
    """Half a character cannot be stored, and the error does not repeat the rest of the name."""
    with pytest.raises(InvalidValue) as refused:
        CODEC.encode_identity(Identity(surname=Secret("Zz\ud800")))
    assert "Zz" not in str(refused.value)
    assert refused.value.__suppress_context__


def test_the_strategies_draw_every_event_and_every_field():
    """No event of the domain and no field of one is left out of the property tests."""
    shared = {field.name for field in attrs.fields(Event)}
    assert set(FIELDS) == set(EVENT_TYPES.values())
    for kind, drawn in FIELDS.items():
        assert set(drawn) == {field.name for field in attrs.fields(kind)} - shared
