"""Dates, amounts and counts as French readers write them. Independent of the locale of the machine.

Spaces are typographic: U+202F between thousands and before `;!?%`, U+00A0 before `€` and between a number and its noun,
so that no line breaks inside.
"""

import re
from datetime import date
from decimal import ROUND_HALF_UP
from decimal import Decimal

from prevexp.domain.values import Month

NBSP = "\u00a0"
NARROW = "\u202f"
NOT_KNOWN = "non connu"

_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_ANSWERS = {True: "oui", False: "non", None: NOT_KNOWN}


def typographic(text: str) -> str:
    """Return a text whose spaces around French signs do not break: before `: ; ? ! » %`, after `«`."""
    text = re.sub(r" (?=[;?!%])", NARROW, text)
    return re.sub(r" (?=[:»])|(?<=«) ", NBSP, text)


def day(value: date) -> str:
    """Write a date in full: 4 mai 2021, 1er mai 2021."""
    number = "1er" if value.day == 1 else str(value.day)
    return f"{number}{NBSP}{_MONTHS[value.month - 1]}{NBSP}{value.year}"


def weekday(value: date) -> str:
    """Write a date in full with the name of its day: samedi 8 mai 2021."""
    return f"{WEEKDAYS[value.weekday()]}{NBSP}{day(value)}"


def short_day(value: date) -> str:
    """Write a date in digits: 04/05/2021."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def month(value: Month) -> str:
    """Write a month in full: mai 2021."""
    return f"{_MONTHS[value.month - 1]}{NBSP}{value.year}"


def period(first: date, last: date) -> str:
    """Write a period whose days are both included: du 1er mai au 31 juillet 2021."""
    start = day(first)
    if first.year == last.year:
        start = start.removesuffix(f"{NBSP}{first.year}")
    return f"du {start} au {day(last)}"


def number(value: int) -> str:
    """Write a whole number: 1 635."""
    return f"{value:,}".replace(",", NARROW)


def decimal(value: Decimal) -> str:
    """Write a decimal number with a comma, without zeros that say nothing: 2,5; 4."""
    whole, _, rest = f"{value:,f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", NARROW) + (f",{rest}" if rest else "")


def euros(cents: int) -> str:
    """Write an amount given in cents: 1 635,57 €."""
    whole, rest = divmod(cents, 100)
    return f"{number(whole)},{rest:02}{NBSP}€"


def percent(part: int, whole: int) -> str:
    """Write a share as a whole percentage, rounded half up: 43 %; never 0 % or 100 % of what is neither."""
    rounded = int((Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP))
    if rounded == 0 and part:
        return f"<{NBSP}1{NARROW}%"
    if rounded == 100 and part < whole:
        return f">{NBSP}99{NARROW}%"
    return f"{number(rounded)}{NARROW}%"


def counted(value: int, one: str, several: str) -> str:
    """Write a count with its noun, which is singular up to one: 0 dossier, 1 dossier, 2 dossiers."""
    return f"{number(value)}{NBSP}{one if value <= 1 else several}"


def days(value: int) -> str:
    """Write a number of days: 1 jour, 12 jours."""
    return counted(value, "jour", "jours")


def answer(value: bool | None) -> str:  # noqa: FBT001 - the value said is the boolean itself
    """Write the answer to a question: oui, non, non connu."""
    return _ANSWERS[value]


def listed(words: list[str]) -> str:
    """Write an enumeration: a, b et c."""
    return " et ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
