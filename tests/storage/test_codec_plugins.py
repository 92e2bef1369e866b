"""The codec and what others add: events of plugins, present or absent, and payloads of earlier versions."""

import json
from datetime import date
from enum import StrEnum
from typing import ClassVar

import attrs
import pytest

from prevexp.domain.errors import InvalidValue
from prevexp.domain.event_types import EVENT_TYPES
from prevexp.domain.events import Event
from prevexp.domain.life_events import CaseClosed
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import ClosureReason
from prevexp.storage.codec import Codec
from prevexp.storage.codec import UnknownEvent
from prevexp.storage.lifts import Lift

CODEC = Codec()
CLOSED = CaseClosed(
    case_id="a" * 32, occurred_on=date(2021, 5, 4), recorded_at=utc(2021, 5, 4, 8), reason=ClosureReason.DEBT_CLEARED
)


def test_an_event_of_an_absent_plugin_is_kept_byte_for_byte():
    """Its shared fields are read, so that it has its place in time; the rest is neither read nor changed."""
    raw = (
        b'{ "type":"elsewhere.done.v3", "data": '
        + json.dumps({**json.loads(CODEC.encode(CLOSED))["data"], "unheard_of": [1.5]}).encode()
        + b"}"
    )
    event = CODEC.decode(raw)
    assert isinstance(event, UnknownEvent)
    assert (event.type, event.occurred_on, event.case_id) == ("elsewhere.done.v3", CLOSED.occurred_on, CLOSED.case_id)
    assert CODEC.encode(event) == raw
    assert "unheard_of" not in repr(event)


def test_an_event_that_is_not_registered_is_not_written():
    """A plugin's class is known by the mapping the codec was built from, and by nothing else."""

    @attrs.frozen(kw_only=True)
    class Elsewhere(Event):
        slug: ClassVar[str] = "elsewhere.done.v1"

    event = Elsewhere(case_id="a", occurred_on=CLOSED.occurred_on, recorded_at=CLOSED.recorded_at)
    with pytest.raises(InvalidValue):
        CODEC.encode(event)
    codec = Codec({**EVENT_TYPES, Elsewhere.slug: Elsewhere})
    assert codec.decode(codec.encode(event)) == event


def test_an_old_payload_is_lifted_step_by_step_before_it_is_read():
    """A later version of an event reads what an earlier one wrote; nothing is filled in by a default."""

    @attrs.frozen(kw_only=True)
    class Closed(CaseClosed):
        slug: ClassVar[str] = "case-closed.v4"
        note: str

    lifts = {
        "case-closed.v2": Lift("case-closed.v3", lambda data: data | {"remark": "none"}),
        "case-closed.v3": Lift("case-closed.v4", lambda data: {"note": data.pop("remark"), **data}),
    }
    codec = Codec({Closed.slug: Closed}, lifts)
    event = codec.decode(CODEC.encode(CLOSED))
    assert event == Closed(**attrs.asdict(CLOSED), note="none")
    assert json.loads(codec.encode(event))["type"] == "case-closed.v4"


@pytest.mark.parametrize(("worker", "workers"), [(None, ()), ("social-1", ("social-1",))])
def test_an_attempt_written_before_places_were_noted_is_still_read(worker, workers):
    """One worker or none becomes those who were there; the place is not known."""
    data = {"case_id": "a", "occurred_on": "2021-05-10", "recorded_at": "2021-05-10T09:00:00+00:00"}
    data |= {"channel": "phone", "outcome": "reached", "worker": worker}
    event = CODEC.decode(json.dumps({"type": "contact-attempted.v1", "data": data}).encode())
    assert (event.slug, event.workers, event.place) == ("contact-attempted.v2", workers, None)
    assert CODEC.decode(CODEC.encode(event)) == event


def test_a_closure_written_before_outcomes_were_noted_is_still_read():
    """What became of the household is not known, whatever the reason."""
    data = {
        "case_id": "a",
        "occurred_on": "2021-05-10",
        "recorded_at": "2021-05-10T09:00:00+00:00",
        "reason": "evicted",
    }
    event = CODEC.decode(json.dumps({"type": "case-closed.v1", "data": data}).encode())
    assert (event.slug, event.reason, event.outcome) == ("case-closed.v2", "evicted", "not_known")
    assert CODEC.decode(CODEC.encode(event)) == event


@pytest.mark.parametrize(
    "lifts",
    [{"a.v1": Lift("a.v2", dict)}, {"a.v1": Lift("a.v2", dict), "a.v2": Lift("a.v1", dict)}],
    ids=["nowhere", "circle"],
)
def test_lifts_that_lead_nowhere_are_refused_when_the_codec_is_built(lifts):
    """A plugin author learns it at once, not from the first old event."""
    with pytest.raises(InvalidValue):
        Codec(EVENT_TYPES, lifts)


@pytest.mark.parametrize("kind", [float, dict, list[str], int | str, tuple[int, int], tuple[float, ...], object, bytes])
def test_a_field_no_strict_rule_reads_is_refused_when_the_codec_is_built(kind):
    """A type that would be coerced, or could not be written, never reaches a store."""
    odd = attrs.make_class("Odd", {"value": attrs.field(type=kind)}, bases=(Event,), frozen=True, kw_only=True)
    with pytest.raises(InvalidValue, match=r"Odd\.value"):
        Codec({"odd.v1": odd})


def test_a_vocabulary_of_a_plugin_is_read_by_its_exact_texts():
    """A StrEnum that is not ours is as strict as ours."""

    class Colour(StrEnum):
        RED = "red"

    odd = attrs.make_class("Odd", {"value": attrs.field(type=Colour)}, bases=(Event,), frozen=True, kw_only=True)
    codec = Codec({"odd.v1": odd})
    event = odd(case_id="a", occurred_on=CLOSED.occurred_on, recorded_at=CLOSED.recorded_at, value=Colour.RED)
    assert codec.decode(codec.encode(event)) == event
    with pytest.raises(InvalidValue):
        codec.decode(codec.encode(event).replace(b'"red"', b'"RED"'))
