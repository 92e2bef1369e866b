"""The monthly list in columns of fixed width, as a program of a FSL might print it.

Assumption: nobody published such a form; the columns stand for those of an old program, and are to be compared with a
real file before use. First line `FSL` and the month, then a household a line, in cp1252.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

_HEAD = re.compile(rb"FSL (\d{4}-\d{2})\r?\n")
_WIDTHS = {
    "id_dossier": 14,
    "stade_procedure": 34,
    "date_acte": 10,
    "parc": 8,
    "locataire_nom": 24,
    "locataire_prenom": 20,
    "adresse_voie": 38,
    "adresse_code_postal": 5,
    "adresse_commune_insee": 5,
    "dette_locative_eur": 10,
}
_ENDS = tuple(sum(tuple(_WIDTHS.values())[:n]) for n in range(len(_WIDTHS) + 1))
_SPANS = dict(zip(_WIDTHS, pairwise(_ENDS), strict=True))


def is_one(head: bytes) -> bool:
    """Say whether a file begins as such a list."""
    return _HEAD.match(head) is not None


def rows(path: Path) -> Iterator[tuple[int, dict[str, str] | None]]:
    """Give each row with its line; one that is cut short is there, and cannot be read."""
    with path.open(encoding="cp1252", errors="replace") as lines:
        month = next(lines).split()[1]
        for number, line in enumerate(lines, 2):
            if text := line.rstrip("\r\n"):
                yield number, _cells(text, month)


def _cells(line: str, month: str) -> dict[str, str] | None:
    """Return the cells of a line; what the FSL does not know of the social services is asked of them, not assumed."""
    if len(line.rstrip()) <= _SPANS["dette_locative_eur"][0]:
        return None
    return {"mois_transfert": month} | {name: line[first:last].strip() for name, (first, last) in _SPANS.items()}
