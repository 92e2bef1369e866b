"""What rows are compared by: names, dwellings and contacts in normal form. Equal keys propose or match, never merge.

Each key exists twice, for one case and for a frame; a property holds both to the same answer. Normal forms hold no `|`:
it stands between the parts of a key. Source: samples, "Matching"; field notes §5.
"""

import re
from collections.abc import Callable
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import lru_cache

import polars as pl

from .aliases import Aliases
from .aliases import normalise

_BAR = "|"
_RUNS = r"[^a-z0-9]+"
_NOT_NORMAL = r"[^a-z0-9 ]|  |^ | $"
_BEYOND = r"[^\x00-\x7f]"
_LETTERS = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿœæ"
_MARKS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ‐‑‒–—‘’“”«»°"


def normal_key(text: str) -> str:
    """Return the normal form of a text; one in another script, of which nothing is left, is compared as it stands."""
    return normalise(text) or text.casefold().replace(_BAR, " ").strip()


def dwelling_street(street: str, streets: Mapping[str, str]) -> str:
    """Return the normal form of a street, its abbreviations written out word by word."""
    return _written_out(normal_key(street), streets)


def _written_out(form: str, streets: Mapping[str, str]) -> str:
    return " ".join(streets.get(word, word) for word in form.split(" "))


def full_name_key(surname: str, first_name: str | None) -> str:
    """Return the key of a full name; a first name that is not known is part of it as such."""
    return surname_key(surname) + _BAR + (normal_key(first_name) if first_name else "")


def surname_key(surname: str) -> str:
    """Return the key of a surname."""
    return normal_key(surname)


def dwelling_key(commune: str, street: str, streets: Mapping[str, str]) -> str:
    """Return the key of a dwelling: the INSEE code of its commune and its street in normal form."""
    return commune + _BAR + dwelling_street(street, streets)


def phone_key(phone: str | None, first_name: str | None) -> str | None:
    """Return the key of a phone with a first name; None unless both are known."""
    return phone + _BAR + normal_key(first_name) if phone and first_name else None


def email_key(email: str | None, first_name: str | None) -> str | None:
    """Return the key of an e-mail address with a first name; None unless both are known."""
    return email.lower() + _BAR + normal_key(first_name) if email and first_name else None


def birth_key(born_on: date | None, surname: str | None, commune: str | None) -> str | None:
    """Return the key of a birth date with surname and commune; None unless all are known."""
    if not (born_on and surname and commune):
        return None
    return _BAR.join((born_on.isoformat(), normal_key(surname), commune))


def matching_columns(frame: pl.DataFrame, aliases: Aliases) -> pl.DataFrame:
    """Return the keys of every row of a `TransferTable.frame`, null where a part is not known (a first name apart)."""
    texts = [frame[column] for column in ("locataire_nom", "locataire_prenom", "adresse_voie")]
    with ThreadPoolExecutor(
        pl.thread_pool_size()
    ) as pool:  # polars lets go of the lock: the columns are read side by side
        surname, first_name, street = pool.map(_normal_keys, texts)
    parts = frame.select(
        "locataire_telephone", "locataire_courriel", "locataire_date_naissance", "adresse_commune_insee"
    ).with_columns(surname_key=surname, first_name_key=first_name, street=_streets(street, aliases.streets))
    born, commune = pl.col("locataire_date_naissance").dt.to_string("%Y-%m-%d"), pl.col("adresse_commune_insee")
    return parts.select(
        name_key=_joined(pl.col("surname_key"), pl.col("first_name_key").fill_null("")),
        dwelling_key=_joined(commune, pl.col("street")),
        surname_key="surname_key",
        first_name_key="first_name_key",
        phone_key=_joined(pl.col("locataire_telephone"), pl.col("first_name_key")),
        email_key=_joined(pl.col("locataire_courriel").str.to_lowercase(), pl.col("first_name_key")),
        birth_key=_joined(born, pl.col("surname_key"), commune),
    )


def _joined(*parts: pl.Expr) -> pl.Expr:
    return pl.concat_str(*parts, separator=_BAR)


def _normal_keys(texts: pl.Series) -> pl.Series:
    """Return the normal keys of a column: most by lower case alone, French letters by table, the rest by the rule."""
    text = pl.col(texts.name)
    lower = texts.to_frame().select(text.str.to_lowercase())
    rows = _where(lower, text.str.contains(_NOT_NORMAL))
    french = lower[rows].select(text.str.replace_many(_french()))
    runs = _where(french, text.str.contains(_NOT_NORMAL))
    forms = _put(
        french.to_series(), runs, french.to_series().gather(runs).str.replace_all(_RUNS, " ").str.strip_chars(" ")
    )
    beyond = _where(french, text.str.contains(_BEYOND) | (forms == ""))
    return _put(lower.to_series(), rows, _with_rule(forms, beyond, texts.gather(rows).gather(beyond), normal_key))


def _where(frame: pl.DataFrame, found: pl.Expr) -> pl.Series:
    return frame.select(found.fill_null(value=False)).to_series().arg_true()


def _streets(forms: pl.Series, streets: Mapping[str, str]) -> pl.Series:
    """Write the abbreviations of normal forms out, where there are any."""
    if not streets:
        return forms
    word, form = "|".join(map(re.escape, streets)), pl.col(forms.name)
    inside = form.str.contains_any([f" {short} " for short in streets])
    short = inside | form.str.contains(f"^(?:{word})(?: |$)") | form.str.contains(f" (?:{word})$")
    rows = _where(forms.to_frame(), short)
    return _with_rule(forms, rows, forms.gather(rows), lambda form: _written_out(form, streets))


def _put(forms: pl.Series, rows: pl.Series, others: pl.Series) -> pl.Series:
    return forms.clone().scatter(rows, others) if len(rows) else forms


def _with_rule(forms: pl.Series, rows: pl.Series, texts: pl.Series, rule: Callable[[str], str]) -> pl.Series:
    """Put in some rows what a rule says of their texts, each distinct one asked once."""
    words = texts.unique()
    said = pl.Series([rule(text) for text in words.to_list()], dtype=pl.String)
    return _put(forms, rows, said.gather(texts.cast(pl.Enum(words)).to_physical()))


@lru_cache(maxsize=1)
def _french() -> dict[str, str]:
    """Return what the rule makes, between letters, of each letter and mark of French in lower case."""
    return {c: normalise(f"x{c}x")[1:-1] for c in _LETTERS + _MARKS}
