"""How a text message is counted: in the small alphabet of phones, or, with one other sign in it, in a larger one."""

import re

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_DOUBLE = frozenset("^{}\\[~]|€\f")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "...",
                        "\u00a0": " ", "\u202f": " ", "ç": "c", "ê": "e", "ë": "e", "â": "a", "î": "i", "ï": "i",
                        "ô": "o", "û": "u", "œ": "oe", "À": "A", "È": "E", "Ê": "E", "Ô": "O"})  # fmt: skip


def plain(text: str) -> str:
    """Return a text in the small alphabet where a French reader loses nothing by it."""
    return re.sub(r"«\s*|\s*»", '"', text).translate(_PLAIN)


def segments(text: str) -> int:
    """Return how many messages a text is sent as: 160 signs in one, 153 in each of several; 70 and 67 otherwise.

    Source: 3GPP TS 23.038 and 23.040.
    """
    if set(text) <= _BASIC | _DOUBLE:
        length, one, each = sum(2 if sign in _DOUBLE else 1 for sign in text), 160, 153
    else:
        length, one, each = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if length <= one else -(-length // each)
