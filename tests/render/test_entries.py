"""A file of entries is answered in French, line by line, with what to do."""

import pytest

from prevexp.caseload.entry.results import Entries
from prevexp.caseload.entry.results import EntryFault
from prevexp.caseload.entry.results import LineRefused
from prevexp.casework.refusal import RefusalCode
from prevexp.render.entries import ENTRY_FAULTS
from prevexp.render.entries import entries_json
from prevexp.render.entries import entries_text
from prevexp.render.entries import line_told


def test_every_fault_has_words():
    """And no words stand without a fault."""
    assert set(ENTRY_FAULTS) == set(EntryFault)


@pytest.mark.parametrize("code", EntryFault)
def test_a_fault_says_what_and_what_to_do(code):
    """Two sentences."""
    told = line_told(LineRefused(line=3, code=code, params={"key": "on", "place": "2", "expected": "date"}))
    assert told.message.endswith(".")
    assert told.remedy.endswith(".")
    assert "{" not in told.message


def test_what_was_expected_is_told_with_the_nearest_word():
    """A vocabulary in its order."""
    params = {"key": "channel", "allowed": "letter, sms", "nearest": "letter"}
    told = line_told(LineRefused(line=3, code=EntryFault.WRONG_VALUE, params=params))
    assert told.message == "La valeur de `channel` n’est pas possible ; attendu : letter, sms ; peut-être `letter` ?"


def test_a_line_that_may_follow_from_another_says_so():
    """With the number of that line, on the terminal; as data with reason and remedy."""
    refused = LineRefused(line=4, code=RefusalCode.NO_FOLLOW_UP, params={"on": "2021-05-10"}, after=2)
    entries = Entries(refused=(refused,))
    assert "ligne 4 [no-follow-up]" in entries_text(entries)
    assert "peut venir de la ligne 2" in entries_text(entries)
    (plain,) = entries_json(entries)["refused"]
    assert plain["line"] == 4
    assert plain["reason"].startswith("Aucune veille n’est en cours le 10/05/2021")
    assert plain["remedy"]


def test_a_file_noted_before_is_told_as_such():
    """Nothing changes."""
    assert entries_text(Entries(repeated=True)) == "Ce fichier a déjà été noté : rien ne change."
    assert "1\u00a0ligne déjà notée" in entries_text(Entries(known=(1,)))
