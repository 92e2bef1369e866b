"""How one département writes the monthly transfer: its words for columns, values, months and streets.

Data, never guesses.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from typing import Self

import attrs

from ..domain.case import Identity
from ..domain.case import ListedFacts
from ..domain.case import columns_of
from ..domain.errors import TransferRefused
from .vocabularies import VOCABULARIES

COLUMNS: tuple[str, ...] = (
    "id_dossier",
    "mois_transfert",
    *columns_of(ListedFacts).values(),
    *columns_of(Identity).values(),
)
"""The canonical columns of a transfer, derived from the entities."""

REQUIRED = frozenset({"id_dossier", "mois_transfert", "locataire_nom", "adresse_voie", "adresse_commune_insee"})
"""Columns without which a row is not a case (samples, "Field by field")."""

LARGEST_TABLE = 1_000_000
"""Bytes of the largest table of words that is read; one of a secretariat has some thousands."""

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})
_OTHER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65_536)
def normalise(text: str) -> str:
    """Return the normal form in which words are compared: no accents, lower case, one space between runs of a-z0-9."""
    if text.isascii():
        return _OTHER.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return _OTHER.sub(" ", bare.lower()).strip()


def _reverse(groups: Mapping[str, Sequence[str]], where: str) -> Mapping[str, str]:
    """Turn canonical -> words into normal form of word -> canonical; a word with two meanings is refused."""
    words: dict[str, str] = {}
    for canonical, synonyms in groups.items():
        for word in (canonical, *synonyms):
            form = normalise(word)
            if words.setdefault(form, canonical) != canonical:
                raise AliasesInvalid(f"{where}: « {form} » désigne à la fois {words[form]} et {canonical}")
    return words


_CORRECT = "Corriger la table d’alias donnée par --aliases ou par le pack ; la liste n’y est pour rien."


class AliasesInvalid(TransferRefused):
    """An alias table that says two things of one word, or is not a table."""

    code = "aliases-invalid"

    def __init__(self, message: str) -> None:
        super().__init__("aliases-invalid", f"{message}. {_CORRECT}", file="aliases", remedy=_CORRECT)


@attrs.frozen(kw_only=True)
class Aliases:
    """The words of one secretariat, in normal form.

    `headers`: header -> column; `values`: column -> word -> slug; `empty`: words that mean nothing was written;
    `ambiguous`: column -> words that are warned about; `implies`: column -> word -> other columns it fills; `totals`:
    first words of a total row; `months`: word -> number; `streets`: abbreviation -> word; `not_known`: column -> slug
    of "not known".
    """

    headers: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    empty: frozenset[str]
    not_known: Mapping[str, str]
    ambiguous: Mapping[str, frozenset[str]]
    implies: Mapping[str, Mapping[str, Mapping[str, str]]]
    totals: frozenset[str]
    months: Mapping[str, int]
    streets: Mapping[str, str]

    @classmethod
    def from_mapping(cls, raw: Mapping[str, Any]) -> Self:
        """Build the table from the data of a pack or of an `--aliases` file.

        Raise AliasesInvalid if it contradicts itself.
        """
        headers = {column: raw.get("headers", {}).get(column, ()) for column in COLUMNS}
        if unknown := set(raw.get("headers", {})) - set(COLUMNS):
            raise AliasesInvalid(f"headers : colonne inconnue {min(unknown)}")
        for column, groups in raw.get("values", {}).items():
            if strange := set(groups) - set(VOCABULARIES.get(column, groups)):
                raise AliasesInvalid(f"values, {column} : valeur hors de la liste convenue : {min(strange)}")
        return cls(
            headers=_reverse(headers, "headers"),
            values={column: _reverse(groups, column) for column, groups in raw.get("values", {}).items()},
            empty=frozenset(map(normalise, raw.get("empty", ()))),
            not_known=dict(raw.get("not_known", {})),
            ambiguous={c: frozenset(map(normalise, words)) for c, words in raw.get("ambiguous", {}).items()},
            implies={
                c: {normalise(word): dict(more) for word, more in words.items()}
                for c, words in raw.get("implies", {}).items()
            },
            totals=frozenset(map(normalise, raw.get("totals", ()))),
            months={normalise(w): int(number) for number, words in raw.get("months", {}).items() for w in words},
            streets={normalise(short): normalise(long) for short, long in raw.get("address_words", {}).items()},
        )

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read an `--aliases` file (JSON); raise AliasesInvalid if it cannot be read."""
        try:
            if path.stat().st_size > LARGEST_TABLE:
                raise AliasesInvalid(f"{path.name} : plus de {LARGEST_TABLE // 10**6} Mo")
            raw = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            raise AliasesInvalid(f"{path.name} : fichier d'alias illisible (JSON en UTF-8 attendu)") from None
        if not isinstance(raw, dict):
            raise AliasesInvalid(f"{path.name} : un objet JSON est attendu")
        try:
            return cls.from_mapping(raw)
        except (AttributeError, TypeError, ValueError):
            raise AliasesInvalid(f"{path.name} : une table n’a pas la forme attendue") from None

    def is_empty(self, text: str | None) -> bool:
        """Say whether a cell says nothing: no letter or digit, or a word such as NC or néant."""
        if not text:
            return True
        form = normalise(text)
        return not form or form in self.empty
