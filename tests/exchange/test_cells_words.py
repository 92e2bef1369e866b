"""What a word of a transfer means: slugs, local words, and words nobody agreed on."""

from collections.abc import Callable

import attrs
import pytest

from prevexp.exchange.aliases import Aliases
from prevexp.exchange.aliases import AliasesInvalid
from prevexp.exchange.parsed import Parsed
from prevexp.exchange.parsed import Setting

Read = Callable[..., Parsed]


@pytest.mark.parametrize(
    ("column", "text", "slug"),
    [
        ("stade_procedure", "CDP", "commandement_de_payer"),
        ("stade_procedure", "Signalement d’impayé", "signalement"),
        ("parc", "PRIVE", "prive"),
        ("bailleur_type", "SCI", "sci_familiale"),
        ("suivi_service_social", "NON", "non_suivi"),
        ("suivi_service_social", "Inconnu de la CAF", "inconnu_du_service"),
        ("source_suivi", "C.A.F.", "caf"),
        ("information_rgpd", "VRAI", "oui"),
    ],
)
def test_local_words_become_slugs(read: Read, column: str, text: str, slug: str) -> None:
    """The secretariat's words are data of the département."""
    assert read(column, text) == Parsed(slug, notes=("value-aliases",))


def test_canonical_slugs_are_no_aliases(read: Read) -> None:
    """A canonical file is not said to hold local words."""
    assert read("stade_procedure", "commandement_de_payer") == Parsed("commandement_de_payer")


@pytest.mark.parametrize("text", ["inconnu", "Inconnu", "INCONNUE"])
def test_a_bare_unknown_answers_nothing(read: Read, text: str) -> None:
    """The word "inconnu" alone never reads as not followed."""
    assert read("suivi_service_social", text) == Parsed("sans_reponse", "ambiguous-followed-answer", ("value-aliases",))


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("stade_procedure", "commandement", Parsed("inconnu", "unknown-value")),
        ("suivi_service_social", "peut-être", Parsed("sans_reponse", "unknown-value")),
        ("parc", "mixte", Parsed("inconnu", "unknown-value")),
        ("information_rgpd", "?oui?non", Parsed("inconnu", "unknown-value")),
        ("bailleur_type", "usufruitier", Parsed("inconnu", "value-not-listed")),
        ("source_suivi", "mairie", Parsed("autre", "value-not-listed")),
    ],
)
def test_a_word_outside_the_lists_is_not_known(read: Read, column: str, text: str, expected: Parsed) -> None:
    """Landlord and source are taken with a warning, the four words that decide are not."""
    assert read(column, text) == expected


def test_without_local_words_the_slugs_of_the_contract_are_read(read: Read, setting: Setting) -> None:
    """A département with no alias table reads canonical files, and any slug as a source."""
    bare = attrs.evolve(setting, aliases=Aliases.from_mapping({}))
    assert read("parc", "prive", bare) == Parsed("prive")
    assert read("parc", "privé", bare).value == "prive"
    assert read("parc", "HLM", bare).problem == "unknown-value"
    assert read("source_suivi", "cd59", bare) == Parsed("cd59")


def test_an_alias_of_something_not_in_the_list_is_no_alias(read: Read, setting: Setting) -> None:
    """A table of words cannot widen a closed vocabulary: it is refused, and so is a word it does not list."""
    with pytest.raises(AliasesInvalid):
        Aliases.from_mapping({"values": {"parc": {"mixte": ["mixte"]}}})
    assert read("parc", "mixte", setting).problem == "unknown-value"
