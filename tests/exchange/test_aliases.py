"""The words of a secretariat: a table that contradicts itself is refused, and says where."""

import json

import pytest

from prevexp.exchange.aliases import Aliases
from prevexp.exchange.aliases import AliasesInvalid
from prevexp.render.errors import explain_error


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"headers": {"colonne_inventee": ["x"]}}, "colonne_inventee"),
        ({"headers": {"locataire_nom": ["Nom"], "bailleur_nom": ["NOM"]}}, "nom"),
        ({"values": {"parc": {"public": ["HLM"]}}}, "public"),
        ({"values": {"parc": {"prive": ["Divers"], "social": ["divers !"]}}}, "divers"),
    ],
)
def test_a_word_with_two_meanings_or_none_is_refused(raw, said):
    """An unknown column, a value outside the list and a word that stands for two things are named."""
    with pytest.raises(AliasesInvalid) as refused:
        Aliases.from_mapping(raw)
    assert said in explain_error(refused.value).message


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'"parc"', b"\xff\xfe"])
def test_a_file_that_is_no_table_is_refused(tmp_path, content):
    """Not JSON, not UTF-8 or not an object: told with the name of the file, without its folder."""
    path = tmp_path / "mots.json"
    path.write_bytes(content)
    with pytest.raises(AliasesInvalid) as refused:
        Aliases.from_file(path)
    told = explain_error(refused.value)
    assert told.code == "aliases-invalid"
    assert "mots.json" in told.message
    assert str(tmp_path) not in told.message


def test_a_file_that_is_not_there_is_refused(tmp_path):
    """A misspelt path is a refusal like any other."""
    with pytest.raises(AliasesInvalid):
        Aliases.from_file(tmp_path / "nulle-part.json")


def test_the_words_of_a_file_are_those_of_its_data(tmp_path):
    """Reading a file and reading its data give the same table; words are compared without accents and case."""
    raw = {"headers": {"locataire_nom": ["Nom du ménage"]}, "empty": ["Néant"]}
    path = tmp_path / "mots.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    table = Aliases.from_file(path)
    assert table == Aliases.from_mapping(raw)
    assert table.headers["nom du menage"] == "locataire_nom"
    assert [table.is_empty(text) for text in ("NEANT", "néant", "…", None, "0")] == [True, True, True, True, False]
