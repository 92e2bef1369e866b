"""A line that is no question is refused with a reason, and costs only itself."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.errors import LegalInputRefused
from prevexp.exchange.lawfacts import read_facts
from prevexp.exchange.lawlines import DEEPEST
from prevexp.exchange.lawlines import LONGEST_LINE
from prevexp.exchange.lawlines import MOST_INPUTS
from prevexp.exchange.lawlines import law_lines
from prevexp.exchange.lawlines import read_law_line

GOOD = {"id": "a", "rule": "C2", "territory": "62", "inputs": {"served_on": "2021-04-15"}}
numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
json_values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def line(**changes):
    return json.dumps({**GOOD, **changes}).encode()


def nested(levels):
    return "[" * levels + "]" * levels


BAD = {
    "not-utf8": b'{"id": "\xff"}',
    "not-json": b"{'id': 1}",
    "not-an-object": b"[1, 2]",
    "key-twice": b'{"id": 1, "id": 2}',
    "not-finite": b'{"id": NaN}',
    "too-deep": ("[" * 200_000).encode(),
    "number-too-large": b'{"id": ' + b"9" * 5000 + b"}",
    "missing-key": b'{"id": 1, "rule": "C2", "territory": "62"}',
    "wrong-key-type": line(territory=62),
    "too-many-keys": line(inputs={f"input_{n}": n for n in range(MOST_INPUTS + 1)}),
}


@pytest.mark.parametrize("reason", BAD)
def test_what_is_no_question_is_refused_with_a_reason(reason):
    """Each way to be wrong has a reason of its own."""
    assert read_law_line(BAD[reason]).refused.reason == reason


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b'{"id": 1e999}', "not-finite"),
        (b'{"id": -Infinity}', "not-finite"),
        (b'{"id": 1} {"id": 2}', "not-json"),
        (b'{"id": 1,}', "not-json"),
        (b"null", "not-an-object"),
        (line(inputs={"served_on": "2021-04-15", "debt_cents": 2**53 + 1}), "number-too-large"),
        (line(inputs=[]), "wrong-key-type"),
        (line(policies=["yes"]), "wrong-key-type"),
        (line(policies={"renewed-lease": 1}), "wrong-key-type"),
        (line(inputs={"a": json.loads(nested(DEEPEST))}), "too-deep"),
        (b'{"rule": "C2", "territory": "62", "inputs": {"a": 1, "a": 2}}', "key-twice"),
    ],
)
def test_nothing_is_guessed(raw, reason):
    """Infinity, two values on a line, a trailing comma, a list for an object: refused."""
    assert read_law_line(raw).refused.reason == reason


@given(json_values)
def test_the_id_comes_back_as_it_was_whatever_it_is(value):
    """Text, number, list, object, true or null, on a good line and on one that lacks its rule."""
    deep = len(json.dumps(value)) - len(json.dumps(value).replace("[", "").replace("{", "")) >= DEEPEST
    if not deep:
        assert read_law_line(line(id=value)).id == value
        assert read_law_line(json.dumps({"id": value}).encode()).id == value


@given(st.binary(max_size=80))
def test_no_line_of_bytes_raises(raw):
    """Any bytes give a question or a refusal."""
    found = read_law_line(raw)
    assert (found.request is None) == (found.refused is not None)


def test_other_keys_are_left_aside():
    """What a test set writes beside the question does not count."""
    found = read_law_line(line(expect={"last_day": "2021-06-15"}, why="…", status="text"))
    assert found.request == read_law_line(line()).request


def test_a_line_too_long_costs_only_itself():
    """Ten megabytes are not held, empty lines are skipped, the last line needs no end."""
    stream = io.BytesIO(b"\n".join([line(id=1), b'{"id": "' + b"a" * 10 * LONGEST_LINE + b'"}', b" \r", line(id=2)]))
    found = list(law_lines(stream))
    assert [one.id for one in found] == [1, None, 2]
    assert found[1].refused.reason == "line-too-long"


def test_the_inputs_of_one_rule_are_facts_of_a_case():
    """`served_on` is the day of the act that is named; null is not known, and absent."""
    facts = read_facts(b'{"act_kind": "assignation", "served_on": "2021-06-15", "hearing_on": null}')
    assert {name: str(value) for name, value in facts.items()} == {"assignation_served_on": "2021-06-15"}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b'{"hearing_onn": "2021-09-21"}', "unknown-input"),
        (b'{"hearing_on": "2021-02-30"}', "impossible-date"),
        (b'{"served_on": "2021-06-15"}', "missing-input"),
        (b'{"moratorium": "deux ans"}', "wrong-type"),
        (b'{"debt_cents": -1}', "negative-amount"),
        (
            b'{"act_kind": "assignation", "served_on": "2021-06-15", "assignation_served_on": "2021-06-16"}',
            "key-twice",
        ),
    ],
)
def test_facts_are_read_strictly(raw, reason):
    """A slip is named, never dropped."""
    with pytest.raises(LegalInputRefused) as refused:
        read_facts(raw)
    assert refused.value.reason == reason
