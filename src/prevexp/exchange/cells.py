"""The rule of each column, once: what one cell of a transfer means. Whole columns are read by these same rules.

Source: samples, "Field by field"; field notes §5. Nothing here raises, and nothing guesses: a cell that may be read two
ways is not read.
"""

import re
from collections.abc import Callable
from collections.abc import Mapping
from functools import partial

from .aliases import COLUMNS
from .aliases import REQUIRED
from .aliases import normalise
from .communes import parse_commune
from .communes import parse_postcode
from .contacts import parse_email
from .contacts import parse_phone
from .days import EARLIEST
from .days import EARLIEST_BIRTH
from .days import latest_plausible
from .days import parse_day
from .days import parse_month
from .numbers import parse_amount
from .numbers import parse_count
from .numbers import parse_debt
from .numbers import parse_siret
from .parsed import Parsed
from .parsed import Setting
from .parsed import clean
from .parsed import is_blank
from .vocabularies import NOT_KNOWN
from .vocabularies import VOCABULARIES

_REFERENCE = re.compile(r"[A-Za-z0-9._-]{3,40}")
_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{1,3}|[0-9][.,][0-9]+[eE][0-9]{1,3}")
_SERVICE = re.compile(r"[a-z][a-z0-9_.-]{1,39}")
_OTHER_SERVICE = "autre"

_MAY_BE_BLANK = frozenset({"bailleur_type"})
_READ_AS_NOT_KNOWN = frozenset({"bailleur_type"})

Parser = Callable[[str, Setting], Parsed]


def parse_text(text: str, _: Setting) -> Parsed:
    """Accept a text as it stands once cleaned."""
    return Parsed(text)


def parse_reference(text: str, _: Setting) -> Parsed:
    """Read a reference of the secretariat; one that a spreadsheet rounded to 1,23E+13 has lost its digits."""
    if _ROUNDED.fullmatch(text):
        return Parsed(problem="digits-lost")
    return Parsed(text) if _REFERENCE.fullmatch(text) else Parsed(problem="malformed-id")


def parse_word(text: str, setting: Setting, *, column: str) -> Parsed:
    """Read a word into the slug of a closed list; outside the list it is not known, never a default that decides."""
    form = normalise(text)
    slug = setting.words[column].get(form)
    if slug is None:
        problem = "value-not-listed" if column in _READ_AS_NOT_KNOWN else "unknown-value"
        return Parsed(NOT_KNOWN[column], problem)
    ambiguous = form in setting.aliases.ambiguous.get(column, ())
    return Parsed(slug, "ambiguous-followed-answer" if ambiguous else None, () if text == slug else ("value-aliases",))


def parse_service(text: str, setting: Setting) -> Parsed:
    """Read who answered into the slug of the département's list; without a list any slug is one."""
    listed = setting.aliases.values.get("source_suivi")
    if listed is None:
        return Parsed(text) if _SERVICE.fullmatch(text) else Parsed(_OTHER_SERVICE, "value-not-listed")
    slug = listed.get(normalise(text))
    if slug is None:
        return Parsed(_OTHER_SERVICE, "value-not-listed")
    return Parsed(slug, notes=() if text == slug else ("value-aliases",))


def _day(text: str, setting: Setting) -> Parsed:
    latest = latest_plausible(setting.received_on)
    return parse_day(text, earliest=EARLIEST, latest=latest, serial_epoch=setting.serial_epoch)


def _birth(text: str, setting: Setting) -> Parsed:
    """Nobody of the list is born after it was received."""
    return parse_day(text, earliest=EARLIEST_BIRTH, latest=setting.received_on, serial_epoch=setting.serial_epoch)


def _month(text: str, setting: Setting) -> Parsed:
    latest = latest_plausible(setting.received_on)
    return parse_month(text, months=setting.aliases.months, latest=latest, serial_epoch=setting.serial_epoch)


PARSERS: Mapping[str, Parser] = {
    "id_dossier": parse_reference,
    "mois_transfert": _month,
    "date_signalement": _day,
    "date_acte": _day,
    "date_audience": _day,
    "date_dette": _day,
    "date_suivi": _day,
    "locataire_date_naissance": _birth,
    "adresse_commune_insee": lambda text, setting: parse_commune(text, register=setting.register),
    "adresse_code_postal": lambda text, _: parse_postcode(text),
    "nb_personnes": lambda text, _: parse_count(text),
    "loyer_mensuel_eur": lambda text, _: parse_amount(text),
    "dette_locative_eur": lambda text, _: parse_debt(text),
    "bailleur_siret": lambda text, _: parse_siret(text),
    "locataire_telephone": lambda text, setting: parse_phone(text, department=setting.register.department),
    "locataire_courriel": lambda text, _: parse_email(text),
    "source_suivi": parse_service,
    "bailleur_nom": parse_text,
    "locataire_nom": parse_text,
    "locataire_prenom": parse_text,
    "adresse_voie": parse_text,
    **{column: partial(parse_word, column=column) for column in VOCABULARIES},
}
"""The reader of each canonical column, for a text that is clean and not blank."""


def _blank(column: str) -> Parsed:
    """Say what an empty cell means: a fault where the row needs it, else "not known", said if the form wants a word."""
    if column in REQUIRED:
        return Parsed(problem="missing-required")
    if column in VOCABULARIES:
        return Parsed(NOT_KNOWN[column], None if column in _MAY_BE_BLANK else "blank-read-as-unknown")
    return Parsed()


BLANKS: Mapping[str, Parsed] = {column: _blank(column) for column in COLUMNS}


def parse_cell(column: str, text: str | None, setting: Setting) -> Parsed:
    """Read one cell of a canonical column."""
    if text is None or is_blank(text, setting.aliases):
        return BLANKS[column]
    return PARSERS[column](clean(text), setting)
