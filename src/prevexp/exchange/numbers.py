"""Amounts, counts and SIRET numbers: exact, never through a float, never read two ways."""

import re

from .parsed import Parsed

_CURRENCY = re.compile(r"(?:€|EUR) ?(?P<after>.*)|(?P<before>.*?) ?(?:€|EUR)", re.IGNORECASE)
_SIGN = re.compile(r"[-\u2212] ?")
_AMOUNTS = (
    re.compile(r"(?P<whole>[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:(?P<mark>[.,])(?P<cents>[0-9]{1,2}))?"),
    re.compile(r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+)(?P<mark>,)(?P<cents>[0-9]{1,2})"),
    re.compile(r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+)(?P<mark>\.)(?P<cents>[0-9]{1,2})"),
    # Two groups or more cannot be decimals; one group can, and is refused.
    re.compile(r"(?P<whole>[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}|(?:,[0-9]{3}){2,}))(?P<mark>)(?P<cents>)"),
)
_MOST_DIGITS = 12
_COUNT = re.compile(r"0*([1-9]|[12][0-9]|30)(?:[.,]0+)?")
_SIRET = re.compile(r"[0-9]{14}")
_LA_POSTE = "356000000"
_DOUBLED = str.maketrans("0123456789", "0246813579")

_UNPARSABLE = Parsed(problem="unparsable-amount")


def parse_amount(text: str) -> Parsed:
    """Read an amount in euros into cents.

    Comma or point, two decimals at most; groups of three by space, or by the mark that is not the decimal one. A single
    mark before exactly three digits could be either: refused. Source: samples, "Field by field".
    """
    bare = text
    if found := _CURRENCY.fullmatch(bare):
        bare = found["after"] if found["after"] is not None else found["before"]
    unsigned = _SIGN.sub("", bare, count=1) if _SIGN.match(bare) else bare
    amount = next((found for pattern in _AMOUNTS if (found := pattern.fullmatch(unsigned))), None)
    if amount is None:
        return _UNPARSABLE
    whole = re.sub("[ .,]", "", amount["whole"])
    if len(whole.lstrip("0")) > _MOST_DIGITS:
        return _UNPARSABLE
    cents = int(whole[-_MOST_DIGITS:]) * 100 + int((amount["cents"] or "0").ljust(2, "0"))
    if unsigned != bare and cents:
        return Parsed(problem="negative-amount")
    notes = ("thousands-separator",) * (whole != amount["whole"]) + ("decimal-comma",) * (amount["mark"] == ",")
    return Parsed(cents, notes=notes)


def parse_debt(text: str) -> Parsed:
    """Read a debt into cents; zero is kept and asked about: paid, or not known? Source: field notes §5."""
    amount = parse_amount(text)
    return Parsed(0, "zero-debt", amount.notes) if amount.value == 0 else amount


def parse_count(text: str) -> Parsed:
    """Read a number of persons, 1 to 30; `3.0`, as an export of decimals writes 3, is 3."""
    found = _COUNT.fullmatch(text)
    return Parsed(int(found[1])) if found else Parsed(problem="count-unusable")


def _luhn(digits: str) -> bool:
    """Say whether the last digit checks the others (Luhn): every second one from the right counts double."""
    return (sum(map(int, digits[-1::-2])) + sum(map(int, digits[-2::-2].translate(_DOUBLED)))) % 10 == 0


def parse_siret(text: str) -> Parsed:
    """Read a SIRET: fourteen digits with a valid key.

    The establishments of La Poste (SIREN 356 000 000) carry another key, a sum of digits that is a multiple of five.
    """
    digits = text.replace(" ", "")
    if not _SIRET.fullmatch(digits):
        return Parsed(problem="siret-unusable")
    by_sum = digits.startswith(_LA_POSTE) and sum(map(int, digits)) % 5 == 0
    return Parsed(digits) if by_sum or _luhn(digits) else Parsed(problem="siret-unusable")
