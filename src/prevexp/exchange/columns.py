"""A whole column at once: cells in canonical form pass as they are, the distinct others go by the rule of the cell.

What passes is a subset of what the rule returns unchanged: a property holds both to the same answer on every text.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import attrs
import polars as pl

from ..domain.groups import Veiled
from .aliases import normalise
from .cells import parse_cell
from .parsed import Parsed
from .parsed import Setting

PROBLEM_SCHEMA = pl.Schema({"row": pl.UInt32(), "reason": pl.String(), "remedy": pl.String()})

_ACCENTED = [c for c in map(chr, range(0xC0, 0x180)) if re.fullmatch("[a-z]", normalise(c))]
_LIGATURES = "œŒæÆ"
_LETTERS = "0-9A-Za-z" + "".join(_ACCENTED) + _LIGATURES
# One separator between letters, or a comma or stop with its space: no text shrinks to an empty word unseen.
_TEXT = f"^[{_LETTERS}]+(?:(?:[ '’/-]|[.,] ?)[{_LETTERS}]+)*$"
_EMAIL = (
    r"^[A-Za-z0-9_-]{1,40}(?:\.[A-Za-z0-9_-]{1,40}){0,2}"
    r"@[A-Za-z0-9]{1,30}(?:[.-][A-Za-z0-9]{1,30}){0,2}\.[A-Za-z]{2,30}$"
)
_CANONICAL = {
    "id_dossier": r"^[A-Za-z0-9_-]{3,40}$",
    "bailleur_siret": r"^[0-9]{14}$",
    "locataire_telephone": r"^\+33[1-9][0-9]{8}$",
    "loyer_mensuel_eur": r"^[0-9]{1,9}(?:\.[0-9]{1,2})?$",
    "dette_locative_eur": r"^[0-9]{1,9}(?:\.[0-9]{1,2})?$",
    "locataire_courriel": _EMAIL,
    **dict.fromkeys(("bailleur_nom", "locataire_nom", "locataire_prenom", "adresse_voie"), _TEXT),
}
"""Columns of many distinct values: what is canonical beyond doubt. The others have few, and all go by the rule."""

_DATES = frozenset(
    {"date_signalement", "date_acte", "date_audience", "date_dette", "date_suivi", "locataire_date_naissance"}
)
_AMOUNTS = frozenset({"loyer_mensuel_eur", "dette_locative_eur"})


@attrs.frozen(eq=False)
class Column(Veiled):
    """A typed column (cents, dates, whole numbers, texts), the rows with a problem, what was tolerated."""

    values: pl.Series
    problems: pl.DataFrame
    notes: frozenset[str]


def dtype_of(column: str) -> pl.DataType:
    """Return the type a canonical column is read into."""
    if column in _DATES:
        return pl.Date()
    return pl.Int64() if column in _AMOUNTS or column == "nb_personnes" else pl.String()


def read_column(column: str, cells: pl.Series, setting: Setting) -> Column:
    """Read a column of texts; nulls are empty cells."""
    if (pattern := _CANONICAL.get(column)) is None:
        return _by_distinct(column, cells, setting)
    canonical = _passes(column, pattern, cells, setting)
    values = _as_they_are(column, cells, canonical)
    rows = (~canonical).arg_true()
    if not len(rows):
        return Column(values, pl.DataFrame(schema=PROBLEM_SCHEMA), frozenset())
    rest = _by_distinct(column, cells.gather(rows), setting)
    problems = rest.problems.with_columns(row=rows.gather(rest.problems["row"]))
    return Column(values.scatter(rows, rest.values), problems, rest.notes)


def _passes(column: str, pattern: str, cells: pl.Series, setting: Setting) -> pl.Series:
    """Say which cells are canonical beyond doubt: of the form, no empty word, no zero debt, a valid key."""
    cell = pl.col(cells.name)
    passes = cell.str.contains(pattern)
    if blank := blank_pattern(setting.aliases.empty):
        passes &= ~cell.str.contains(blank)
    if column == "dette_locative_eur":
        passes &= cell.str.contains("[1-9]")
    if column == "bailleur_siret":
        passes &= _luhn(cell)
    return cells.to_frame().select(passes.fill_null(value=False)).to_series()


def _luhn(digits: pl.Expr) -> pl.Expr:
    """Say whether fourteen digits have a valid key."""
    number = digits.cast(pl.Int64, strict=False)
    places = [number // 10**place % 10 for place in range(14)]
    return pl.sum_horizontal(*places[::2], *(2 * digit - 9 * (digit > 4) for digit in places[1::2])) % 10 == 0


def _as_they_are(column: str, cells: pl.Series, canonical: pl.Series) -> pl.Series:
    """Return the canonical cells typed; what stands in the other places is written over."""
    if column not in _AMOUNTS:
        return cells.clone()
    euros = pl.when(canonical).then(pl.col(cells.name)).cast(pl.Float64)
    # Nine digits and two decimals are far inside what a double holds exactly enough to round to the cent.
    return cells.to_frame().select((euros * 100).round().cast(pl.Int64)).to_series()


def _by_distinct(column: str, cells: pl.Series, setting: Setting) -> Column:
    """Read each distinct text once, and put what it says back in its places."""
    words = cells.unique().drop_nulls()
    texts = [*words.to_list(), *([None] if cells.null_count() else [])]
    parsed = [parse_cell(column, text, setting) for text in texts]
    places = cells.cast(pl.Enum(words)).to_physical().fill_null(len(words))
    said = [one.value for one in parsed]
    if dtype_of(column) == pl.String and said == texts:
        values = cells  # nothing to change: the sender's texts are shared, not copied
    else:
        values = pl.Series(cells.name, said, dtype=dtype_of(column)).gather(places)
    return Column(values, _problems(parsed, places), _notes(parsed))


def _problems(parsed: list[Parsed], places: pl.Series) -> pl.DataFrame:
    """Return the rows whose text has a problem."""
    if not any(one.problem for one in parsed):
        return pl.DataFrame(schema=PROBLEM_SCHEMA)
    reasons = pl.Series([one.problem for one in parsed], dtype=pl.String)
    remedies = pl.Series([one.remedy for one in parsed], dtype=pl.String)
    rows = reasons.is_not_null().gather(places).arg_true()
    found = places.gather(rows)
    return pl.DataFrame(
        {"row": rows, "reason": reasons.gather(found), "remedy": remedies.gather(found)}, schema=PROBLEM_SCHEMA
    )


def _notes(parsed: Iterable[Parsed]) -> frozenset[str]:
    return frozenset(note for one in parsed for note in one.notes)


@lru_cache(maxsize=8)
def blank_pattern(words: frozenset[str]) -> str | None:
    """Return a pattern that finds, among canonical texts, all that say nothing (NC, N.C., Néant) and few others."""
    spelt = ["".join(_spelt(part) for part in re.findall("oe|ae|.", word)) for word in sorted(words)]
    around = "[^0-9A-Za-z]*"  # signs around a word do not make it say something, and signs alone say nothing
    return f"^{around}(?:{'|'.join(spelt)})?{around}$" if spelt else None


def _spelt(part: str) -> str:
    """Return how a letter, two letters or the space of a normal form may be written."""
    if part == " ":
        return r"[^0-9A-Za-z]+"
    letters = "".join(f"[{c}{c.upper()}{''.join(a for a in _ACCENTED if normalise(a) == c)}]" for c in part)
    return f"(?:{letters}|[{_LIGATURES}])" if len(part) > 1 else letters
