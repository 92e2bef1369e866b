"""What is handed to COPY as bytes is read by the server as the values it was made of."""

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp_postgresql.binary import ROWS
from prevexp_postgresql.binary import written

_number = st.integers(0, 2**63 - 1)
_version = st.integers(0, 2**31 - 1)
_text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
_bytes = st.binary(max_size=300)
_VALUES = {
    "vault": st.tuples(_number, _text, _bytes, st.none() | _bytes),
    "stream": st.tuples(_number, _text, _number, _text, _text, _text, _version, _bytes),
    "journal": st.tuples(_number, _number, _version, _text, _bytes, _bytes),
    "entry": st.tuples(_bytes, _number),
}


@pytest.fixture(scope="module")
def connection(server):
    """Tables of the same columns without keys."""
    types = {
        "vault": "int8, text, bytea, bytea",
        "stream": "int8, text, int8, text, text, text, int4, bytea",
        "journal": "int8, int8, int4, text, bytea, bytea",
        "entry": "bytea, int8",
    }
    with server.connect() as opened:
        for table, kinds in types.items():
            columns = ", ".join(f"c{number} {kind}" for number, kind in enumerate(kinds.split(", ")))
            opened.execute(f"CREATE TEMPORARY TABLE {table} ({columns})")
        yield opened


@pytest.mark.parametrize("table", sorted(ROWS))
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_rows_come_back_as_they_were(connection, table, data):
    """Texts of any letter, empty and long bytes, nulls and the largest numbers are stored as they are."""
    rows = data.draw(st.lists(_VALUES[table], max_size=5))
    connection.execute(f"TRUNCATE {table}")
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as copy:
        for piece in written(table, rows):
            copy.write(piece)
    assert connection.execute(f"TABLE {table}", binary=True).fetchall() == rows
