"""The colours of pages and pictures, and how far apart they are.

Few and calm; no colour says anything alone: a pattern, a number or a word always says it too.
"""

from collections.abc import Mapping
from types import MappingProxyType

INK = "#16202e"
SOFT_INK = "#465264"
PAPER = "#ffffff"
MIST = "#f2f5f9"
LINE = "#c5cfdb"
OUTLINE = "#5d6b7e"
ACCENT = "#0b4f71"
ACCENT_PALE = "#dfebf2"
AMBER = "#f4c95d"
AMBER_STRIPE = "#e0a72e"
GREY = "#d3dae3"
GREY_DOT = "#9aa6b5"
GOOD = "#1c6b45"
WARN = "#8a5300"
BAD = "#9b2c20"
SEQUENCE = ("#e6eff4", "#b3d1df", "#6ea6c1", "#0b4f71")
"""From few to many, on the tile map."""

ON_PAPER: Mapping[str, str] = MappingProxyType(
    {"ink": INK, "soft-ink": SOFT_INK, "accent": ACCENT, "good": GOOD, "warn": WARN, "bad": BAD}
)
"""The colours in which words are written on paper or mist."""

READABLE = 4.5
"""The least contrast of words with what is behind them (WCAG 2, 1.4.3)."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 reckons it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(background: str) -> str:
    """Return the colour in which words are best read on a background: ink or paper."""
    return max((INK, PAPER), key=lambda colour: contrast(colour, background))


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
