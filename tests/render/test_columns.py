"""Tables and paragraphs of a terminal of 80 columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.render.columns import one_line
from prevexp.render.columns import paragraph
from prevexp.render.columns import table

WORDS = st.text(st.characters(codec="utf-8"), max_size=120)
ROWS = st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=4)


def test_a_table_that_fits_is_laid_out_column_by_column():
    """Header, rule, rows; no line ends in spaces."""
    assert table(("Ligne", "Code"), [("2", "id-reused"), ("10", "")]) == (
        "Ligne  Code\n-----  ------------\n2      id-reused\n10"
    )


def test_what_is_too_long_for_the_last_column_goes_on_the_next_line():
    """Under its own column, so that the eye finds the row again."""
    told = table(("Ligne", "À faire"), [("2", "Compléter la cellule, puis renvoyer")], width=28)
    assert told.splitlines()[2:] == ["2      Compléter la cellule,", "       puis renvoyer"]


def test_what_is_too_long_for_another_column_is_cut_with_a_sign():
    """The sender's header of a column may be a whole sentence."""
    told = table(("Ligne", "Colonne", "Code"), [("2", "Observations du secrétariat", "formula-cell")], width=40)
    assert told.splitlines()[2] == "2      Observations du se…  formula-cell"


def test_a_table_of_one_column_is_a_list():
    """No gap before the only column."""
    assert table(("Dossier",), [("62-1",)]) == "Dossier\n------------\n62-1"


@given(ROWS)
def test_no_line_of_a_table_is_wider_than_the_terminal(rows):
    """Whatever the cells hold, a row of three columns stays within 80."""
    assert max(map(len, table(("Ligne", "Colonne", "Code"), rows).split("\n"))) <= 80


@given(ROWS)
def test_a_table_has_a_header_a_rule_and_at_least_one_line_for_each_row(rows):
    """A line end inside a cell starts no row."""
    lines = table(("Ligne", "Colonne", "Code"), rows).split("\n")
    assert lines[1].replace(" ", "").replace("-", "") == ""
    assert len(lines) >= 2 + len(rows)


@pytest.mark.parametrize("text", ["a\x1b[31mb", "a\nb", "a\r\nb", "a\x00b", "a\u202eb", "a\u200bb"])
def test_what_a_terminal_would_obey_is_not_passed_on(text):
    """An escape sequence in a header of the sender's colours nothing and hides nothing."""
    assert set(one_line(text)) <= set("ab[31m ")


def test_french_spaces_and_accents_stay():
    """A narrow no-break space is no control sign."""
    assert one_line("1\u202f560,50\u00a0€ à Éperlecques") == "1\u202f560,50\u00a0€ à Éperlecques"


def test_a_paragraph_is_wrapped_and_indented_and_breaks_before_no_sign():
    """A colon never starts a line, and a date is not broken at its hyphens."""
    told = paragraph("Décision au 2021-05-11 : à vérifier", indent="  ", width=25)
    assert told == "  Décision au\n  2021-05-11\u00a0: à vérifier"
