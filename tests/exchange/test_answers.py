"""A partner's answers as they are read: tolerant of form, strict of sense, and only declared errors."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.errors import TransferRefused
from prevexp.exchange.aliases import Aliases
from prevexp.exchange.answers import AnswerFault
from prevexp.exchange.answers import AnswerSheet
from prevexp.exchange.answers import read_answers
from prevexp.exchange.answerwords import answer_words

WORDS = answer_words(Aliases.from_mapping({"empty": ["NC", "néant"]}))
DAY = date(2021, 5, 20)
GOOD = "Réf. orientation;Réponse;Motif du refus;Date de réponse\r\nABCD-EFGH;Refusée;complet;14/05/2021\r\n"


def read(content, name="r.csv"):
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return read_answers(path, WORDS, received_on=DAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_any_usual_way_of_saving_is_read(encoding, separator):
    """Lines above the header, any of the separators, any of the encodings of a French office."""
    content = ("Retour du service\n\n" + GOOD).replace(";", separator).encode(encoding)
    (line,) = read(content).lines
    assert (line.line, line.reference, line.said, line.reason, line.on) == (
        4,
        "ABCD-EFGH",
        "rejected",
        "no_capacity",
        date(2021, 5, 14),
    )


def test_all_that_is_wrong_with_a_line_is_said_at_once():
    """Three cells, three codes."""
    sheet = read(b"reference_orientation;reponse;motif_refus;date_reponse\n;peut-etre;bof;hier\n")
    assert [(fault.line, fault.column, fault.code) for fault in sheet.faults] == [
        (2, "date_reponse", AnswerFault.UNPARSABLE_DATE),
        (2, "motif_refus", AnswerFault.UNKNOWN_VALUE),
        (2, "reference_orientation", AnswerFault.MISSING_REQUIRED),
        (2, "reponse", AnswerFault.UNKNOWN_VALUE),
    ]
    assert sheet.lines == ()


@pytest.mark.parametrize(("day", "good"), [("19/05/2021", True), ("20/05/2021", True), ("21/05/2021", False)])
def test_nobody_answers_after_the_day_the_answer_came(day, good):
    """The day before, on the day, the day after."""
    sheet = read(f"reference_orientation;reponse;date\nA1;recue;{day}\n".encode())
    assert (len(sheet.lines), len(sheet.faults)) == ((1, 0) if good else (0, 1))


def test_a_list_of_followed_households_is_told_by_its_columns():
    """It names cases of the list, not referrals; words for nothing are nothing."""
    sheet = read("dossier;suivi;date\n62-1;oui;03/05/2021\n62-2;inconnu du service;03/05/2021\n3;NC;néant\n".encode())
    assert sheet.followed
    assert [(line.case, line.said) for line in sheet.lines] == [("62-1", "suivi"), ("62-2", "inconnu_du_service")]
    assert sheet.faults == ()


def test_two_columns_of_one_sense_refuse_the_file():
    """Which of them holds would not be known."""
    with pytest.raises(TransferRefused, match="reponse"):
        read(b"reference_orientation;reponse;suite;date\nA1;recue;recue;03/05/2021\n")


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=6), st.integers(0, len(GOOD)))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(flips, length):
    """Bytes changed anywhere, cut anywhere: lines, faults, or one declared error."""
    content = bytearray(GOOD.encode("cp1252"))
    for place, byte in flips:
        content[place] = byte
    try:
        sheet = read(bytes(content[:length]))
    except TransferRefused:
        return
    assert isinstance(sheet, AnswerSheet)
    assert all(line.on <= DAY for line in sheet.lines)
