"""What reading one cell yields, and what its meaning depends on besides its text."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from prevexp.domain.places import CommuneRegister

from ..domain.groups import Veiled
from .aliases import Aliases
from .aliases import normalise
from .vocabularies import VOCABULARIES

_SPACES = re.compile(r"\s+")
_HELD_AS_TEXT = re.compile(r"'+[0-9]")


@attrs.frozen
class Parsed(Veiled):
    """A cell once read: its value (None is "not known"), the code of what is wrong with it, what was tolerated.

    `remedy` is a French sentence when the code's own advice can be said better for this cell.
    """

    value: Any = None
    problem: str | None = None
    notes: tuple[str, ...] = ()
    remedy: str | None = None


@attrs.frozen(kw_only=True, eq=False)
class Setting:
    """Whose file is read, for which département, received when; serial dates count from 1900 or 1904."""

    aliases: Aliases
    register: CommuneRegister
    received_on: date
    serial_epoch: int = 1900
    words: Mapping[str, Mapping[str, str]] = attrs.field(
        init=False, metadata={"description": "column -> normal form -> slug of a closed list"}
    )

    @words.default
    def _words(self) -> Mapping[str, Mapping[str, str]]:
        """Add the slugs themselves to the aliases; an alias of something that is not in the list is no alias."""
        return {
            column: {normalise(slug): slug for slug in slugs}
            | {form: slug for form, slug in self.aliases.values.get(column, {}).items() if slug in slugs}
            for column, slugs in VOCABULARIES.items()
        }


def clean(text: str) -> str:
    """Return a text in NFC, trimmed, spaces of every width made one, without the `'` that keeps digits a text."""
    plain = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
    return plain[1:] if _HELD_AS_TEXT.match(plain) else plain


def is_blank(text: str | None, aliases: Aliases) -> bool:
    """Say whether a cell says nothing: no letter or digit of any script, or a word such as NC or néant."""
    return text is None or not any(map(str.isalnum, text)) or normalise(text) in aliases.empty
