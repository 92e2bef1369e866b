"""Entries after the fact from a file: each on its own day, all or none, nothing twice, nothing personal told back."""

import json
from datetime import UTC
from datetime import date
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import prevexp
from prevexp.caseload.entry.decoding import Entry
from prevexp.caseload.entry.decoding import decode
from prevexp.caseload.entry.kinds import EVENT_KEYS
from prevexp.caseload.entry.kinds import LINE_KEYS
from prevexp.caseload.entry.kinds import command_kinds
from prevexp.caseload.entry.lines import LONGEST_LINE
from prevexp.caseload.entry.lines import RawLine
from prevexp.caseload.entry.lines import read_lines
from prevexp.caseload.entry.results import EntryFault
from prevexp.caseload.entry.results import LineRefused
from prevexp.caseload.entry.schema import entries_schema
from prevexp.casework.refusal import RefusalCode
from prevexp.casework.subjects import DECIDERS
from prevexp.domain.event_types import EVENT_TYPES

MAY = date(2021, 5, 4)
CANARY = "Zzexemplard"
LETTER = {"command": "record-attempt", "on": "2021-05-10", "channel": "letter", "outcome": "no_answer"}
AGREED = {"command": "give-agreement", "on": "2021-05-20", "proof": "signed_form"}
SHARED = {
    "command": "authorise-sharing",
    "on": "2021-05-20",
    "partner": "caf",
    "groups": ["G3"],
    "proof": "signed_form",
}


@pytest.fixture(params=["memory:", "sqlite"])
def caseload(request, tmp_path, write_list):
    """Two cases given to the team, in the summer of 2021."""
    store = "memory:" if request.param == "memory:" else f"sqlite:///{tmp_path / 'store.db'}"
    key, noon = tmp_path / "keys" / "master.key", datetime(2021, 8, 1, 12, tzinfo=UTC)
    with prevexp.open(store, territory="62", key_file=key, now=lambda: noon) as opened:
        other = {"id_dossier": "62-2021-2", "locataire_nom": "Zzautre", "adresse_voie": "2 rue du Modèle Inventé"}
        other["locataire_telephone"] = "+33639981235"
        opened.receive(write_list({}, other), received_on=MAY)
        opened.allocate(on=MAY)
        yield opened


def entry(number=1, **said):
    return json.dumps({"case": f"62-2021-{number}", **said}, ensure_ascii=False)


def codes(entries):
    return [(one.line, str(one.code)) for one in entries.refused]


def histories(caseload):
    return {case.reference: caseload.events(case.case_id) for case in caseload.cases()}


def test_entries_of_several_cases_are_noted_on_their_own_days(caseload):
    """In one batch, in order: a line sees what the lines before it noted."""
    done = caseload.record_batch([entry(**LETTER), entry(2, **LETTER), entry(**AGREED), entry(**SHARED)])
    assert (done.written, len(done.noted), done.refused) == (True, 4, ())
    story = histories(caseload)["62-2021-1"][2:]
    assert [event.occurred_on.isoformat() for event in story] == ["2021-05-10", "2021-05-20", "2021-05-20"]
    assert {event.recorded_at for event in story} == {datetime(2021, 8, 1, 12, tzinfo=UTC)}


def test_one_refused_line_and_nothing_is_written(caseload):
    """All that is wrong is told in one pass, each with its line; the case of a good line stays as it was too."""
    before = histories(caseload)
    done = caseload.record_batch(
        [
            entry(2, **LETTER),
            entry(**SHARED),
            entry(**LETTER | {"on": "2021-08-02"}),
            entry(**LETTER | {"on": "2021-05-03"}),
            entry(3, **LETTER),
        ]
    )
    assert codes(done) == [
        (2, "agreement-missing"),
        (3, "in-the-future"),
        (4, "before-reception"),
        (5, "unknown-case"),
    ]
    assert [one.after for one in done.refused] == [None, 2, 2, None]
    assert (done.written, histories(caseload)) == (False, before)


def test_the_days_at_the_edge_are_accepted(caseload):
    """The day of reception and the day of noting it; not the day before, nor the day after."""
    days = {"2021-05-03": False, "2021-05-04": True, "2021-08-01": True, "2021-08-02": False}
    accepted = {day: not caseload.record_batch([entry(**LETTER | {"on": day})], dry_run=True).refused for day in days}
    assert accepted == days


def test_a_dry_run_says_what_would_be_noted_and_writes_nothing(caseload):
    """The same answer, and the file can still be noted."""
    before = histories(caseload)
    tried = caseload.record_batch([entry(**LETTER)], dry_run=True)
    assert ([one.events for one in tried.noted], tried.written) == ([("contact-attempted.v2",)], False)
    assert histories(caseload) == before
    assert caseload.record_batch([entry(**LETTER)]).written


def test_the_same_file_twice_changes_nothing_and_says_so(caseload, tmp_path):
    """Known again by its bytes."""
    path = tmp_path / "saisies.jsonl"
    path.write_text(f"{entry(**LETTER)}\n\n{entry(2, **LETTER)}\n", encoding="utf-8")
    assert caseload.record_batch(path).written
    before = histories(caseload)
    again = caseload.record_batch(str(path))
    assert (again.repeated, again.written, histories(caseload)) == (True, False, before)


def test_a_line_with_a_key_is_noted_once_whatever_file_it_comes_in(caseload):
    """A file that grows can be sent whole; a key for something else is refused."""
    first, second = entry(**LETTER, key="lu-1"), entry(2, **LETTER, key="lu-2")
    assert caseload.record_batch([first]).written
    grown = caseload.record_batch([first, second])
    assert (grown.known, [one.line for one in grown.noted]) == ((1,), [2])
    assert codes(caseload.record_batch([entry(**AGREED, key="lu-1")])) == [(1, "key-reused")]
    assert codes(caseload.record_batch([entry(**AGREED, key="a"), entry(2, **AGREED, key="a")])) == [(2, "key-reused")]


def test_what_was_noted_is_not_noted_again_in_silence(caseload):
    """In another file or in the same, by the case's id, with its keys in another order: refused, until given a key."""
    assert caseload.record_batch([entry(**LETTER)]).written
    by_id = json.dumps(dict(reversed(LETTER.items())) | {"case": caseload.find("62-2021-1")})
    assert codes(caseload.record_batch([by_id])) == [(1, "already-noted")]
    assert codes(caseload.record_batch([entry(2, **LETTER)] * 2)) == [(2, "twice-in-file")]
    assert caseload.record_batch([entry(**LETTER, key="encore")]).written
    assert len(caseload.case(caseload.find("62-2021-1")).attempts) == 2


def test_an_event_that_no_command_makes_is_noted_with_the_same_checks(caseload):
    """A departure; not before reception, not of another form, not what a command or a list makes."""
    gone = {"type": "departure-reported.v1", "on": "2021-05-10", "data": {"departed": True}}
    assert caseload.record_batch([entry(**gone)]).written
    assert caseload.case(caseload.find("62-2021-1")).departed_on == date(2021, 5, 10)
    answer = {"type": "social-services-answered.v1", "on": "2021-05-10"}
    done = caseload.record_batch(
        [
            entry(2, **gone | {"on": "2021-05-03"}),
            entry(2, **gone | {"data": {"departed": "non"}}),
            entry(2, **gone | {"data": {"departed": True, "recorded_at": "2021-05-10T00:00:00+00:00"}}),
            entry(2, type="contact-attempted.v2", on="2021-05-10", data={}),
            entry(2, type="case-allocated.v1", on="2021-05-10", data={}),
            entry(2, **answer, data={"partner": "shop", "answer": "suivi"}),
        ]
    )
    assert [code for _, code in codes(done)] == [
        "before-reception",
        "wrong-value",
        "unknown-key",
        "by-command",
        "other-door",
        "unknown-name",
    ]


def test_nothing_is_noted_after_the_end_of_a_case(caseload):
    """On the day of the closure still, the day after no more."""
    closed = {"type": "case-closed.v1", "on": "2021-06-01", "data": {"reason": "left"}}
    if "case-closed.v1" not in {one["properties"].get("type", {}).get("const") for one in entries_schema()["oneOf"]}:
        pytest.skip("a command closes cases: its own tests say when")
    days = [entry(**LETTER | {"on": "2021-06-01"}), entry(**LETTER | {"on": "2021-06-02"})]
    assert codes(caseload.record_batch([entry(**closed), *days])) == [(3, "case-closed")]


@pytest.mark.parametrize(
    "changes, expected",
    [
        ({"channel": "lettre"}, ("wrong-value", "channel")),
        ({"channel": 3}, ("wrong-value", "channel")),
        ({"channel": None}, ("wrong-value", "channel")),
        ({"workers": "social-1"}, ("wrong-value", "workers")),
        ({"workers": ["social-1", "social-1"]}, ("wrong-value", "workers")),
        ({"workers": ["social-99"]}, ("unknown-name", None)),
        ({"on": "10/05/2021"}, ("wrong-value", "on")),
        ({"on": "20210510"}, ("wrong-value", "on")),
        ({"on": 20210510}, ("wrong-value", "on")),
        ({"key": "a b"}, ("wrong-value", "key")),
        ({"command": "record-attemp"}, ("unknown-kind", "command")),
        ({"type": "case-closed.v1"}, ("no-kind", None)),
    ],
)
def test_a_line_is_read_strictly(caseload, changes, expected):
    """No value is bent into another: each fault is named with its key."""
    (refused,) = caseload.record_batch([entry(**LETTER | changes)]).refused
    assert (str(refused.code), refused.params.get("key")) == expected


def test_a_mistyped_name_is_told_with_the_nearest(caseload):
    """Of a key, a command, a word of a vocabulary; the key that is missing as well."""
    line = entry(command="record-attempt", on="2021-05-10", chanel="letter", outcome="no_anser")
    told = [(str(one.code), one.params.get("nearest")) for one in caseload.record_batch([line]).refused]
    assert told == [("unknown-key", "channel"), ("missing-key", None), ("wrong-value", "no_answer")]


@pytest.mark.parametrize(
    "line, code",
    [
        (b'{"case": "1", "case": "2"}', EntryFault.DUPLICATE_KEY),
        (b'{"case": NaN}', EntryFault.NOT_JSON),
        (b'{"case": -Infinity}', EntryFault.NOT_JSON),
        (b"\0", EntryFault.NOT_JSON),
        (b'{"case": "\0"}', EntryFault.NOT_JSON),
        (b'{"case": "\\ud800"}', EntryFault.NOT_JSON),
        (b'{"case": "\xe9"}', EntryFault.NOT_JSON),
        (b'{"case": 1' + b"0" * 5000 + b"}", EntryFault.NOT_JSON),
        (b"[" * 60_000, EntryFault.NOT_JSON),
        (b'{"case":' * 9 + b"1" + b"}" * 9, EntryFault.NOT_JSON),
        (b'{"case": "' + b"a" * LONGEST_LINE + b'"}', EntryFault.LINE_TOO_LONG),
        (b"[]", EntryFault.NOT_AN_OBJECT),
        (b'"texte"', EntryFault.NOT_AN_OBJECT),
        (b"{}", EntryFault.NO_KIND),
    ],
)
def test_a_hostile_line_is_one_fault_of_the_family(caseload, tmp_path, line, code):
    """And the lines beside it are still told."""
    path = tmp_path / "saisies.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + line + b"\r\n" + b"{}\r\n")
    assert [(one.line, one.code) for one in caseload.record_batch(path).refused] == [(1, code), (2, EntryFault.NO_KIND)]


def test_what_is_too_large_is_not_parsed():
    """A file over the cap, or with too many lines, is one fault."""
    assert [one.code for one in read_lines(b"{" * (16 * 2**20 + 1))] == [EntryFault.FILE_TOO_LARGE]
    assert [one.code for one in read_lines(b"\n" * 100_001)] == [EntryFault.TOO_MANY_LINES]


def test_no_answer_repeats_what_a_line_says(caseload):
    """Whatever stands where: a name as a key, as a value, as a command, as a reference."""
    lines = [
        json.dumps({CANARY: CANARY, "case": CANARY, **LETTER, "place": CANARY, "workers": [CANARY]}),
        json.dumps({"case": CANARY, **LETTER}),
        json.dumps({"case": "62-2021-1", **LETTER, "workers": [CANARY]}),
        json.dumps({"case": "62-2021-1", "command": CANARY}),
        json.dumps({"case": "62-2021-1", "type": CANARY}),
        f'{{"{CANARY}": "{CANARY}"',
    ]
    done = caseload.record_batch(lines)
    assert {one.line for one in done.refused} == {1, 2, 3, 4, 5, 6}
    assert CANARY not in f"{done!r}{done.to_json()}"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_WORDS = st.sampled_from(["case", "command", "type", "on", "data", "key", "channel", "outcome", "workers", "groups"])
_SLUGS = st.sampled_from([*command_kinds(), *EVENT_TYPES])


@given(st.dictionaries(_WORDS, _JSON | _SLUGS, max_size=8))
def test_any_object_is_an_entry_or_faults(content):
    """Never another error."""
    found = decode(RawLine(1, content), EVENT_TYPES)
    assert isinstance(found, Entry) or (found and all(isinstance(one, LineRefused) for one in found))


@given(st.binary(max_size=200))
@settings(max_examples=300)
def test_any_bytes_are_lines_or_faults(content):
    """Never another error, and at most one answer a line."""
    answers = list(read_lines(content))
    assert len(answers) <= content.count(b"\n") + 1


def example_of(schema):
    """Return a value that a schema of a line accepts."""
    if "const" in schema:
        return schema["const"]
    if "anyOf" in schema:
        return example_of(schema["anyOf"][0])
    if "enum" in schema:
        return schema["enum"][0]
    match schema["type"]:
        case "object":
            return {name: example_of(inner) for name, inner in schema["properties"].items()}
        case "array":
            return [example_of(schema["items"])]
        case "integer":
            return max(schema.get("minimum", 1), 1)
        case "boolean":
            return False
        case "null":
            return None
        case _:
            return {"date": "2021-05-10"}.get(schema.get("format"), "2021-05" if "1[0-2]" in str(schema) else "caf")


@pytest.mark.parametrize("schema", entries_schema()["oneOf"], ids=lambda schema: str(schema["properties"])[40:90])
def test_every_kind_of_entry_can_be_read_from_what_its_schema_says(schema):
    """Of every part of the casework; only fields that contradict each other may stop it, as two values of a fact do."""
    line = example_of(schema)
    Draft202012Validator(schema).validate(line)
    found = decode(RawLine(1, line), EVENT_TYPES)
    faults = () if isinstance(found, Entry) else found
    objects = {name for name, inner in schema["properties"].items() if inner.get("type") == "object"}
    keys = {one.params.get("key", ".").partition(".")[0] for one in faults if "." not in one.params.get("key", ".")}
    assert keys <= objects  # and a dot is a field of an object


def test_no_field_of_a_command_is_called_like_a_key_of_the_line():
    """Slugs and keys are told apart without doubt."""
    assert len(command_kinds()) == len(DECIDERS)
    fields = {name for one in entries_schema()["oneOf"] for name in one["properties"]}
    assert {"case", "on", "key"} <= fields
    reserved = set(LINE_KEYS) | (set(EVENT_KEYS) - {"on"})
    assert not reserved & {field.name for kind in DECIDERS for field in kind.__attrs_attrs__}


def test_the_schema_of_the_lines_is_the_committed_one(golden):
    """A change of a command is a change of what files may say: the diff is reviewed."""
    golden("entry.schema.json", json.dumps(entries_schema(), ensure_ascii=False, indent=1) + "\n")


def test_a_refusal_of_the_core_keeps_its_code(caseload):
    """As `do` would give it."""
    (refused,) = caseload.record_batch([entry(command="lift-hold", on="2021-05-10")]).refused
    assert refused.code is RefusalCode.NO_HOLD
