"""The fast reader, the row reader and the csv module of Python read the same table."""

import contextlib
import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.errors import TransferRefused
from prevexp.exchange import csvfile
from prevexp.exchange.aliases import REQUIRED
from prevexp.exchange.aliases import Aliases
from prevexp.exchange.rawtable import RawTable
from prevexp.exchange.survey import survey
from prevexp.exchange.textrows import PhysicalLines
from prevexp.exchange.textrows import text_rows

ALIASES = Aliases.from_mapping({})
COLUMNS = sorted(REQUIRED)
PLAIN = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=',;"\ufffd'), max_size=12)
QUOTED = PLAIN.map(lambda text: '",;""' + text + '"')
ANY = st.text(st.sampled_from('ab é"\n,;') | st.characters(exclude_categories=["Cc", "Cs"]), max_size=12)


def table_of(content: str, read: str) -> RawTable | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "liste.csv")
        path.write_bytes(content.encode())
        found = survey(path)
        table: RawTable | None = getattr(csvfile, read)(path, ALIASES, found)
        return table


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@given(rows=st.lists(st.lists(PLAIN, min_size=1, max_size=5), max_size=8), mark=st.booleans(), open_end=st.booleans())
@settings(max_examples=100)
def test_both_readers_give_the_same_table_of_a_plain_file(end, separator, rows, mark, open_end):
    """Cells, physical lines, notes, header: narrow rows, blank lines and a missing last line break included."""
    content = end.join(separator.join(row) for row in [COLUMNS, *rows]) + ("" if open_end else end)
    fast = table_of("\ufeff" * mark + content, "_read_plain")
    slow = table_of("\ufeff" * mark + content, "_read_row_by_row")
    assert slow is not None
    if fast is None:
        assert len(rows[0]) < len(COLUMNS), "Polars may only decline a first row narrower than the header"
        return
    assert fast.cells.equals(slow.cells)
    assert fast.lines.equals(slow.lines)
    assert (fast.notes, fast.header, fast.digest) == (slow.notes, slow.header, slow.digest)


@given(
    rows=st.lists(st.lists(PLAIN | PLAIN.map(lambda t: f'"{t}"') | QUOTED, min_size=5, max_size=5), max_size=8),
    separator=st.sampled_from(",;\t"),
    end=st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=150)
def test_both_readers_give_the_same_table_of_a_soundly_quoted_file(rows, separator, end):
    """Separators and doubled quotes inside cells, empty quoted cells, cells quoted without need."""
    content = end.join(separator.join(row) for row in [COLUMNS, *rows]) + end
    fast, slow = table_of(content, "_read_plain"), table_of(content, "_read_row_by_row")
    assert fast is not None
    assert slow is not None
    assert slow.faults == ()
    assert fast.cells.equals(slow.cells)
    assert fast.lines.equals(slow.lines)


@given(st.lists(st.text('ab",\n', max_size=16), min_size=1, max_size=6))
@settings(max_examples=150)
def test_the_fast_reader_never_disagrees_whatever_the_quotes(lines):
    """It leaves the file alone, or reads what the row reader reads."""
    content = "\n".join([",".join(COLUMNS), *lines]) + "\n"
    fast = table_of(content, "_read_plain")
    if fast is not None:
        slow = table_of(content, "_read_row_by_row")
        assert slow is not None
        assert slow.faults == ()
        assert fast.cells.equals(slow.cells)
        assert fast.lines.equals(slow.lines)


@pytest.mark.parametrize("odd", ['"', 'a"b', '"a"b', '"a\nb"', "\x00", "\r", "\u0007", ",,,,,x"])
def test_the_fast_reader_leaves_alone_what_it_would_read_otherwise(odd):
    """A stray quote, a quoted line break, a control character, a lone carriage return, a row wider than the header."""
    assert table_of(",".join(COLUMNS) + f"\na,b,c,d,e\na,{odd},c\n", "_read_plain") is None


def test_the_fast_reader_leaves_alone_bytes_that_are_not_utf_8(tmp_path):
    """Polars finds them; the declared order of encodings then decides."""
    path = tmp_path / "liste.csv"
    path.write_bytes(",".join(COLUMNS).encode() + b"\na,\xe9,c,d,e\n")
    assert csvfile._read_plain(path, ALIASES, survey(path)) is None
    assert csvfile.read_text_table(path, ALIASES).cells.row(0) == ("a", "é", "c", "d", "e")


@given(st.lists(st.lists(ANY, min_size=2, max_size=5), max_size=8), st.sampled_from(",;\t"), st.booleans())
@settings(max_examples=200)
def test_rows_that_the_csv_module_wrote_are_read_as_it_reads_them(rows, separator, quote_all):
    """Quotes, separators and line breaks inside cells; each row starts where the lines before it end."""
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=separator, lineterminator="\n", quoting=quoting).writerows(rows)
    text.seek(0)
    found = list(text_rows(PhysicalLines(text, "liste.csv"), separator))
    assert [row.cells for row in found] == rows
    assert [row.fault for row in found] == [None] * len(rows)
    starts = [1]
    for row in rows:
        starts.append(starts[-1] + 1 + sum(cell.count("\n") for cell in row))
    assert [row.line for row in found] == starts[:-1]


@given(st.lists(st.text('ab"\n;', max_size=10), max_size=12))
@settings(max_examples=200)
def test_no_line_is_lost_whatever_quotes_stand_in_a_text(lines):
    """Rows start on rising lines, and the last line of a text that is not refused is always reached."""
    content = io.StringIO("\n".join(lines) + '\n"end"\n')
    found = []
    with contextlib.suppress(TransferRefused):
        found.extend(row.line for row in text_rows(PhysicalLines(content, "liste.csv"), ";"))
        assert found[-1] == content.getvalue().count("\n")
    assert found == sorted(set(found))
