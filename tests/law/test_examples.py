"""The worked examples of the law notes, through the Python door: every expected name, exactly."""

import json
from datetime import date
from pathlib import Path

import pytest

import prevexp
from prevexp.law.period import Period
from prevexp.law.rules.table import national_rules

FILE = Path(__file__).with_name("examples.jsonl")
EXAMPLES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def plain(value):
    """Write a value of a ruling as JSON has it: days ISO, amounts in cents, null."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str | Period) else value


def test_every_example_is_there():
    """Sixty-one cases, each with an id of its own."""
    assert len({example["id"] for example in EXAMPLES}) == len(EXAMPLES) == 61


@pytest.mark.parametrize("example", [pytest.param(example, id=example["id"]) for example in EXAMPLES])
def test_the_example_comes_out_as_the_notes_say(setting_of, example):
    """A case of the notes gives exactly the days, amounts, findings and nulls that the notes expect."""
    ruling = national_rules().compute(example["rule"], setting_of(example["territory"]), example["inputs"])
    got = {name: plain(value) for name, value in ruling.values.items() if name in example["expect"]}
    assert got == example["expect"]
    assert {name: type(value) for name, value in got.items()} == {
        name: type(value) for name, value in example["expect"].items()
    }


@pytest.mark.parametrize("example", [pytest.param(example, id=example["id"]) for example in EXAMPLES])
def test_no_input_of_an_example_is_left_unread(setting_of, example):
    """Every input of the notes has a rule that reads it: none is passed over as unknown."""
    ruling = national_rules().compute(example["rule"], setting_of(example["territory"]), example["inputs"])
    assert [remark.about for remark in ruling.remarks if remark.note == "input-not-read"] == []


@pytest.mark.checkout
def test_only_the_tests_know_the_examples():
    """No source of the library names the file, nor one of its cases: the rules are not written after the answers."""
    named = {example["id"] for example in EXAMPLES}
    for source in Path(prevexp.__file__).parent.rglob("*.py"):
        text = source.read_text(encoding="utf-8")
        assert "examples.jsonl" not in text
        assert not [id_ for id_ in named if f'"{id_}"' in text]
