"""A field of an event may be a list of anything a strict rule reads: each item is held to its own rule."""

import json
from datetime import date
from typing import ClassVar

import attrs
import pytest

from prevexp.domain.assessment import DebtLine
from prevexp.domain.assessment_vocabulary import DebtLineKind
from prevexp.domain.errors import InvalidValue
from prevexp.domain.events import Event
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import Stage
from prevexp.storage.codec import Codec


@attrs.frozen(kw_only=True)
class Listing(Event):
    """An event with lists of several types."""

    slug: ClassVar[str] = "listing.v1"

    lines: tuple[DebtLine, ...]
    stages: tuple[Stage, ...] | None
    days: tuple[date, ...]
    numbers: tuple[int, ...]


CODEC = Codec({"listing.v1": Listing})
LISTING = Listing(
    case_id="a",
    occurred_on=date(2021, 5, 20),
    recorded_at=utc(2021, 5, 20),
    lines=(DebtLine(on=date(2021, 5, 1), kind=DebtLineKind.RENT, amount_cents=60_000),),
    stages=(Stage.AUDIENCE,),
    days=(date(2021, 5, 2),),
    numbers=(1, 2),
)


@pytest.mark.parametrize("event", [LISTING, attrs.evolve(LISTING, lines=(), stages=None, days=(), numbers=())])
def test_lists_come_back_equal(event):
    """Objects, words of a vocabulary, days, numbers; empty, or not known."""
    assert CODEC.decode(CODEC.encode(event)) == event


def test_lists_are_written_as_json_has_them():
    """Each item as a field of its type would be."""
    data = json.loads(CODEC.encode(LISTING))["data"]
    assert data["lines"] == [{"on": "2021-05-01", "kind": "rent", "amount_cents": 60_000}]
    assert (data["stages"], data["days"], data["numbers"]) == (["audience"], ["2021-05-02"], [1, 2])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lines", {}),
        ("lines", None),
        ("lines", [{"on": "2021-05-01", "kind": "rent"}]),
        ("lines", [{"on": "2021-05-01", "kind": "rent", "amount_cents": 1, "more": 1}]),
        ("lines", [{"on": "2021-05-01", "kind": "rent", "amount_cents": "1"}]),
        ("stages", ["no-stage"]),
        ("stages", "audience"),
        ("days", ["20210502"]),
        ("numbers", ["1"]),
        ("numbers", [1.0]),
        ("numbers", [True]),
    ],
)
def test_an_item_that_is_not_exactly_one_is_refused(field, value):
    """Nothing is coerced inside a list either; the message names the field."""
    content = json.loads(CODEC.encode(LISTING))
    content["data"][field] = value
    with pytest.raises(InvalidValue, match=f"listing.v1: {field}"):
        CODEC.decode(json.dumps(content).encode())
