"""The keys of rows: equal ones under one number, each digested as it would be alone."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import prevexp
from prevexp.caseload.placing import KEY_COLUMNS
from prevexp.caseload.placing import digest_keys
from prevexp.storage.port import IndexKind

KEYS = st.none() | st.sampled_from(["a", "b|c", "é"])
OTHERS = {kind: column for kind, column in KEY_COLUMNS.items() if kind is not IndexKind.REFERENCE}
ROW = st.fixed_dictionaries(dict.fromkeys((*OTHERS.values(), "first_name_key", "id_dossier"), KEYS))


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    """Return the records of one store: its keys digest."""
    with prevexp.open("memory:", territory="62", key_file=tmp_path_factory.mktemp("keys") / "master.key") as caseload:
        yield caseload.records


@given(st.lists(st.tuples(ROW, st.booleans()), min_size=1, max_size=8))
def test_a_row_has_the_digests_of_its_own_keys_and_no_other(records, rows):
    """Whatever other rows hold, a key that a row lacks has no digest, and a rejected row has none at all."""
    texts = [*OTHERS.values(), "first_name_key", "id_dossier"]
    whole = pl.DataFrame([row for row, _ in rows], schema=dict.fromkeys(texts, pl.String))
    frame = whole.select("id_dossier", rejected=pl.Series([rejected for _, rejected in rows]))
    keys = digest_keys(frame, whole.drop("id_dossier"), records)
    for number, (row, rejected) in enumerate(rows):
        for kind, column in KEY_COLUMNS.items():
            text = row["id_dossier" if kind is IndexKind.REFERENCE else column]
            expected = None if rejected or text is None else records.digests(kind, [text])[0]
            assert keys.digest(kind, number) == expected


@given(st.lists(KEYS, min_size=1, max_size=8))
def test_the_number_of_a_key_is_the_first_row_that_has_it(records, texts):
    """Equal keys share the number of their first row, and each key is named once."""
    columns = dict.fromkeys([*OTHERS.values(), "first_name_key"], texts)
    frame = pl.DataFrame(
        {"id_dossier": texts, "rejected": [False] * len(texts)}, schema_overrides={"id_dossier": pl.String}
    )
    keys = digest_keys(frame, pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)), records)
    expected = [-1 if text is None else texts.index(text) for text in texts]
    for kind in KEY_COLUMNS:
        assert list(keys.codes[kind]) == expected
        assert [code for _, code in keys.distinct(kind)] == sorted(set(expected) - {-1})
