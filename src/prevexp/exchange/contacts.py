"""Phones and e-mail addresses of a household: one of each, in the form that can be dialled or written to."""

import re

from .parsed import Parsed

# A slash or dash between spaces stands between two numbers, never inside one.
_BETWEEN = re.compile(r"[ .()]+|(?<=[0-9])[-\u2010-\u2013](?=[0-9])")
_SLASHED = re.compile(r"0[1-9](?:/[0-9]{2}){4}")
_TWO = re.compile(r"(0[1-9][0-9]{8})(0[1-9][0-9]{8})")
_SEVERAL = re.compile(r" ?[/;,|&] ?| (?:ou|et|-|–) ", re.IGNORECASE)
_FRANCE = re.compile(r"(?:\+|00)330?([1-9][0-9]{8})")
_NATIONAL = re.compile(r"0([1-9][0-9]{8})")
_CUT = re.compile(r"[1-9][0-9]{8}")
_ABROAD = re.compile(r"(?:\+|00)(?!33)([1-9][0-9]{6,14})")

_OVERSEAS = {
    prefix: code
    for code, prefixes in {
        "262": ("262", "263", "269", "692", "693"),
        "508": ("508",),
        "590": ("590", "690", "691"),
        "594": ("594", "694"),
        "596": ("596", "696", "697"),
    }.items()
    for prefix in prefixes
}
_MAYOTTE, _MAYOTTE_MOBILE = "976", "639"

_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_LONGEST_EMAIL = 254


def _international(number: str, department: str) -> str:
    """Put the country code before nine national digits; overseas départements have their own.

    0639 is a mobile range of Mayotte and, elsewhere, kept for fiction. Source: national numbering plan (ARCEP).
    """
    prefix = number[:3]
    if department == _MAYOTTE and prefix == _MAYOTTE_MOBILE:
        return f"+262{number}"
    return f"+{_OVERSEAS.get(prefix, '33')}{number}"


def _one(text: str, department: str) -> Parsed | None:
    """Read a text that holds one number and nothing else."""
    digits = text.replace("/", "") if _SLASHED.fullmatch(text) else _BETWEEN.sub("", text.replace("(0)", ""))
    if found := _FRANCE.fullmatch(digits):
        return Parsed(f"+33{found[1]}")
    if found := _NATIONAL.fullmatch(digits):
        return Parsed(_international(found[1], department))
    if _CUT.fullmatch(digits):
        return Parsed(_international(digits, department), notes=("phone-leading-zero-restored",))
    found = _ABROAD.fullmatch(digits)
    return Parsed(f"+{found[1]}") if found else None


def parse_phone(text: str, *, department: str) -> Parsed:
    """Read a phone into E.164; of several in a cell the first usable one, with a warning.

    Source: samples, "Field by field": nine digits, 0…, +33, 0033; field notes §5: overseas prefix by département.
    """
    if one := _one(text, department):
        return one
    two = _TWO.fullmatch(_BETWEEN.sub("", text))
    parts = two.groups() if two else _SEVERAL.split(text)
    found = next((one for part in parts if (one := _one(part, department))), None)
    return Parsed(found.value, "several-phones", found.notes) if found else Parsed(problem="phone-unusable")


def parse_email(text: str) -> Parsed:
    """Accept one e-mail address of plain characters, as it is written."""
    usable = len(text) <= _LONGEST_EMAIL and _EMAIL.fullmatch(text)
    return Parsed(text) if usable else Parsed(problem="email-unusable")
