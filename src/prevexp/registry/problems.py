"""What is wrong with a pack's data files: all of it in one pass, with file, line, key and what was expected.

A pack is written by the data person of a département: the wording is French and stands here, beside the codes.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum

import attrs

MOST_PROBLEMS = 1_000
"""Problems that are told of one pack, form or file of settings: who corrects these is told of the others next time."""

LONGEST_WORD = 60
"""Characters of a word that are compared with the right names."""


class ProblemCode(StrEnum):
    """The kinds of problems of a pack."""

    MISSING_FILE = "missing-file"
    UNKNOWN_FILE = "unknown-file"
    UNREADABLE_FILE = "unreadable-file"
    MISSING_KEY = "missing-key"
    UNKNOWN_KEY = "unknown-key"
    WRONG_TYPE = "wrong-type"
    UNKNOWN_VALUE = "unknown-value"
    TWICE = "twice"
    CONTRADICTION = "contradiction"


_WORDING = {
    ProblemCode.MISSING_FILE: "fichier absent",
    ProblemCode.UNKNOWN_FILE: "fichier inconnu, il ne serait pas lu",
    ProblemCode.UNREADABLE_FILE: "fichier illisible",
    ProblemCode.MISSING_KEY: "clé absente",
    ProblemCode.UNKNOWN_KEY: "clé inconnue",
    ProblemCode.WRONG_TYPE: "valeur d’un autre type",
    ProblemCode.UNKNOWN_VALUE: "valeur inconnue",
    ProblemCode.TWICE: "donné deux fois",
    ProblemCode.CONTRADICTION: "contradiction",
}


@attrs.frozen(kw_only=True)
class PackProblem:
    """One thing to correct in a pack."""

    code: ProblemCode
    file: str
    line: int | None = attrs.field(default=None, metadata={"description": "physical line, None for the whole file"})
    key: str = attrs.field(default="", metadata={"description": "dotted key of a TOML file or column of a CSV file"})
    expected: str = attrs.field(default="", metadata={"description": "what was expected, in French"})
    nearest: str | None = attrs.field(
        default=None, metadata={"description": "the right name nearest to what stands there"}
    )

    def __str__(self) -> str:
        place = f"{self.file}, ligne {self.line}" if self.line else self.file
        subject = f"{place}, {self.key}" if self.key else place
        expected = f" ; attendu : {self.expected}" if self.expected else ""
        meant = f" ; peut-être {self.nearest} ?" if self.nearest else ""
        return f"{subject} : {_WORDING[self.code]}{expected}{meant}"


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Return the name that looks most like a word, None if none does."""
    return next(iter(get_close_matches(word[:LONGEST_WORD], sorted(names), n=1)), None)
